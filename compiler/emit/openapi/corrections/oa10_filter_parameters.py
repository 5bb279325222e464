"""OA10: a search has a parameter per attribute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.operations import Operation, Parameter
from compiler.emit.openapi.plan import AlternativesSchema, Document, ObjectSchema, Property, Schema
from compiler.model.model import TypeKind
from compiler.model.wire import Shape

_TEXT = Shape(type="string")
BINARY = "byte"  # the format of a file, which nobody looks for by its content


@correction("OA10", Part.DOCUMENT, ClientEffect.ADDITIVE)
def filter_parameters(document: Document) -> Document:
    """A search has a query parameter for every attribute with one value.

    The published shape has the whole message as one parameter, exploded into its attributes. That says nothing of
    what is no plain value (OpenAPI leaves objects and arrays inside it undefined), and generators of clients drop the
    operation. The parameters have the names that exploding gave them, so what was sent goes on working. A value of
    reference data is asked for by its code, an entity that shows by its keys by its id; collections, files and embedded
    entities, which had no form, are left out.

    Model:
        referentiedata EENHEIDSOORT
        domein A { entiteit Eenheid (meervoud Eenheden) {
            delen : Eenheid[]
            soort : EENHEIDSOORT
        } }

    At: openapi/Informatiedomeinen/A #/paths/~1eenheden/get/parameters/0

    Before:
        name: params
        in: query
        style: form
        explode: true
        schema:
          $ref: '#/components/schemas/Eenheidbericht'

    After:
        name: soort
        in: query
        description: Code uit EENHEIDSOORT.
        schema:
          type: string
    """
    schemas = {schema.name: schema for schema in document.schemas}
    shared = {
        key: parameter.name
        for key, parameter in document.components.parameters
        if parameter.place == "query"
    }

    def apart(operation: Operation) -> Operation:
        """`operation` with a parameter for each attribute in place of an exploded one."""
        if not any(each.exploded for each in operation.parameters):
            return operation
        taken = {shared.get(each.ref, each.name) for each in operation.parameters}
        parameters: list[Parameter] = []
        for each in operation.parameters:
            parameters += _filters(each.shape.ref, schemas, taken) if each.exploded else [each]
        return operation._replace(parameters=tuple(parameters))

    return document.with_operations(apart)


def _filters(schema: str, schemas: dict[str, Schema], taken: set[str]) -> Iterable[Parameter]:
    """A parameter for each attribute of `schema` that can be looked for, but for the names in `taken`."""
    found: dict[str, Parameter] = {}
    for prop in _properties(schema, schemas):
        shape = _shape(prop, schemas)
        if shape is not None and prop.name not in taken:
            found[prop.name] = _filter(prop, shape, found.get(prop.name))
    return found.values()


def _properties(name: str, schemas: dict[str, Schema]) -> Iterator[Property]:
    """The properties that a message with the schema `name` may have, those that it inherits first."""
    seen: set[str] = set()
    waiting: list[str | tuple[Property, ...]] = [name]
    while waiting:
        each = waiting.pop()
        if not isinstance(each, str):
            yield from each
            continue
        schema = schemas.get(each)
        if schema is None or each in seen:
            continue
        seen.add(each)
        if isinstance(schema, ObjectSchema):
            waiting += (schema.properties or (), *reversed(schema.parents))
        elif isinstance(schema, AlternativesSchema):
            waiting += reversed(schema.alternatives)


def _shape(prop: Property, schemas: dict[str, Schema]) -> Shape | None:
    """The type of a value to look for; None where there is none. Numbers are as exact as they are written."""
    if prop.shape.many or prop.shape.format == BINARY:
        return None
    if prop.attribute is not None and prop.attribute.kind is TypeKind.CODELIST:
        return _TEXT
    if prop.shape.ref and prop.target:
        keys = schemas.get(prop.shape.ref)
        names = (
            {key.name for key in keys.properties or ()} if isinstance(keys, ObjectSchema) else ()
        )
        return _TEXT if "id" in names else None
    if prop.shape.ref:
        return None
    return prop.shape._replace(format="") if prop.shape.type == "number" else prop.shape


def _filter(prop: Property, shape: Shape, other: Parameter | None) -> Parameter:
    """The parameter for `prop`; a text where an entity beside it has an attribute of that name with another type."""
    if other is not None and other.shape != shape:
        return other._replace(shape=_TEXT, pattern="")
    pattern = prop.pattern if shape == prop.shape else ""
    return _parameter(prop.name, shape, _description(prop), pattern, prop.deprecated)


@lru_cache(maxsize=1 << 13)  # most filters are the same in several documents, and one object then
def _parameter(
    name: str, shape: Shape, description: str, pattern: str, deprecated: bool
) -> Parameter:
    return Parameter(
        name,
        place="query",
        shape=shape,
        description=description,
        pattern=pattern,
        deprecated=deprecated,
    )


def _description(prop: Property) -> str:
    """What the attribute is, without what is asked of it in a message."""
    attribute = prop.attribute
    if attribute is None:
        return prop.description
    if attribute.kind is TypeKind.CODELIST:
        return f"{attribute.description} Code uit {attribute.target}.".lstrip()
    return attribute.description
