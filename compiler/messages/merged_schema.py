"""One schema for a message of which nothing is to be said: no mistake, and nothing worth a hint.

Most messages are right, and a validator that walks over them once takes half the time of two that do. `working` says in
many small parts what one object must be (its own attributes, those of its base, those of the message), and `remarkable`
says it again of names. Here all that holds for one place is merged into one schema. What cannot be merged stands beside
it as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from compiler.messages.outline import Outline, OutlineNode, resolved
from compiler.messages.schema_rewriting import DEFS, TEXT, counts_evaluated, explains

Schema: TypeAlias = dict[str, Any]
# What a keyword asks is the same wherever it stands: with others of its schema it has nothing to do.
_APART = frozenset({
    "type", "properties", "items", "required", "enum", "const", "not", "pattern", "format", "minLength", "maxLength",
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems",
})  # fmt: skip
_WITH_OTHERS = frozenset({"additionalProperties", "patternProperties", "prefixItems"})
_TAKEN_APART = frozenset({"$ref", "allOf", "$schema", "$id", "$defs", "$comment"})


def plain(schema: Mapping[str, Any], outline: Outline) -> Schema | None:
    """A schema that takes exactly what both `schema` and the `remarkable` of its `outline` take.

    None where `schema` counts which attributes are evaluated, which changes when schemas are merged.
    """
    return None if counts_evaluated(schema) else _Merging(schema).of(outline.root)


class _Merging:
    """Merges what holds for each place; every place once, for places may come round."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self._schema = schema
        self._made: dict[str, Any] = {}
        self._names: dict[tuple[Any, ...], str] = {}

    def of(self, root: OutlineNode) -> Schema:
        """The schema of a whole message."""
        ref = self._ref(root, [self._schema])
        return {"$ref": ref, "$defs": dict(self._schema.get("$defs", {})) | self._made}

    def _ref(self, node: OutlineNode | None, asked: list[Any]) -> str:
        """A reference to what is asked at a place; `node` is None where the outline has nothing to say of it."""
        key = (node, *map(id, asked))
        if key not in self._names:
            name = self._names[key] = f"{len(self._names)}@"  # no name of an entity
            self._made[name] = True
            self._made[name] = self._merged(node, asked)
        return DEFS + self._names[key]

    def _at(self, node: OutlineNode | None, asked: list[Any]) -> Any:
        """What is asked at a place; a text by itself, for a reference costs more than to look at it."""
        if False in asked:
            return False
        if node is not None and node.types <= {"string", "null"} and not node.names:
            return self._merged(node, asked)
        return {"$ref": self._ref(node, asked)}

    def _merged(self, node: OutlineNode | None, asked: list[Any]) -> Schema:
        all_ = _Together()
        for part in self._parts(asked):
            all_.take(part)
        made = all_.schema
        if node is not None and node.names:
            made["additionalProperties"] = False
            for name in node.names:
                all_.properties.setdefault(name, [])
        below = node.deep if node is not None else {}
        if all_.properties:
            made["properties"] = {
                name: self._at(below.get(name), inner) if inner or name in below else True
                for name, inner in sorted(all_.properties.items())
            }
        if all_.items or (node is not None and "array" in node.types):
            made["items"] = self._at(node.item if node is not None else None, all_.items)
        if node is not None and (
            "string" in node.types or node.types <= {"null"}
        ):  # one without a type may be a text
            all_.take(dict(TEXT))
        return made | ({"allOf": all_.beside} if all_.beside else {})

    def _parts(self, asked: Iterable[Any]) -> list[Any]:
        """All schemas that hold together where `asked` do: what they refer to, and what they are all of."""
        found: dict[int, Any] = {}
        waiting = list(asked)[::-1]
        while waiting:
            part = waiting.pop()
            if part is True or id(part) in found:
                continue
            found[id(part)] = part
            if isinstance(part, dict):
                waiting += part.get("allOf", [])[::-1]
                if "$ref" in part:
                    target = resolved(self._schema, part["$ref"])
                    waiting.append({"not": {}} if target is None else target)
        return list(found.values())


class _Together:
    """What schemas ask that hold together: in one `schema`, of `properties` and `items`, and `beside` it."""

    def __init__(self) -> None:
        self.schema: Schema = {}
        self.properties: dict[str, list[Any]] = {}
        self.items: list[Any] = []
        self.beside: list[Any] = []

    def take(self, part: Any) -> None:
        """Take over what `part` asks by itself; what it refers to is not looked at."""
        if not isinstance(part, dict):
            self.beside.append(part)
            return
        asks = {
            key: value
            for key, value in part.items()
            if key not in _TAKEN_APART and not explains(key)
        }
        for key in sorted(asks.keys() & _APART):
            self._take(key, asks[key])
        if other := {key: value for key, value in asks.items() if key not in _APART}:
            self.beside.append(asks if other.keys() & _WITH_OTHERS else other)

    def _take(self, key: str, value: Any) -> None:
        if key == "properties":
            for name, inner in value.items():
                self.properties.setdefault(name, []).append(inner)
        elif key == "items":
            self.items.append(value)
        elif key == "required":
            self.schema[key] = sorted({*self.schema.get(key, ()), *value})
        elif self.schema.setdefault(key, value) != value:
            self.beside.append({key: value})
