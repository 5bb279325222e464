"""Model → OpenAPI documents as bytes: plan, correct, render.

A document is rendered in two parts, its operations and its schemas; a part whose plan is known comes from the store.
"""

from __future__ import annotations

import json as json_module
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from compiler.context import Context
from compiler.emit.openapi.correction import Correction, corrected
from compiler.emit.openapi.deviations import deviate
from compiler.emit.openapi.plan import Document, ObjectSchema
from compiler.emit.openapi.planning import plan_documents
from compiler.model import Model
from compiler.store import digest

if TYPE_CHECKING:
    from jinja2 import Environment


def emit(model: Model, chosen: Iterable[Correction], context: Context, *, json: bool = False) -> dict[str, bytes]:
    """The documents by path. `chosen` are the corrections to carry out; with `json` each also as JSON."""
    chosen = tuple(chosen)
    artefacts: dict[str, bytes] = {}
    renderer = _Renderer(context)
    total = len(model.domains) + len(model.processes)
    for number, planned in enumerate(plan_documents(model)):
        document = corrected(planned, chosen)
        text = renderer.operations(document) + renderer.schemas(document)
        if document.deviations:
            text = renderer.deviations(document, text)
        artefacts[f"{document.path}.yaml"] = text
        if json:
            artefacts[f"{document.path}.json"] = to_json(text)
        context.tick("write", number + 1, total)
    return artefacts


class _Renderer:
    """Renders the parts of documents, and keeps them in the store of `context`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def operations(self, document: Document) -> bytes:
        """All of `document` but its schemas."""
        document = document._replace(schemas=(), deviations=())
        return self._part("document.yaml.jinja", {"document": document}, document)

    def schemas(self, document: Document) -> bytes:
        """The schemas of `document`.

        The attributes behind the properties do not tell two of them apart: they carry places, which change with every
        line above them.
        """
        plans = [
            (*schema[:1], [prop[:-1] for prop in schema.properties or ()], *schema[2:])
            if isinstance(schema, ObjectSchema)
            else schema
            for schema in document.schemas
        ]
        values = {"schemas": document.schemas, "plain_references": document.plain_references}
        return self._part("schemas.yaml.jinja", values, [document.plain_references, plans])

    def deviations(self, document: Document, text: bytes) -> bytes:
        """The whole text of `document` with its deviations."""
        plan = (document.deviations, document.resources, document.model)
        return self._kept(("deviations", json_module.dumps(plan), text), lambda: deviate(text, document))

    def _part(self, template: str, values: dict[str, Any], plan: Any) -> bytes:
        def make() -> bytes:
            from compiler.emit.templating import render  # noqa: PLC0415 - jinja only when it renders

            return render(self._made, template, values).encode()

        return self._kept((template, json_module.dumps(plan)), make)

    def _kept(self, key_of: tuple[str | bytes, ...], make: Callable[[], bytes]) -> bytes:
        key = digest(self._context.fingerprint, *key_of)
        text = self._context.store.get("openapi", key)
        if text is None:
            text = make()
            self._context.store.put("openapi", key, text)
        return text

    @cached_property
    def _made(self) -> Environment:
        from compiler.emit.templating import environment  # noqa: PLC0415 - jinja only when it renders

        return environment("openapi", self._context)


def to_json(text: bytes) -> bytes:
    """A document in YAML as JSON, the same values in the same order."""
    import yaml  # noqa: PLC0415 - only for JSON

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return (json_module.dumps(yaml.load(text, Loader=loader), ensure_ascii=False, indent=2) + "\n").encode()  # noqa: S506
