"""Artefacts judged by others: that they are what their formats ask, and hold together.

A build is right by its making; this is the proof of it, by libraries that know nothing of the compiler. A verdict is
kept by the content, so that an artefact that did not change costs nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.own_yaml import DoubleKeyError, read_own_yaml
from compiler.base.pointers import resolved
from compiler.base.source import Span
from compiler.base.store import KeptValues, digest
from compiler.base.wording import say

_METHODS = {"get", "put", "post", "patch", "delete"}
_LONGEST = 300
_KEPT = KeptValues("verified", list[str])


def verify(artefacts: Mapping[str, bytes], context: Context) -> tuple[Diagnostic, ...]:
    """A diagnostic for each fault of `artefacts`, by path; none where all are right."""
    found = []
    for number, (path, content) in enumerate(sorted(artefacts.items())):
        key = digest(context.fingerprint, path.split("/", 1)[0], content)
        faults = _KEPT.get(context.store, key)
        if faults is None:
            faults = list(faults_of(path, content))
            _KEPT.put(context.store, key, faults)
        hint = say("this is a fault of verac, not of the model: report it with the model")
        for fault in faults:
            message = say("the artefact is not right: {fault}", fault=fault[:_LONGEST])
            found.append(Diagnostic("OUT04", Severity.ERROR, Span(path), message, hint=hint))
        context.tick("verify", number + 1, len(artefacts))
    return tuple(found)


def faults_of(path: str, content: bytes) -> Iterator[str]:
    """What is wrong with the artefact at `path`, by its family and its ending."""
    ending = path.rpartition(".")[2]
    if path.startswith("diagrams/"):
        yield from _faults_of_diagram(path, content)
    elif ending in _READERS:
        yield from _faults_of_tree(path, content, ending)
    elif ending in ("xlsx", "csv", "parquet"):
        yield from _faults_of_table(content, ending)
    else:
        try:
            content.decode()
        except UnicodeDecodeError as unreadable:
            yield f"it is no text: {unreadable}"


def _faults_of_table(content: bytes, ending: str) -> Iterator[str]:
    from compiler.emit import table_faults  # noqa: PLC0415 - only where there are tables

    match ending:
        case "xlsx":
            yield from table_faults.faults_of_sheet(content)
        case "csv":
            yield from table_faults.faults_of_csv(content)
        case _:
            yield from table_faults.faults_of_parquet(content)


def _faults_of_tree(path: str, content: bytes, ending: str) -> Iterator[str]:
    """What is wrong with YAML or JSON: as such, and as an OpenAPI document, or a JSON Schema with its examples."""
    try:
        read = _READERS[ending](content)
    except DoubleKeyError as double:
        yield f"the key {double} stands twice"
        return
    except ValueError as unreadable:
        yield f"it is no {ending.upper()}: {unreadable}"
        return
    family = path.partition("/")[0]
    if family not in ("openapi", "jsonschema"):
        return
    dangling = [ref for ref in _references(read) if resolved(read, ref) is None]
    if dangling:  # validators follow references, and fail where one leads nowhere
        yield from (f"{ref} leads nowhere" for ref in dangling)
    elif family == "openapi":
        yield from _faults_of_document(read)
    else:
        yield from _faults_of_schema(read)


def _faults_of_diagram(path: str, content: bytes) -> Iterator[str]:
    """Pictures and XMI are XML; the text of other diagrams has no judge here (tests/outside has)."""
    if path.endswith((".svg", ".xmi")):
        from xml.parsers import expat  # noqa: PLC0415 - only a build that is verified needs it

        try:
            expat.ParserCreate().Parse(content, True)  # noqa: FBT003 - its signature
        except expat.ExpatError as error:
            yield f"it is no XML: {error}"


def _faults_of_document(document: Any) -> Iterator[str]:
    from openapi_spec_validator import (  # noqa: PLC0415 - only a build that is verified needs it
        OpenAPIV30SpecValidator,
        OpenAPIV31SpecValidator,
    )

    yield from _twice("the operation id", _operation_ids(document))
    yield from _twice("the tag", (tag["name"] for tag in document.get("tags", ())))
    is_old = str(document["openapi"]).startswith("3.0")
    validator = OpenAPIV30SpecValidator if is_old else OpenAPIV31SpecValidator
    for error in validator(document).iter_errors():
        yield f"{'/'.join(map(str, error.absolute_path))}: {error.message}"


def _operation_ids(document: Any) -> Iterator[str]:
    for item in document["paths"].values():
        for method, operation in item.items():
            if method in _METHODS:
                yield operation["operationId"]


def _faults_of_schema(schema: Any) -> Iterator[str]:
    import jsonschema_rs  # noqa: PLC0415 - only a build that is verified needs it

    if not jsonschema_rs.meta.is_valid(schema):
        yield "it is no JSON Schema"
    elif schema.get("examples"):
        validator = jsonschema_rs.validator_for(schema, validate_formats=True)
        for example in schema["examples"]:
            for error in validator.iter_errors(example):
                yield f"its example does not fit: {error.message}"


# -- what any document can have wrong ----------------------------------------------------------------------------------


def _read_json(content: bytes) -> Any:
    return json.loads(content, object_pairs_hook=_unique)


def _read_yaml(content: bytes) -> Any:
    return read_own_yaml(content, unique_keys=True)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        key, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise DoubleKeyError(key)
    return found


def _twice(what: str, names: Iterator[str]) -> Iterator[str]:
    counted = Counter(names)
    yield from (f"{what} {name} stands twice" for name, times in counted.items() if times > 1)


def _references(node: Any) -> Iterator[str]:
    """The references anywhere in `node`."""
    if isinstance(node, dict):
        ref = node.get("$ref")
        if isinstance(ref, str):
            yield ref
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


_READERS = {"yaml": _read_yaml, "json": _read_json}
