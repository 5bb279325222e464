"""What the documents of a model say beside their texts, read from the documents themselves and in no order."""

from __future__ import annotations

import json
from typing import Any

import yaml

from compiler.base.context import Context
from compiler.emit.jsonschema.emitter import emit_schemas
from compiler.emit.jsonschema.options import SchemaOptions
from compiler.emit.openapi.correcting import choose
from compiler.emit.openapi.emitter import emit_documents
from compiler.model.model import Model

# Sentences, and what bears the version and the title of the standard. A constraint is a sentence too.
_PROSE = ("description", "title", "summary", "x-constraint", "$id", "contact", "license", "version")
_NAMED = ("properties", "schemas", "$defs", "paths", "parameters", "dependentSchemas")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def published_structure(model: Model) -> dict[str, Any]:
    """By document and by list what they say; two models with equal ones are the same to a program."""
    chosen, _ = choose(model.standard.corrections)
    documents = emit_documents(model, chosen, Context())
    schemas = emit_schemas(model, SchemaOptions(), Context())
    found = {path: _said(yaml.load(text, Loader=_LOADER)) for path, text in documents.items()}
    found |= {path: _said(json.loads(text)) for path, text in schemas.items()}
    lists = {
        f"list {name}": sorted({code.code.text for code in codelist.codes})
        for name, codelist in model.codelists.items()
    }
    return found | lists


def _said(node: Any, *, names: bool = False) -> Any:
    """`node` without prose, lists in an order of their own; the keys of `names` are names and no keywords.

    A composition of one, which corrected documents have only where a text stands beside it, says what that one says.
    """
    if isinstance(node, dict):
        said = {
            key: _said(value, names=not names and key in _NAMED)
            for key, value in node.items()
            if names or key not in _PROSE
        }
        composed_of = said.get("allOf")
        is_one = not names and said.keys() == {"allOf"} and len(composed_of) == 1
        return composed_of[0] if is_one else said
    if isinstance(node, list):
        return sorted(map(_said, node), key=lambda each: json.dumps(each, sort_keys=True))
    return node
