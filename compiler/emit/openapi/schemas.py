"""What the schemas of one document have to do with each other: what they inherit, and names that are still free."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from operator import is_

from compiler.emit.openapi.plan import AlternativesSchema, Document, ObjectSchema, Property, Schema
from compiler.emit.schema_names import schema_name


class Schemas:
    """The schemas of a document by name."""

    def __init__(self, schemas: Iterable[Schema]) -> None:
        self.by_name = {schema.name: schema for schema in schemas}

    @cached_property
    def _taken(self) -> set[str]:
        return {name.lower() for name in self.by_name}

    def properties_of(self, name: str) -> dict[str, Property]:
        """The properties of the schema `name` with what it inherits, by name.

        Of a choice between derived entities they are those that all have; of another choice there are none.
        """
        found: dict[str, Property] = {}
        waiting: list[str | tuple[Property, ...]] = [name]
        while waiting:
            each = waiting.pop()
            if not isinstance(each, str):
                found |= {prop.name: prop for prop in each}
                continue
            schema = self.by_name.get(each)
            if isinstance(schema, AlternativesSchema) and schema.family is not None:
                waiting.append(schema.family.basis)
            elif isinstance(schema, ObjectSchema):
                waiting += (schema.properties or (), *reversed(schema.parents))
        return found

    def add(self, schema: Schema) -> Schema:
        """Add `schema`, with a number to its name where another is called so, in any case of letters; as it is then."""
        number, wanted = 1, schema_name(schema.name)
        name = wanted
        while name.lower() in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name.lower())
        self.by_name[name] = added = schema._replace(name=name)
        return added


def with_properties(schema: Schema, mend: Callable[[Property], Property]) -> Schema:
    """`schema` with each property as `mend` makes it; where it mends none, the same object."""
    if not isinstance(schema, ObjectSchema) or not schema.properties:
        return schema
    properties = tuple(map(mend, schema.properties))
    return (
        schema
        if all(map(is_, properties, schema.properties))
        else schema._replace(properties=properties)
    )


def references_of(schema: Schema) -> Sequence[str]:
    """The names of the schemas that `schema` refers to; one may come more than once, and an empty one for none."""
    if isinstance(schema, AlternativesSchema):
        return schema.alternatives
    if not isinstance(schema, ObjectSchema):
        return ()
    properties = schema.properties or ()
    varied = [
        variant.shape.ref for prop in properties if prop.variants for variant in prop.variants
    ]
    return [*schema.parents, *[prop.shape.ref for prop in properties], *varied]


def names_in(schema: Schema) -> tuple[str, ...]:
    """The name of `schema`, and those of the schemas that it refers to, each once."""
    return (schema.name, *dict.fromkeys(references_of(schema)))


def reachable(document: Document) -> set[str]:
    """The names of the schemas that the operations of `document` lead to."""
    schemas = {schema.name: schema for schema in document.schemas}
    operations, waiting = document.operations, document.components.refs
    waiting.update(
        [parameter.shape.ref for operation in operations for parameter in operation.parameters]
    )
    waiting.update(
        [
            each.shape.ref
            for operation in operations
            if operation.body
            for each in operation.body.contents
        ]
    )
    waiting.update(*(response.refs for response in document.all_responses()))
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in schemas:
            found.add(name)
            waiting.update([other for other in references_of(schemas[name]) if other not in found])
    return found


def content_of(schema: Schema) -> object:
    """What `schema` says, without the attributes of the model."""
    if isinstance(schema, ObjectSchema) and schema.properties:
        return schema._replace(properties=()), [prop.content for prop in schema.properties]
    return schema
