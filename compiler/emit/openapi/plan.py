"""The plan of an OpenAPI document: small frozen values that the templates lay out and that corrections change."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from compiler.emit.openapi.operations import (
    Header,
    OAuthScope,
    Operation,
    Parameter,
    Requirement,
    Response,
)
from compiler.model.elements import Attribute
from compiler.model.manifest import Deviation
from compiler.model.wire import Shape

Keyword: TypeAlias = tuple[str, bool | int | str | tuple[str, ...]]
DEPRECATED: Keyword = ("deprecated", True)


class Property(NamedTuple):
    """A property of a schema. `pattern` is a regular expression, empty for none.

    Of a `wrapped` one the reference stands in an allOf, for in OpenAPI 3.0 nothing counts that stands beside a $ref.
    `keywords` are further keywords with their values, `item_keywords` those of each item of an array. With `variants`,
    which have no names, it is any of them, and its own shape counts for nothing.

    `target` is the entity that an address or keys stand for. `attribute` is the attribute of the model that it shows;
    None for what the interface adds of its own; what tells two documents apart leaves it out.
    """

    name: str
    shape: Shape
    description: str = ""
    deprecated: bool = False
    pattern: str = ""
    wrapped: bool = False
    keywords: tuple[Keyword, ...] = ()
    item_keywords: tuple[Keyword, ...] = ()
    variants: tuple[Property, ...] = ()
    target: str = ""
    attribute: Attribute | None = None

    @property
    def content(self) -> tuple[Any, ...]:
        """What it says: all but the attribute of the model, whose place changes with lines above."""
        return _content(self)

    @property
    def facts(self) -> tuple[Keyword, ...]:
        """What it says beside its type, by OpenAPI key."""
        found: tuple[Keyword, ...] = (("pattern", self.pattern),) if self.pattern else ()
        if self.description:
            found = (*found, ("description", self.description))
        return (*found, *((DEPRECATED,) if self.deprecated else ()), *self.keywords)


_content: Callable[[Property], tuple[Any, ...]] = attrgetter(
    *(field for field in Property._fields if field != "attribute")
)


class Derived(NamedTuple):
    """The schema of a derived entity, and what tells it from the others: an attribute and the codes it has then."""

    schema: str
    entity: str
    told_by: tuple[str, ...] = ()


class EntityFamily(NamedTuple):
    """What a document shows of an entity that others are derived from: the schema of its own attributes, and theirs."""

    entity: str
    basis: str
    derived: tuple[Derived, ...]


class ObjectSchema(NamedTuple):
    """An object with properties; with `parents` it is allOf those and an object of its own (None: no such object).

    `keywords` are further keywords of that object; `family` is that of an entity that others are derived from.
    """

    name: str
    properties: tuple[Property, ...] | None = ()
    parents: tuple[str, ...] = ()
    description: str = ""
    kind: str = "object"
    keywords: tuple[Keyword, ...] = ()
    family: EntityFamily | None = None


class AlternativesSchema(NamedTuple):
    """A choice between schemas; `keyword` is oneOf or anyOf, `family` is that of the entity it shows."""

    name: str
    alternatives: tuple[str, ...]
    keyword: str = "oneOf"
    description: str = ""
    kind: str = "alternatives"
    family: EntityFamily | None = None


class TextSchema(NamedTuple):
    """A named simple type, for headers and parameters."""

    name: str
    type: str
    format: str = ""
    description: str = ""
    kind: str = "simple"


Schema: TypeAlias = ObjectSchema | AlternativesSchema | TextSchema


class Bodies(NamedTuple):
    """Examples of a message as JSON, by operation; empty where none is asked for."""

    get: str = ""
    post: str = ""
    put: str = ""
    patch: str = ""


class Resource(NamedTuple):
    """A resource; `description` is that of its entity or message.

    `tag` is its plural name, `path` the first part of its address, `entity` the word in texts and `word` that in
    operation ids, `schema` the schema of its messages; `examples` are shown beside the schema.
    """

    tag: str
    path: str
    entity: str
    schema: str
    description: str = ""
    examples: Bodies = Bodies()
    word: str = ""


class Tag(NamedTuple):
    """A group of operations."""

    name: str
    description: str


class Server(NamedTuple):
    """The address, and its variables with their default and the other values."""

    url: str
    variables: tuple[tuple[str, tuple[str, ...]], ...]


class Components(NamedTuple):
    """What operations refer to by name, but for schemas.

    Of `flows`, the ways to a token, each has a name and addresses by OpenAPI key; `scopes` go with a text.
    """

    headers: tuple[tuple[str, Header], ...] = ()
    flows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    scopes: tuple[tuple[OAuthScope, str], ...] = ()
    responses: tuple[tuple[str, Response], ...] = ()
    parameters: tuple[tuple[str, Parameter], ...] = ()

    @property
    def refs(self) -> set[str]:
        """The schemas that what they take and give refers to; an empty text where something refers to none."""
        found = {header.shape.ref for _, header in self.headers}.union(
            each.shape.ref for _, each in self.parameters
        )
        return found.union(*(response.refs for _, response in self.responses))


class Document(NamedTuple):
    """One OpenAPI document: all that a template needs.

    `operations` are those of the service, then seven of each of `resources`, in their order. `security` holds
    alternatives. `source_key` is the attribute that holds the key of the source system (GM11).
    """

    folder: str
    name: str
    openapi: str
    title: str
    description: str
    version: str
    contact: tuple[tuple[str, str], ...]
    licence: tuple[tuple[str, str], ...]
    server: Server
    tags: tuple[Tag, ...]
    security: tuple[Requirement, ...]
    operations: tuple[Operation, ...]
    components: Components
    resources: tuple[Resource, ...]
    schemas: tuple[Schema, ...]
    deviations: tuple[Deviation, ...] = ()
    source_key: str = ""

    @property
    def path(self) -> str:
        """Where the document goes, relative to the output folder, without its ending."""
        return f"openapi/{self.folder}/{self.name}"

    def with_operations(self, mend: Callable[[Operation], Operation]) -> Document:
        """The same with every operation as `mend` makes it."""
        return self._replace(operations=tuple(map(mend, self.operations)))

    def all_responses(self) -> tuple[Response, ...]:
        """The answers of every operation; what is one object in many of them, once."""
        return tuple(
            {
                id(response): response for each in self.operations for response in each.responses
            }.values()
        )
