"""OA33: what a description says in words stands beside it as fields."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.plan import Keyword, Property
from compiler.model.meaning import END_TEXTS, annotations_of, end_of


@correction("OA33", Part.PROPERTY, ClientEffect.NONE, alters=("key",))
def meaning_as_fields(prop: Property) -> Property:
    """What the model says of an attribute beyond its type stands beside its description, as fields.

    Which list a code is of, which entity an address or keys stand for, what constraint holds, and whether an attribute
    is a key: the published shape has these in prose, if at all, and a program cannot read prose. Whether a date that
    ends a period counts itself (GM08) stands nowhere; it goes into the description too. The fields have the names that
    they have in JSON Schema: x-reference-data, x-target, x-constraint, x-end, and x-key for key attributes.

    Model:
        domein A { entiteit Contract { kern soort : CONTRACTSOORT, einddatum : date, partij : B } }
        domein Z { entiteit B { naam : string } }
        referentiedata CONTRACTSOORT { HUU "Huur" }

    At: openapi/Informatiedomeinen/A #/components/schemas/Contract/properties

    Before:
        soort:
          allOf:
          - $ref: '#/components/schemas/Referentiedata'
          description: "Referentiedata: CONTRACTSOORT."
        einddatum: {type: string, format: date}
        partij: {type: string, format: uri, description: Adres van B in het domein Z.}

    After:
        soort:
          allOf:
          - $ref: '#/components/schemas/Referentiedata'
          description: "Referentiedata: CONTRACTSOORT."
          x-reference-data: CONTRACTSOORT
          x-key: true
        einddatum: {type: string, format: date, description: Tot en met deze dag., x-end: inclusive}
        partij: {type: string, format: uri, description: Adres van B in het domein Z., x-target: B}
    """
    attribute = prop.attribute
    if attribute is None:
        return prop
    found = annotations_of(attribute, prop.target)
    core: tuple[Keyword, ...] = (("x-key", True),) if attribute.core else ()
    if not found and not core:
        return prop
    end = END_TEXTS.get(end_of(attribute), "")
    description = f"{prop.description} {end}".strip() if end else prop.description
    return prop._replace(description=description, keywords=(*prop.keywords, *found, *core))
