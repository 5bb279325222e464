"""OA48: names of schemas are identifiers."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.naming import Naming, identifiers


@correction("OA48", Part.NAMES, ClientEffect.NONE)
def names_are_identifiers(naming: Naming) -> Naming:
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
    names = identifiers({name for _, now in naming.now() for name in now.values()})
    return naming.then(names for _ in naming.documents)
