"""OA34: a time or a duration is what XSD calls so."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.plan import Property
from compiler.model.elements import TypeKind
from compiler.model.meaning import XSD_PATTERNS


@correction(
    "OA34", Part.PROPERTY, ClientEffect.BREAKING, undone=ClientEffect.BREAKING, alters=("times",)
)
def times_as_in_xsd(prop: Property) -> Property:
    r"""A time and a duration are texts with a pattern, as XSD has them.

    The types of the model are those of XSD (GN05). The formats `time` and `duration` are narrower: by them a time has a
    zone, and a duration has no fraction of a second. So validators that check formats refuse what the model allows,
    others take any text, and the national API Design Rules forbid a format `time`. The pattern says what XSD means.
    Where a format was not checked, a text that is none is refused from now on.

    Model:
        domein A { entiteit Afspraak { aanvang : time } }

    At: openapi/Informatiedomeinen/A #/components/schemas/Afspraak/properties/aanvang

    Before:
        type: string
        format: time

    After:
        type: string
        pattern: ^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?$
    """
    attribute = prop.attribute
    if (
        attribute is None
        or attribute.kind is not TypeKind.PRIMITIVE
        or attribute.target not in XSD_PATTERNS
    ):
        return prop
    shape = prop.shape._replace(format="")
    usual = XSD_PATTERNS[attribute.target]
    if not prop.shape.many:
        return prop._replace(shape=shape, pattern=prop.pattern or usual)
    return prop._replace(
        shape=shape, pattern="", item_keywords=prop.item_keywords or (("pattern", usual),)
    )
