"""OA46: a document has no schemas that nothing refers to."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.plan import Document
from compiler.emit.openapi.schemas import reachable


@correction("OA46", Part.DOCUMENT, ClientEffect.NONE, alters=("unreached",))
def what_nothing_refers_to(document: Document) -> Document:
    """Schemas that no message can hold are left out.

    The document of a domain shows all entities of the shared domain, with their messages, whether its own refer to
    them or not. Nothing is sent in the form of a schema that no operation leads to; generated code grows by it, and
    linters report it.

    Model:
        gedeeld domein Algemeen { entiteit Label { naam : string } }
        domein A { entiteit Zaak (meervoud Zaken) { naam : string } }

    At: openapi/Informatiedomeinen/A #/components/schemas/Labelbericht

    Before:
        allOf:
        - $ref: '#/components/schemas/Label'

    After:
        null
    """
    used = reachable(document)
    return document._replace(
        schemas=tuple(schema for schema in document.schemas if schema.name in used)
    )
