"""Attributes → properties of a JSON Schema: types that may be empty, formats, and annotations that explain them."""

from __future__ import annotations

import re

from compiler.emit.jsonschema.plan import Property
from compiler.model import Attribute, Model, TypeKind
from compiler.regexes import portable, problem_of
from compiler.sample_texts import fits_no_text_of
from compiler.wire import KEYS, Shape

# GM05: the primitive types, in JSON Schema. Its formats `duration` and `time` refuse what XSD allows (PT1.5S, a time
# without a zone), so these two are patterns.
_FORMATS = {
    "date": "date",
    "dateTime": "date-time",
    "anyURI": "uri-reference",
}
_TYPES = {"integer": "integer", "decimal": "number", "boolean": "boolean"}
_PATTERNS = {
    "duration": (
        r"^-?P(?=[0-9]|T[0-9])([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?"
        r"(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?$"
    ),
    "time": r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?$",
}
_END = re.compile(r"(?i:eind(?:datum|tijd|tijdstip|moment))$|Eind$")
_END_TEXTS = {
    "inclusive": "Tot en met deze dag.",
    "exclusive": "Tot dit moment, dat zelf niet meetelt.",
}


def property_of(attribute: Attribute, shape: Shape, model: Model, *, ref: str = "") -> Property:
    """The property that shows `attribute`.

    Args:
        attribute: what is shown.
        shape: how it looks on the wire (compiler/wire.py).
        model: where the attribute comes from.
        ref: the definition to refer to, where it is another one than the shape says.
    """
    ref = ref or shape.ref
    end = _end(attribute)
    texts = [attribute.description, attribute.constraint, _END_TEXTS.get(end, "")]
    primitive = attribute.target if attribute.kind is TypeKind.PRIMITIVE else ""
    kind = _TYPES.get(primitive, "string")
    return Property(
        name=attribute.name.text,
        ref=ref,
        types=() if ref else (kind,) if shape.many else (kind, "null"),
        format="" if ref else _FORMATS.get(primitive, "" if primitive else "uri-reference"),
        encoding="base64" if primitive == "base64Binary" else "",
        pattern=_pattern(attribute, model) if kind == "string" else "",
        many=shape.many,
        description=" ".join(filter(None, texts)),
        deprecated=attribute.obsolete,
        annotations=tuple(
            (key, value)
            for key, value in (
                ("x-reference-data", attribute.target if attribute.kind is TypeKind.CODELIST else ""),
                ("x-target", _target(attribute, shape, model)),
                ("x-constraint", attribute.constraint),
                ("x-end", end),
            )
            if value
        ),
    )


def _pattern(attribute: Attribute, model: Model) -> str:
    if attribute.kind is not TypeKind.PRIMITIVE:
        return ""
    usual = model.standard.interface.duration_pattern if attribute.target == "duration" else ""
    for pattern in (attribute.pattern, usual):
        if pattern and not fits_no_text_of(attribute.target, pattern) and not problem_of(pattern):
            return portable(pattern)
    return _PATTERNS.get(attribute.target, "")


def _target(attribute: Attribute, shape: Shape, model: Model) -> str:
    """The entity that an address or keys stand for."""
    if attribute.kind is TypeKind.ENTITY and (not shape.ref or shape.ref.endswith(KEYS)):
        return model.entities[attribute.target].name.text
    return ""


def _end(attribute: Attribute) -> str:
    """GM08: a date that ends a period counts itself, a dateTime does not."""
    if attribute.kind is TypeKind.PRIMITIVE and not attribute.many and _END.search(attribute.name.text):
        return {"date": "inclusive", "dateTime": "exclusive"}.get(attribute.target, "")
    return ""
