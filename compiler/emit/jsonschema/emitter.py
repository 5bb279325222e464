"""Model → JSON Schemas as bytes: plan and render; a definition that many schemas share is rendered once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from compiler.base.context import Context
from compiler.emit.jsonschema.definitions import SharedDefinitions
from compiler.emit.jsonschema.options import SchemaOptions
from compiler.emit.jsonschema.plan import Definition, SchemaDocument
from compiler.emit.jsonschema.planning import plan_document_schemas, plan_message, plan_schemas
from compiler.emit.jsonschema.strict import closed_definition, closed_root
from compiler.emit.rendering.by_object import by_object
from compiler.emit.rendering.parts import Parts, PartsOfModel
from compiler.model.document_builder import document_of, documents_of
from compiler.model.documents import DocumentKind
from compiler.model.elements import Message, Process
from compiler.model.keeping import kept, kept_before
from compiler.model.model import Model

FAMILY = "jsonschema"


def emit_schemas(
    model: Model,
    options: SchemaOptions,
    context: Context,
    exampler: Callable[[SchemaDocument], str] | None = None,
) -> dict[str, bytes]:
    """The schemas of `model` by path, as `options` ask; `exampler` gives an example of a message as JSON."""
    if model.memory is not None and exampler is None:
        return _emit_what_changed(model, options, context)
    parts = PartsOfModel(FAMILY, model, context)
    renderer = _Renderer(parts)
    planned = list(plan_schemas(model, options))
    artefacts = {}
    for number, plain in enumerate(planned):
        document = plain._replace(example=exampler(plain)) if exampler and plain.root else plain
        artefacts[f"{document.path}.schema.json"] = renderer.rendered(document)
        context.tick("schemas", number + 1, len(planned))
    parts.save()
    return artefacts


class _OfDocument(NamedTuple):
    """The schemas of a domain, or of all messages of a process, by path; and the parts that they are made of."""

    artefacts: Mapping[str, bytes]
    parts: Mapping[str, bytes]


def _emit_what_changed(model: Model, options: SchemaOptions, context: Context) -> dict[str, bytes]:
    """The same as `emit_schemas`, document by document: as they were where nothing that they show changed."""
    parts = PartsOfModel(FAMILY, model, context)
    artefacts: dict[str, bytes] = {}
    documents = [(each.kind, each.name) for each in documents_of(model)]
    shared = SharedDefinitions()
    for number, (kind, name) in enumerate(documents):
        key = (kind, name, options)
        before: _OfDocument | None = kept_before(model, FAMILY, key)
        renderer = _Renderer(parts.apart(before.parts if before is not None else {}))
        made = kept(model, FAMILY, key, partial(_of_document, key, renderer, shared))
        artefacts |= made.artefacts
        context.tick("schemas", number + 1, len(documents))
    return artefacts


def _of_document(
    key: tuple[DocumentKind, str, SchemaOptions],
    renderer: _Renderer,
    shared: SharedDefinitions,
    model: Model,
) -> _OfDocument:
    kind, name, options = key
    contents = document_of(model, kind, name)
    planned = plan_document_schemas(contents, model, options, shared)
    artefacts = {f"{each.path}.schema.json": renderer.rendered(each) for each in planned}
    return _OfDocument(artefacts, renderer.parts.used)


def emit_message_schema(
    model: Model,
    process: Process,
    message: Message,
    operation: str,
    options: SchemaOptions,
    context: Context,
) -> bytes:
    """The schema of one message for one operation (GET, POST, PUT or PATCH)."""
    (document,) = plan_message(model, process, message, options, (operation,))
    return _Renderer(PartsOfModel(FAMILY, model, context)).rendered(document)


class _Renderer:
    """Renders schemas; a definition that is one object in several plans is looked up once."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._definition: Callable[[Definition], bytes] = by_object(self._rendered)
        self._closed: Callable[[Definition], Definition] = by_object(closed_definition)

    def rendered(self, document: SchemaDocument) -> bytes:
        """The bytes of `document`."""
        head, definitions = document._replace(definitions=()), document.definitions
        if document.strict:
            head = head._replace(root=head.root and closed_root(head.root))
            definitions = tuple(map(self._closed, definitions))
        text = self.parts.rendered("document.json.jinja", lambda: {"document": head}, head)
        return text + b",\n".join(map(self._definition, definitions)) + b"\n  }\n}\n"

    def _rendered(self, definition: Definition) -> bytes:
        values = {"definition": definition}
        text = self.parts.rendered("definition.json.jinja", lambda: values, definition)
        return text.rstrip(b"\n")
