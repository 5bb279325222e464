"""Model → OpenAPI documents as bytes: plan, correct, render.

A document is rendered in parts, its operations and each of its schemas; a part whose plan is known is not made again.
"""

from __future__ import annotations

import json as json_module
from collections.abc import Iterable
from typing import Any

from compiler.context import Context
from compiler.emit.openapi.correction import Correction, corrected
from compiler.emit.openapi.deviations import deviate
from compiler.emit.openapi.plan import Document, ObjectSchema, Schema
from compiler.emit.openapi.planning import Exampler, plan_documents
from compiler.emit.parts import Parts
from compiler.model import Model


def emit(
    model: Model,
    chosen: Iterable[Correction],
    context: Context,
    *,
    json: bool = False,
    exampler: Exampler | None = None,
) -> dict[str, bytes]:
    """The documents by path.

    `chosen` are the corrections to carry out; with `json` each document also as JSON; `exampler` gives the operations
    of a message with an example.
    """
    artefacts: dict[str, bytes] = {}
    parts = Parts("openapi", model, context)
    total = len(model.domains) + len(model.processes)
    for number, document in enumerate(corrected(plan_documents(model, exampler), chosen)):
        text = _operations(document, parts) + _schemas(document, parts)
        if document.deviations:
            text = _deviating(document, text, parts)
        artefacts[f"{document.path}.yaml"] = text
        if json:
            artefacts[f"{document.path}.json"] = to_json(text)
        context.tick("write", number + 1, total)
    parts.save()
    return artefacts


def _operations(document: Document, parts: Parts) -> bytes:
    """All of `document` but its schemas."""
    document = document._replace(schemas=(), deviations=())
    return parts.rendered("document.yaml.jinja", {"document": document}, document)


def _schemas(document: Document, parts: Parts) -> bytes:
    """The schemas of `document`, each a part of its own."""
    return b"".join(
        parts.rendered("schema.yaml.jinja", {"schema": schema}, _told_apart(schema)) for schema in document.schemas
    )


def _told_apart(schema: Schema) -> Any:
    """What tells a schema from another: all but the attributes of the model, whose places change with lines above."""
    if isinstance(schema, ObjectSchema) and schema.properties:
        return (*schema[:1], [prop[:-1] for prop in schema.properties], *schema[2:])
    return schema


def _deviating(document: Document, text: bytes, parts: Parts) -> bytes:
    """The whole text of `document` with its deviations."""
    plan = (document.deviations, document.resources, document.model)
    return parts.kept(("deviations", json_module.dumps(plan), text), lambda: deviate(text, document))


def to_json(text: bytes) -> bytes:
    """A document in YAML as JSON, the same values in the same order."""
    import yaml  # noqa: PLC0415 - only for JSON

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return (json_module.dumps(yaml.load(text, Loader=loader), ensure_ascii=False, indent=2) + "\n").encode()  # noqa: S506
