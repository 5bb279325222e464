"""What the operations of a document share, in the published shape: terms, components, tags, ping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compiler.base.pointers import PING
from compiler.emit.openapi.operations import (
    Content,
    Header,
    Operation,
    Parameter,
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
from compiler.emit.openapi.plan_terms import Terms
from compiler.emit.openapi.planning_security import plan_scopes
from compiler.emit.schema_names import ERROR
from compiler.model.manifest import Interface, SharedParameter
from compiler.model.wire import Shape, primitive_shape

UNAUTHORISED = "NietGeautoriseerd"

_TEXT = Shape(type="string")
OK = Response("200", description="OK")
REFUSED = Response("401", ref=UNAUTHORISED)
FAILED = Response("default", description="Onverwachte fout", contents=(Content(Shape(ref=ERROR)),))


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


def plan_ping(*, timeout: bool) -> Operation:
    """The operation that tells whether the service is there; with `timeout` it answers 408 too."""
    late = (Response("408", description="Request Timeout"),) if timeout else ()
    summary = "Antwoordt met 200 zolang de dienst bereikbaar is"
    return Operation(PING, "get", PING.removeprefix("/"), summary, responses=(OK, *late, FAILED))


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
        scopes=tuple(plan_scopes(resources, terms)),
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


def plan_simple_schemas(interface: Interface) -> Iterator[Schema]:
    """The schemas of errors, headers and parameters."""
    text = primitive_shape("string", interface.formats)
    yield ObjectSchema(ERROR, (
        Property("code", text, "Foutcode"),
        Property("omschrijving", text, "Omschrijving van de fout"),
    ))  # fmt: skip
    for name, type_, format_ in interface.types:
        yield TextSchema(name, type_, format_)
