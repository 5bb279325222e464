"""What the documents of one version serve and those of another do not: in OpenAPI, and in JSON Schemas with codes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import jsonschema_rs

from compiler.base.context import Context
from compiler.base.own_yaml import read_own_yaml
from compiler.emit.jsonschema.emitter import emit_schemas
from compiler.emit.jsonschema.options import ALL_CODES, SchemaOptions
from compiler.emit.jsonschema.plan import NUMBER_PATTERN
from compiler.emit.openapi.correcting import choose
from compiler.emit.openapi.emitter import emit_documents
from compiler.messages.digits import NumberPattern
from compiler.messages.schema_parts import reference_to
from compiler.messages.served.differences import only_in
from compiler.messages.served.samples import ServedSamples
from compiler.model.model import Model

_CLOSED = SchemaOptions(strict=True, codes=ALL_CODES)
_MOST = 4_000


def lost(old: Model, new: Model) -> Iterator[tuple[str, Any]]:
    """What `old` takes or shows and `new` does not, each with the path of the document that says so."""
    sides = [_documents(model) for model in (old, new)]
    for path, before in sides[0].items():
        if path not in sides[1]:
            yield path, "the whole document"
        else:
            yield from ((path, each) for each in only_in(before, sides[1][path]))
    schemas = [_schemas(model) for model in (old, new)]
    for path, schema in schemas[0].items():
        if path in schemas[1] and schemas[1][path] != schema:
            after = schemas[1][path]
            if path.endswith(".put.schema.json"):
                after = asking_for_no_more(after, schema)
            yield from ((path, each) for each in _refused(schema, after))


def shown_otherwise(old: Model, new: Model) -> Iterator[Any]:
    """What answers of `new` hold and those of `old` did not, in the same place: clients of `old` do not know it."""
    sides = [_documents(model) for model in (old, new)]
    for path in sides[0].keys() & sides[1].keys():
        found = only_in(sides[1][path], sides[0][path])
        yield from (each for each in found if each.is_answer and each.where)


def _documents(model: Model) -> dict[str, Any]:
    chosen, _ = choose(model.standard.corrections)
    texts = emit_documents(model, chosen, Context())
    return {path: read_own_yaml(text) for path, text in texts.items()}


def _schemas(model: Model) -> dict[str, Any]:
    """The schemas of messages, and of each definition of a domain: that has no message of its own."""
    found: dict[str, Any] = {}
    for path, text in emit_schemas(model, _CLOSED, Context()).items():
        schema = json.loads(text)
        if "x-message" in schema:
            found[path] = schema
        else:
            defined = schema.get("$defs", {})
            found |= {
                f"{path}#{name}": reference_to(name)
                | {"unevaluatedProperties": False, "$defs": defined}
                for name in defined
            }
    return found


def asking_for_no_more(new: Mapping[str, Any], old: Mapping[str, Any]) -> dict[str, Any]:
    """`new`, the schema of a PUT, without what `old` did not ask for: what was added since (docs/comparing.md)."""
    parts = {name: old.get("$defs", {}).get(name, {}) for name in new.get("$defs", {})}
    return {
        **_keeping({key: each for key, each in new.items() if key != "$defs"}, _required(old)),
        "$defs": {
            name: _keeping(each, _required(parts[name])) for name, each in new["$defs"].items()
        },
    }


def _keeping(part: Any, asked: frozenset[str]) -> Any:
    """`part` of a schema, which requires no other names than those `asked`."""
    if isinstance(part, list):
        return [_keeping(each, asked) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        key: [name for name in each if name in asked]
        if key == "required" and isinstance(each, list)
        else _keeping(each, asked)
        for key, each in part.items()
    }


def _required(part: Any) -> frozenset[str]:
    """The names that `part` of a schema requires anywhere, its definitions left out."""
    if isinstance(part, list):
        return frozenset().union(*map(_required, part))
    if not isinstance(part, dict):
        return frozenset()
    own = part.get("required")
    inner = (_required(each) for key, each in part.items() if key not in ("required", "$defs"))
    return frozenset(own if isinstance(own, list) else ()).union(*inner)


def _refused(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Any]:
    """The messages that `one` takes and `other` refuses."""
    takes, refuses = (
        jsonschema_rs.Draft202012Validator(
            dict(side), validate_formats=True, keywords={NUMBER_PATTERN: NumberPattern}
        ).is_valid
        for side in (one, other)
    )
    for side in (one, other):
        named = {reference_to(name)["$ref"]: each for name, each in side.get("$defs", {}).items()}
        for value in islice(ServedSamples(named).of(side), _MOST):
            if takes(value) and not refuses(value):
                yield value


def repeats(model: Model) -> bool:
    """Whether an entity has an attribute again that its base has: a check refuses it (GN06, NAM08)."""
    return any(
        not {each.name.text for each in entity.attributes}.isdisjoint(
            each.name.text for base in model.bases(key) for each in base.attributes
        )
        for key, entity in model.entities.items()
    )
