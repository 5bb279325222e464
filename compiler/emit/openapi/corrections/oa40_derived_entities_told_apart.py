"""OA40: a reader finds out which derived entity a message holds, and loses nothing where it cannot."""

from __future__ import annotations

from compiler.emit.openapi.alternatives import told_apart
from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.plan import Document


@correction("OA40", Part.DOCUMENT, ClientEffect.BREAKING, undone=ClientEffect.BREAKING)
def derived_entities_told_apart(document: Document) -> Document:
    """A choice between derived entities goes by the code that tells them, and has a place for what no code tells.

    Everything is optional (GM09), so a message fits several of the published alternatives. Code that is generated
    from them takes the first that fits and drops the attributes that this one does not know, or gives up because
    several fit. Where the model says which code tells a derived entity (`als soort NAT`), its alternative asks for that
    code; a last alternative has the attributes of all of them, so whatever no code tells is read whole. Nothing is
    required of a message: what sends no code is that last alternative.

    A message that calls an attribute by the name that another derived entity has for it, and gives it another type,
    was accepted and is refused from now on. See docs/decisions/0008-schema-corrections.md.

    Model:
        domein A {
            abstract entiteit Relatie { soort : RELATIESOORT }
            entiteit Persoon is Relatie (meervoud Personen, als soort PER) { geboortedatum : date }
            entiteit Groep is Relatie (meervoud Groepen) { naam : string }
        }
        referentiedata RELATIESOORT { PER "Persoon", GRO "Groep" }

    At: openapi/Informatiedomeinen/A #/components/schemas/Relatie

    Before:
        oneOf:
        - $ref: '#/components/schemas/Persoon'
        - $ref: '#/components/schemas/Groep'

    After:
        anyOf:
        - $ref: '#/components/schemas/Relatie-Persoon'
        - $ref: '#/components/schemas/Relatie-onbepaald'
        - $ref: '#/components/schemas/Groep'
    """
    return told_apart(document)
