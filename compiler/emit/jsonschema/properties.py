"""Attributes → properties of a JSON Schema: types that may be empty, formats, and annotations that explain them."""

from __future__ import annotations

from compiler.emit.jsonschema.plan import SchemaProperty
from compiler.model.meaning import (
    END_TEXTS,
    XSD_PATTERNS,
    annotations_of,
    end_of,
    pattern_of,
    target_of,
)
from compiler.model.model import Attribute, Model, TypeKind
from compiler.model.wire import Shape

# GM05: the primitive types, in JSON Schema; compiler/model/meaning.py has those that are patterns.
_FORMATS = {
    "date": "date",
    "dateTime": "date-time",
    "anyURI": "uri-reference",
}
_TYPES = {"integer": "integer", "decimal": "number", "boolean": "boolean"}


def property_of(
    attribute: Attribute, shape: Shape, model: Model, *, ref: str = ""
) -> SchemaProperty:
    """The property that shows `attribute`.

    Args:
        attribute: what is shown.
        shape: how it looks on the wire (compiler/model/wire.py).
        model: where the attribute comes from.
        ref: the definition to refer to, where it is another one than the shape says.
    """
    ref = ref or shape.ref
    texts = [attribute.description, attribute.constraint, END_TEXTS.get(end_of(attribute), "")]
    primitive = attribute.target if attribute.kind is TypeKind.PRIMITIVE else ""
    kind = _TYPES.get(primitive, "string")
    return SchemaProperty(
        name=attribute.name.text,
        ref=ref,
        types=() if ref else (kind,) if shape.many else (kind, "null"),
        format="" if ref else _FORMATS.get(primitive, "" if primitive else "uri-reference"),
        encoding="base64" if primitive == "base64Binary" else "",
        pattern=_pattern(attribute, model) if kind == "string" else "",
        many=shape.many,
        description=" ".join(filter(None, texts)),
        deprecated=attribute.obsolete,
        annotations=annotations_of(attribute, target_of(attribute, shape, model)),
    )


def _pattern(attribute: Attribute, model: Model) -> str:
    usual = model.standard.interface.duration_pattern if attribute.target == "duration" else ""
    own = XSD_PATTERNS.get(attribute.target, "") if attribute.kind is TypeKind.PRIMITIVE else ""
    return pattern_of(attribute, usual) or own
