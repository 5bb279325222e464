"""Model → OpenAPI documents as bytes: plan, correct, render.

A document is rendered in parts: its head, the operations of each resource, its components and each of its schemas. A
part whose plan is known is not made again, and a document that is made of the same as before is not even planned.
"""

from __future__ import annotations

import json as json_module
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias

from compiler.base.context import Context
from compiler.base.own_yaml import read_own_yaml
from compiler.base.store import encoded
from compiler.emit.openapi.cached_documents import CachedDocuments, Ordered
from compiler.emit.openapi.contents_key import ContentsKeys, shape_of_standard
from compiler.emit.openapi.correction import Correction
from compiler.emit.openapi.deviations import deviate
from compiler.emit.openapi.operations import Operation
from compiler.emit.openapi.plan import (
    Bodies,
    Components,
    Document,
    ObjectSchema,
    Property,
    Resource,
    Schema,
)
from compiler.emit.openapi.planning import BodiesOf, plan_document
from compiler.emit.openapi.planning_properties import Properties
from compiler.emit.openapi.version31 import in_version_31
from compiler.emit.rendering.by_object import by_object
from compiler.emit.rendering.parts import Parts
from compiler.model.document_builder import document_of, documents_of
from compiler.model.documents import DocumentContents, DocumentKind, ShownResource
from compiler.model.elements import Message, Process
from compiler.model.keeping import kept
from compiler.model.model import Model

VERSION_30 = "3.0.3"
Exampler: TypeAlias = Callable[[Process, Message], Iterable[tuple[str, str]]]


class Sketch(NamedTuple):
    """A document before it is planned: its path, the key of what it shows (or none), and how to plan it."""

    path: str
    key: str
    plan: Callable[[], Document]


def emit_documents(
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
    renderer = _Renderer(Parts("openapi", context))
    known = CachedDocuments(
        context, renderer.parts, ("openapi", model.standard.title, model.standard.version)
    )
    sketches = _sketches(model, tuple(chosen), exampler)
    for number, sketch in enumerate(sketches):
        key = sketch.key and f"{version} {sketch.key}"
        keys = partial(_keys, sketch, version, renderer)
        text = artefacts[f"{sketch.path}.yaml"] = known.text(sketch.path, key, keys)
        if json:
            artefacts[f"{sketch.path}.json"] = to_json(text)
        context.tick("write", number + 1, len(sketches))
    return artefacts


def _sketches(
    model: Model, chosen: tuple[Correction, ...], exampler: Exampler | None
) -> tuple[Sketch, ...]:
    """The documents before they are rendered: not planned yet, but where corrections may look at all of them."""
    sketches = sketch_documents(model, exampler)
    if not chosen:
        return sketches
    from compiler.emit.openapi.correcting import corrected  # noqa: PLC0415 - mostly nothing is corrected

    documents = corrected([sketch.plan() for sketch in sketches], chosen)
    return tuple(Sketch(document.path, "", partial(_itself, document)) for document in documents)


def sketch_documents(
    model: Model, exampler: Exampler | None = None, *, with_schemas: bool = True
) -> tuple[Sketch, ...]:
    """A sketch per document. `exampler` gives the operations of a message with an example in JSON.

    An example may come from anywhere in the model, so that a process has no key where there is one.
    """
    standard = shape_of_standard(model.standard)
    properties, keys = Properties(standard.interface), ContentsKeys(standard)
    bodies = _bodies_of(model, exampler)
    sketches = []
    for contents in documents_of(model):
        has_examples = exampler is not None and contents.kind is DocumentKind.PROCESS
        plan = partial(
            plan_document, contents, standard, properties, bodies, with_schemas=with_schemas
        )
        path = f"openapi/{contents.kind}/{contents.name}"
        which = (contents.kind, contents.name, keys.standard)
        key = (
            ""
            if has_examples
            else kept(model, "openapi", which, partial(_key_of, *which[:2], keys))
        )
        sketches.append(Sketch(path, key, plan))
    return tuple(sketches)


def _key_of(kind: DocumentKind, name: str, keys: ContentsKeys, model: Model) -> str:
    return keys.of(document_of(model, kind, name))


def _bodies_of(model: Model, exampler: Exampler | None) -> BodiesOf:
    """What gives the examples of a message by the names of its process and itself; none without `exampler`."""
    messages = {
        (process.code.text, message.name.text): (process, message)
        for process in model.processes.values()
        for message in process.messages
    }

    def bodies(contents: DocumentContents, resource: ShownResource) -> Bodies:
        found = messages.get((contents.name, resource.name))
        if found is None or exampler is None or contents.kind is DocumentKind.DOMAIN:
            return Bodies()
        return Bodies(**{operation.lower(): text for operation, text in exampler(*found)})

    return bodies


def _itself(document: Document) -> Document:
    return document


def _keys(sketch: Sketch, version: str, renderer: _Renderer) -> Ordered:
    return renderer.keys(_in_version(sketch.plan(), version))


def _in_version(document: Document, version: str) -> Document:
    """`document` in a version of OpenAPI; in the one it has where `version` is empty."""
    if (version or document.openapi).startswith("3.1"):
        return in_version_31(document)
    return document if document.openapi.startswith("3.0") else document._replace(openapi=VERSION_30)


class _Renderer:
    """Renders documents; a schema, or a part of one or of an operation, that is one object is looked up once."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._schema: Callable[[Schema], str] = by_object(self._key_of_schema)
        self._shared: Callable[[Any], str] = by_object(encoded)
        self._property: Callable[[Property], str] = by_object(lambda prop: encoded(prop.content))

    def keys(self, document: Document) -> Ordered:
        """The keys of the parts of `document`, and of the one that takes the place of all where it deviates."""
        keys = list(self._keys(document))
        if not document.deviations:
            return Ordered(keys)
        text = b"".join(map(self.parts.text, keys))
        plan = (
            document.deviations,
            [_words_of(resource) for resource in document.resources],
            document.name,
        )
        depends_on = ("deviations", encoded(plan), text)
        return Ordered(keys, self.parts.kept(depends_on, lambda: deviate(text, document)))

    def _keys(self, document: Document) -> Iterator[str]:
        """The keys of the parts of `document`: head, operations, components, schemas."""
        head = document._replace(
            operations=(),
            components=Components(),
            resources=(),
            schemas=(),
            deviations=(),
            source_key="",
        )
        yield self.parts.part("document.yaml.jinja", lambda: head, encoded(head))
        for _, of_one in groupby(document.operations, lambda each: each.path.split("/")[1]):
            yield self._operations(tuple(of_one))  # ping, or the seven of a resource
        components = document.components
        yield self.parts.part("components.yaml.jinja", lambda: components, encoded(components))
        yield from map(self._schema, document.schemas)

    def _operations(self, operations: tuple[Operation, ...]) -> str:
        depends_on = []
        for each in operations:
            shared = (each.body, each.security, *each.parameters, *each.responses)
            own = each._replace(body=None, security=None, parameters=(), responses=())
            depends_on += [encoded(own), *map(self._shared, shared)]
        return self.parts.part("operations.yaml.jinja", lambda: operations, "".join(depends_on))

    def _key_of_schema(self, schema: Schema) -> str:
        return self.parts.part("schema.yaml.jinja", lambda: schema, self._content(schema))

    def _content(self, schema: Schema) -> str:
        """What `schema` says, without the attributes of the model."""
        if isinstance(schema, ObjectSchema) and schema.properties:
            return "".join(
                [
                    encoded(schema._replace(properties=())),
                    *map(self._property, schema.properties),
                ]
            )
        return encoded(schema)


def _words_of(resource: Resource) -> Resource:
    """The words of a resource, which its deviations may hold: all but its text and its examples."""
    return resource._replace(description="", examples=Bodies())


def to_json(text: bytes) -> bytes:
    """A document in YAML as JSON, the same values in the same order."""
    value = read_own_yaml(text)
    return (json_module.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
