"""What the operations of a document share, in the published shape: terms, components, security, ping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from compiler.emit.openapi.operations import (
    Content,
    Header,
    OAuthScope,
    Operation,
    Parameter,
    Requirement,
    Response,
)
from compiler.emit.openapi.plan import (
    Components,
    ObjectSchema,
    Property,
    Resource,
    Schema,
    Tag,
    TextSchema,
)
from compiler.model.manifest import Interface, SharedParameter
from compiler.model.wire import Shape, primitive_shape

ERROR = "Foutbericht"
API_KEY, OAUTH = "ApiKeyAuth", "OAuth2"
UNAUTHORISED = "NietGeautoriseerd"
READING, WRITING = ("Read", "ReadWrite"), ("ReadWrite",)
ALL = "All"

_TEXT = Shape(type="string")
OK = Response("200", description="OK")
REFUSED = Response("401", ref=UNAUTHORISED)
FAILED = Response("default", description="Onverwachte fout", contents=(Content(Shape(ref=ERROR)),))


class Terms(NamedTuple):
    """What the operations of all resources in a document have in common.

    `model` is the first part of scopes, `scoped` whether there are any; `page_limit` is the largest page, 0 for none.
    `search` are the parameters of a search beside its filters, `others` those of the other operations; `page_headers`
    are those of the answer to a search. All of them are components.
    """

    model: str
    scoped: bool
    page_limit: int
    search: tuple[Parameter, ...]
    others: tuple[Parameter, ...]
    page_headers: tuple[Header, ...]


def terms_of(model: str, interface: Interface) -> Terms:
    """The terms of the document `model`, as the manifest has them."""
    shared = {each.name: Parameter(ref=each.key) for each in interface.parameters}
    return Terms(
        model=model,
        scoped=bool(interface.flows),
        page_limit=interface.page_limit,
        search=tuple(shared[name] for name in interface.search_parameters),
        others=tuple(shared[name] for name in interface.other_parameters),
        page_headers=tuple(Header(each.name, ref=each.name) for each in interface.page_headers),
    )


# -- what a document has once ------------------------------------------------------------------------------------------


def plan_tags(resources: Iterable[Resource]) -> tuple[Tag, ...]:
    """A tag per resource."""
    return tuple(Tag(r.tag, r.description or f"Bewerkingen op {r.tag}") for r in resources)


def plan_security(terms: Terms) -> tuple[Requirement, ...]:
    """How to be let in where an operation says nothing of its own."""
    return (Requirement(API_KEY), *scoped(terms, ALL, READING))


def plan_ping(*, timeout: bool) -> Operation:
    """The operation that tells whether the service is there; with `timeout` it answers 408 too."""
    late = (Response("408", description="Request Timeout"),) if timeout else ()
    summary = "Antwoordt met 200 zolang de dienst bereikbaar is"
    return Operation("/ping", "get", "ping", summary, responses=(OK, *late, FAILED))


def plan_components(
    resources: Iterable[Resource], terms: Terms, interface: Interface
) -> Components:
    """What operations refer to, but for schemas."""
    refused = Response(description="Geen toegang", headers=(Header("X-API-KEY", shape=_TEXT),))
    return Components(
        headers=tuple(
            (each.name, Header("", shape=Shape(ref=each.type), description=each.description))
            for each in interface.page_headers
        ),
        flows=interface.flows,
        scopes=tuple(_scopes(resources, terms)),
        responses=((UNAUTHORISED, refused),),
        parameters=tuple((each.key, _component(each)) for each in interface.parameters),
    )


def _component(shared: SharedParameter) -> Parameter:
    return Parameter(
        shared.name,
        place=shared.place,
        shape=Shape(ref=shared.type),
        description=shared.description,
        required=False,
    )


def _scopes(resources: Iterable[Resource], terms: Terms) -> Iterator[tuple[OAuthScope, str]]:
    for name, words in ((ALL, "alle resources"), *((r.tag, r.tag) for r in resources)):
        yield OAuthScope(terms.model, name, "Read"), f"alleen lezen van {words}"
        yield OAuthScope(terms.model, name, "ReadWrite"), f"lezen en schrijven van {words}"


def scoped(terms: Terms, resource: str, accesses: tuple[str, ...]) -> tuple[Requirement, ...]:
    """The scopes as the published shape asks for them: all of them together."""
    scopes = tuple(OAuthScope(terms.model, resource, access) for access in accesses)
    return (Requirement(OAUTH, scopes),) if terms.scoped else ()


def plan_simple_schemas(interface: Interface) -> Iterator[Schema]:
    """The schemas of errors, headers and parameters."""
    text = primitive_shape("string", interface.formats)
    yield ObjectSchema(ERROR, (
        Property("code", text, "Foutcode"),
        Property("omschrijving", text, "Omschrijving van de fout"),
    ))  # fmt: skip
    for name, type_, format_ in interface.types:
        yield TextSchema(name, type_, format_)
