"""The cross reference again, out of nothing but what a build wrote: OpenAPI documents and JSON Schemas.

A witness beside the compiler: nothing here comes from it. JSON Schemas say which list a property has its values from,
and OpenAPI documents what the envelope is called.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote

import yaml

BASE, KEYS = "-basis", "-sleutels"


class Row(NamedTuple):
    """A row of the cross reference, without the domain, which no document of a process tells."""

    list: str
    entity: str
    attribute: str
    document: str
    message: str
    shown: str


class Envelope(NamedTuple):
    """What a document calls its envelope, and the lists of the attributes of that."""

    name: str
    lists: Mapping[str, str]


def rows_in(artefacts: Mapping[str, bytes]) -> set[Row]:
    """The rows that the documents in `artefacts` make, by path."""
    envelopes = {
        path.removeprefix("openapi/").removesuffix(".yaml"): _envelope(content)
        for path, content in artefacts.items()
        if path.startswith("openapi/") and path.endswith(".yaml")
    }
    found: set[Row] = set()
    for path, content in artefacts.items():
        kind, _, rest = path.removeprefix("jsonschema/").partition("/")
        if path.startswith("jsonschema/Informatiedomeinen/"):
            document, message = f"{kind}/{rest.removesuffix('.schema.json')}", ""
            names = set(json.loads(content)["$defs"])
        elif path.endswith(".get.schema.json"):
            process, _, message = rest.removesuffix(".get.schema.json").partition("/")
            document = f"{kind}/{process}"
            names = _reached(json.loads(content))
        else:
            continue
        schemas, envelope = json.loads(content)["$defs"], envelopes[document]
        places = [(*_shown(name, envelope.name), _lists(schemas, name)) for name in names]
        for entity, shown, lists in (*places, (envelope.name, "entiteit", envelope.lists)):
            for attribute, list_ in lists.items():
                found.add(Row(list_, entity, attribute, document, message, shown))
    return found


def _shown(name: str, envelope: str) -> tuple[str, str]:
    """The entity that the schema `name` is about, and whether it shows that or its keys.

    What a message and the envelope both show has the name of the envelope behind it, where that shows it.
    """
    if name.endswith(KEYS):
        return name.removesuffix(KEYS), "sleutels"
    entity = name.removesuffix(BASE)
    return (entity.removesuffix(f"-{envelope}") if envelope else entity), "entiteit"


def _envelope(content: bytes) -> Envelope:
    """The envelope of a document: what a message is beside its entity."""
    document = yaml.load(content, Loader=yaml.CSafeLoader)
    schemas = document["components"]["schemas"]
    for item in document["paths"].values():
        if "post" not in item:
            continue
        body = item["post"]["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        parts = schemas[_name(body)].get("allOf", [])
        if len(parts) < 2 or "$ref" not in parts[1]:
            break
        name = _name(parts[1]["$ref"])
        properties = schemas[name].get("properties", {})
        told = {key: _list_in(str(each.get("description", ""))) for key, each in properties.items()}
        return Envelope(name.removesuffix(BASE), {key: each for key, each in told.items() if each})
    return Envelope("", {})


def _list_in(description: str) -> str:
    """The list that a description names, as `Referentiedata: SOORT.`"""
    _, mark, rest = description.partition("Referentiedata: ")
    return rest.split(".")[0] if mark else ""


def _name(ref: str) -> str:
    """The schema that `ref` leads to, or into."""
    step = ref.removeprefix("#/components/schemas/").removeprefix("#/$defs/").partition("/")[0]
    return unquote(step).replace("~1", "/").replace("~0", "~")


def _reached(schema: Mapping[str, Any]) -> set[str]:
    """The schemas that the answer of a message reaches, but for itself: its entity with the envelope."""
    schemas = schema["$defs"]
    (root,) = {_name(each["$ref"]) for each in schema["anyOf"] if "$ref" in each}
    waiting, seen = [root], set()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += _references(schemas[name])
    return seen - {root}


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield _name(node["$ref"])
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def _lists(schemas: Mapping[str, Any], name: str) -> dict[str, str]:
    """The lists of the properties of a schema, with those of its bases."""
    schema = schemas[name]
    found: dict[str, str] = {}
    for part in schema.get("allOf", ()):
        if set(part) == {"$ref"}:
            found |= _lists(schemas, _name(part["$ref"]))
    for attribute, value in schema.get("properties", {}).items():
        if "x-reference-data" in value:
            found[attribute] = value["x-reference-data"]
    return found
