"""The parts of a JSON Schema, and the references among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias
from urllib.parse import quote, unquote

from compiler.base.pointers import escape, resolved, unescape

RewrittenSchema: TypeAlias = dict[str, Any]
DEFS = "#/$defs/"
_PARTS = ("allOf", "anyOf", "oneOf")
_PART = (
    "if",
    "then",
    "else",
    "not",
    "items",
    "additionalProperties",
    "unevaluatedProperties",
    "contains",
)
_NAMED = ("properties", "$defs", "dependentSchemas", "patternProperties")


def schemas_in(schema: Any) -> Iterator[RewrittenSchema]:
    """Every schema in `schema` that is an object, itself included."""
    waiting = [schema]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting += _inner(part)


def _inner(schema: RewrittenSchema) -> Iterator[Any]:
    for key in _PARTS:
        yield from schema.get(key, ())
    for key in _PART:
        if key in schema:
            yield schema[key]
    for key in _NAMED:
        yield from schema.get(key, {}).values()


def referred_name(part: Any) -> str:
    """The definition that `part` refers to; empty where it says anything else."""
    match part:
        case {"$ref": str(ref), **rest} if ref.startswith(DEFS) and not rest:
            return unescape(unquote(ref.removeprefix(DEFS)))
    return ""


def reference_to(name: str) -> dict[str, str]:
    """A reference to the definition `name`."""
    return {"$ref": DEFS + quote(escape(name), safe="@~")}


def dangling_references(schema: Mapping[str, Any]) -> Iterator[str]:
    """The references in `schema` that lead nowhere in it."""
    for part in schemas_in(schema):
        ref = part.get("$ref")
        if isinstance(ref, str) and resolved(schema, ref) is None:
            yield ref


def has_keyword(schema: Mapping[str, Any], keyword: str) -> bool:
    """Whether `keyword` stands anywhere in `schema`."""
    return any(keyword in part for part in schemas_in(schema))
