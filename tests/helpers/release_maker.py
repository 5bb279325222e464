"""Makes a small release in the shape of the published ones: OpenAPI documents, source data sheet, reference data.

A witness beside the compiler: nothing here comes from it. What is made is invented; the rules of the shape are the
table "From attribute to schema" in docs/published-shape.md. A made release is plain values (trees, rows, text), so that
a test can spoil any part before `Release.write` puts it on disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

Tree = dict[str, Any]
VERSION = "2.1.0+250301.7"
SHEET_NAME = "Verzameling"
FILE = "brongegevens.xlsx"
PLACE = f"{FILE}[{SHEET_NAME}]"
NEWER, OLDER = 12, 24
COLUMNS = {
    NEWER: (
        "Modelnaam", "Modelversie", "Modelomschrijving", "Bericht/Informatiedomein", "Entiteit",
        "AttribuutSorteernummer", "Attribuutnaam", "Attribuuttype", "Attribuutomschrijving", "AttribuutIsKerngegeven",
        "AttribuutConstraint", "AttribuutRegEx",
    ),
    OLDER: (
        "Modelnaam", "Modelversie", "Modelomschrijving", "Bericht/Informatiedomein", "Entiteit",
        "AttribuutSorteernummer", "Attribuutnaam", "Attribuuttype", "Attribuutomschrijving", "Attribuutopmerking",
        "AttribuutMin", "AttribuutMax", "AttribuutIsKerngegeven", *(f"Column{number}" for number in range(14, 25)),
    ),
}  # fmt: skip


class Plain(yaml.CSafeDumper):
    """Writes a value again where it stands again, as published documents do: no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True


class Field(NamedTuple):
    """An attribute as the sheet has it: its type in the words of the sheet."""

    name: str
    type: str
    text: str = ""
    core: bool = False
    constraint: str = ""
    regex: str = ""

    @property
    def many(self) -> bool:
        return self.type.startswith("Collectie")

    @property
    def codes(self) -> str:
        """The reference data list it takes its values from."""
        found = re.fullmatch(r"(?:Link|Collectie) type Referentiedata (\S+)", self.type)
        return found[1] if found else ""

    @property
    def target(self) -> str:
        """The entity (or its keys) that it holds."""
        found = re.fullmatch(r"(?:Link|Collectie) type (\S+)", self.type)
        return found[1] if found else ""


class Thing(NamedTuple):
    """An entity."""

    name: str
    plural: str
    fields: tuple[Field, ...]
    base: str = ""
    abstract: bool = False


class Area(NamedTuple):
    """An information domain."""

    name: str
    things: tuple[Thing, ...]


class Shown(NamedTuple):
    """A message: its name, its root, and per entity the names that it shows (None: all)."""

    name: str
    root: str
    entities: Mapping[str, Sequence[str] | None]


class Chain(NamedTuple):
    """A process."""

    code: str
    title: str
    messages: tuple[Shown, ...]


IDS = (
    Field("id", "string", "De sleutel van dit gegeven.", core=True),
    Field("code", "string", "De korte naam op een lijst.", core=True),
)
AREAS = (
    Area("Algemeen", (
        Thing("Referentiedata", "Referentiedata", (*IDS, Field("naam", "string", "Hoe de waarde heet.", core=True))),
        Thing("Kenmerk", "Kenmerken", (
            *IDS,
            Field("soort", "Link type Referentiedata KENMERKSOORT", "Wat voor kenmerk het is.", core=True),
            Field("waarde", "string", "De waarde, als tekst."),
        )),
    )),
    Area("Bomen", (
        Thing("Boom", "Bomen", (
            *IDS,
            Field("geplant", "date", "De dag waarop de boom de grond in ging."),
            Field("hoogte", "decimal", "De hoogte in meters.", constraint="Groter dan nul."),
            Field("takken", "Collectie type Tak", "De takken die geteld zijn."),
            Field("kenmerken", "Collectie type Kenmerk", "Wat er verder over te zeggen is."),
            Field("beheerder", "Link type Ploeg-sleutels", "De ploeg die er over gaat."),
        ), abstract=True),
        Thing("Loofboom", "Loofbomen", (
            Field("bladval", "Link type Referentiedata BLADVAL", "Wanneer het blad valt."),
            Field("wortels", "Collectie type Referentiedata WORTELSOORT", "Hoe de boom wortelt."),
        ), base="Boom"),
        Thing("Naaldboom", "Naaldbomen", (Field("hars", "boolean", "Of er hars uit komt. OBSOLETE"),), base="Boom"),
        Thing("Tak", "Takken", (
            *IDS,
            Field("lengte", "integer", "De lengte in centimeters."),
            Field("boom", "Link type Boom-sleutels", "De boom waar de tak aan zit.", core=True),
            Field("merk", "string", "Het merkteken.", regex="^[A-Z]{2}[0-9]{4}$"),
        )),
    )),
    Area("Werk", (
        Thing("Ploeg", "Ploegen", (*IDS, Field("leden", "integer", "Hoeveel mensen er in de ploeg zitten."))),
        Thing("Klus", "Klussen", (
            *IDS,
            Field("ploeg", "Link type Ploeg", "De ploeg die het doet."),
            Field("bomen", "Collectie type Boom-sleutels", "De bomen waar het om gaat."),
            Field("begin", "dateTime", "Het moment waarop het werk begint."),
            Field("duur", "duration", "Hoe lang het werk mag duren."),
            Field("foto", "base64Binary", "Een foto van het resultaat."),
            Field("verslag", "anyURI", "Waar het verslag staat."),
        )),
    )),
)  # fmt: skip
CHAINS = (
    Chain("SNO", "Snoeien", (
        Shown("Bomen", "Boom", {
            "Boom": ("id", "code", "hoogte", "takken", "beheerder"), "Loofboom": None, "Naaldboom": None, "Tak": None,
        }),
        Shown("Klussen", "Klus", {"Klus": ("id", "code", "bomen", "ploeg", "begin"), "Ploeg": ("id", "leden")}),
    )),
    Chain("TEL", "Tellen", (Shown("Takken", "Tak", {"Tak": None}),)),
)  # fmt: skip
CODES = """\
Soort;Code;Naam;Omschrijving;Begindatum;Einddatum;Parent;Informatiedomein
BLADVAL;HER;Herfst;Het blad valt voor de winter.;2020-01-01;;;Bomen
BLADVAL;WIN;Winter;Het blad blijft hangen tot de kou.;2020-01-01;2024-12-31;;Bomen
KENMERKSOORT;ZIE;Ziekte;;2020-01-01;;;Algemeen
WORTELSOORT;DIE;Diep;;2020-01-01;;;Bomen
"""
ENVELOPE = (Field("kenmerken", "Collectie type Kenmerk", "Extra gegevens bij het bericht."),)
PRIMITIVES = {
    "string": {"type": "string"},
    "boolean": {"type": "boolean"},
    "integer": {"type": "integer", "format": "int32"},
    "decimal": {"type": "number", "format": "float"},
    "date": {"type": "string", "format": "date"},
    "dateTime": {"type": "string", "format": "date-time"},
    "duration": {"type": "string", "format": "duration"},
    "base64Binary": {"type": "string", "format": "byte"},
    "anyURI": {"type": "string", "format": "uri"},
}


class Release:
    """A release as plain values: `documents` by `Folder/Name`, `rows` of the sheet with the header, `codes` as text."""

    def __init__(self, generation: int = NEWER) -> None:
        self.documents = dict(_documents())
        if generation == OLDER:
            self.documents = _without_patterns(self.documents)
        self.rows = [list(row) for row in _sheet(generation)]
        self.codes = CODES
        self.ending = ".yaml"

    def schemas(self, document: str) -> Tree:
        """The schemas of a document."""
        found: Tree = self.documents[document]["components"]["schemas"]
        return found

    def properties(self, document: str, schema: str) -> Tree:
        """The properties that a schema adds of its own."""
        body = self.schemas(document)[schema]
        found: Tree = (
            body["properties"] if "properties" in body else body["allOf"][-1]["properties"]
        )
        return found

    def column(self, name: str) -> int:
        """The index of a column of the sheet."""
        return self.rows[0].index(name)

    def row(self, model: str, entity: str, attribute: str, group: str = "") -> int:
        """The number of a row, as a spreadsheet counts."""
        keys = [
            self.column(name)
            for name in ("Modelnaam", "Entiteit", "Attribuutnaam", "Bericht/Informatiedomein")
        ]
        for number, row in enumerate(self.rows, 1):
            *found, place = (row[key] for key in keys)
            if found == [model, entity, attribute] and group in ("", place):
                return number
        raise LookupError(f"{model} {entity}.{attribute}")

    def write(self, folder: Path) -> Path:
        """Write sheet, documents and reference data (`codes.csv`) into `folder`."""
        from openpyxl import Workbook

        for name, tree in self.documents.items():
            path = folder / f"{name}{self.ending}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_text(tree), encoding="utf-8")
        book = Workbook()
        book.active.title = SHEET_NAME
        for row in self.rows:
            book.active.append([None if cell == "" else cell for cell in row])
        book.save(folder / FILE)
        (folder / "codes.csv").write_text(self.codes, encoding="utf-8")
        return folder


def _without_patterns(node: Any) -> Any:
    """`node` without the regular expressions in descriptions: older releases have none."""
    if isinstance(node, dict):
        return {key: _without_patterns(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_without_patterns(item) for item in node]
    return node.split(" Validatie-regex: ")[0] if isinstance(node, str) else node


def _text(tree: Tree) -> str:
    text: str = yaml.dump(tree, Dumper=Plain, sort_keys=False, allow_unicode=True, width=100_000)
    return text


# -- sheet -------------------------------------------------------------------------------------------------------------


def _sheet(generation: int) -> Iterator[Sequence[object]]:
    yield COLUMNS[generation]
    for chain in CHAINS:
        for message in chain.messages:
            for entity in message.entities:
                for number, field in enumerate(shown(message, entity), 1):
                    # Rows of a process have no text: it is that of the horizontal row.
                    inherited = field._replace(text="", constraint="", regex="")
                    yield _line(
                        generation,
                        (chain.code, chain.title, message.name, entity),
                        number,
                        inherited,
                    )
    for area in AREAS:
        for thing in area.things:
            for number, field in enumerate(thing.fields, 1):
                yield _line(generation, ("TUIN", "Tuin", area.name, thing.name), number, field)


def _line(
    generation: int, place: tuple[str, str, str, str], number: int, field: Field
) -> list[object]:
    model, title, group, entity = place
    head: list[object] = [model, VERSION, title, group, entity, number, field.name, field.type]
    core = "x" if field.core else ""
    if generation == NEWER:
        return [*head, field.text, core, field.constraint, field.regex]
    # The older sheet has no column for the constraint, which is part of the text, and knows no regular expressions.
    text = " ".join(filter(None, (field.text, field.constraint)))
    return [*head, text, "", "", "", core, *[""] * 11]


# -- documents ---------------------------------------------------------------------------------------------------------


def things() -> dict[str, tuple[Thing, str]]:
    """Every entity with its domain."""
    return {thing.name: (thing, area.name) for area in AREAS for thing in area.things}


def shown(message: Shown, entity: str) -> list[Field]:
    """The attributes of an entity in a message."""
    fields, names = things()[entity][0].fields, message.entities[entity]
    return [field for field in fields if names is None or field.name in names]


def _documents() -> Iterator[tuple[str, Tree]]:
    for area in AREAS:
        schemas: Tree = {}
        for thing in (*area.things, *(AREAS[0].things if area is not AREAS[0] else ())):
            schemas |= _message(thing.name) | _entity(thing, "", thing.fields, None, area.name)
        schemas["Bericht-basis"] = _object(
            _property(field, area.name, "", frozenset()) for field in ENVELOPE
        )
        _add_keys(schemas, area.name)
        resources = [(thing.plural, thing.name, thing.name) for thing in area.things]
        yield f"Informatiedomeinen/{area.name}", _document(area.name, area.name, resources, schemas)
    for chain in CHAINS:
        schemas, resources = {}, []
        for message in chain.messages:
            prefix = f"{message.name}-"
            resources.append((message.name, message.root, prefix + message.root))
            schemas |= _message(prefix + message.root)
            for name in message.entities:
                schemas |= _entity(
                    things()[name][0], prefix, shown(message, name), frozenset(message.entities), ""
                )
        schemas["Bericht-basis"] = _object(
            _property(field, "", "", frozenset()) for field in ENVELOPE
        )
        for thing in AREAS[0].things:
            schemas[thing.name] = _object(
                _property(field, "", "", frozenset()) for field in thing.fields
            )
        _add_keys(schemas, "")
        yield f"Ketenprocessen/{chain.code}", _document(chain.code, chain.title, resources, schemas)


def _message(schema: str) -> Tree:
    return {f"{schema}bericht": {"allOf": [_ref(schema), _ref("Bericht-basis")]}}


def _ref(schema: str) -> Tree:
    return {"$ref": f"#/components/schemas/{schema}"}


def _object(properties: Iterator[tuple[str, Tree]]) -> Tree:
    return {"type": "object", "properties": dict(properties)}


def _entity(
    thing: Thing, prefix: str, fields: Sequence[Field], embedded: frozenset[str] | None, domain: str
) -> dict[str, Tree]:
    """The schemas of an entity; in a process `embedded` are the entities of its message, else None."""
    own = _object(_property(field, domain, prefix, embedded) for field in fields)
    family = [other.name for other, _ in things().values() if other.base == thing.name]
    derived = [name for name in family if embedded is None or name in embedded]
    if thing.base and (embedded is None or thing.base in embedded):
        return {prefix + thing.name: {"allOf": [_ref(f"{prefix}{thing.base}-basis"), own]}}
    if not derived:
        return {prefix + thing.name: own}
    basis = f"{prefix}{thing.name}-basis"
    choices = [_ref(prefix + name) for name in derived] + [_ref(basis)] * (not thing.abstract)
    return {basis: own, prefix + thing.name: {"oneOf": choices}}


def _property(
    field: Field, domain: str, prefix: str, embedded: frozenset[str] | None
) -> tuple[str, Tree]:
    """A property; in a domain document `embedded` is None, in a process document `domain` is empty."""
    shape, text = _shape(field, domain, prefix, embedded)
    if field.many:
        body: Tree = {"type": "array", "items": shape}
    else:
        body = {"allOf": [shape]} if "$ref" in shape else dict(shape)
    label = f"Referentiedata: {field.codes}." if field.codes else ""
    regex = f"Validatie-regex: {field.regex}" if field.regex else ""
    body["description"] = text or " ".join(
        filter(None, (field.text, label, field.constraint, regex))
    )
    if "OBSOLETE" in field.text:
        body["deprecated"] = True
    return field.name, body


def _shape(
    field: Field, domain: str, prefix: str, embedded: frozenset[str] | None
) -> tuple[Tree, str]:
    """The type, and the label that stands in place of the description."""
    if field.codes:
        return _ref("Referentiedata"), ""
    if not field.target:
        return PRIMITIVES[field.type], ""
    name = field.target.removesuffix("-sleutels")
    home = things()[name][1]
    if embedded is None and domain:
        if home not in (domain, "Algemeen"):
            return PRIMITIVES["anyURI"], f"Verwijst naar {things()[name][0].plural} van {home}."
        return _ref(field.target), ""
    if field.target in (embedded or ()):
        return _ref(prefix + name), ""
    if home == "Algemeen" and field.target == name:
        return _ref(name), ""
    return _ref(f"{name}-sleutels"), ""


def _add_keys(schemas: Tree, domain: str) -> None:
    """The key schema of what is referred to by keys; keys that hold an entity hold its keys."""
    waiting = re.findall(r"([\w-]+-sleutels)'", str(schemas))
    while waiting:
        name = waiting.pop()
        if name in schemas:
            continue
        core = [field for field in things()[name.removesuffix("-sleutels")][0].fields if field.core]
        embedded = None if domain else frozenset()
        schemas[name] = _object(_property(field, domain, "", embedded) for field in core)
        waiting += re.findall(r"([\w-]+-sleutels)'", str(schemas[name]))


# -- interface ---------------------------------------------------------------------------------------------------------


def _document(
    name: str, title: str, resources: Sequence[tuple[str, str, str]], schemas: Tree
) -> Tree:
    resources = sorted(resources)
    paths: Tree = {
        "/ping": {
            "get": {"operationId": "ping", "responses": {"200": {}, "408": {}, "default": _error()}}
        }
    }
    for tag, entity, schema in resources:
        paths |= _paths(name, tag, entity, _json(_ref(f"{schema}bericht")))
    urls: Tree = {"tokenUrl": "/token"}
    flows = {"clientCredentials": urls, "authorizationCode": {"authorizationUrl": "/login", **urls}}
    access = {
        f"{name}.{word}.{right}": f"{may} van {'alle resources' if word == 'All' else word}"
        for word in ("All", *(tag for tag, _, _ in resources))
        for right, may in (("Read", "alleen lezen"), ("ReadWrite", "lezen en schrijven"))
    }
    return {
        "openapi": "3.0.0",
        "info": {"title": f"TUIN-{title}", "version": VERSION, "contact": {"name": "De tuinman"}},
        "servers": [{
            "url": f"https://{name.lower()}.tuin.example:{{port}}/{{pad}}",
            "description": "De tuin",
            "variables": {"port": {"enum": ["8443", "443"], "default": "443"}, "pad": {"default": "v2"}},
        }],
        "tags": [{"name": tag} for tag, _, _ in resources],
        "security": [{"ApiKeyAuth": []}, {"OAuth2": [f"{name}.All.Read", f"{name}.All.ReadWrite"]}],
        "paths": paths,
        "components": {
            "headers": {f"X-Parameters-{key}": {"schema": _ref(schema)} for key, schema in HEADERS.items()},
            "securitySchemes": {
                "ApiKeyAuth": {"type": "apiKey", "in": "header", "name": "X-API-KEY"},
                "OAuth2": {"type": "oauth2", "flows": {
                    flow: {**urls, "scopes": access} for flow, urls in flows.items()
                }},
            },
            "responses": {"NietGeautoriseerd": {"headers": {"X-API-KEY": {"schema": {"type": "string"}}}}},
            "parameters": {
                key: {"in": place, "name": wire, "required": False, "schema": _ref(schema)}
                for key, (place, wire, schema) in PARAMETERS.items()
            },
            "schemas": schemas | SIMPLE,
        },
    }  # fmt: skip


HEADERS = {
    "Aantal": "Aantal",
    "AantalPerPagina": "AantalPerPagina",
    "Pagina": "Paginanummer",
    "Cursor": "Cursor",
}
PARAMETERS = {
    "Cursor": ("query", "cursor", "Cursor"),
    "Pagina": ("query", "pagina", "Paginanummer"),
    "StuurgegevensTijdstipBericht": (
        "header",
        "X-Stuurgegevens-Tijdstip-Bericht",
        "TijdstipBericht",
    ),
    "StuurgegevensReferentienummer": (
        "header",
        "X-Stuurgegevens-Referentienummer",
        "Referentienummer",
    ),
    "StuurgegevensZenderOrganisatie": (
        "header",
        "X-Stuurgegevens-Zender-Organisatie",
        "ZenderOrganisatie",
    ),
    "StuurgegevensZenderAdministratie": (
        "header",
        "X-Stuurgegevens-Zender-Administratie",
        "ZenderAdministratie",
    ),
    "ParametersAantalPerPagina": ("header", "X-Parameters-AantalPerPagina", "AantalPerPagina"),
    "ParametersPeiltijdstipMaterieel": (
        "header",
        "X-Parameters-PeiltijdstipMaterieel",
        "PeiltijdstipMaterieel",
    ),
}
SENDER = [name for name in PARAMETERS if name.startswith("Stuurgegevens")]
PAGING = [name for name in PARAMETERS if name not in SENDER]
SIMPLE: Tree = {
    "Foutbericht": {"type": "object", "properties": {
        "code": {"type": "string", "description": "Foutcode"},
        "omschrijving": {"type": "string", "description": "Omschrijving van de fout"},
    }},
    "TijdstipBericht": {"type": "string", "format": "date-time"},
    **{name: {"type": "string"} for name in ("Referentienummer", "ZenderOrganisatie", "ZenderAdministratie", "Cursor")},
    **{name: {"type": "integer"} for name in ("Aantal", "AantalPerPagina", "Paginanummer")},
    "PeiltijdstipMaterieel": {"type": "string", "format": "date-time"},
}  # fmt: skip


def _json(schema: Tree) -> Tree:
    return {"content": {"application/json": {"schema": schema}}}


def _error() -> Tree:
    return _json(_ref("Foutbericht"))


def _paths(model: str, tag: str, entity: str, message: Tree) -> dict[str, Tree]:
    """The two paths of a resource, with their seven operations."""
    read = {"security": [{"OAuth2": [f"{model}.{tag}.Read", f"{model}.{tag}.ReadWrite"]}]}
    write = {"security": [{"OAuth2": [f"{model}.{tag}.ReadWrite"]}]}
    headers = {
        "headers": {
            f"X-Parameters-{h}": {"$ref": f"#/components/headers/X-Parameters-{h}"} for h in HEADERS
        }
    }
    schema = message["content"]["application/json"]["schema"]
    page = _json({"type": "array", "items": schema, "maxItems": 50}) | headers
    query = {"name": "params", "in": "query", "style": "form", "explode": True, "schema": schema}
    location = {"headers": {"Location": {"schema": {"type": "string", "format": "uri"}}}}
    body, gone = {"requestBody": message}, {"404": {}}

    def operation(id_: str, parameters: Sequence[Tree], responses: Tree, *extra: Tree) -> Tree:
        common = {"401": {"$ref": "#/components/responses/NietGeautoriseerd"}, "default": _error()}
        found: Tree = {
            "tags": [tag],
            "operationId": id_,
            "parameters": [*parameters, *_parameters(SENDER)],
        }
        for part in extra:
            found |= part
        return found | {"responses": responses | common}

    changed = {"200": {}, "400": {}, **gone}
    path = "/" + re.sub(r"(?<=.)(?=[A-Z])", "-", tag).lower()
    return {
        path: {
            "get": operation(f"list{tag}", [query, *_parameters(PAGING)], {"200": page}, read),
            "post": operation(f"create{entity}", [], {"201": message | location}, write, body),
            "put": operation(f"replace{entity}", [], changed, write, body),
            "patch": operation(f"update{entity}", [], changed, write, body),
        },
        path + "/{id}": {
            "get": operation(f"read{entity}ById", [_id("string")], {"200": message, **gone}, read),
            "put": operation(
                f"replace{entity}ById", [_id("string")], {"200": {}, **gone}, write, body
            ),
            "patch": operation(
                f"update{entity}ById", [_id("integer")], {"200": {}, **gone}, write, body
            ),
        },
    }


def _id(type_: str) -> Tree:
    return {"name": "id", "in": "path", "required": True, "schema": {"type": type_}}


def _parameters(names: Sequence[str]) -> list[Tree]:
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]


# -- comparison --------------------------------------------------------------------------------------------------------

PROSE = {"description", "summary", "example", "examples", "contact", "license", "externalDocs"}
UNORDERED = {
    "tags",
    "parameters",
    "required",
    "enum",
    "allOf",
    "oneOf",
    "anyOf",
    "security",
    "servers",
}


def structure(node: Any, key: str = "", *, properties: bool = False) -> Any:
    """`node` without prose, and without the order of mappings and of lists whose order means nothing."""
    if isinstance(node, dict):
        return {
            str(name): structure(
                value, str(name), properties=name == "properties" and not properties
            )
            for name, value in node.items()
            if properties or name not in PROSE
        }
    if isinstance(node, list):
        items = [structure(item) for item in node]
        return (
            sorted(items, key=repr)
            if key in UNORDERED or all(isinstance(i, str) for i in items)
            else items
        )
    return node


def descriptions(node: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """(place, description) of every property of every schema."""
    for name, body in (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    ):
        if at.endswith("/properties") and isinstance(body, dict):
            yield f"{at}/{name}", " ".join(str(body.get("description", "")).split())
        yield from descriptions(body, f"{at}/{name}")
