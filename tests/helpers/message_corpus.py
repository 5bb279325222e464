"""Messages by the hundred, made from a schema and then spoiled: always the same ones."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

# Texts of every form that schemas of the standard ask for; the first that fits is taken.
TEXTS = {
    "date": ("2024-02-29",),
    "date-time": ("2024-02-29T12:00:00Z",),
    "time": ("12:00:00Z",),
    "duration": ("P1Y2M3D",),
    "uri-reference": ("/relaties/42", "https://voorbeeld.example/relaties/42"),
    "": ("tekst", "42", "https://voorbeeld.example/42", "2024-02-29T12:00:00Z", "P1D", "1234AB"),
}
# What takes the place of something; most of it is wrong in most places.
SPOILT: tuple[Any, ...] = (
    None,
    {},
    [],
    "",
    17,
    -0.5,
    True,
    "tekst",
    "2024-02-30",
    ["tekst"],
    {"onbekend": 1},
    [{}],
    [None],
)
DEPTH = 3


Examples = Mapping[str, Sequence[Any]]


class Case(NamedTuple):
    """A message for the schema with this name, and what was done to it: nothing, where it was made from that schema."""

    schema: str
    message: Any
    done: str = ""


class Maker:
    """Makes messages from a schema; `choice` says which of several derived entities is taken."""

    def __init__(self, schema: Mapping[str, Any], choice: int = 0) -> None:
        self._schema = schema
        self._choice = choice

    def full(self) -> Any:
        """A message with every attribute, to a depth; below that objects are `{}` and collections `[]`."""
        made = self._value(self._schema, DEPTH)
        forbidden = self._schema.get("not", {}).get("required", ())
        return {name: value for name, value in made.items() if name not in forbidden}

    def _value(self, schema: Mapping[str, Any], depth: int) -> Any:
        if "enum" in schema:
            return schema["enum"][0]
        types = schema.get("type", "object")
        types = [types] if isinstance(types, str) else types
        if "array" in types:
            return [self._value(schema["items"], depth - 1)] if depth > 0 else []
        if "object" in types:
            return self._object(schema, depth)
        if "string" in types:
            return self._text(schema)
        return {"boolean": True, "integer": 42, "number": 4.5}[types[0]]

    def _text(self, schema: Mapping[str, Any]) -> str | None:
        pattern = schema.get("pattern", "")
        texts = TEXTS[schema.get("format", "")]
        return next((text for text in texts if re.search(pattern, text, re.ASCII)), None)

    def _object(self, schema: Mapping[str, Any], depth: int) -> dict[str, Any]:
        if depth <= 0:
            return {}
        made: dict[str, Any] = {}
        if "$ref" in schema:
            made |= self._object(self._defined(schema["$ref"]), depth)
        if alternatives := schema.get("anyOf"):
            chosen = alternatives[self._choice % len(alternatives)]
            made |= self._object(chosen, depth)
            for case in schema.get("allOf", ()):
                if case.get("then") == chosen:
                    made |= self._told(case["if"])
        for part in schema.get("allOf", ()):
            if "if" not in part:
                made |= self._object(part, depth)
        for name, value in schema.get("properties", {}).items():
            made[name] = self._value(self._target(value), depth - 1)
        return made

    def _told(self, condition: Mapping[str, Any]) -> dict[str, Any]:
        """The attribute with a code that meets `condition`."""
        ((name, value),) = condition["properties"].items()
        return {name: {"code": value["properties"]["code"]["enum"][0]}}

    def _target(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        while set(schema) >= {"$ref"} and "type" not in schema:
            target = self._defined(schema["$ref"])
            if "properties" in target or "anyOf" in target or "allOf" in target:
                return target
            schema = target
        return schema

    def _defined(self, ref: str) -> Mapping[str, Any]:
        found: Any = self._schema
        for word in ref.removeprefix("#/").split("/"):
            found = found[word.replace("~1", "/").replace("~0", "~")]
        return found


def corpus(
    schemas: Mapping[str, Mapping[str, Any]], examples: Examples, spoilt: int
) -> Iterator[Case]:
    """Messages for every schema (by name, `BRG/Relaties.post`): right ones, those of other operations, spoilt ones.

    Right are its `examples` and a full one. The full message of the nth schema takes the nth derived entity wherever
    there is a choice. Of each schema `spoilt` messages are made from the right ones.
    """
    for number, (name, schema) in enumerate(sorted(schemas.items())):
        full = Maker(schema, number).full()
        right = [full, *examples[name]]
        yield from (Case(name, message) for message in right)
        message = name.rpartition(".")[0]
        for other in ("get", "post", "put", "patch"):
            if f"{message}.{other}" != name:
                yield Case(f"{message}.{other}", full, f"made for {name}")
        yield Case(name, [full, full], "two of them")
        # A text as the seed: the same numbers on every machine and in every run
        chance = random.Random(name)
        for turn in range(spoilt):
            yield _spoiled(name, right[turn % len(right)], chance)


def _spoiled(name: str, message: Any, chance: random.Random) -> Case:
    """`message` with one change at one place."""
    spoiled = copy.deepcopy(message)
    places = list(_places(spoiled))
    if not places:
        return Case(name, chance.choice(SPOILT), "something else")
    holder, key, pointer = chance.choice(places)
    kind = chance.choice(("drop", "add", "replace", "replace", "replace"))
    if kind == "add":
        target = holder[key] if isinstance(holder[key], dict) else holder
        if isinstance(target, dict):
            # An attribute of this message, maybe at another place than its own
            _, other, _ = chance.choice(places)
            text = other if isinstance(other, str) and chance.random() < 0.7 else "onbekend"
            target[text] = chance.choice(SPOILT)
            return Case(name, spoiled, f"{text} added at {pointer}")
        holder.append(chance.choice(SPOILT))
    elif kind == "drop":
        del holder[key]
    else:
        holder[key] = chance.choice(SPOILT)
    return Case(name, spoiled, f"{kind} at {pointer}")


def _places(value: Any, pointer: str = "") -> Iterator[tuple[Any, Any, str]]:
    """Every place below `value`: what holds it, under which name or number, and its JSON pointer."""
    for key, below in value.items() if isinstance(value, dict) else enumerate(value):
        place = f"{pointer}/{key}"
        yield value, key, place
        if isinstance(below, dict | list):
            yield from _places(below, place)
