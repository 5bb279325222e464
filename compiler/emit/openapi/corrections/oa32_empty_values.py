"""OA32: a value may be empty, which is null."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.plan import Property


@correction("OA32", Part.PROPERTY, ClientEffect.ADDITIVE)
def empty_values(prop: Property) -> Property:
    """A value may be null.

    Gebruik van Attributen in JSON Payload: an attribute that is empty is null for a value, {} for an object and []
    for a collection. Nothing is required, so objects and collections may be empty as published; but null is refused
    everywhere, and with it the guideline's own example. An answer may hold null from now on, as the guideline has
    always had it.

    An object or a collection is never null, and neither is an item of one.

    Model:
        domein A { entiteit Persoon (meervoud Personen) { geboortedatum : date, adressen : string[] } }

    At: openapi/Informatiedomeinen/A #/components/schemas/Persoon/properties

    Before:
        geboortedatum: {type: string, format: date}
        adressen: {type: array, items: {type: string}}

    After:
        geboortedatum: {type: string, format: date, nullable: true}
        adressen: {type: array, items: {type: string}}
    """
    if prop.attribute is None or prop.shape.ref or prop.shape.many:
        return prop
    return prop._replace(keywords=(*prop.keywords, ("nullable", True)))
