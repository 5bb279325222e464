"""How attributes look on the wire: the type of each attribute in horizontal and in process documents.

Source: the table "From attribute to schema" that was measured on the published releases; see docs/published-shape.md.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from compiler.model.model import Attribute, Model, TypeKind

KEYS = "-sleutels"

_PRIMITIVES = {
    "string": ("string", ""),
    "boolean": ("boolean", ""),
    "integer": ("integer", "int32"),
    "decimal": ("number", "float"),
    "date": ("string", "date"),
    "dateTime": ("string", "date-time"),
    "time": ("string", "time"),
    "duration": ("string", "duration"),
    "base64Binary": ("string", "byte"),
    "anyURI": ("string", "uri"),
}


class Shape(NamedTuple):
    """A reference to the schema `ref`, or a JSON `type` with a `format`; `many` for an array of it."""

    ref: str = ""
    type: str = ""
    format: str = ""
    many: bool = False


@lru_cache(maxsize=256)
def primitive_shape(
    name: str, formats: tuple[tuple[str, str], ...] = (), *, many: bool = False
) -> Shape:
    """The shape of the primitive type `name`; `formats` are those that a published shape gives instead of the usual."""
    type_, format_ = _PRIMITIVES[name]
    return Shape(type=type_, format=dict(formats).get(name, format_), many=many)


def horizontal_shape(attribute: Attribute, domain: str, model: Model) -> Shape:
    """The shape of `attribute` in the document of `domain`: entities of other domains, but the shared one, are URIs."""
    interface = model.standard.interface
    if attribute.kind is TypeKind.PRIMITIVE:
        return primitive_shape(attribute.target, interface.formats, many=attribute.many)
    if attribute.kind is TypeKind.CODELIST:
        return Shape(ref=interface.code_entity, many=attribute.many)
    target = model.entities[attribute.target]
    if target.domain != domain and not model.domains[target.domain].shared:
        return Shape(type="string", format="uri", many=attribute.many)
    return Shape(ref=target.name.text + KEYS * attribute.keys, many=attribute.many)


def key_shape(attribute: Attribute, domain: str | None, model: Model) -> Shape:
    """The shape of a key attribute in the key schema of its entity: entities show by their keys.

    `domain` is that of the document, None for a process document.
    """
    interface = model.standard.interface
    if attribute.kind is TypeKind.CODELIST:
        return Shape(ref=interface.code_entity + KEYS * interface.code_keys, many=attribute.many)
    if attribute.kind is TypeKind.ENTITY:
        keys = attribute._replace(keys=True)
        return (
            horizontal_shape(keys, domain, model)
            if domain
            else process_shape(keys, "", frozenset(), model)
        )
    return primitive_shape(attribute.target, interface.formats, many=attribute.many)


def process_shape(
    attribute: Attribute, message: str, embedded: frozenset[str], model: Model
) -> Shape:
    """The shape of `attribute` in the message `message`, which embeds the entities with the keys `embedded`.

    What the message does not embed but the envelope shows is one schema for the whole document; the rest shows by
    its keys.
    """
    interface = model.standard.interface
    if attribute.kind is TypeKind.PRIMITIVE:
        return primitive_shape(attribute.target, interface.formats, many=attribute.many)
    if attribute.kind is TypeKind.CODELIST:
        return Shape(ref=interface.code_entity, many=attribute.many)
    name = model.entities[attribute.target].name.text
    if not attribute.keys and attribute.target in embedded:
        return Shape(ref=f"{message}-{name}" if message else name, many=attribute.many)
    if not attribute.keys and model.envelope and attribute.target in model.envelope.projections:
        return Shape(ref=name, many=attribute.many)
    return Shape(ref=name + KEYS, many=attribute.many)
