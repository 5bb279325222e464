"""Model → OpenAPI documents as bytes: plan, correct, render.

A document is rendered in parts: its head, the operations of each resource, its components and each of its schemas. A
part whose plan is known is not made again.
"""

from __future__ import annotations

import json as json_module
from collections.abc import Iterable, Iterator

from compiler.context import Context
from compiler.emit.openapi.correction import Correction, corrected
from compiler.emit.openapi.deviations import deviate
from compiler.emit.openapi.operations import Operation
from compiler.emit.openapi.plan import Components, Document, Resource, Schema, Terms
from compiler.emit.openapi.planning import Exampler, plan_documents
from compiler.emit.openapi.planning_operations import plan_operations
from compiler.emit.openapi.schemas import content_of
from compiler.emit.openapi.version31 import in_version_31
from compiler.emit.parts import Parts
from compiler.model import Model

VERSION_30 = "3.0.3"


def emit(
    model: Model,
    chosen: Iterable[Correction],
    context: Context,
    *,
    json: bool = False,
    exampler: Exampler | None = None,
    version: str = "",
) -> dict[str, bytes]:
    """The documents by path.

    `chosen` are the corrections to carry out; with `json` each document also as JSON; `exampler` gives the operations
    of a message with an example; `version` is that of OpenAPI, "3.0" or "3.1", else what the manifest says.
    """
    artefacts: dict[str, bytes] = {}
    parts = Parts("openapi", model, context)
    total = len(model.domains) + len(model.processes)
    documents = corrected(plan_documents(model, exampler), chosen)
    for number, document in enumerate(_in_version(each, version) for each in documents):
        text = b"".join(_texts(document, parts))
        if document.deviations:
            text = _deviating(document, text, parts)
        artefacts[f"{document.path}.yaml"] = text
        if json:
            artefacts[f"{document.path}.json"] = to_json(text)
        context.tick("write", number + 1, total)
    parts.save()
    return artefacts


def _in_version(document: Document, version: str) -> Document:
    """`document` in a version of OpenAPI; in the one it has where `version` is empty."""
    if (version or document.openapi).startswith("3.1"):
        return in_version_31(document)
    return document if document.openapi.startswith("3.0") else document._replace(openapi=VERSION_30)


def _texts(document: Document, parts: Parts) -> Iterator[bytes]:
    """The text of `document` in its parts: head, operations, components, schemas."""
    head = document._replace(
        operations=(), components=Components(), resources=(), schemas=(), deviations=(), source_key=""
    )
    yield parts.rendered("document.yaml.jinja", lambda: {"document": head}, head)
    yield _operations(document.operations, parts)
    for resource in document.resources:
        if resource.operations:
            yield _operations(resource.operations, parts)
        else:
            yield _planned_operations(resource, document.terms, parts)
    components = document.components
    yield parts.rendered("components.yaml.jinja", lambda: {"components": components}, components)
    for schema in document.schemas:
        yield _schema(schema, parts)


def _operations(operations: tuple[Operation, ...], parts: Parts) -> bytes:
    return parts.rendered("operations.yaml.jinja", lambda: {"operations": operations}, operations)


def _planned_operations(resource: Resource, terms: Terms, parts: Parts) -> bytes:
    """The operations of a resource that no correction concerns: they are planned where their text is not known."""
    plain = resource._replace(description="")
    return parts.rendered(
        "operations.yaml.jinja", lambda: {"operations": plan_operations(resource, terms)}, (plain, terms)
    )


def _schema(schema: Schema, parts: Parts) -> bytes:
    return parts.rendered("schema.yaml.jinja", lambda: {"schema": schema}, content_of(schema))


def _deviating(document: Document, text: bytes, parts: Parts) -> bytes:
    """The whole text of `document` with its deviations."""
    plan = (document.deviations, [resource[:4] for resource in document.resources], document.terms.model)
    return parts.kept(("deviations", json_module.dumps(plan), text), lambda: deviate(text, document))


def to_json(text: bytes) -> bytes:
    """A document in YAML as JSON, the same values in the same order."""
    import yaml  # noqa: PLC0415 - only for JSON

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return (json_module.dumps(yaml.load(text, Loader=loader), ensure_ascii=False, indent=2) + "\n").encode()  # noqa: S506
