"""Attributes → properties of a JSON Schema: types that may be empty, formats, and annotations that explain them."""

from __future__ import annotations

from compiler.emit.jsonschema.plan import SchemaProperty
from compiler.model.elements import TypeKind
from compiler.model.holding import ShownAttribute
from compiler.model.manifest import Interface
from compiler.model.meaning import (
    BASE64_PATTERN,
    END_TEXTS,
    annotations_of,
    end_of,
    number_pattern,
    published_pattern,
    referred_entity,
)
from compiler.model.wire import shape_of

# GM05: the primitive types, in JSON Schema; compiler/model/meaning.py has those that are patterns.
_FORMATS = {
    "date": "date",
    "dateTime": "date-time",
    "anyURI": "uri-reference",
}
# What fits in the formats of OpenAPI for whole numbers.
_LIMITS = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1)}


def property_of(shown: ShownAttribute, interface: Interface, ref: str) -> SchemaProperty:
    """The property that shows an attribute.

    Args:
        shown: the attribute, and how it is held.
        interface: the shape that the manifest says.
        ref: the definition that it refers to, empty where it refers to none.
    """
    attribute, shape = shown.attribute, shape_of(shown, interface, ref)
    texts = [attribute.description, attribute.constraint, END_TEXTS.get(end_of(attribute), "")]
    primitive = attribute.target if attribute.kind is TypeKind.PRIMITIVE else ""
    kind = shape.type or "string"
    own_pattern = published_pattern(attribute, interface)
    base64 = BASE64_PATTERN if primitive == "base64Binary" else ""
    return SchemaProperty(
        name=attribute.name.text,
        ref=ref,
        types=() if ref else (kind,) if shape.many else (kind, "null"),
        format="" if ref else _FORMATS.get(primitive, "" if primitive else "uri-reference"),
        encoding="base64" if base64 else "",
        pattern=own_pattern or base64,
        encoding_pattern=base64 if own_pattern else "",
        digits_pattern=number_pattern(attribute),
        limits=_LIMITS.get(shape.format) if kind == "integer" else None,
        many=shape.many,
        description=" ".join(filter(None, texts)),
        deprecated=attribute.obsolete,
        annotations=annotations_of(attribute, referred_entity(shown)),
    )
