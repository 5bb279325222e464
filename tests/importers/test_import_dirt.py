"""Dirt in a release: each kind is told with its place, and nothing is lost by it.

Every case below spoils a made release and returns the findings to expect, (id, place) with the row of the sheet, the
line of the CSV file, or the document. Whatever the dirt, the account of rows must add up, the model must be sound and
canonical, and a build must give the (spoiled) documents again: same structure, descriptions, order of properties.
"""

from __future__ import annotations

import copy
import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from compiler import pipeline
from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic
from compiler.base.own_yaml import read_own_yaml
from compiler.language.formatter import format_source
from compiler.pipeline import importing
from tests.helpers.memory_store import MemoryStore
from tests.helpers.release_maker import (
    FILE,
    NEWER,
    OLDER,
    PLACE,
    PRIMITIVES,
    Release,
    descriptions,
    structure,
    things,
)
from tests.helpers.requests import documents_with

Expected = set[tuple[str, int | str]]
Spoil = Callable[[Release], Expected]


class Dirt(NamedTuple):
    """A kind of dirt.

    `harmless`: the model that comes out is that of the clean release, to the letter. `texts`: so are all descriptions
    that come out of that; False where one model text would have to be two descriptions.
    """

    spoil: Spoil
    generation: int
    harmless: bool
    texts: bool


DIRT: dict[str, Dirt] = {}
# A difference that many documents share may be told for each of them, or once for all.
ANYWHERE = "anywhere"
BOMEN, WERK, SNO = "Informatiedomeinen/Bomen", "Informatiedomeinen/Werk", "Ketenprocessen/SNO"


def dirt(
    generation: int = NEWER, *, harmless: bool = False, texts: bool = True
) -> Callable[[Spoil], Spoil]:
    """Put a case in the table, under the name of its function."""

    def add(spoil: Spoil) -> Spoil:
        DIRT[spoil.__name__.replace("_", " ")] = Dirt(spoil, generation, harmless, texts)
        return spoil

    return add


def cells(release: Release, column: str) -> list[tuple[list[Any], int]]:
    """Every row below the header with the index of a column."""
    return [(row, release.column(column)) for row in release.rows[1:]]


def cell(release: Release, number: int, column: str, value: object) -> None:
    """Set one cell."""
    release.rows[number - 1][release.column(column)] = value


def own_properties(schema: Any) -> Iterator[Any]:
    """The properties of a schema, and of the object in its allOf."""
    for part in (schema, *schema.get("allOf", ())):
        yield from part.get("properties", {}).values()


def drop_labels(document: Any) -> None:
    for schema in document["components"]["schemas"].values():
        for found in own_properties(schema):
            found["description"] = re.sub(r" Referentiedata: [A-Z]+\.", "", found["description"])


# -- the sheet: as it may be, without a finding ------------------------------------------------------------------------


@dirt(harmless=True)
def nothing_in_the_newer_sheet(release: Release) -> Expected:
    return set()


@dirt(OLDER, harmless=True)
def nothing_in_the_older_sheet(release: Release) -> Expected:
    return set()


@dirt(harmless=True)
def columns_in_another_order(release: Release) -> Expected:
    release.rows = [row[::-1] for row in release.rows]
    return set()


@dirt(harmless=True)
def columns_of_others_between(release: Release) -> Expected:
    release.rows = [["", *row[:3], "eigen", *row[3:], "", "wie"] for row in release.rows]
    return {("IMP21", 2)}


@dirt(harmless=True)
def cells_in_a_column_without_a_name(release: Release) -> Expected:
    release.rows = [[*row, ""] for row in release.rows]
    release.rows[4][-1] = "een opmerking"
    return {("IMP21", 5)}


@dirt(harmless=True)
def header_in_capitals_quotes_and_spaces(release: Release) -> Expected:
    release.rows[0] = [f' "{name.upper()}"  ' for name in release.rows[0]]
    return set()


@dirt(harmless=True)
def quotes_around_cells(release: Release) -> Expected:
    for row in release.rows[1:]:
        row[:] = [
            f'"{value}"' if value and number % 2 else value for number, value in enumerate(row)
        ]
    return set()


@dirt(harmless=True)
def numbers_as_text(release: Release) -> Expected:
    for row, index in cells(release, "AttribuutSorteernummer"):
        row[index] = f"{row[index]}"
    return set()


@dirt(harmless=True)
def spaces_around_names(release: Release) -> Expected:
    for column in ("Entiteit", "Attribuutnaam", "Attribuuttype", "Bericht/Informatiedomein"):
        for row, index in cells(release, column):
            row[index] = f" {row[index]}\n"
    return set()


@dirt(harmless=True)
def links_in_every_spelling(release: Release) -> Expected:
    spellings = [str.upper, str.title, str.lower, lambda text: text.replace(" ", "  ")]
    for number, (row, index) in enumerate(cells(release, "Attribuuttype")):
        write = spellings[number % len(spellings)]
        row[index] = re.sub(
            "(Link|Collectie) type", lambda found, write=write: write(found[0]), row[index]
        )
    return set()


@dirt(harmless=True)
def primitives_in_every_spelling(release: Release) -> Expected:
    spellings = {
        "integer": "int",
        "dateTime": "datetime",
        "boolean": "Boolean",
        "string": "String ",
        "anyURI": "AnyUri",
    }
    for row, index in cells(release, "Attribuuttype"):
        row[index] = spellings.get(row[index], row[index])
    return set()


@dirt(harmless=True)
def capital_x_for_keys(release: Release) -> Expected:
    for row, index in cells(release, "AttribuutIsKerngegeven"):
        row[index] = row[index].upper()
    return set()


@dirt(harmless=True)
def rows_in_another_order(release: Release) -> Expected:
    release.rows[1:] = release.rows[:0:-1]
    return set()


@dirt(harmless=True)
def empty_rows_in_the_middle(release: Release) -> Expected:
    release.rows[20:20] = [[""] * 12, [], ["", "", " "]]
    return set()


@dirt(harmless=True)
def a_sheet_with_notes_above_the_header(release: Release) -> Expected:
    release.rows[:0] = [["Brongegevens van de tuin"], []]
    return set()


# -- the sheet: what is wrong, with its row ----------------------------------------------------------------------------


@dirt(harmless=True)
def no_number(release: Release) -> Expected:
    number = release.row("TUIN", "Tak", "lengte")
    cell(release, number, "AttribuutSorteernummer", "")
    return {("IMP05", number)}


@dirt(harmless=True)
def rest_of_a_description_in_the_column_for_keys(release: Release) -> Expected:
    number = release.row("TUIN", "Tak", "lengte")
    cell(release, number, "Attribuutomschrijving", "De lengte")
    cell(release, number, "AttribuutIsKerngegeven", "in centimeters.")
    return {("IMP04", number)}


@dirt(OLDER, harmless=True)
def rest_of_a_description_pushed_all_columns_to_the_right(release: Release) -> Expected:
    number = release.row("TUIN", "Boom", "kenmerken")
    at = release.column("Attribuutomschrijving")
    row = release.rows[number - 1]
    row[at:] = ["Wat er", "verder", "over te", "zeggen", "is.", *row[at + 1 : -4]]
    return {("IMP04", number)}


@dirt(harmless=True)
def description_broken_off_onto_the_next_row(release: Release) -> Expected:
    number = release.row("TUIN", "Klus", "begin")
    cell(release, number, "Attribuutomschrijving", "Het moment")
    release.rows.insert(number, ["waarop het werk begint.", "", "", ""])
    return {("IMP02", number + 1)}


@dirt(harmless=True)
def junk_below_the_last_row(release: Release) -> Expected:
    last = len(release.rows)
    release.rows += [["Totaal", "", "", "", "", 58], ["bijgewerkt in maart"]]
    return {("IMP02", last + 1), ("IMP02", last + 2)}


@dirt(harmless=True)
def a_row_without_its_entity(release: Release) -> Expected:
    last = len(release.rows)
    release.rows.append(
        [
            "TUIN",
            "",
            "",
            "Bomen",
            "",
            1,
            "schaduw",
            "string",
            "Hoe ver de schaduw komt.",
            "",
            "",
            "",
        ]
    )
    return {("IMP02", last + 1)}


@dirt(OLDER, harmless=True)
def a_second_attribute_further_right_in_a_row(release: Release) -> Expected:
    first, second = release.row("TUIN", "Boom", "geplant"), release.row("TUIN", "Boom", "hoogte")
    at = release.column("Attribuutnaam")
    release.rows[first - 1][13:19] = release.rows[second - 1][at : at + 6]
    del release.rows[second - 1]
    return {("IMP03", first)}


@dirt(harmless=True)
def a_row_that_stands_twice(release: Release) -> Expected:
    number = release.row("TUIN", "Tak", "merk")
    release.rows.insert(number, list(release.rows[number - 1]))
    return {("IMP10", number + 1)}


@dirt(harmless=True)
def a_row_of_a_message_that_stands_twice_with_another_type(release: Release) -> Expected:
    number = release.row("SNO", "Klus", "begin")
    release.rows.append(list(release.rows[number - 1]))
    cell(release, len(release.rows), "Attribuuttype", "string")
    return {("IMP10", len(release.rows))}


@dirt(harmless=True)
def names_in_other_capitals(release: Release) -> Expected:
    entity, attribute = (
        release.row("TUIN", "Loofboom", "bladval"),
        release.row("TEL", "Tak", "lengte"),
    )
    cell(release, entity, "Entiteit", "LoofBoom")
    cell(release, attribute, "Attribuutnaam", "Lengte")
    return {("IMP18", entity), ("IMP18", attribute)}


@dirt(harmless=True)
def type_column_without_a_target(release: Release) -> Expected:
    number = release.row("TUIN", "Boom", "takken")
    cell(release, number, "Attribuuttype", "Collectie type")
    return {("IMP13", number)}


@dirt(harmless=True)
def a_type_that_is_none(release: Release) -> Expected:
    number = release.row("TUIN", "Klus", "begin")
    cell(release, number, "Attribuuttype", "tijdstip?")
    return {("IMP13", number)}


@dirt(harmless=True)
def another_type_than_published(release: Release) -> Expected:
    number = release.row("TUIN", "Boom", "geplant")
    cell(release, number, "Attribuuttype", "dateTime")
    return {("IMP13", number)}


@dirt(harmless=True)
def another_key_than_published(release: Release) -> Expected:
    # Only keys that a document refers to can be held against what was published.
    number = release.row("TUIN", "Boom", "code")
    cell(release, number, "AttribuutIsKerngegeven", "")
    return {("IMP14", number)}


@dirt()
def a_regular_expression_that_does_not_compile(release: Release) -> Expected:
    number = release.row("TUIN", "Tak", "merk")
    cell(release, number, "AttribuutRegEx", "^[A-Z{2}")
    return {("IMP06", number)}


@dirt()
def a_row_that_was_never_published(release: Release) -> Expected:
    release.rows.append(
        ["TUIN", "", "Tuin", "Bomen", "Tak", 9, "schors", "string", "Wat er om zit.", "x", "", ""]
    )
    release.rows.append(
        ["SNO", "", "Snoeien", "Bomen", "Tak", 9, "schors", "string", "", "", "", ""]
    )
    return {("IMP11", len(release.rows) - 1), ("IMP11", len(release.rows))}


@dirt()
def an_entity_that_was_never_published(release: Release) -> Expected:
    release.rows.append(
        [
            "TUIN",
            "",
            "Tuin",
            "Bomen",
            "Struik",
            1,
            "bes",
            "boolean",
            "Of er bessen zijn.",
            "x",
            "",
            "",
        ]
    )
    release.rows.append(
        ["TUIN", "", "Tuin", "Bomen", "Struik", 2, "tak", "Link type Tak", "De tak.", "", "", ""]
    )
    return {("IMP11", len(release.rows) - 1), ("IMP11", len(release.rows))}


@dirt()
def a_message_that_was_never_published(release: Release) -> Expected:
    release.rows.append(
        ["SNO", "", "Snoeien", "Ploegen", "Ploeg", 1, "leden", "integer", "", "", "", ""]
    )
    return {("IMP11", len(release.rows))}


@dirt(harmless=True)
def rows_of_a_message_that_were_forgotten(release: Release) -> Expected:
    release.rows = [row for row in release.rows if row[0] != "TEL"]
    return set()


@dirt()
def a_horizontal_row_that_was_forgotten(release: Release) -> Expected:
    number = release.row("TUIN", "Klus", "verslag")
    del release.rows[number - 1]
    return {("IMP13", f"{WERK}.yaml")}


# -- the documents -----------------------------------------------------------------------------------------------------


@dirt()
def an_attribute_that_the_sheet_lacks(release: Release) -> Expected:
    for document, schema in ((BOMEN, "Tak"), (SNO, "Bomen-Tak")):
        extra = {
            "type": "array",
            "items": {"type": "integer", "format": "int32"},
            "description": "De jaarringen.",
        }
        release.properties(document, schema)["ringen"] = extra
    return {("IMP13", f"{BOMEN}.yaml")}


@dirt()
def an_attribute_that_only_a_message_has(release: Release) -> Expected:
    release.properties(SNO, "Bomen-Tak")["wachtlijst"] = {
        "type": "boolean",
        "description": "Of de tak wacht.",
    }
    return {("IMP13", f"{SNO}.yaml")}


@dirt()
def an_attribute_of_another_type_in_a_message(release: Release) -> Expected:
    release.properties(SNO, "Klussen-Klus")["begin"]["format"] = "date"
    return {("IMP13", release.row("SNO", "Klus", "begin"))}


@dirt()
def names_that_are_no_words(release: Release) -> Expected:
    names = (
        "met spatie",
        "1eerst",
        "punt.naam",
        "dubbel:punt",
        "é",
        "a/b",
        "~",
        "kern",
        "alle",
        "*",
        "12",
        "null",
    )
    for name in names:
        release.properties(BOMEN, "Tak")[name] = {"type": "string", "description": "Een naam."}
    return {("IMP13", f"{BOMEN}.yaml")}


@dirt()
def names_that_the_language_cannot_write(release: Release) -> Expected:
    for name in ("back`quote", "line\nend", ""):
        release.properties(BOMEN, "Tak")[name] = {"type": "string", "description": "Een naam."}
    return {("IMP13", f"{BOMEN}.yaml"), ("IMP17", f"{BOMEN}.yaml")}


@dirt()
def descriptions_that_look_like_something_else(release: Release) -> Expected:
    texts = (
        "# kop",
        "a: b",
        '"',
        "{lijst} `x` {{ y }}",
        "/// drie",
        "OBSOLETE?",
        "é 😀",
        "x " * 4000,
        "- streep",
        "12",
    )
    for number, text in enumerate(texts):
        release.properties(BOMEN, "Tak")[f"tekst{number}"] = {
            "type": "string",
            "description": text.strip(),
        }
    return {("IMP13", f"{BOMEN}.yaml")}


@dirt()
def two_attributes_that_differ_in_capitals(release: Release) -> Expected:
    release.properties(BOMEN, "Tak")["Merk"] = {
        "type": "boolean",
        "description": "Of er een merk is.",
    }
    return {("IMP13", f"{BOMEN}.yaml")}


@dirt()
def one_document_of_another_openapi_version(release: Release) -> Expected:
    release.documents[BOMEN]["openapi"] = "3.0.1"
    return {("IMP17", f"{BOMEN}.yaml")}


@dirt()
def a_version_of_openapi_that_is_none(release: Release) -> Expected:
    for document in release.documents.values():
        document["openapi"] = "3.0.99"
    return {("IMP17", ANYWHERE)}


@dirt()
def an_address_with_a_variable_that_nothing_fills_in(release: Release) -> Expected:
    for document in release.documents.values():
        document["servers"] = [{"url": "https://example.org:{port}/{pad}", "variables": {}}]
    return {("IMP17", ANYWHERE)}


@dirt()
def one_operation_that_is_missing(release: Release) -> Expected:
    del release.documents[WERK]["paths"]["/klussen"]["patch"]
    return {("IMP17", f"{WERK}.yaml")}


@dirt()
def one_operation_too_many(release: Release) -> Expected:
    path = release.documents[WERK]["paths"]["/klussen/{id}"]
    path["delete"] = {"tags": ["Klussen"], "operationId": "deleteKlus", "responses": {"204": {}}}
    return {("IMP17", f"{WERK}.yaml")}


@dirt()
def an_operation_that_no_resource_has(release: Release) -> Expected:
    for document in release.documents.values():
        for path in document["paths"].values():
            path.pop("patch", None)
    return {("IMP17", ANYWHERE)}


@dirt()
def a_response_that_every_operation_has(release: Release) -> Expected:
    for document in release.documents.values():
        for path, item in document["paths"].items():
            for operation in item.values() if path != "/ping" else ():
                operation["responses"]["500"] = {"$ref": "#/components/schemas/Foutbericht"}
    return {("IMP17", ANYWHERE)}


def add_header(release: Release, schema: Any, *, key: str = "Kenmerk") -> None:
    """Every operation but ping takes a header of the type `schema`, `key` among the components."""
    for document in release.documents.values():
        component = {"in": "header", "name": "X-Kenmerk", "required": False, "schema": schema}
        document["components"]["parameters"][key] = component
        for path, item in document["paths"].items():
            for operation in item.values() if path != "/ping" else ():
                operation["parameters"].append({"$ref": f"#/components/parameters/{key}"})


@dirt()
def a_header_of_its_own(release: Release) -> Expected:
    for document in release.documents.values():
        document["components"]["schemas"]["Stempel"] = {"type": "string", "format": "uuid"}
    add_header(release, {"$ref": "#/components/schemas/Stempel"})
    return set()


@dirt()
def a_header_whose_type_has_no_name(release: Release) -> Expected:
    add_header(release, {"type": "string"})
    return {("IMP17", ANYWHERE)}


@dirt()
def a_header_called_otherwise_among_the_components(release: Release) -> Expected:
    add_header(release, {"$ref": "#/components/schemas/Referentienummer"}, key="Merk")
    return {("IMP17", ANYWHERE)}


@dirt()
def no_headers_and_parameters(release: Release) -> Expected:
    for document in release.documents.values():
        del document["components"]["parameters"], document["components"]["headers"]
        schemas = document["components"]["schemas"]
        for name in [
            name for name, schema in schemas.items() if schema.get("type") in ("string", "integer")
        ]:
            del schemas[name]
        for path in document["paths"].values():
            for operation in path.values():
                own = [each for each in operation.pop("parameters", []) if "$ref" not in each]
                if own:
                    operation["parameters"] = own
                operation["responses"].get("200", {}).pop("headers", None)
    return set()


@dirt()
def parameters_that_are_no_parameters(release: Release) -> Expected:
    components = release.documents[WERK]["components"]
    components["parameters"] |= {
        "Niets": None,
        "Lijst": ["x"],
        "Half": {"in": "header", "schema": "x"},
    }
    components["headers"]["X Kop"] = {"schema": {"$ref": 7}}
    return {("IMP17", f"{WERK}.yaml")}


@dirt()
def an_address_with_a_typo(release: Release) -> Expected:
    paths = release.documents[WERK]["paths"]
    for ending in ("", "/{id}"):
        paths[f"/klusen{ending}"] = paths.pop(f"/klussen{ending}")
    return set()


@dirt()
def a_schema_that_nobody_refers_to(release: Release) -> Expected:
    release.schemas(WERK)["Vergeten"] = {"type": "string", "enum": ["b", "a"]}
    return {("IMP17", f"{WERK}.yaml")}


@dirt()
def words_of_json_schema_that_the_model_does_not_have(release: Release) -> Expected:
    properties = release.properties(BOMEN, "Tak")
    properties["lengte"]["minimum"] = 1
    properties["merk"] |= {"maxLength": 6, "enum": ["AB0001", "AA0001"], "nullable": True}
    release.schemas(BOMEN)["Tak"] |= {"required": ["lengte", "id"], "additionalProperties": False}
    return {("IMP17", f"{BOMEN}.yaml")}


@dirt()
def an_object_inside_an_attribute(release: Release) -> Expected:
    inner = {
        "type": "object",
        "properties": {"b": {"type": "string"}, "a": {"type": "array", "items": {}}},
    }
    release.properties(BOMEN, "Tak")["plek"] = inner | {"description": "Waar de tak zit."}
    return {("IMP13", f"{BOMEN}.yaml"), ("IMP17", f"{BOMEN}.yaml")}


@dirt()
def a_message_without_the_envelope(release: Release) -> Expected:
    release.schemas(WERK)["Klusbericht"]["allOf"].pop()
    return {("IMP17", f"{WERK}.yaml")}


@dirt()
def an_envelope_that_one_document_has_otherwise(release: Release) -> Expected:
    release.properties(WERK, "Bericht-basis")["haast"] = {
        "type": "boolean",
        "description": "Of het haast heeft.",
    }
    return {("IMP17", f"{WERK}.yaml")}


@dirt()
def keys_that_one_document_has_otherwise(release: Release) -> Expected:
    release.properties(SNO, "Boom-sleutels")["jaar"] = {
        "type": "string",
        "description": "Het jaar.",
    }
    return {("IMP17", f"{SNO}.yaml")}


@dirt()
def a_derived_entity_without_its_base_in_a_message(release: Release) -> Expected:
    schemas = release.schemas(SNO)
    for name in ("Bomen-Loofboom", "Bomen-Naaldboom"):
        schemas[name] = schemas[name]["allOf"][-1]
    schemas["Bomen-Boom"] = schemas.pop("Bomen-Boom-basis")
    return {("IMP17", f"{SNO}.yaml")}


@dirt()
def a_resource_without_the_name_of_its_message(release: Release) -> Expected:
    text = yaml.safe_dump(release.documents[SNO], sort_keys=False).replace("Klussen-", "Karweien-")
    release.documents[SNO] = read_own_yaml(text)
    rows = {
        release.row("SNO", thing, name) for thing, name in (("Ploeg", "id"), ("Ploeg", "leden"))
    }
    rows |= {release.row("SNO", "Klus", name) for name in ("id", "code", "ploeg", "bomen", "begin")}
    return {*(("IMP11", row) for row in rows), ("IMP15", f"{SNO}.yaml"), ("IMP17", f"{SNO}.yaml")}


@dirt(harmless=True)
def documents_that_end_in_yml(release: Release) -> Expected:
    release.ending = ".yml"
    return set()


@dirt()
def response_codes_without_quotes(release: Release) -> Expected:
    for document in release.documents.values():
        for path in document["paths"].values():
            for operation in path.values():
                responses = operation["responses"]
                operation["responses"] = {
                    int(c) if c.isdigit() else c: found for c, found in responses.items()
                }
    return set()


@dirt()
def numbers_where_texts_belong(release: Release) -> Expected:
    release.documents[WERK]["openapi"] = 3.0
    release.documents[WERK]["info"]["version"] = 2.1
    return {("IMP17", f"{WERK}.yaml")}


@dirt()
def nothing_where_a_template_had_nothing_to_say(release: Release) -> Expected:
    release.documents[WERK]["tags"] = None
    release.documents[WERK]["components"]["securitySchemes"]["OAuth2"]["flows"][
        "clientCredentials"
    ]["scopes"] = None
    release.properties(BOMEN, "Tak")["lengte"]["format"] = None
    return {("IMP13", release.row("TUIN", "Tak", "lengte")), ("IMP17", ANYWHERE)}


@dirt()
def scopes_in_other_words(release: Release) -> Expected:
    for document in release.documents.values():
        for flow in document["components"]["securitySchemes"]["OAuth2"]["flows"].values():
            flow["scopes"] = {
                scope: text.replace("alleen lezen van", "kijken naar")
                for scope, text in flow["scopes"].items()
            }
    return {("IMP17", ANYWHERE)}


@dirt()
def a_flow_without_an_address_and_one_that_is_none(release: Release) -> Expected:
    for document in release.documents.values():
        flows = document["components"]["securitySchemes"]["OAuth2"]["flows"]
        flows["device"] = {"tokenUrl": "/token", "scopes": {}}
        del flows["clientCredentials"]["tokenUrl"]
        flows["clientCredentials"]["tokenURL"] = "/token"
    return {("IMP17", ANYWHERE)}


@dirt()
def a_contact_and_a_licence_that_openapi_does_not_have(release: Release) -> Expected:
    for document in release.documents.values():
        document["info"]["contact"] = {"name": "Tuin", "email": "bij de poort"}
        document["info"]["license"] = {"url": "https://tuin.example/vrij"}
    return {("IMP17", ANYWHERE)}


@dirt()
def another_server_without_a_description(release: Release) -> Expected:
    for document in release.documents.values():
        document["servers"] = [{"url": "https://tuin.example/v2"}]
    return {("IMP17", ANYWHERE)}


@dirt()
def no_security_at_all(release: Release) -> Expected:
    for document in release.documents.values():
        del document["security"], document["components"]["securitySchemes"]
        for path in document["paths"].values():
            for operation in path.values():
                operation.pop("security", None)
    return {("IMP17", ANYWHERE)}


@dirt()
def a_path_that_every_document_has(release: Release) -> Expected:
    for document in release.documents.values():
        document["paths"]["/versie"] = {"get": {"operationId": "versie", "responses": {"200": {}}}}
    return {("IMP17", ANYWHERE)}


@dirt()
def a_path_below_every_resource(release: Release) -> Expected:
    for document in release.documents.values():
        paths = document["paths"]
        for path in [path for path in paths if path.endswith("{id}")]:
            paths[f"{path}/historie"] = {"get": paths[path]["get"]}
    return {("IMP17", ANYWHERE)}


@dirt()
def addresses_with_something_in_front(release: Release) -> Expected:
    for document in release.documents.values():
        document["paths"] = {f"/api{path}": item for path, item in document["paths"].items()}
    return {("IMP17", ANYWHERE)}


@dirt()
def two_tags_for_every_operation(release: Release) -> Expected:
    for document in release.documents.values():
        for path in document["paths"].values():
            for operation in path.values():
                operation["tags"] = [*operation.get("tags", ()), "TUIN"]
    return {("IMP17", ANYWHERE)}


@dirt()
def an_entity_without_a_resource(release: Release) -> Expected:
    paths = release.documents[BOMEN]["paths"]
    del paths["/takken"], paths["/takken/{id}"]
    return {("IMP17", f"{BOMEN}.yaml")}


@dirt()
def an_entity_that_two_domains_have(release: Release) -> Expected:
    old, new = release.documents[BOMEN], release.documents[WERK]
    for path in ("/takken", "/takken/{id}"):
        new["paths"][path] = old["paths"][path]
    for schema in ("Tak", "Takbericht", "Boom-sleutels"):
        release.schemas(WERK)[schema] = copy.deepcopy(
            release.schemas(BOMEN).get(schema, {"type": "object"})
        )
    return {("IMP15", f"{WERK}.yaml"), ("IMP17", f"{WERK}.yaml")}


@dirt()
def an_entity_that_is_derived_from_itself(release: Release) -> Expected:
    schemas = release.schemas(BOMEN)
    schemas["Boom-basis"] = {
        "allOf": [{"$ref": "#/components/schemas/Loofboom-basis"}, schemas["Boom-basis"]]
    }
    schemas["Loofboom-basis"] = schemas["Loofboom"]
    schemas["Loofboom"] = {"oneOf": [{"$ref": "#/components/schemas/Loofboom-basis"}]}
    return {("IMP15", "Bomen.yaml"), ("IMP17", f"{BOMEN}.yaml")}


# The envelope's own sentence is lost here: a known limit (docs/import.md); the structure is whole.
@dirt(texts=False)
def a_shared_entity_that_one_document_lacks(release: Release) -> Expected:
    for name in ("Kenmerk", "Kenmerkbericht"):
        del release.schemas(WERK)[name]
    # The envelope of the other documents is one that two of three do not have: their lines say so too.
    return {
        ("IMP13", release.row("TUIN", "Boom", "kenmerken")),
        ("IMP17", f"{BOMEN}.yaml"),
        ("IMP17", f"{WERK}.yaml"),
    }


@dirt()
def keys_that_nobody_refers_to(release: Release) -> Expected:
    release.schemas(BOMEN)["Tak-sleutels"] = copy.deepcopy(release.schemas(SNO)["Boom-sleutels"])
    return {("IMP14", release.row("TUIN", "Tak", "boom")), ("IMP17", f"{BOMEN}.yaml")}


@dirt()
def no_label_for_reference_data(release: Release) -> Expected:
    for document in release.documents.values():
        drop_labels(document)
    return set()


@dirt()
def no_label_and_a_value_of_a_list_that_only_a_message_has(release: Release) -> Expected:
    for document in release.documents.values():
        drop_labels(document)
    reference = {"$ref": "#/components/schemas/Referentiedata"}
    shown = {
        "staat": {"allOf": [reference], "description": "Hoe de boom er bij staat."},
        "staten": {"type": "array", "items": reference, "description": "Hoe hij stond."},
    }
    release.properties(SNO, "Bomen-Boom-basis").update(shown)
    return {
        ("IMP13", f"{SNO}.yaml"),
    }


@dirt(texts=False)
def no_label_for_reference_data_in_one_document(release: Release) -> Expected:
    drop_labels(release.documents[BOMEN])
    return set()


@dirt(texts=False)
def no_descriptions_in_a_process(release: Release) -> Expected:
    for schema in release.schemas(SNO):
        for found in (
            [] if schema == "Foutbericht" else own_properties(release.schemas(SNO)[schema])
        ):
            del found["description"]
    return set()


@dirt(texts=False)
def other_descriptions_in_keys(release: Release) -> Expected:
    for name in release.documents:
        for schema, body in release.schemas(name).items():
            for found in own_properties(body) if schema.endswith("-sleutels") else ():
                found["description"] = f"Sleutel: {found['description']}"
    return set()


@dirt()
def identifiers_that_do_not_come_first(release: Release) -> Expected:
    for name in (BOMEN, SNO, "Ketenprocessen/TEL"):
        for schema, body in release.schemas(name).items():
            if schema.split("-")[-1] == "Tak":
                body["properties"] = dict(
                    sorted(body["properties"].items(), key=lambda found: found[0] == "id")
                )
    return set()


@dirt()
def attributes_of_a_message_in_another_order(release: Release) -> Expected:
    body = release.schemas(SNO)["Klussen-Klus"]
    body["properties"] = dict(reversed(body["properties"].items()))
    return set()


# -- reference data ----------------------------------------------------------------------------------------------------


@dirt(harmless=True)
def codes_in_other_columns(release: Release) -> Expected:
    lines = [line.split(";") for line in release.codes.splitlines()]
    release.codes = "\n".join(";".join(["eigen", *line[::-1]]) for line in lines) + "\n"
    return set()


@dirt()
def codes_that_are_incomplete(release: Release) -> Expected:
    release.codes += "BLADVAL;;Zonder code;;;;;\n;X;Zonder lijst;;;;;\n;;;;;;;\n"
    return {("IMP02", "codes.csv:6"), ("IMP02", "codes.csv:7")}


@dirt(harmless=True)
def codes_with_a_mark_and_other_line_ends(release: Release) -> Expected:
    release.codes = "\ufeff" + release.codes.replace("\n", "\r\n")
    return set()


@dirt()
def codes_with_a_quoted_line_break(release: Release) -> Expected:
    release.codes += (
        'BLADVAL;LEN;Lente;"Twee\nregels";;;;Bomen\nBLADVAL;ZON;;;;31-01-2025.;;Bomen\n'
    )
    return {("IMP09", "codes.csv:8")}


@dirt()
def codes_without_some_columns(release: Release) -> Expected:
    lines = [line.split(";") for line in release.codes.splitlines()]
    drop = lines[0].index("Einddatum")
    release.codes = "".join(";".join(line[:drop] + line[drop + 1 :]) + "\n" for line in lines)
    return {("IMP08", "codes.csv:1")}


@dirt()
def codes_with_cells_behind_the_last_column(release: Release) -> Expected:
    release.codes += "BLADVAL;LEN;Lente; half;;;;;Bomen\n"
    return {("IMP02", "codes.csv:6")}


@dirt()
def codes_of_domains_in_another_spelling(release: Release) -> Expected:
    release.codes += "BLADVAL;LEN;Lente;;;;;bömen\n"
    return {("IMP18", "codes.csv:6")}


@dirt()
def codes_with_broken_dates_and_parents(release: Release) -> Expected:
    release.codes += "BLADVAL;LEN;Lente;;31-02-2024;1-3-2024;zomaar;Bomen\n"
    return {("IMP09", "codes.csv:6")}


@dirt()
def a_list_without_codes(release: Release) -> Expected:
    release.codes = "".join(
        line for line in release.codes.splitlines(keepends=True) if "BLADVAL" not in line
    )
    return {("IMP16", "")}


# -- all together ------------------------------------------------------------------------------------------------------


@dirt()
def much_at_once(release: Release) -> Expected:
    expected: Expected = set()
    for name in (
        "links in every spelling", "no number", "names in other capitals", "a type that is none",
        "a row that was never published", "junk below the last row", "one operation that is missing",
        "words of json schema that the model does not have", "an attribute that only a message has",
        "an address with a typo", "codes that are incomplete", "header in capitals quotes and spaces",
    ):  # fmt: skip
        expected |= DIRT[name].spoil(release)
    return expected


# -- the tests ---------------------------------------------------------------------------------------------------------


CONTEXT = Context(MemoryStore())


# The column that a finding about a row of the sheet points at, where it is always the same one.
COLUMNS = {
    "IMP04": "AttribuutIsKerngegeven",
    "IMP05": "AttribuutSorteernummer",
    "IMP06": "AttribuutRegEx",
    "IMP10": "Attribuutnaam",
    "IMP11": "Attribuutnaam",
    "IMP13": "Attribuuttype",
    "IMP14": "AttribuutIsKerngegeven",
}


def place(diagnostic: Diagnostic) -> int | str:
    """The row of the sheet, the line of the CSV file, or the document."""
    span = diagnostic.span
    if span.file == PLACE:
        return span.line
    return f"{span.file}:{span.line}" if span.file == "codes.csv" else span.file.split("#")[0]


def imported(release: Release, folder: Path) -> importing.ImportedModel:
    release.write(folder)
    return importing.import_release(folder / FILE, folder, folder / "codes.csv", context=CONTEXT)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Mapping[str, bytes]]:
    """By generation, the model that comes out of the release without dirt."""
    found = {
        g: imported(Release(g), tmp_path_factory.mktemp("clean")).files for g in (NEWER, OLDER)
    }
    return {generation: files for generation, files in found.items() if files is not None}


def test_the_made_release_has_what_the_published_ones_have():
    types = {field.type for thing, _ in things().values() for field in thing.fields}
    assert types >= {
        *PRIMITIVES,
        "Link type Ploeg",
        "Link type Ploeg-sleutels",
        "Collectie type Boom-sleutels",
    }
    text = str(Release().documents[WERK])
    assert "'Verwijst naar Bomen van Bomen.'" in text
    assert "'format': 'uri'" in text
    assert "Boom-sleutels" not in text
    assert "Takken-Tak" in Release().schemas("Ketenprocessen/TEL")
    assert Release().properties(BOMEN, "Naaldboom")["hars"]["deprecated"] is True


@pytest.mark.parametrize("name", DIRT)
def test_dirt(name: str, tmp_path: Path, clean: dict[int, Mapping[str, bytes]]):
    case = DIRT[name]
    release = Release(case.generation)
    expected = case.spoil(release)
    found = imported(release, tmp_path)

    diagnostics = {(d.id, place(d)) for d in found.diagnostics}
    if ("IMP17", ANYWHERE) in expected:
        diagnostics = {(id_, ANYWHERE if id_ == "IMP17" else where) for id_, where in diagnostics}
    assert diagnostics == expected
    assert_cells_are_named(found.diagnostics, release)
    assert found.files is not None
    assert_account_adds_up(found.account, release)
    assert_canonical(found.files)
    assert_built_as_published(found.files, release, texts=case.texts)
    if case.harmless:
        assert found.files == clean[case.generation]


def assert_cells_are_named(diagnostics: Sequence[Diagnostic], release: Release):
    """A finding about the sheet points at a cell, in the column that it is about."""
    header = next(row for row in release.rows if "type" in str(row).lower())
    names = [re.sub("[^a-z]", "", str(name).casefold()) for name in header]
    for each in diagnostics:
        if each.span.file == PLACE:
            assert each.span.column, each
            assert (
                each.id not in COLUMNS or names[each.span.column - 1] == COLUMNS[each.id].casefold()
            ), each


def assert_account_adds_up(account: Sequence[str], release: Release):
    """Every row of the sheet and of the CSV file went somewhere."""
    sheet, codes = (
        [int(n) for n in re.findall(r"\d+", line.split(" (and")[0])]
        for line in (account[0], account[2])
    )
    header = next(number for number, row in enumerate(release.rows) if "type" in str(row).lower())
    last = max(number for number, row in enumerate(release.rows) if any(row))
    assert sheet[0] == sum(sheet[1:]) == last - header
    rows, values, _, unusable, empty = codes
    assert (
        rows
        == values + unusable + empty
        == len([*csv.reader(release.codes.splitlines(keepends=True), delimiter=";")]) - 1
    )


def assert_canonical(files: Mapping[str, bytes]):
    """The model parses, and `verac fmt` would change nothing."""
    for parsed in pipeline.parse(files, CONTEXT):
        assert parsed.diagnostics == ()
        assert format_source(parsed.source).encode() == files[parsed.source.path]


def assert_built_as_published(files: Mapping[str, bytes], release: Release, *, texts: bool):
    """No error stops a build without corrections, and it gives the documents again."""
    built = pipeline.build(files, documents_with("none"), CONTEXT)
    assert [diagnostic for diagnostic in built.diagnostics if diagnostic.stops_build] == []
    assert built.artefacts is not None
    assert built.artefacts.keys() == {f"openapi/{name}.yaml" for name in release.documents}
    for name, published in release.documents.items():
        generated = yaml.load(built.artefacts[f"openapi/{name}.yaml"], Loader=yaml.CSafeLoader)
        assert differences(structure(published), structure(generated)) == [], name
        old, new = published["components"]["schemas"], generated["components"]["schemas"]
        if texts:
            assert differences(dict(descriptions(old)), dict(descriptions(new))) == [], name
        assert differences(dict(orders(old)), dict(orders(new))) == [], name


def differences(old: Any, new: Any, at: str = "#") -> list[str]:
    """The places where two trees differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        keys = sorted(old.keys() | new.keys())
        return [
            line
            for key in keys
            for line in differences(old.get(key, "-"), new.get(key, "-"), f"{at}/{key}")
        ]
    return (
        [] if old == new and type(old) is type(new) else [f"{at}: {old!r:.120} became {new!r:.120}"]
    )


def orders(schemas: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The names of the properties of each schema, in their order."""
    for name, body in schemas.items():
        yield (
            name,
            [key for part in (body, *body.get("allOf", ())) for key in part.get("properties", ())],
        )


def test_deviations_hold_no_sentences_in_a_model_without_descriptions(tmp_path: Path):
    release = Release()
    for name in (
        "keys that nobody refers to",
        "an object inside an attribute",
        "a schema that nobody refers to",
    ):
        DIRT[name].spoil(release)
    folder = release.write(tmp_path)
    bare = importing.import_release(
        folder / FILE, folder, None, descriptions=False, context=CONTEXT
    ).files
    assert bare is not None
    text = b"\n".join(bare.values()).decode()
    assert "afwijkingen" in text
    sentences = {
        text
        for tree in release.documents.values()
        for _, text in descriptions(tree["components"]["schemas"])
    }
    assert len(sentences) > 20
    assert [sentence for sentence in sentences if len(sentence) > 10 and sentence in text] == []


def test_texts_of_entities_are_kept(tmp_path: Path):
    release = Release()
    texts = {"Boom": "Een plant van hout.", "Loofboom": "Met blad.", "Klus": "Werk."}
    for area, name in ((BOMEN, "Boom"), (BOMEN, "Loofboom"), (WERK, "Klus")):
        release.schemas(area)[name]["description"] = texts[name]
    files = imported(release, tmp_path).files
    assert files is not None
    built = pipeline.build(files, documents_with("none"), CONTEXT).artefacts
    assert built is not None
    for area, name in ((BOMEN, "Boom"), (BOMEN, "Loofboom"), (WERK, "Klus")):
        document = yaml.load(built[f"openapi/{area}.yaml"], Loader=yaml.CSafeLoader)
        assert document["components"]["schemas"][name]["description"] == texts[name]


def test_texts_of_messages_are_kept_and_those_that_all_have_are_not(tmp_path: Path):
    release = Release()
    for name, document in release.documents.items():
        operations = (each for item in document["paths"].values() for each in item.values())
        tags = list(dict.fromkeys(each["tags"][0] for each in operations if "tags" in each))
        document["tags"] = [{"name": tag, "description": f"Iets met {tag}"} for tag in tags]
        if name == SNO:
            document["tags"][0]["description"] = "Wat er aan bomen te doen is."
    files = imported(release, tmp_path).files
    assert files is not None
    text = b"".join(files.values()).decode()
    assert "/// Wat er aan bomen te doen is.\nbericht Bomen" in text
    assert "Iets met" not in text
