"""Messages to try on schemas: each the smallest that holds one value of one attribute, however deep that stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from compiler.emit.examples.patterns import matching

# A value of every type and form; each place gets all of them, for what it takes is what is asked.
VALUES: tuple[Any, ...] = (
    "tekst", "1", "", "2026-01-31", "2026-01-31T12:30:00Z", "2026-01-31T12:30:00", "12:30:00", "12:30:00Z",
    "23:59:60Z", "P1D", "PT1.5S", "https://example.org/1", "dGVrc3Q=", 1, 12345, 3_000_000_000, 1.5, True, None,
)  # fmt: skip
_DEEPEST = 3
_COMPOSED = ("allOf", "anyOf", "oneOf")


class _Shape(NamedTuple):
    """What a schema shows, its parts put together: attributes, what is required, and what its values look like."""

    attributes: dict[str, Mapping[str, Any]]
    required: set[str]
    items: list[Mapping[str, Any]]
    values: list[Any]


class ServedSamples:
    """Makes messages for the schemas of a document; `named` are those that a reference leads to, by that."""

    def __init__(self, named: Mapping[str, Mapping[str, Any]]) -> None:
        self._named = named

    def of(self, schema: Mapping[str, Any], depth: int = 0) -> Iterator[Any]:
        """Values to try where `schema` stands, the smallest first."""
        shape = self._shape(schema)
        if shape.items and depth < _DEEPEST:
            yield []
            for items in shape.items:
                yield from ([each] for each in self.of(items, depth + 1))
        if shape.attributes or schema.get("type") == "object":
            yield from self._objects(shape, depth)
        elif not shape.items:
            yield from shape.values
            yield from VALUES

    def _objects(self, shape: _Shape, depth: int) -> Iterator[dict[str, Any]]:
        base = {
            name: self._any(shape.attributes.get(name, {}), depth)
            for name in sorted(shape.required)
        }
        yield {}
        yield base
        if depth < _DEEPEST:
            for name, schema in shape.attributes.items():
                for value in self.of(schema, depth + 1):
                    yield {**base, name: value}

    def _any(self, schema: Mapping[str, Any], depth: int) -> Any:
        """Something that `schema` may well take."""
        shape = self._shape(schema)
        if shape.attributes:
            return {
                name: self._any(shape.attributes.get(name, {}), depth + 1)
                for name in sorted(shape.required)
                if depth < _DEEPEST
            }
        if shape.items:
            return []
        return next(iter(shape.values), "1")

    def _shape(self, schema: Mapping[str, Any]) -> _Shape:
        found = _Shape({}, set(), [], [])
        self._gather(schema, found, frozenset())
        return found

    def _gather(self, schema: Any, found: _Shape, seen: frozenset[str]) -> None:
        if not isinstance(schema, Mapping):
            return
        reference = schema.get("$ref", "")
        if reference and reference not in seen:
            self._gather(self._named.get(reference, {}), found, seen | {reference})
        for keyword in _COMPOSED:
            for part in schema.get(keyword, ()):
                self._gather(part, found, seen)
        for name, each in schema.get("properties", {}).items():
            known = found.attributes.setdefault(name, each)
            if known != each:
                found.attributes[name] = {"allOf": [known, each]}
        found.required.update(schema.get("required", ()))
        if "items" in schema:
            found.items.append(schema["items"])
        found.values.extend(_values_of(schema))


def _values_of(schema: Mapping[str, Any]) -> Iterator[Any]:
    """Values that `schema` names itself, or that look as it asks."""
    yield from schema.get("enum", ())
    if isinstance(schema.get("pattern"), str):
        text = matching(schema["pattern"])
        if text is not None:
            yield text
    usual = {"string": "tekst", "integer": 1, "number": 1, "boolean": True}
    types = schema.get("type", ())
    for each in [types] if isinstance(types, str) else types:
        if each in usual and not schema.get("pattern") and not schema.get("format"):
            yield usual[each]
