"""Judges messages as an OpenAPI 3.0 document has them; what it does not show is refused.

OpenAPI 3.0 has a dialect of its own: `nullable`, formats that JSON Schema lacks, nothing that counts beside a `$ref`.
The schemas are put into JSON Schema 2020-12, in which a validator can tell what no part of a composition shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import jsonschema_rs

from compiler.model.meaning import BASE64_PATTERN

_PREFIX = "#/components/schemas/"
_COMPOSED = ("allOf", "anyOf", "oneOf")
# What says what is taken; all else is for readers.
_KEPT = (
    "enum",
    "format",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "pattern",
    "required",
    "type",
)
_INT32 = {"minimum": -(2**31), "maximum": 2**31 - 1}
_BY_FORMAT: Mapping[str, Mapping[str, Any]] = {
    "int32": _INT32,
    "byte": {"pattern": BASE64_PATTERN},
}


class SchemaJudge:
    """Judges values by the schemas of `document`, which stand among its components."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        schemas = document["components"].get("schemas", {})
        self._named = {f"{_PREFIX}{name}": each for name, each in schemas.items()}

    def named_in(self, schema: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
        """The schemas that `schema` leads to, by reference."""
        found: dict[str, Mapping[str, Any]] = {}
        waiting = list(_references(schema))
        while waiting:
            reference = waiting.pop()
            if reference not in found:
                found[reference] = self._named[reference]
                waiting.extend(_references(found[reference]))
        return found

    def taker(self, schema: Mapping[str, Any], *, sent: bool) -> Callable[[Any], bool]:
        """What tells whether `schema` takes a value; one that is `sent` has nothing that is read-only."""
        named = {
            reference.removeprefix(_PREFIX): _part(each, sent=sent)
            for reference, each in self.named_in(schema).items()
        }
        whole = {**_site(schema, sent=sent), "components": {"schemas": named}}
        return jsonschema_rs.Draft202012Validator(whole, validate_formats=True).is_valid


def _references(node: Any) -> Iterator[str]:
    """The addresses of the schemas that anything in `node` refers to."""
    if isinstance(node, Mapping):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def _site(schema: Mapping[str, Any], *, sent: bool) -> dict[str, Any]:
    """`schema` where a value stands: an object there has no attributes that no part of it shows."""
    return {**_part(schema, sent=sent), "unevaluatedProperties": False}


def _part(schema: Mapping[str, Any], *, sent: bool) -> dict[str, Any]:
    """`schema` as one part of what a place asks."""
    if "$ref" in schema:
        return {"$ref": schema["$ref"]}
    made: dict[str, Any] = {key: schema[key] for key in _KEPT if key in schema}
    made |= _BY_FORMAT.get(str(schema.get("format", "")), {})
    if schema.get("nullable") and isinstance(schema.get("type"), str):
        made["type"] = [schema["type"], "null"]
    for keyword in _COMPOSED:
        if keyword in schema:
            made[keyword] = [_part(each, sent=sent) for each in schema[keyword]]
    if "not" in schema:
        made["not"] = _part(schema["not"], sent=sent)
    if "items" in schema:
        made["items"] = _site(schema["items"], sent=sent)
    properties = schema.get("properties", {})
    hidden = {name for name, each in properties.items() if sent and each.get("readOnly")}
    if properties:
        made["properties"] = {
            name: False if name in hidden else _site(each, sent=sent)
            for name, each in properties.items()
        }
    if hidden and "required" in made:
        made["required"] = [name for name in made["required"] if name not in hidden]
    return made
