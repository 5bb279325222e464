"""Samples of the schemas of an OpenAPI document: fully filled ones, the smallest ones, and what a validator says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from compiler.emit.examples.patterns import matching
from tests.helpers.message_corpus import TEXTS

DEEPEST = 4
_TEXTS = {**TEXTS, "uri": ("https://voorbeeld.example/42",), "byte": ("dGVrc3Q=",)}
_NUMBERS = (42, 4.5, 1, 0)
_MARKS = ("readOnly", "writeOnly")
Schema = Mapping[str, Any]


class Choice(NamedTuple):
    """A place in a document where one of several schemas stands: its JSON pointer, and the schema with the branches."""

    pointer: str
    schema: Schema

    @property
    def branches(self) -> list[Schema]:
        """The schemas to choose from."""
        return [*self.schema.get("oneOf", ()), *self.schema.get("anyOf", ())]


class Sampler:
    """Makes samples of the schemas of one document.

    Args:
        document: the whole of it; references lead there.
        turn: which branch is taken where there is a choice.
        left_out: properties with this mark are left out: `readOnly` of requests, `writeOnly` of answers.
    """

    def __init__(self, document: Mapping[str, Any], turn: int = 0, left_out: str = "") -> None:
        self._document = document
        self._turn = turn
        self._left_out = left_out

    def full(self, schema: Schema) -> Any:
        """A sample with every property, to a depth; below that, what is required."""
        return self._value(schema, DEEPEST)

    def smallest(self, schema: Schema) -> Iterator[Any]:
        """A sample with what is required only; then, of an object, with one property of its own beside that."""
        least = self._value(schema, 0)
        yield least
        if isinstance(least, dict):
            properties = self.properties(schema)
            for name in self._kept(properties):
                if name not in least:
                    yield least | {name: self._value(properties[name], 1)}

    def properties(self, schema: Schema) -> Mapping[str, Schema]:
        """The properties that an object of this schema can have, by name."""
        return self._merged(schema)["properties"]

    def _value(self, schema: Schema, depth: int) -> Any:
        merged = self._merged(schema)
        if "const" in merged:
            return merged["const"]
        if "enum" in merged:
            return merged["enum"][0]
        types = merged.get("type", "object" if merged["properties"] else "string")
        kind = types if isinstance(types, str) else next(word for word in types if word != "null")
        if kind == "array":
            count = max(
                merged.get("minItems", 0), 1 if depth > 0 and merged.get("maxItems", 1) else 0
            )
            return [self._value(merged.get("items", {}), depth - 1) for _ in range(count)]
        if kind == "object":
            return self._object(merged, depth)
        if kind == "string":
            return _text(merged)
        if kind == "boolean":
            return True
        return _number(merged, whole=kind == "integer")

    def _object(self, merged: Mapping[str, Any], depth: int) -> dict[str, Any]:
        names = self._kept(merged["properties"])
        if depth <= 0 or merged.get("maxProperties") == 0:
            names = [name for name in names if name in merged["required"]]
        return {name: self._value(merged["properties"][name], depth - 1) for name in names}

    def _kept(self, properties: Mapping[str, Schema]) -> list[str]:
        if not self._left_out:
            return list(properties)
        return [
            name
            for name, schema in properties.items()
            if not self._merged(schema).get(self._left_out)
        ]

    def _merged(self, schema: Schema) -> dict[str, Any]:
        """`schema` as one: what it refers to, all that holds at once, and of a choice one branch."""
        made: dict[str, Any] = {"properties": {}, "required": set()}
        parts = list(schema.get("allOf", ()))
        if "$ref" in schema:
            parts.append(resolved(self._document, schema["$ref"]))
        if branches := Choice("", schema).branches:
            parts.append(branches[self._turn % len(branches)])
        for part in parts:
            self._join(made, self._merged(part))
        self._join(made, {"properties": {}, "required": (), **schema})
        for name in schema.get("not", {}).get("required", ()):
            made["properties"].pop(name, None)
        return made

    def _join(self, made: dict[str, Any], more: Mapping[str, Any]) -> None:
        for name, value in more.items():
            if name == "properties":
                for each, schema in value.items():
                    held = made["properties"].get(each)
                    made["properties"][each] = {"allOf": [held, schema]} if held else schema
            elif name == "required":
                made["required"] |= set(value)
            elif name == "enum" and "enum" in made:
                made["enum"] = [code for code in made["enum"] if code in value]
            elif name not in ("allOf", "oneOf", "anyOf", "$ref", "not"):
                made[name] = value


def names_alike(document: Mapping[str, Any]) -> list[str]:
    """The attributes of one schema whose names differ in capitals only: `Eenheid: Criteria, criteria`."""
    found = []
    for name, schema in document["components"]["schemas"].items():
        alike: dict[str, list[str]] = {}
        for attribute in Sampler(document).properties(schema):
            alike.setdefault(attribute.lower(), []).append(attribute)
        found += [
            f"{name}: {', '.join(sorted(names))}" for names in alike.values() if len(names) > 1
        ]
    return found


def resolved(document: Mapping[str, Any], reference: str) -> Any:
    """What `reference` (`#/components/schemas/Relatie`) means in the document."""
    found: Any = document
    for word in reference.removeprefix("#/").split("/"):
        found = found[word.replace("~1", "/").replace("~0", "~")]
    return found


def choices(document: Mapping[str, Any]) -> list[Choice]:
    """Every place below the schemas of a document where there is a choice."""
    return list(_choices(document["components"]["schemas"], "#/components/schemas"))


def _choices(value: Any, pointer: str) -> Iterator[Choice]:
    if isinstance(value, dict):
        if isinstance(value.get("oneOf", value.get("anyOf")), list):
            yield Choice(pointer, value)
        for name, below in value.items():
            yield from _choices(below, f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list):
        for number, below in enumerate(value):
            yield from _choices(below, f"{pointer}/{number}")


def mistakes(document: Mapping[str, Any], schema: Schema, sample: Any) -> list[str]:
    """What a validator of OpenAPI schemas says of a sample."""
    from openapi_schema_validator import OAS30Validator, OAS31Validator

    kind = OAS31Validator if document["openapi"].startswith("3.1") else OAS30Validator
    whole = {"allOf": [schema], "components": document["components"]}
    found = kind(whole, format_checker=kind.FORMAT_CHECKER).iter_errors(sample)
    return [f"{error.json_path}: {error.message[:300]}" for error in found]


def _text(schema: Mapping[str, Any]) -> str:
    pattern = schema.get("pattern", "")
    texts = [*_TEXTS.get(schema.get("format", ""), TEXTS[""]), matching(pattern) or ""]
    texts += [text.ljust(schema.get("minLength", 0), "x") for text in texts]
    longest = schema.get("maxLength", 10**6)
    fitting = [text for text in texts if schema.get("minLength", 0) <= len(text) <= longest]
    return next((text for text in fitting if re.search(pattern, text, re.ASCII)), "")


def _number(schema: Mapping[str, Any], *, whole: bool) -> float:
    least, most = schema.get("minimum", -(10**9)), schema.get("maximum", 10**9)
    fitting = [number for number in (*_NUMBERS, least, most) if least <= number <= most]
    return next(number for number in fitting if not whole or isinstance(number, int))
