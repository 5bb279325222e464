"""Model → OpenAPI documents as bytes: plan, correct, render.

A document is rendered in parts: its head, the operations of each resource, its components and each of its schemas. A
part whose plan is known is not made again.
"""

from __future__ import annotations

import json as json_module
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from compiler.context import Context
from compiler.emit.by_object import by_object
from compiler.emit.openapi.correction import Correction, corrected
from compiler.emit.openapi.deviations import deviate
from compiler.emit.openapi.operations import Operation
from compiler.emit.openapi.plan import Components, Document, ObjectSchema, Property, Resource, Schema, Terms
from compiler.emit.openapi.planning import Exampler, plan_documents
from compiler.emit.openapi.planning_operations import plan_operations
from compiler.emit.openapi.version31 import in_version_31
from compiler.emit.parts import Parts, encoded
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
    renderer = _Renderer(parts)
    total = len(model.domains) + len(model.processes)
    documents = corrected(plan_documents(model, exampler), chosen)
    for number, document in enumerate(_in_version(each, version) for each in documents):
        text = b"".join(renderer.texts(document))
        if document.deviations:
            text = renderer.deviating(document, text)
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


class _Renderer:
    """Renders documents; a schema, or a part of one or of an operation, that is one object is looked up once."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._schema = by_object(self._text_of_schema)
        self._shared: Callable[[Any], str] = by_object(encoded)
        self._property: Callable[[Property], str] = by_object(lambda prop: encoded(prop.content))

    def texts(self, document: Document) -> Iterator[bytes]:
        """The text of `document` in its parts: head, operations, components, schemas."""
        head = document._replace(
            operations=(), components=Components(), resources=(), schemas=(), deviations=(), source_key=""
        )
        yield self._parts.part("document.yaml.jinja", lambda: head, encoded(head))
        yield self._operations(document.operations)
        for resource in document.resources:
            if resource.operations:
                yield self._operations(resource.operations)
            else:
                yield self._planned_operations(resource, document.terms)
        components = document.components
        yield self._parts.part("components.yaml.jinja", lambda: components, encoded(components))
        yield from map(self._schema, document.schemas)

    def deviating(self, document: Document, text: bytes) -> bytes:
        """The whole text of `document` with its deviations."""
        plan = (document.deviations, [resource[:4] for resource in document.resources], document.terms.model)
        return self._parts.kept(("deviations", json_module.dumps(plan), text), lambda: deviate(text, document))

    def _operations(self, operations: tuple[Operation, ...]) -> bytes:
        made_of = [encoded([(*operation[:6], operation.description) for operation in operations])]
        for each in operations:
            made_of += map(self._shared, (each.body, each.security, *each.parameters, *each.answers))
        return self._parts.part("operations.yaml.jinja", lambda: operations, "".join(made_of))

    def _planned_operations(self, resource: Resource, terms: Terms) -> bytes:
        """The operations of a resource that no correction concerns: they are planned where their text is not known."""
        made_of = encoded((resource._replace(description=""), terms))
        return self._parts.part("operations.yaml.jinja", lambda: plan_operations(resource, terms), made_of)

    def _text_of_schema(self, schema: Schema) -> bytes:
        return self._parts.part("schema.yaml.jinja", lambda: schema, self._content(schema))

    def _content(self, schema: Schema) -> str:
        """What `schema` says, without the attributes of the model."""
        if isinstance(schema, ObjectSchema) and schema.properties:
            return "".join([encoded((schema.name, schema[2:])), *map(self._property, schema.properties)])
        return encoded(schema)


def to_json(text: bytes) -> bytes:
    """A document in YAML as JSON, the same values in the same order."""
    import yaml  # noqa: PLC0415 - only for JSON

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return (json_module.dumps(yaml.load(text, Loader=loader), ensure_ascii=False, indent=2) + "\n").encode()  # noqa: S506
