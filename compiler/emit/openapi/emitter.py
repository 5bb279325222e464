"""Model → OpenAPI documents as bytes: plan, correct, render; a document whose plan is known comes from the store."""

from __future__ import annotations

import json as json_module
from collections.abc import Iterable
from typing import Any

from compiler.context import Context
from compiler.emit.openapi.correction import Correction, corrected
from compiler.emit.openapi.deviations import deviate
from compiler.emit.openapi.plan import Document, ObjectSchema
from compiler.emit.openapi.planning import plan_documents
from compiler.model import Model
from compiler.store import digest


def emit(model: Model, chosen: Iterable[Correction], context: Context, *, json: bool = False) -> dict[str, bytes]:
    """The documents by path. `chosen` are the corrections to carry out; with `json` each also as JSON."""
    chosen = tuple(chosen)
    artefacts: dict[str, bytes] = {}
    made: Any = None
    total = len(model.domains) + len(model.processes)
    for number, planned in enumerate(plan_documents(model)):
        document = _bare(corrected(planned, chosen))
        key = digest(context.fingerprint, json_module.dumps(document, ensure_ascii=False))
        text = context.store.get("openapi", key)
        if text is None:
            from compiler.emit.templating import environment, render  # noqa: PLC0415 - jinja only when it renders

            made = made or environment("openapi", context.template_cache)
            text = render(made, "document.yaml.jinja", {"document": document}).encode()
            if document.deviations:
                text = deviate(text, document)
            context.store.put("openapi", key, text)
        artefacts[f"{document.path}.yaml"] = text
        if json:
            artefacts[f"{document.path}.json"] = to_json(text)
        context.tick("write", number + 1, total)
    return artefacts


def to_json(text: bytes) -> bytes:
    """A document in YAML as JSON, the same values in the same order."""
    import yaml  # noqa: PLC0415 - only for JSON

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return (json_module.dumps(yaml.load(text, Loader=loader), ensure_ascii=False, indent=2) + "\n").encode()  # noqa: S506


def _bare(document: Document) -> Document:
    """`document` without what only corrections need: the places in attributes change with every line above them."""
    return document._replace(schemas=tuple(
        schema._replace(properties=tuple(p._replace(attribute=None) for p in schema.properties))
        if isinstance(schema, ObjectSchema) and schema.properties
        else schema
        for schema in document.schemas
    ))  # fmt: skip
