"""OA02: a regular expression of the model is a `pattern` in the document."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.plan import Property
from compiler.model.meaning import pattern_of


@correction("OA02", Part.PROPERTY, ClientEffect.BREAKING)
def pattern_for_every_regex(prop: Property) -> Property:
    r"""Every attribute with a regular expression has it as its `pattern`.

    The model states regular expressions so that messages can be checked against them. The published shape puts them
    into descriptions only, and gives durations one of its own. A client that sent what the model never allowed is
    refused from now on, so this breaks on the wire.

    A pattern is said of a text, or of each text of a collection; an attribute of another type keeps its expression in
    the description. It is written as all validators read it alike; one that some of them cannot take, or that no value
    of the type matches, is left out.

    Model:
        domein A { entiteit Eenheid { bouwjaar : string patroon /^\d{4}$/ } }

    At: openapi/Informatiedomeinen/A #/components/schemas/Eenheid/properties/bouwjaar

    Before:
        type: string
        description: "Validatie-regex: ^\\d{4}$"

    After:
        type: string
        pattern: ^[0-9]{4}$
        description: "Validatie-regex: ^\\d{4}$"
    """
    if prop.attribute is None or prop.shape.type != "string":
        return prop
    pattern = pattern_of(prop.attribute, prop.pattern)
    if prop.shape.many:
        return prop._replace(pattern="", item_keywords=(("pattern", pattern),) if pattern else ())
    return prop._replace(pattern=pattern)
