"""Messages with the key of the source system: required where something exists already, read-only where it is new."""

from __future__ import annotations

from compiler.emit.openapi.operations import Operation
from compiler.emit.openapi.plan import (
    AlternativesSchema,
    Document,
    Keyword,
    ObjectSchema,
    Schema,
)
from compiler.emit.openapi.renaming import with_names
from compiler.emit.openapi.schemas import Schemas

NEW = "nieuw"


def keyed(document: Document) -> Document:
    """`document` with two schemas for each message that shows the key of the source: one for POST, one for the rest."""
    messages = _Messages(document)
    new = {each.schema: messages.new(each.schema) for each in document.resources}

    def with_new(operation: Operation) -> Operation:
        """`operation`, where it adds something with the message for that."""
        if operation.method != "post" or operation.body is None:
            return operation
        return operation.with_contents(
            each._replace(shape=with_names(each.shape, new)) for each in operation.body.contents
        )

    schemas = messages.all(document.schemas)
    return document._replace(schemas=schemas).with_operations(with_new)


class _Messages:
    """Makes the messages of one document; `_below` holds what is new, by the schema that it stands below."""

    def __init__(self, document: Document) -> None:
        self._key = document.source_key
        self._schemas = Schemas(document.schemas)
        self._mended: dict[str, Schema] = {}
        self._below: dict[str, Schema] = {}

    def all(self, planned: tuple[Schema, ...]) -> tuple[Schema, ...]:
        """The schemas of the document, in their order."""
        found: list[Schema] = []
        for schema in planned:
            found.append(self._mended.get(schema.name, schema))
            found += [self._below[schema.name]] if schema.name in self._below else []
        return tuple(found)

    def new(self, name: str) -> str:
        """The message for what is new; where `name` shows no key, itself. Else it requires the key from now on."""
        if name in self._below:
            return self._below[name].name
        schema = self._schemas.by_name.get(name)
        if isinstance(schema, AlternativesSchema):
            alternatives = tuple(map(self.new, schema.alternatives))
            if alternatives == schema.alternatives:
                return name
            return self._add(name, schema._replace(alternatives=alternatives))
        key = self._schemas.properties_of(name).get(self._key)
        if not isinstance(schema, ObjectSchema) or key is None:
            return name
        required: tuple[Keyword, ...] = (*schema.keywords, ("required", (self._key,)))
        self._mended[name] = schema._replace(keywords=required)
        read_only = key._replace(keywords=(("readOnly", True), *key.keywords))
        return self._add(name, schema._replace(properties=(*(schema.properties or ()), read_only)))

    def _add(self, name: str, schema: Schema) -> str:
        new = self._schemas.add(schema._replace(name=f"{name}-{NEW}"))
        self._below[name] = new
        return new.name
