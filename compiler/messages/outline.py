"""What a schema says of each place in a message: the names that an object may have, types, annotations.

A place is under several schemas at once (its reference, `allOf`, whatever it may be by `anyOf` or `then`); an
`OutlineNode` is all of them together. Nothing is judged here: the outline tells what could stand there, for explaining
what does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeAlias

from compiler.base.pointers import resolved
from compiler.messages.json_tokens import Path

JsonSchema: TypeAlias = Mapping[str, Any]
_TOGETHER = ("allOf", "anyOf", "oneOf")
_CASES = ("then", "else")
_OF_CODES = {"type", "properties", "required", "enum", "anyOf", "minProperties"}
_OPEN = ("patternProperties", "additionalProperties")


class OutlineNode:
    """A place in a message."""

    def __init__(
        self, outline: Outline, schemas: tuple[JsonSchema, ...], top: tuple[JsonSchema, ...] = ()
    ) -> None:
        self._outline = outline
        self._schemas = schemas
        self._top = top
        self._attributes: dict[str, OutlineNode] = {}

    @cached_property
    def names(self) -> frozenset[str]:
        """The attributes that the schemas name; none for what is no object, or takes any name."""
        if any(isinstance(schema.get(key), Mapping) for schema in self._schemas for key in _OPEN):
            return frozenset()
        return frozenset(name for schema in self._schemas for name in schema.get("properties", ()))

    @cached_property
    def types(self) -> frozenset[str]:
        """The JSON types that the schemas name."""
        found = (schema.get("type", ()) for schema in self._schemas)
        return frozenset(
            name for types in found for name in ((types,) if isinstance(types, str) else types)
        )

    @cached_property
    def deep(self) -> dict[str, OutlineNode]:
        """The attributes under which there is something to look into: an object, an array, a text."""
        pairs = ((name, self.attribute(name)) for name in sorted(self.names))
        return {
            name: node for name, node in pairs if node.names or node.types & {"array", "string"}
        }

    def names_of(self, value: Mapping[str, Any]) -> frozenset[str]:
        """The attributes that the object `value` may have: of what only some objects are, what it says that it is."""
        if not self.names or not self._outline.tells_apart:
            return self.names
        found: set[str] = set()
        for schema in self._outline.parts(self._top, lambda part: _branches(part, value)):
            found.update(schema.get("properties", ()))
        return frozenset(found)

    def attribute(self, name: str) -> OutlineNode:
        """The place of the attribute `name`."""
        if name not in self._attributes:
            made = self._outline.node(
                schema.get("properties", {}).get(name) for schema in self._schemas
            )
            if name not in self.names:
                return made
            self._attributes[name] = made
        return self._attributes[name]

    @cached_property
    def item(self) -> OutlineNode:
        """The place of an item of an array."""
        return self._outline.node(schema.get("items") for schema in self._schemas)

    def annotation(self, key: str) -> Any:
        """The first value of the keyword `key` among the schemas; None where none has it."""
        return next((schema[key] for schema in self._schemas if key in schema), None)

    def all_of(self, key: str) -> tuple[Any, ...]:
        """Every value of the keyword `key` among the schemas."""
        return tuple(schema[key] for schema in self._schemas if key in schema)

    def owners(self, name: str) -> tuple[str, ...]:
        """The definitions whose own attribute `name` is, sorted."""
        found = (self._outline.title(s) for s in self._schemas if name in s.get("properties", ()))
        return tuple(sorted({title for title in found if title}))


class Outline:
    """The outline of one schema; nodes are made when they are asked for, and kept."""

    def __init__(self, schema: JsonSchema) -> None:
        self._schema = schema
        self._nodes: dict[tuple[int, ...], OutlineNode] = {}
        definitions = schema.get("$defs", {})
        self.tells_apart = any("if" in part for part in _all_parts(definitions.values()))
        self._titles: dict[int, str] = {
            id(definition): name for name, definition in definitions.items()
        }
        self.root = self.node([schema])

    def node(self, schemas: Iterable[Any]) -> OutlineNode:
        """The place that is under all of `schemas`."""
        top = tuple(schema for schema in schemas if isinstance(schema, Mapping))
        found = tuple(self.parts(top, lambda part: [part[key] for key in _CASES if key in part]))
        key = tuple(map(id, found))
        return self._nodes.setdefault(key, OutlineNode(self, found, top))

    def parts(
        self, top: Iterable[JsonSchema], cases: Callable[[JsonSchema], list[Any]]
    ) -> Iterator[JsonSchema]:
        """Every schema that `top` are made of, themselves included; `cases` gives those of `if`."""
        found: dict[int, JsonSchema] = {}
        waiting: list[Any] = [*top][::-1]
        while waiting:
            schema = waiting.pop()
            if id(schema) in found or not isinstance(schema, Mapping):
                continue
            found[id(schema)] = schema
            parts = [part for key in _TOGETHER for part in schema.get(key, ())]
            parts += cases(schema)
            parts += schema.get("dependentSchemas", {}).values()
            if "$ref" in schema:
                parts.insert(0, resolved(self._schema, schema["$ref"]))
            waiting += parts[::-1]
        yield from found.values()

    def at(self, path: Path) -> OutlineNode:
        """The place that `path` leads to; one without schemas where nothing is said of it."""
        node = self.root
        for step in path:
            node = node.item if isinstance(step, int) else node.attribute(step)
        return node

    def title(self, schema: JsonSchema) -> str:
        """The name of the definition `schema`; empty where it is part of something else."""
        return self._titles.get(id(schema), "")


def _all_parts(definitions: Iterable[Any]) -> Iterator[JsonSchema]:
    """Definitions, and what stands at once in them or in their `allOf`."""
    for definition in definitions:
        if isinstance(definition, Mapping):
            yield definition
            yield from (part for part in definition.get("allOf", ()) if isinstance(part, Mapping))


def _branches(part: JsonSchema, value: Any) -> list[Any]:
    """The one of `then` and `else` that counts for `value`; both where that cannot be told here."""
    holds = _holds(part["if"], value) if "if" in part else None
    wanted = {True: ("then",), False: ("else",), None: _CASES}[holds]
    return [part[key] for key in wanted if key in part]


def _holds(condition: Any, value: Any) -> bool | None:
    """Whether `value` meets `condition`; None where it asks something else than a code."""
    if not isinstance(condition, Mapping) or not condition.keys() <= _OF_CODES:
        return None
    parts: list[bool | None] = [_holds_here(condition, value)]
    if isinstance(value, Mapping):
        asked = condition.get("properties", {}).items()
        parts += [_holds(inner, value[name]) for name, inner in asked if name in value]
    if "anyOf" in condition:
        any_of = [_holds(each, value) for each in condition["anyOf"]]
        parts.append(None if None in any_of and True not in any_of else any(any_of))
    return False if False in parts else None if None in parts else True


def _holds_here(condition: JsonSchema, value: Any) -> bool:
    """Whether `value` meets what `condition` asks of itself."""
    if "enum" in condition and value not in condition["enum"]:
        return False
    if not isinstance(value, Mapping):
        return condition.get("type") != "object"
    enough = len(value) >= condition.get("minProperties", 0)
    return enough and all(name in value for name in condition.get("required", ()))
