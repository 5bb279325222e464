"""OA48: names of schemas are identifiers."""

from __future__ import annotations

from compiler.emit.openapi.correction import Effect, Part, correction
from compiler.emit.openapi.naming import identifiers, renamed
from compiler.emit.openapi.plan import Document


@correction("OA48", Part.RELEASE, Effect.NONE)
def names_are_identifiers(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """The name of a schema is one word in PascalCase.

    `Relaties-Adres` is no name of a class, so every generator makes another one of it, and some make the same of two.
    The national API Design Rules ask for PascalCase. Names differ in more than capitals, for generators write a file
    for each; the same name becomes the same one in every document. What is sent stays the same; code that is generated
    anew has other names.

    Model:
        domein A { entiteit Zaak (meervoud Zaken) { kern naam : string, vorige : Zaak.sleutels } }

    At: openapi/Informatiedomeinen/A #/components/schemas/Zaak/properties/vorige

    Before:
        allOf:
        - $ref: '#/components/schemas/Zaak-sleutels'

    After:
        allOf:
        - $ref: '#/components/schemas/ZaakSleutels'
    """
    names = identifiers({schema.name for document in documents for schema in document.schemas})
    return tuple(renamed(document, names) for document in documents)
