"""The operations of each message, as the OpenAPI document of its process has them, with the manifest's corrections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from compiler.emit.openapi.building import chosen_corrections
from compiler.emit.openapi.emitter import sketch_documents
from compiler.emit.openapi.operations import Header, Operation, Parameter
from compiler.emit.openapi.plan import Document
from compiler.model.documents import DocumentKind
from compiler.model.model import Model


class ToldParameter(NamedTuple):
    """A parameter, or a header of an answer: `place` is query, path, header, or answer."""

    name: str
    place: str
    type: str
    description: str


class ToldOperation(NamedTuple):
    """An operation of a message; `scopes` are those that are asked for together."""

    method: str
    path: str
    id: str
    summary: str
    scopes: tuple[str, ...]
    statuses: tuple[str, ...]


class ToldMessage(NamedTuple):
    """What can be done with a message at `server`."""

    server: str
    operations: tuple[ToldOperation, ...]
    parameters: tuple[ToldParameter, ...]


def told_messages(model: Model) -> Mapping[tuple[str, str], ToldMessage]:
    """By process and name of each message what can be done with it."""
    prefix = f"openapi/{DocumentKind.PROCESS}/"
    sketches = sketch_documents(model)
    documents = [each.plan() for each in sketches if each.path.startswith(prefix)]
    chosen, _ = chosen_corrections(model.standard.corrections)
    if chosen:
        from compiler.emit.openapi.correcting import corrected  # noqa: PLC0415 - mostly nothing is corrected

        documents = list(corrected(documents, chosen))
    return {
        (document.name, resource.tag): _told(document, resource.tag)
        for document in documents
        for resource in document.resources
    }


def _told(document: Document, tag: str) -> ToldMessage:
    operations = [each for each in document.operations if tag in each.tags]
    parameters = dict.fromkeys(told for each in operations for told in _parameters(each, document))
    return ToldMessage(
        server=document.server.url,
        operations=tuple(map(_operation, operations)),
        parameters=tuple(parameters),
    )


def _operation(operation: Operation) -> ToldOperation:
    scopes = [
        scope.name for requirement in operation.security or () for scope in requirement.scopes
    ]
    return ToldOperation(
        method=operation.method.upper(),
        path=operation.path,
        id=operation.id,
        summary=operation.summary,
        scopes=tuple(dict.fromkeys(scopes)),
        statuses=tuple(each.status or each.ref for each in operation.responses),
    )


def _parameters(operation: Operation, document: Document) -> Iterable[ToldParameter]:
    shared, headers = dict(document.components.parameters), dict(document.components.headers)
    for parameter in operation.parameters:
        yield _parameter(shared.get(parameter.ref, parameter))
    for response in operation.responses:
        for header in response.headers:
            yield _header(header, headers)


def _parameter(parameter: Parameter) -> ToldParameter:
    shape = parameter.shape
    return ToldParameter(
        parameter.name, parameter.place, shape.type or shape.ref, parameter.description
    )


def _header(header: Header, shared: Mapping[str, Header]) -> ToldParameter:
    found = shared.get(header.ref, header)
    name = header.ref or header.name
    return ToldParameter(name, "answer", found.shape.type or found.shape.ref, found.description)
