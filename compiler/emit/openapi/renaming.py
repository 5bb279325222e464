"""Other names for schemas, wherever a document speaks of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import is_
from typing import Any, TypeVar

from compiler.emit.openapi.operations import Body, Content, Header, Operation, Parameter, Response
from compiler.emit.openapi.plan import (
    AlternativesSchema,
    Components,
    Document,
    ObjectSchema,
    Property,
    Schema,
)
from compiler.emit.rendering.by_object import by_object
from compiler.model.wire import Shape

Names = Mapping[str, str]
Shaped = TypeVar("Shaped", Parameter, Content, Header)


def with_schemas_renamed(document: Document, names: Names) -> Document:
    """`document` with each schema that is a key of `names` under the name it has there; its operations are planned."""
    return Renamer().document(document, names)


class Renamer:
    """Gives schemas other names. What is one object in several documents, and gets the same names, stays one."""

    def __init__(self) -> None:
        self._schemas: dict[tuple[Any, ...], Schema] = {}
        self._properties: dict[tuple[int, str], Property] = {}

    def document(self, document: Document, names: Names) -> Document:
        """`document` with other names for the schemas that are keys of `names`."""
        if not names:
            return document
        return document._replace(
            schemas=tuple(self._schema(schema, names) for schema in document.schemas),
            resources=tuple(
                each._replace(schema=names.get(each.schema, each.schema))
                for each in document.resources
            ),
            components=_components(document.components, names),
        ).with_operations(_mender_of_operations(names))

    def _schema(self, schema: Schema, names: Names) -> Schema:
        name = names.get(schema.name, schema.name)
        if isinstance(schema, ObjectSchema):
            return self._object(schema, name, names)
        if isinstance(schema, AlternativesSchema):
            alternatives = tuple([names.get(other, other) for other in schema.alternatives])
            return schema._replace(name=name, alternatives=alternatives)
        return schema if name == schema.name else schema._replace(name=name)

    def _object(self, schema: ObjectSchema, name: str, names: Names) -> Schema:
        parents = tuple([names.get(other, other) for other in schema.parents])
        properties = schema.properties and tuple([
            self._property(prop, names) if prop.shape.ref in names or prop.variants else prop
            for prop in schema.properties
        ])  # fmt: skip
        if name == schema.name and parents == schema.parents and properties == schema.properties:
            return schema
        key = (id(schema), name, parents, *map(id, properties or ()))
        if key not in self._schemas:
            self._schemas[key] = schema._replace(name=name, parents=parents, properties=properties)
        return self._schemas[key]

    def _property(self, prop: Property, names: Names) -> Property:
        if prop.variants:
            return prop._replace(
                variants=tuple(self._property(variant, names) for variant in prop.variants)
            )
        key = (id(prop), names.get(prop.shape.ref, prop.shape.ref))
        if key not in self._properties:
            self._properties[key] = prop._replace(shape=with_names(prop.shape, names))
        return self._properties[key]


# -- operations --------------------------------------------------------------------------------------------------------


def _mender_of_operations(names: Names) -> Callable[[Operation], Operation]:
    of_response: Callable[[Response], Response] = by_object(
        lambda response: _response(response, names)
    )
    of_body: Callable[[Body], Body] = by_object(lambda body: _body(body, names))

    def mended(operation: Operation) -> Operation:
        parameters, body = (
            _parts(operation.parameters, names),
            operation.body and of_body(operation.body),
        )
        responses = tuple(map(of_response, operation.responses))
        if (
            parameters is operation.parameters
            and body is operation.body
            and all(map(is_, responses, operation.responses))
        ):
            return operation
        return operation._replace(parameters=parameters, body=body, responses=responses)

    return mended


def _body(body: Body, names: Names) -> Body:
    contents = _parts(body.contents, names)
    return body if contents is body.contents else body._replace(contents=contents)


def _components(components: Components, names: Names) -> Components:
    return components._replace(
        headers=tuple(
            (key, each._replace(shape=with_names(each.shape, names)))
            for key, each in components.headers
        ),
        responses=tuple((key, _response(each, names)) for key, each in components.responses),
        parameters=tuple(
            (key, each._replace(shape=with_names(each.shape, names)))
            for key, each in components.parameters
        ),
    )


def _response(response: Response, names: Names) -> Response:
    contents, headers = _parts(response.contents, names), _parts(response.headers, names)
    if contents is response.contents and headers is response.headers:
        return response
    return response._replace(contents=contents, headers=headers)


def _parts(parts: tuple[Shaped, ...], names: Names) -> tuple[Shaped, ...]:
    """`parts`, in which mostly nothing has another name, then as they are."""
    for part in parts:
        if part.shape.ref in names:
            return tuple(
                p._replace(shape=with_names(p.shape, names)) if p.shape.ref in names else p
                for p in parts
            )
    return parts


def with_names(shape: Shape, names: Names) -> Shape:
    """`shape` with the new name of what it refers to."""
    return _referring(shape, names[shape.ref]) if shape.ref in names else shape


@lru_cache(maxsize=1 << 12)  # a message stands in all operations of its resource
def _referring(shape: Shape, ref: str) -> Shape:
    return shape._replace(ref=ref)
