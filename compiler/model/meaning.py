"""What an attribute means beyond its type, in the words that every emitter gives it: annotations and patterns.

`x-reference-data` is the list of a value, `x-target` the entity that an address or keys stand for, `x-constraint` the
constraint as the model has it, `x-end` what a date or a moment that ends a period counts (GM08).
"""

from __future__ import annotations

import re
from operator import attrgetter

from compiler.base.regex.portable import portable, problem_of
from compiler.base.regex.samples import fits_no_text_of
from compiler.model.elements import Attribute, TypeKind
from compiler.model.holding import Holding, ShownAttribute
from compiler.model.manifest import Interface

# Where an attribute is written, the suppressions there, and a way to write what `keys` says already.
_PLACED = ("name", "type_name", "source", "suppressions", "embeds")
# What an attribute says of itself beside its name and these.
meaning_of = attrgetter(*(field for field in Attribute._fields if field not in _PLACED))
LIST_ANNOTATION = "x-reference-data"
_END = re.compile(r"(?i:eind(?:datum|tijd|tijdstip|moment))$|Eind$")
_COUNTED = {"date": "inclusive", "dateTime": "exclusive"}
END_TEXTS = {
    "inclusive": "Tot en met deze dag.",
    "exclusive": "Tot dit moment, dat zelf niet meetelt.",
}
# The formats `duration` and `time` refuse what XSD allows (PT1.5S, a time without a zone), so these two are patterns.
XSD_PATTERNS = {
    "duration": (
        r"^-?P(?=[0-9]|T[0-9])([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?"
        r"(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?$"
    ),
    "time": r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?$",
}


def annotations_of(attribute: Attribute, target: str) -> tuple[tuple[str, str], ...]:
    """The annotations of `attribute` that say something; `target` is what `referred_entity` gives."""
    found = []
    if attribute.kind is TypeKind.CODELIST:
        found.append((LIST_ANNOTATION, attribute.target))
    if target:
        found.append(("x-target", target))
    if attribute.constraint:
        found.append(("x-constraint", attribute.constraint))
    end = end_of(attribute)
    if end:
        found.append(("x-end", end))
    return tuple(found)


def referred_entity(shown: ShownAttribute) -> str:
    """The name of the entity that an address or keys stand for; empty for what is shown itself."""
    if shown.target is not None and shown.holding in (Holding.KEYS, Holding.ADDRESS):
        return shown.target.name
    return ""


def end_of(attribute: Attribute) -> str:
    """GM08: a date that ends a period counts itself (`inclusive`), a dateTime does not (`exclusive`)."""
    counted = _COUNTED.get(attribute.target, "") if attribute.kind is TypeKind.PRIMITIVE else ""
    return counted if counted and not attribute.many and _END.search(attribute.name.text) else ""


def pattern_of(attribute: Attribute, usual: str = "") -> str:
    """The regular expression to publish, as all validators read it alike; empty for none.

    One that fits no text of the type, or that validators cannot take, is passed over for `usual`, the one of the type.
    """
    if attribute.kind is not TypeKind.PRIMITIVE:
        return ""
    for pattern in (attribute.pattern, usual):
        if pattern and not fits_no_text_of(attribute.target, pattern) and not problem_of(pattern):
            return portable(pattern)
    return ""


_NO_TEXTS = ("integer", "decimal", "boolean")
_NUMBERS = ("integer", "decimal")
BASE64_PATTERN = "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"  # RFC 4648, 4


def number_pattern(attribute: Attribute) -> str:
    """The regular expression of a number, for its digits; empty for none."""
    if attribute.kind is not TypeKind.PRIMITIVE or attribute.target not in _NUMBERS:
        return ""
    return pattern_of(attribute)


def published_pattern(attribute: Attribute, interface: Interface) -> str:
    """The regular expression of JSON Schemas: that of the attribute, else that of its type; empty for none.

    A number and a boolean are no texts, so that nothing is published for them.
    """
    if attribute.kind is not TypeKind.PRIMITIVE or attribute.target in _NO_TEXTS:
        return ""
    usual = interface.duration_pattern if attribute.target == "duration" else ""
    return pattern_of(attribute, usual) or XSD_PATTERNS.get(attribute.target, "")
