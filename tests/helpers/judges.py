"""Judges of what was built that know nothing of the compiler: of keys, references, OpenAPI, JSON Schema and examples."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

import yaml

from compiler import pipeline
from compiler.emit.families import ExampleOptions, Request
from compiler.emit.openapi.options import OpenAPIOptions

_METHODS = {"get", "put", "post", "patch", "delete"}


class _Strict(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """A loader that refuses a key that stands twice."""


def _mapping(loader: _Strict, node: yaml.MappingNode) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            raise ValueError(f"key twice: {key}")
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def faults_of_model(files: Mapping[str, bytes], level: str) -> list[str]:
    """What is wrong with what is built of `files` at a level of corrections, with OpenAPI 3.0 and 3.1, and examples."""
    found: list[str] = []
    for version in ("3.0", "3.1"):
        options = OpenAPIOptions(corrections=(level,), version=version)
        request = Request(openapi=options, examples=ExampleOptions())
        built = pipeline.build(files, request)
        if built.artefacts is None:
            return ["not built: " + ", ".join(str(each.message) for each in built.diagnostics)]
        for path, content in built.artefacts.items():
            openapi = path.startswith("openapi/")
            faults = faults_of_document(content) if openapi else faults_of_schema(content)
            found += [f"{fault} ({path}, {version})" for fault in faults]
        found += [f"{each} (examples)" for each in _faults_of_examples(built.artefacts)]
    return list(dict.fromkeys(found))


def faults_of_document(content: bytes) -> Iterator[str]:
    """What is wrong with an OpenAPI document in YAML."""
    try:
        document = yaml.load(content, Loader=_Strict)
    except (ValueError, yaml.YAMLError) as error:
        yield f"yaml: {error}"
        return
    yield from _dangling(document, document)
    ids = [
        operation.get("operationId")
        for item in document["paths"].values()
        for method, operation in item.items()
        if method in _METHODS
    ]
    yield from (
        f"operation id twice: {each}" for each in sorted({i for i in ids if ids.count(i) > 1})
    )
    tags = [tag["name"] for tag in document.get("tags", [])]
    if len(tags) != len(set(tags)):
        yield f"tag twice: {tags}"
    from openapi_spec_validator import (  # noqa: PLC0415 - slow to load
        OpenAPIV30SpecValidator,
        OpenAPIV31SpecValidator,
    )

    old = str(document["openapi"]).startswith("3.0")
    validator = (OpenAPIV30SpecValidator if old else OpenAPIV31SpecValidator)(document)
    for error in validator.iter_errors():
        yield f"openapi-spec-validator: {error.message[:200]}"


def _dangling(node: Any, document: Any) -> Iterator[str]:
    if isinstance(node, dict):
        ref = node.get("$ref")
        if isinstance(ref, str) and _target(ref, document) is None:
            yield f"dangling: {ref}"
        for value in node.values():
            yield from _dangling(value, document)
    elif isinstance(node, list):
        for value in node:
            yield from _dangling(value, document)


def _target(ref: str, document: Any) -> Any:
    at = document
    for part in unquote(ref).removeprefix("#/").split("/"):
        key = part.replace("~1", "/").replace("~0", "~")
        at = at.get(key) if isinstance(at, dict) else None
    return at


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        raise ValueError(f"key twice in {keys}")
    return dict(pairs)


def faults_of_schema(content: bytes) -> Iterator[str]:
    """What is wrong with a JSON Schema."""
    import jsonschema_rs  # noqa: PLC0415 - slow to load

    try:
        schema = json.loads(content, object_pairs_hook=_no_key_twice)
    except ValueError as error:
        yield f"json: {error}"
        return
    yield from _dangling(schema, schema)
    if not jsonschema_rs.meta.is_valid(schema):
        yield "json schema: not valid"


def _faults_of_examples(artefacts: Mapping[str, bytes]) -> Iterator[str]:
    import jsonschema_rs  # noqa: PLC0415 - slow to load

    for path, content in artefacts.items():
        if path.startswith("jsonschema/Ketenprocessen/"):
            schema = json.loads(content)
            validator = jsonschema_rs.validator_for(schema, validate_formats=True)
            for example in schema.get("examples", []):
                for error in validator.iter_errors(example):
                    yield f"example: {path}: {error.message[:150]}"
