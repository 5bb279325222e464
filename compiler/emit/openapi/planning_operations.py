"""Resource → its seven operations, and what the operations of a document share, in the published shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    Terms,
    TextSchema,
)
from compiler.model.manifest import Flow
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

# Headers of a page of results: name, schema, description.
_PAGE_HEADERS = (
    ("Aantal", "Aantal", "Hoeveel er in totaal gevonden zijn."),
    ("AantalPerPagina", "AantalPerPagina", "Hoeveel er op deze pagina hoogstens staan."),
    ("Pagina", "Paginanummer", "Het nummer van deze pagina."),
    ("Cursor", "Cursor", "De waarde waarmee de volgende pagina wordt gevraagd."),
)
# Parameters that operations share: key, place, name, schema, description.
_PARAMETERS = (
    ("Cursor", "query", "cursor", "Cursor", "De cursor uit het vorige antwoord, voor de pagina die daarop volgt."),
    ("Pagina", "query", "pagina", "Paginanummer", "Het nummer van de gevraagde pagina."),
    ("StuurgegevensTijdstipBericht", "header", "X-Stuurgegevens-Tijdstip-Bericht", "TijdstipBericht",
     "Wanneer het bericht is verstuurd."),
    ("StuurgegevensReferentienummer", "header", "X-Stuurgegevens-Referentienummer", "Referentienummer",
     "Waarmee vraag en antwoord bij elkaar worden gezocht."),
    ("StuurgegevensZenderOrganisatie", "header", "X-Stuurgegevens-Zender-Organisatie", "ZenderOrganisatie",
     "De organisatie die het bericht verstuurt."),
    ("StuurgegevensZenderAdministratie", "header", "X-Stuurgegevens-Zender-Administratie", "ZenderAdministratie",
     "De administratie binnen die organisatie."),
    ("ParametersAantalPerPagina", "header", "X-Parameters-AantalPerPagina", "AantalPerPagina",
     "Hoeveel er op een pagina hoogstens mogen staan."),
    ("ParametersPeiltijdstipMaterieel", "header", "X-Parameters-PeiltijdstipMaterieel", "PeiltijdstipMaterieel",
     "Het moment waarop de gegevens gelden; leeg is nu."),
)  # fmt: skip


def _shared(*keys: str) -> tuple[Parameter, ...]:
    return tuple(Parameter(ref=key) for key in keys)


_SENDER = _shared(
    "StuurgegevensZenderOrganisatie",
    "StuurgegevensZenderAdministratie",
    "StuurgegevensTijdstipBericht",
    "StuurgegevensReferentienummer",
)
_PAGE = _shared("Cursor", "Pagina")
_SEARCH = _shared("ParametersPeiltijdstipMaterieel", "ParametersAantalPerPagina")
_ANSWER_HEADERS = tuple(
    Header(f"X-Parameters-{name}", ref=f"X-Parameters-{name}") for name, _, _ in _PAGE_HEADERS
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
    resources: Iterable[Resource], terms: Terms, flows: tuple[Flow, ...]
) -> Components:
    """What operations refer to, but for schemas."""
    return Components(
        headers=tuple(
            (f"X-Parameters-{name}", Header("", shape=Shape(ref=schema), description=text))
            for name, schema, text in _PAGE_HEADERS
        ),
        flows=flows,
        scopes=tuple(_scopes(resources, terms)),
        responses=(
            (UNAUTHORISED, Response(description="Geen toegang", headers=(Header("X-API-KEY", shape=_TEXT),))),
        ),
        parameters=tuple(
            (key, Parameter(name, place=place, shape=Shape(ref=schema), description=text, required=False))
            for key, place, name, schema, text in _PARAMETERS
        ),
    )  # fmt: skip


def _scopes(resources: Iterable[Resource], terms: Terms) -> Iterator[tuple[OAuthScope, str]]:
    for name, words in ((ALL, "alle resources"), *((r.tag, r.tag) for r in resources)):
        yield OAuthScope(terms.model, name, "Read"), f"alleen lezen van {words}"
        yield OAuthScope(terms.model, name, "ReadWrite"), f"lezen en schrijven van {words}"


def _scoped(terms: Terms, resource: str, accesses: tuple[str, ...]) -> tuple[Requirement, ...]:
    """The scopes as the published shape asks for them: all of them together."""
    scopes = tuple(OAuthScope(terms.model, resource, access) for access in accesses)
    return (Requirement(OAUTH, scopes),) if terms.scoped else ()


def plan_simple_schemas(formats: tuple[tuple[str, str], ...]) -> Iterator[Schema]:
    """The schemas of errors, headers and parameters; `formats` are those of the published shape."""
    text = primitive_shape("string", formats)
    yield ObjectSchema(ERROR, (
        Property("code", text, "Foutcode"),
        Property("omschrijving", text, "Omschrijving van de fout"),
    ))  # fmt: skip
    yield TextSchema("TijdstipBericht", "string", "date-time")
    for name in ("Referentienummer", "ZenderOrganisatie", "ZenderAdministratie"):
        yield TextSchema(name, text.type, text.format)
    for name in ("Aantal", "AantalPerPagina", "Paginanummer"):
        yield TextSchema(name, "integer")
    yield TextSchema("Cursor", "string")
    yield TextSchema("PeiltijdstipMaterieel", "string", "date-time")


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
        Operation(every, "get", f"list{tag}", f"Zoekt {tag}", entity, tags, (filters, *_PAGE, *_SENDER, *_SEARCH),
                  None, (_page(message, examples.get, terms.page_limit), *found), read),
        Operation(every, "post", f"create{entity}", f"Voegt een {entity} toe", entity, tags, _SENDER,
                  post, (Response("201", "", "Toegevoegd", shown, (_LOCATION,)), *found), write),
        Operation(every, "put", f"replace{entity}", f"Vervangt een {entity} met de sleutels uit het bericht",
                  entity, tags, _SENDER, put, checked, write),
        Operation(every, "patch", f"update{entity}",
                  f"Wijzigt attributen van een {entity} met de sleutels uit het bericht",
                  entity, tags, _SENDER, patch, checked, write),
        Operation(one, "get", f"read{entity}ById", f"Geeft de {entity} met deze sleutel",
                  entity, tags, (_id(entity, "wordt gevraagd"), *_SENDER), None,
                  (_OK._replace(contents=shown), *changed[1:]), read),
        Operation(one, "put", f"replace{entity}ById", f"De {entity} met deze sleutel wordt vervangen",
                  entity, tags, (_id(entity, "wordt vervangen"), *_SENDER), put, changed, write),
        Operation(one, "patch", f"update{entity}ById", f"De {entity} met deze sleutel wordt gewijzigd",
                  entity, tags, (_id(entity, "wordt gewijzigd", "integer"), *_SENDER), patch, changed, write),
    )  # fmt: skip


def _page(message: Shape, example: str, limit: int) -> Response:
    contents = (Content(message._replace(many=True), limit=limit, example=example),)
    return _OK._replace(contents=contents, headers=_ANSWER_HEADERS)


def _id(entity: str, action: str, type_: str = "string") -> Parameter:
    return Parameter(
        "id",
        place="path",
        shape=Shape(type=type_),
        description=f"Sleutel van de {entity} die {action}",
        required=True,
    )
