"""The plan of operations: small frozen values that the templates lay out and that corrections change.

Parameters, headers and answers stand in an operation, or once among the components of a document: with a `ref`, the
name of the component, they are that one and the rest counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from compiler.model.wire import Shape

JSON = "application/json"
Fact: TypeAlias = tuple[str, str | bool | int]
NO_SHAPE = Shape()


def _said(*facts: tuple[str, str | bool | int | None]) -> tuple[Fact, ...]:
    """The facts that say something, in their order."""
    return tuple([(key, value) for key, value in facts if value is not None and value != ""])


class OAuthScope(NamedTuple):
    """What an OAuth2 token allows: `access` is Read or ReadWrite, of one resource of the model or of all."""

    model: str
    resource: str
    access: str

    @property
    def name(self) -> str:
        """The scope as tokens have it."""
        return f"{self.model}.{self.resource}.{self.access}"


class Requirement(NamedTuple):
    """A way to be let in: a security scheme, with scopes that are needed together."""

    scheme: str
    scopes: tuple[OAuthScope, ...] = ()


class Content(NamedTuple):
    """What a body holds in one media type; `limit` is the largest number of items, 0 for none; `example` is JSON."""

    shape: Shape
    media_type: str = JSON
    limit: int = 0
    example: str = ""

    @property
    def item_facts(self) -> tuple[Fact, ...]:
        """What it says of a number of items, by OpenAPI key."""
        return _said(("maxItems", self.limit or None))


class Header(NamedTuple):
    """A header of an answer."""

    name: str
    ref: str = ""
    shape: Shape = NO_SHAPE
    description: str = ""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What it says of itself beside its schema, by OpenAPI key."""
        return _said(("description", self.description))


class Parameter(NamedTuple):
    """A parameter; `place` is query, path or header.

    `required` is None where the document does not say; an `exploded` one is an object whose attributes are parameters.
    """

    name: str = ""
    ref: str = ""
    place: str = ""
    shape: Shape = NO_SHAPE
    description: str = ""
    required: bool | None = None
    exploded: bool = False
    pattern: str = ""
    deprecated: bool = False

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What it says of itself beside its name and its schema, by OpenAPI key."""
        return _said(
            ("in", self.place),
            ("description", self.description),
            ("required", self.required),
            ("style", "form" if self.exploded else None),
            ("explode", self.exploded or None),
            ("deprecated", self.deprecated or None),
        )

    @property
    def type_facts(self) -> tuple[Fact, ...]:
        """What it says of its texts, by OpenAPI key."""
        return _said(("pattern", self.pattern))


class Response(NamedTuple):
    """An answer; `status` is a number or `default`, of a component nothing."""

    status: str = ""
    ref: str = ""
    description: str = ""
    contents: tuple[Content, ...] = ()
    headers: tuple[Header, ...] = ()

    @property
    def good(self) -> bool:
        """Whether the request was carried out."""
        return self.status.startswith("2")

    @property
    def refs(self) -> set[str]:
        """The schemas that what it holds refers to; one that is a component says that itself."""
        return {content.shape.ref for content in self.contents}.union(
            header.shape.ref for header in self.headers
        )


class Body(NamedTuple):
    """What a request carries."""

    description: str
    contents: tuple[Content, ...]
    required: bool | None = None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What it says of itself beside its contents, by OpenAPI key."""
        return _said(("description", self.description), ("required", self.required))


class Operation(NamedTuple):
    """One operation.

    `id` is its operationId; `entity` is the word for what it is about, empty where it is about nothing in the model;
    `security` holds alternatives, None where those of the document count.
    """

    path: str
    method: str
    id: str
    summary: str
    entity: str = ""
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    responses: tuple[Response, ...] = ()
    security: tuple[Requirement, ...] | None = None
    description: str = ""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What it says of itself in words, by OpenAPI key."""
        return _said(
            ("summary", self.summary), ("description", self.description), ("operationId", self.id)
        )

    def with_contents(self, contents: Iterable[Content]) -> Operation:
        """The same with another body; `contents` are its contents by media type."""
        return self._replace(body=self.body and self.body._replace(contents=tuple(contents)))
