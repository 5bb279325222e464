"""What the OpenAPI documents of a standard say of their operations, with the corrections of its manifest.

Of a document that shows the same as before it is kept: nothing is planned again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from compiler.base.context import Context
from compiler.base.store import KeptValues, digest
from compiler.emit.openapi.building import chosen_corrections
from compiler.emit.openapi.emitter import Sketch, sketch_documents
from compiler.emit.openapi.operations import Content, Header, Operation, Parameter, Response
from compiler.emit.openapi.plan import Document
from compiler.emit.site.told_calls import CallsOfResource, NamedCall, calls_by_resource
from compiler.model.documents import DocumentKind
from compiler.model.model import Model
from compiler.model.wire import Shape


class ToldParameter(NamedTuple):
    """A parameter, or a header of an answer: `place` is query, path, header, or answer."""

    name: str
    place: str
    type: str
    description: str
    required: bool = False


class ToldAnswer(NamedTuple):
    """An answer: what it carries, and the names of its headers."""

    status: str
    description: str
    carries: str
    headers: tuple[str, ...]


class ToldOperation(NamedTuple):
    """An operation of the resource `tag`, of none where that is empty; `scopes` are those that are asked for together.

    `parameters` and `answers` are places in those of its document.
    """

    method: str
    path: str
    id: str
    summary: str
    tag: str
    scopes: tuple[str, ...]
    carries: str
    parameters: tuple[int, ...]
    answers: tuple[int, ...]


class ToldDocument(NamedTuple):
    """A document: where its service is, who gets in, what can be asked of it.

    `variables` of the address have a default and other values; `ways` in have a name and scopes, `scopes` a text;
    `calls` are the operations as a search knows them.
    """

    title: str
    openapi: str
    description: str
    server: str
    variables: tuple[tuple[str, tuple[str, ...]], ...]
    ways: tuple[tuple[str, tuple[str, ...]], ...]
    scopes: tuple[tuple[str, str], ...]
    operations: tuple[ToldOperation, ...]
    parameters: tuple[ToldParameter, ...]
    answers: tuple[ToldAnswer, ...]
    calls: tuple[CallsOfResource, ...]

    def of(self, tag: str) -> tuple[ToldOperation, ...]:
        """The operations of the resource `tag`."""
        return tuple(each for each in self.operations if each.tag == tag)


_KEPT = KeptValues("told documents", dict[str, ToldDocument])


class ToldDocuments:
    """The documents of `model`, told when they are asked for."""

    def __init__(self, model: Model, context: Context) -> None:
        self._model = model
        self._context = context
        own = (model.standard.title, model.standard.version)
        self._name = digest(context.fingerprint, "told documents", *own)

    def of(self, kind: DocumentKind, name: str) -> ToldDocument:
        """The document of a domain or a process; one of a domain without a document is none of these."""
        return self.by_path[f"openapi/{kind}/{name}"]

    @cached_property
    def by_path(self) -> Mapping[str, ToldDocument]:
        """The documents by their path, without its ending."""
        known = _KEPT.get(self._context.store, self._name) or {}
        used: dict[str, ToldDocument] = {}
        found = {}
        for sketch in self._sketches():
            told = known.get(sketch.key) if sketch.key else None
            found[sketch.path] = told or _told(sketch.plan())
            if sketch.key:
                used[sketch.key] = found[sketch.path]
        if used.keys() != known.keys():
            _KEPT.put(self._context.store, self._name, used)
        return found

    def _sketches(self) -> Iterable[Sketch]:
        chosen, _ = chosen_corrections(self._model.standard.corrections)
        if not chosen:
            return sketch_documents(self._model, with_schemas=False)
        from compiler.emit.openapi.correcting import corrected  # noqa: PLC0415 - mostly nothing is corrected

        planned = [each.plan() for each in sketch_documents(self._model)]
        documents = corrected(planned, chosen)
        return [Sketch(each.path, "", lambda each=each: each) for each in documents]  # type: ignore[misc]


def _told(document: Document) -> ToldDocument:
    telling = _Telling(document)
    operations = tuple(map(telling.operation, document.operations))
    return ToldDocument(
        title=document.title,
        openapi=document.openapi,
        description=document.description,
        server=document.server.url,
        variables=document.server.variables,
        ways=tuple((each.scheme, tuple(s.name for s in each.scopes)) for each in document.security),
        scopes=tuple((scope.name, text) for scope, text in document.components.scopes),
        operations=operations,
        parameters=tuple(telling.parameters),
        answers=tuple(telling.answers),
        calls=calls_by_resource(
            NamedCall(each.method, each.path, each.id, each.tag) for each in operations
        ),
    )


class _Telling:
    """Tells the operations of one document; a parameter and an answer that many have are told once."""

    def __init__(self, document: Document) -> None:
        components = document.components
        self._parameters = dict(components.parameters)
        self._headers = dict(components.headers)
        self._responses = dict(components.responses)
        self.parameters: dict[ToldParameter, int] = {}
        self.answers: dict[ToldAnswer, int] = {}

    def operation(self, operation: Operation) -> ToldOperation:
        scopes = [
            scope.name for requirement in operation.security or () for scope in requirement.scopes
        ]
        parameters = [*map(self._parameter, operation.parameters)]
        for response in operation.responses:
            parameters += map(self._header, self._whole(response).headers)
        return ToldOperation(
            method=operation.method.upper(),
            path=operation.path,
            id=operation.id,
            summary=operation.summary,
            tag=next(iter(operation.tags), ""),
            scopes=tuple(dict.fromkeys(scopes)),
            carries=_carried(operation.body.contents if operation.body else ()),
            parameters=tuple(dict.fromkeys(_numbered(parameters, self.parameters))),
            answers=tuple(_numbered(map(self._answer, operation.responses), self.answers)),
        )

    def _whole(self, response: Response) -> Response:
        return self._responses.get(response.ref, response)

    def _answer(self, response: Response) -> ToldAnswer:
        whole = self._whole(response)
        return ToldAnswer(
            status=response.status or response.ref,
            description=whole.description,
            carries=_carried(whole.contents),
            headers=tuple(header.ref or header.name for header in whole.headers),
        )

    def _parameter(self, parameter: Parameter) -> ToldParameter:
        found = self._parameters.get(parameter.ref, parameter)
        return ToldParameter(
            name=found.name,
            place=found.place,
            type=_shown(found.shape),
            description=found.description,
            required=bool(found.required),
        )

    def _header(self, header: Header) -> ToldParameter:
        found = self._headers.get(header.ref, header)
        name = header.ref or header.name
        return ToldParameter(name, "answer", _shown(found.shape), found.description)


def _numbered(told: Iterable[ToldAnswer | ToldParameter], numbers: dict) -> Iterator[int]:  # type: ignore[type-arg]
    for each in told:
        yield numbers.setdefault(each, len(numbers))


def _carried(contents: Iterable[Content]) -> str:
    """What a body carries in words: the name of a schema or a type."""
    return ", ".join(dict.fromkeys(_shown(each.shape) for each in contents))


def _shown(shape: Shape) -> str:
    return (shape.ref or shape.type) + "[]" * shape.many
