"""What must hold of the schemas of corrected OpenAPI documents, whatever the model: each law yields what breaks it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import jsonschema_rs

PREFIX = "#/components/schemas/"
COMPOSED = ("allOf", "anyOf", "oneOf")
PASCAL = re.compile(r"[A-Z][a-z\d]*(?:[A-Z\d](?:[a-z\d]+|$))*")
TEXTS = {
    "date": ("2026-01-31",),
    "date-time": ("2026-01-31T12:00:00Z",),
    "uri": ("https://example.org/42",),
    # OpenAPI 3.1: no format but an encoding, which validators check as well
    "base64": ("YmVzdGFuZA==",),
    "": ("tekst", "42", "https://example.org/42", "P1D", "1234AB", "2026-01-31T12:00:00Z"),
}
Document = Mapping[str, Any]
Release = Mapping[str, Document]


def nodes(node: Any) -> Iterator[Mapping[str, Any]]:
    """Every object in a document; what is data and no schema, such as an example, is passed over."""
    if isinstance(node, dict):
        yield node
        for key, value in node.items():
            if key not in ("example", "examples", "enum"):
                yield from nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from nodes(value)


def schemas_of(document: Document) -> Mapping[str, Any]:
    """Its schemas by name."""
    found: Mapping[str, Any] = document["components"]["schemas"]
    return found


def references(node: Any) -> set[str]:
    """The addresses that anything in `node` refers to."""
    return {found["$ref"] for found in nodes(node) if isinstance(found.get("$ref"), str)}


def broken_references(release: Release) -> Iterator[object]:
    """References to what is not there."""
    for path, document in release.items():
        for reference in references(document):
            node: Any = document
            for step in reference.removeprefix("#/").split("/"):
                node = node.get(step, {})
            if not node:
                yield path, reference


def unreachable(release: Release) -> Iterator[object]:
    """Schemas that no operation leads to."""
    for path, document in release.items():
        outside = {key: value for key, value in document["components"].items() if key != "schemas"}
        waiting, found = [*references(document["paths"]), *references(outside)], set()
        while waiting:
            name = waiting.pop().removeprefix(PREFIX)
            if name in schemas_of(document) and name not in found:
                found.add(name)
                waiting += references(schemas_of(document)[name])
        yield from ((path, name) for name in schemas_of(document) if name not in found)


def odd_names(release: Release) -> Iterator[object]:
    """Names that are no identifiers, or that differ from another one in capitals only."""
    names = {name for document in release.values() for name in schemas_of(document)}
    seen: dict[str, str] = {}
    for name in sorted(names):
        if not PASCAL.fullmatch(name) or seen.setdefault(name.lower(), name) != name:
            yield name


def names_of_several(release: Release) -> Iterator[object]:
    """Names that stand for different contents in different documents."""
    contents: dict[str, list[Any]] = defaultdict(list)
    for document in release.values():
        for name, schema in schemas_of(document).items():
            if schema not in contents[name]:
                contents[name].append(schema)
    yield from (name for name, found in contents.items() if len(found) > 1)


def compositions_of_one(release: Release) -> Iterator[object]:
    """What is composed of one part, and has nothing beside it."""
    for path, document in release.items():
        for node in nodes(document["components"]):
            for keyword in COMPOSED:
                # Nothing counts beside a $ref, so it needs an allOf
                alone = keyword == "allOf" and len(node) > 1
                if keyword in node and len(node[keyword]) < 2 and not alone:
                    yield path, node


def branches_of_branches(release: Release) -> Iterator[object]:
    """Alternatives that another alternative inherits from."""
    for path, document in release.items():
        for name, schema in schemas_of(document).items():
            branches = {
                branch["$ref"]
                for branch in schema.get("anyOf", schema.get("oneOf", ()))
                if "$ref" in branch
            }
            for branch in branches:
                yield from ((path, name, each) for each in ancestors(branch, document) & branches)


def ancestors(reference: str, document: Document) -> set[str]:
    """What the schema at `reference` inherits from."""
    parents = {
        part["$ref"]
        for part in schemas_of(document)[reference.removeprefix(PREFIX)].get("allOf", ())
        if "$ref" in part
    }
    return parents.union(*(ancestors(parent, document) for parent in parents))


def refusing_choices(release: Release) -> Iterator[object]:
    """Choices, and branches of them, that refuse a full sample of a branch; choices that refuse an id and no more."""
    for path, document in release.items():
        for name, schema in schemas_of(document).items():
            branches = [
                branch["$ref"].removeprefix(PREFIX)
                for branch in schema.get("anyOf", schema.get("oneOf", ()))
            ]
            if not branches:
                continue
            accepts = validator(document, name)
            if not accepts({"id": "1"}):
                yield path, name, "an id"
            for branch in branches:
                value = sample(schemas_of(document)[branch], document)
                if not accepts(value) or not validator(document, branch)(value):
                    yield path, name, branch


def validator(document: Document, name: str) -> Callable[[Any], bool]:
    """What tells whether the schema `name` takes a value without null; `nullable` is not known to it."""
    needed, waiting = {}, [name]
    while waiting:
        each = waiting.pop()
        if each not in needed:
            needed[each] = schemas_of(document)[each]
            waiting += [reference.removeprefix(PREFIX) for reference in references(needed[each])]
    schema = {"$ref": PREFIX + name, "components": {"schemas": needed}}
    return jsonschema_rs.Draft7Validator(schema).is_valid


def sample(schema: Mapping[str, Any], document: Document, depth: int = 2) -> Any:
    """A value with every attribute, to a depth; None where no text is known that matches a pattern."""
    if "$ref" in schema:
        return sample(schemas_of(document)[schema["$ref"].removeprefix(PREFIX)], document, depth)
    if isinstance(schema.get("type"), list):  # OpenAPI 3.1: with null
        return sample({**schema, "type": schema["type"][0]}, document, depth)
    if "anyOf" in schema or "oneOf" in schema:
        return sample(schema.get("anyOf", schema.get("oneOf"))[0], document, depth)
    if schema.get("type") == "array":
        return [sample(schema["items"], document, depth - 1)] if depth > 0 else []
    if "allOf" in schema or "properties" in schema or schema.get("type") == "object":
        return _object(schema, document, depth)
    if "enum" in schema:
        return schema["enum"][0]
    if schema["type"] != "string":
        return {"integer": 1, "number": 2.5, "boolean": True}[schema["type"]]
    texts = TEXTS.get(schema.get("contentEncoding", schema.get("format", "")), TEXTS[""])
    return next((text for text in texts if re.search(schema.get("pattern", ""), text)), None)


def _object(schema: Mapping[str, Any], document: Document, depth: int) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for part in schema.get("allOf", ()):
        made |= sample(part, document, depth)
    if depth > 0 or schema.get("required"):
        made |= {
            name: sample(prop, document, depth - 1)
            for name, prop in schema.get("properties", {}).items()
        }
    return {name: value for name, value in made.items() if value is not None}


LAWS: tuple[Callable[[Release], Iterator[object]], ...] = (
    broken_references,
    unreachable,
    odd_names,
    names_of_several,
    compositions_of_one,
    branches_of_branches,
    refusing_choices,
)
