"""Resource → its seven operations, and what the operations of a document share, in the published shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from compiler.emit.openapi.operations import (
    Body,
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
_OK = Response("200", description="OK")
_WRONG = Response("400", description="Onjuist bericht")
_REFUSED = Response("401", ref=UNAUTHORISED)
_MISSING = Response("404", description="Niet gevonden")
_FAILED = Response("default", description="Onverwachte fout", contents=(Content(Shape(ref=ERROR)),))
_LOCATION = Header(
    "Location", shape=Shape(type="string", format="uri"), description="Adres van wat is toegevoegd."
)


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
        model,
        bool(interface.flows),
        interface.page_limit,
        tuple(shared[name] for name in interface.search_parameters),
        tuple(shared[name] for name in interface.other_parameters),
        tuple(Header(each.name, ref=each.name) for each in interface.page_headers),
    )


# -- what a document has once ------------------------------------------------------------------------------------------


def plan_tags(resources: Iterable[Resource]) -> tuple[Tag, ...]:
    """A tag per resource."""
    return tuple(Tag(r.tag, r.description or f"Bewerkingen op {r.tag}") for r in resources)


def plan_security(terms: Terms) -> tuple[Requirement, ...]:
    """How to be let in where an operation says nothing of its own."""
    return (Requirement(API_KEY), *_scoped(terms, ALL, READING))


def plan_ping(*, timeout: bool) -> Operation:
    """The operation that tells whether the service is there; with `timeout` it answers 408 too."""
    late = (Response("408", description="Request Timeout"),) if timeout else ()
    summary = "Antwoordt met 200 zolang de dienst bereikbaar is"
    return Operation("/ping", "get", "ping", summary, responses=(_OK, *late, _FAILED))


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


def _scoped(terms: Terms, resource: str, accesses: tuple[str, ...]) -> tuple[Requirement, ...]:
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


# -- the operations of a resource --------------------------------------------------------------------------------------


def plan_operations(resource: Resource, terms: Terms) -> tuple[Operation, ...]:
    """The seven operations of `resource`."""
    tag, entity, examples = resource.tag, resource.entity, resource.examples
    every, one = f"/{resource.path}", f"/{resource.path}/{{id}}"
    message = Shape(ref=resource.schema)
    tags = (tag,)
    read, write = (_scoped(terms, tag, accesses) or None for accesses in (READING, WRITING))
    shown = (Content(message, example=examples.get),)
    post, put, patch = (
        Body(entity, (Content(message, example=example),))
        for example in (examples.post, examples.put, examples.patch)
    )
    found, changed = (_REFUSED, _FAILED), (_OK, _REFUSED, _MISSING, _FAILED)
    checked = (_OK, _WRONG, *changed[1:])
    filters = Parameter("params", place="query", exploded=True, shape=message)
    return (
        Operation(every, "get", f"list{tag}", f"Zoekt {tag}", entity, tags, (filters, *terms.search),
                  None, (_page(message, examples.get, terms), *found), read),
        Operation(every, "post", f"create{entity}", f"Voegt een {entity} toe", entity, tags, terms.others,
                  post, (Response("201", "", "Toegevoegd", shown, (_LOCATION,)), *found), write),
        Operation(every, "put", f"replace{entity}", f"Vervangt een {entity} met de sleutels uit het bericht",
                  entity, tags, terms.others, put, checked, write),
        Operation(every, "patch", f"update{entity}",
                  f"Wijzigt attributen van een {entity} met de sleutels uit het bericht",
                  entity, tags, terms.others, patch, checked, write),
        Operation(one, "get", f"read{entity}ById", f"Geeft de {entity} met deze sleutel",
                  entity, tags, (_id(entity, "wordt gevraagd"), *terms.others), None,
                  (_OK._replace(contents=shown), *changed[1:]), read),
        Operation(one, "put", f"replace{entity}ById", f"De {entity} met deze sleutel wordt vervangen",
                  entity, tags, (_id(entity, "wordt vervangen"), *terms.others), put, changed, write),
        Operation(one, "patch", f"update{entity}ById", f"De {entity} met deze sleutel wordt gewijzigd",
                  entity, tags, (_id(entity, "wordt gewijzigd", "integer"), *terms.others), patch, changed, write),
    )  # fmt: skip


def _page(message: Shape, example: str, terms: Terms) -> Response:
    many = message._replace(many=True)
    contents = (Content(many, limit=terms.page_limit, example=example),)
    return _OK._replace(contents=contents, headers=terms.page_headers)


def _id(entity: str, action: str, type_: str = "string") -> Parameter:
    return Parameter(
        "id",
        place="path",
        shape=Shape(type=type_),
        description=f"Sleutel van de {entity} die {action}",
        required=True,
    )
