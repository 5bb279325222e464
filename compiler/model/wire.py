"""How what a document holds looks on the wire: a reference to a schema, or a type with a format.

Source: the table "From attribute to schema" that was measured on the published releases; see docs/published-shape.md.
"""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache
from typing import NamedTuple

from compiler.model.documents import KEYS
from compiler.model.elements import Attribute
from compiler.model.holding import (
    GroupKind,
    Holding,
    ShownAttribute,
    held_in_domain,
    held_in_message,
)
from compiler.model.manifest import Interface
from compiler.model.model import Model

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


def shape_of(shown: ShownAttribute, interface: Interface, ref: str) -> Shape:
    """How `shown` looks; `ref` is the schema of what it refers to, empty where it refers to none."""
    many = shown.attribute.many
    if shown.holding is Holding.VALUE:
        return primitive_shape(shown.attribute.target, interface.formats, many=many)
    if shown.holding is Holding.ADDRESS or not ref:
        return Shape(type="string", format="uri", many=many)
    return Shape(ref=ref, many=many)


def published_shape(shown: ShownAttribute, interface: Interface, prefix: str = "") -> Shape:
    """How `shown` looks in published documents, in which no two schemas want one name.

    `prefix` stands before the names of entities that its own message embeds.
    """
    target = shown.target.name if shown.target else ""
    match shown.holding:
        case Holding.CODE:
            keys = KEYS if shown.group is GroupKind.KEYS else ""
            ref = interface.code_entity + keys
        case Holding.KEYS:
            ref = target + KEYS
        case _:
            ref = (prefix if shown.group is GroupKind.MESSAGE else "") + target
    return shape_of(shown, interface, ref)


def horizontal_shape(attribute: Attribute, domain: str, model: Model) -> Shape:
    """The shape of `attribute` in the document of `domain`."""
    return published_shape(held_in_domain(attribute, domain, model), model.standard.interface)


def process_shape(
    attribute: Attribute, message: str, embedded: Container[str], model: Model
) -> Shape:
    """The shape of `attribute` in the message `message`, which shows the entities with the keys `embedded`."""
    held = held_in_message(attribute, embedded, model)
    return published_shape(held, model.standard.interface, f"{message}-" if message else "")
