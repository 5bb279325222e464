"""OA31: a decimal is no binary fraction of 32 bits."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.plan import Property
from compiler.model.elements import TypeKind


@correction("OA31", Part.PROPERTY, ClientEffect.NONE, alters=("decimals",))
def decimals_are_exact(prop: Property) -> Property:
    """A decimal is a number without a format.

    The published shape says `float`: a binary fraction of 32 bits, which holds seven digits. Generated code rounds
    to it, and an amount of 123456.78 comes out as 123456.78125. No format of OpenAPI is exact; without one, a
    generator takes the best that its language has, such as BigDecimal in Java. What is sent stays the same; the type
    in code that is generated anew may be another one.

    Model:
        domein A { entiteit Factuur { bedrag : decimal } }

    At: openapi/Informatiedomeinen/A #/components/schemas/Factuur/properties/bedrag

    Before:
        type: number
        format: float

    After:
        type: number
    """
    attribute = prop.attribute
    if (
        attribute is None
        or attribute.kind is not TypeKind.PRIMITIVE
        or attribute.target != "decimal"
    ):
        return prop
    return prop._replace(shape=prop.shape._replace(format=""))
