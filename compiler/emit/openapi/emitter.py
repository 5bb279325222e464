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
        document = corrected(planned, chosen)
        key = _key(document, context.fingerprint)
        text = context.store.get("openapi", key)
        if text is None:
            from compiler.emit.templating import environment, render  # noqa: PLC0415 - jinja only when it renders

            made = made or environment("openapi", context)
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


def _key(document: Document, fingerprint: str) -> str:
    """What tells this document from another.

    The attributes behind the properties are left out: they carry places, which change with every line above them.
    """
    schemas = [
        (*schema[:1], [prop[:-1] for prop in schema.properties or ()], *schema[2:])
        if isinstance(schema, ObjectSchema)
        else schema
        for schema in document.schemas
    ]
    return digest(fingerprint, json_module.dumps([document._replace(schemas=()), schemas], ensure_ascii=False))
