"""The plan of an OpenAPI document: small frozen values that the templates lay out and that corrections change."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from compiler.manifest import Deviation
from compiler.model import Attribute
from compiler.wire import Shape


class Property(NamedTuple):
    """A property of a schema. `pattern` is a regular expression, empty for none.

    `attribute` is the attribute of the model that it shows; None for what the interface adds of its own. It stands
    last: what tells two documents apart leaves it out.
    """

    name: str
    shape: Shape
    description: str = ""
    deprecated: bool = False
    pattern: str = ""
    attribute: Attribute | None = None


class ObjectSchema(NamedTuple):
    """An object with properties; with `parents` it is allOf those and an object of its own (None: no such object)."""

    name: str
    properties: tuple[Property, ...] | None = ()
    parents: tuple[str, ...] = ()
    description: str = ""
    kind: str = "object"


class AlternativesSchema(NamedTuple):
    """A choice between schemas; `keyword` is oneOf or anyOf."""

    name: str
    alternatives: tuple[str, ...]
    keyword: str = "oneOf"
    description: str = ""
    kind: str = "alternatives"


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
    """A resource with its seven operations; `description` is that of its entity or message.

    `tag` is its plural name, `path` the first part of its address, `entity` the word in operation ids and texts,
    `schema` the schema of its messages; `id_types` is the type of the path parameter per operation (get, put, patch);
    `examples` are shown beside the schema.
    """

    tag: str
    path: str
    entity: str
    schema: str
    id_types: tuple[str, ...]
    description: str = ""
    examples: Bodies = Bodies()


class Server(NamedTuple):
    """The address, and its variables with their default and the other values."""

    url: str
    variables: tuple[tuple[str, tuple[str, ...]], ...]


class Document(NamedTuple):
    """One OpenAPI document: all that a template needs."""

    folder: str
    name: str
    openapi: str
    title: str
    description: str
    version: str
    contact: tuple[tuple[str, str], ...]
    licence: tuple[tuple[str, str], ...]
    server: Server
    model: str
    flows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    page_limit: int
    ping_timeout: bool
    plain_references: bool
    resources: tuple[Resource, ...]
    schemas: tuple[Schema, ...]
    deviations: tuple[Deviation, ...] = ()

    @property
    def path(self) -> str:
        """Where the document goes, relative to the output folder, without its ending."""
        return f"openapi/{self.folder}/{self.name}"
