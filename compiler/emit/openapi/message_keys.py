"""Messages with the key of the source system: required where a message tells it, read-only where it is new."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from compiler.emit.openapi.operations import Content, Operation, Response
from compiler.emit.openapi.plan import (
    AlternativesSchema,
    Document,
    Keyword,
    ObjectSchema,
    Property,
    Schema,
)
from compiler.emit.openapi.renaming import with_names
from compiler.emit.openapi.schemas import Schemas

NEW = "nieuw"
KNOWN = "bestaand"
_Made: TypeAlias = "Callable[[ObjectSchema, Property], ObjectSchema]"


def keyed(document: Document) -> Document:
    """`document` with two more schemas for each message that shows the key of the source.

    One is for what POST adds, the other for what must tell the key: all that PUT replaces, what PATCH changes without
    an address of its own, and the answer to POST. The others need not, an answer to GET and PATCH to an address with
    the key; but where they do, the key is not empty.
    """
    messages = _Messages(document)
    names = [each.schema for each in document.resources]
    new = {name: messages.made(name, NEW) for name in names}
    known = {name: messages.made(name, KNOWN) for name in names}

    def with_keys(operation: Operation) -> Operation:
        """`operation` with the messages that it takes and gives."""
        if operation.body is None:
            return operation
        is_post = operation.method == "post"
        if is_post:
            given = [_answer(each, known) if each.good else each for each in operation.responses]
            operation = operation._replace(responses=tuple(given))
        elif operation.method == "patch" and operation.path.endswith("}"):
            return operation
        assert operation.body is not None
        return operation.with_contents(_renamed(operation.body.contents, new if is_post else known))

    return document._replace(schemas=messages.all(document.schemas)).with_operations(with_keys)


def _answer(response: Response, names: dict[str, str]) -> Response:
    return response._replace(contents=_renamed(response.contents, names))


def _renamed(contents: tuple[Content, ...], names: dict[str, str]) -> tuple[Content, ...]:
    return tuple(each._replace(shape=with_names(each.shape, names)) for each in contents)


def _identifies(key: Property) -> bool:
    """Whether `key` is one text, which can be the key of something."""
    return key.shape.type == "string" and not key.shape.many


def _new(message: ObjectSchema, key: Property) -> ObjectSchema:
    """`message` as POST takes it: the source gives the key."""
    read_only = key._replace(keywords=(("readOnly", True), *key.keywords))
    return message._replace(properties=(*(message.properties or ()), read_only))


def _filled(message: ObjectSchema, key: Property) -> ObjectSchema:
    """`message`, in which the key is not empty: that identifies nothing."""
    filled = key._replace(keywords=(("minLength", 1), *key.keywords))
    return message._replace(properties=(*(message.properties or ()), filled))


def _known(message: ObjectSchema, key: Property) -> ObjectSchema:
    """`message` where it tells the key."""
    required: tuple[Keyword, ...] = (*message.keywords, ("required", (key.name,)))
    return _filled(message, key)._replace(keywords=required)


_MADE: dict[str, _Made] = {NEW: _new, KNOWN: _known}


class _Messages:
    """Makes the messages of one document; `_below` holds those of each kind, by the schema that they stand below."""

    def __init__(self, document: Document) -> None:
        self._key = document.source_key
        self._schemas = Schemas(document.schemas)
        self._mended: dict[str, Schema] = {}
        self._below: dict[str, dict[str, Schema]] = {NEW: {}, KNOWN: {}}

    def all(self, planned: tuple[Schema, ...]) -> tuple[Schema, ...]:
        """The schemas of the document, in their order."""
        found: list[Schema] = []
        for schema in planned:
            found.append(self._mended.get(schema.name, schema))
            found += [made[schema.name] for made in self._below.values() if schema.name in made]
        return tuple(found)

    def made(self, name: str, kind: str) -> str:
        """The message of `kind` for the message `name`; where that shows no key, itself."""
        below = self._below[kind]
        if name in below:
            return below[name].name
        schema = self._schemas.by_name.get(name)
        if isinstance(schema, AlternativesSchema):
            alternatives = tuple(self.made(each, kind) for each in schema.alternatives)
            if alternatives == schema.alternatives:
                return name
            return self._add(name, kind, schema._replace(alternatives=alternatives))
        key = self._schemas.properties_of(name).get(self._key)
        if not isinstance(schema, ObjectSchema) or key is None or not _identifies(key):
            return name
        self._mended[name] = _filled(schema, key)
        return self._add(name, kind, _MADE[kind](schema, key))

    def _add(self, name: str, kind: str, schema: Schema) -> str:
        made = self._schemas.add(schema._replace(name=f"{name}-{kind}"))
        self._below[kind][name] = made
        return made.name
