"""The filters of a search: which attributes of a message can be looked for in its address, and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from compiler.emit.openapi.operations import Operation, Parameter
from compiler.emit.openapi.plan import AlternativesSchema, Document, ObjectSchema, Property, Schema
from compiler.model.elements import TypeKind
from compiler.model.wire import Shape

_TEXT = Shape(type="string")


def names_in_components(document: Document) -> dict[str, str]:
    """The names of the query parameters that operations of a document refer to, by the key they refer by."""
    return {
        key: parameter.name
        for key, parameter in document.components.parameters
        if parameter.place == "query"
    }


def names_in_query(document: Document) -> dict[tuple[str, str], frozenset[str]]:
    """By path and method, the names that each operation of a document takes in its query."""
    schemas = {schema.name: schema for schema in document.schemas}
    shared = names_in_components(document)

    def names(operation: Operation) -> Iterator[str]:
        for each in operation.parameters:
            if each.exploded:
                yield from (found.name for found in filters(each.shape.ref, schemas))
            elif each.ref in shared:
                yield shared[each.ref]
            elif each.place == "query":
                yield each.name

    return {(each.path, each.method): frozenset(names(each)) for each in document.operations}


def filters(
    schema: str, schemas: Mapping[str, Schema], taken: Iterable[str] = ()
) -> Iterable[Parameter]:
    """A parameter for each attribute of `schema` that can be looked for, but for the names in `taken`."""
    found: dict[str, Parameter] = {}
    for prop in _properties(schema, schemas):
        shape = _shape(prop, schemas)
        if shape is not None and prop.name not in taken:
            found[prop.name] = _filter(prop, shape, found.get(prop.name))
    return found.values()


def _properties(name: str, schemas: Mapping[str, Schema]) -> Iterator[Property]:
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


def _shape(prop: Property, schemas: Mapping[str, Schema]) -> Shape | None:
    """The type of a value to look for; None where there is none. Numbers are as exact as they are written."""
    if prop.shape.many:
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
