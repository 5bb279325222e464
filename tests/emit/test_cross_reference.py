"""The cross reference: what it says is what the documents say, by a script that knows nothing but these."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, assume, given, settings

from compiler import pipeline
from compiler.language.declarations import SourceFile
from tests.helpers.independent_cross_reference import Row, rows_in
from tests.helpers.made_set import linked, linked_texts, our_model, random_texts, set_of
from tests.helpers.meeting_names import meeting_models
from tests.helpers.strategies import linkable

RANDOM = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
FAMILIES = ("openapi", "jsonschema", "crossreference")
HEAD = 'standaard Proef { versie "1.0.0", ids { kern id : string }, ernst { GN02 waarschuwing } }\n'


def told(artefacts: Mapping[str, bytes]) -> list[dict[str, str]]:
    """The rows of the cross reference."""
    found: list[dict[str, str]] = json.loads(artefacts["crossreference/crossreference.json"])[
        "gebruik"
    ]
    return found


def without_domain(rows: list[dict[str, str]]) -> set[Row]:
    return {
        Row(
            row["referentiedata"],
            row["entiteit"],
            row["attribuut"],
            row["document"],
            row["bericht"],
            row["getoond"],
        )
        for row in rows
    }


@pytest.mark.parametrize(
    ("name", "least"),
    [("voorbeeld", 9), pytest.param("vera", 2_000, marks=pytest.mark.slow)],
)
def test_a_model_of_ours(name: str, least: int) -> None:
    artefacts = set_of(our_model(name), *FAMILIES)
    rows = without_domain(told(artefacts))
    assert len(rows) >= least
    assert rows == rows_in(artefacts)


@pytest.mark.slow
@pytest.mark.parametrize("version", ["v4.1.0", "v4.2.3", "v4.3.0"])
def test_a_published_release(shared, version: str) -> None:
    folder = shared / version
    model = pipeline.read_published(folder / "brongegevens.xlsx", folder, None).model
    assert model is not None
    artefacts = set_of(model, *FAMILIES)
    rows = without_domain(told(artefacts))
    assert len(rows) > 1_500
    assert rows == rows_in(artefacts)


@RANDOM
@given(sources=linkable())
def test_a_random_model(sources: tuple[SourceFile, ...]) -> None:
    artefacts = set_of(linked(sources), *FAMILIES)
    rows = told(artefacts)
    assume(not any(row["entiteit"].endswith(("-basis", "-sleutels")) for row in rows))
    homes: dict[str, set[str]] = {}
    for row in rows:
        homes.setdefault(row["entiteit"], set()).add(row["domein"])
    assume(all(len(domains) == 1 for domains in homes.values()))
    assert without_domain(rows) == rows_in(artefacts)


def nameless(rows: set[Row]) -> set[tuple[str, ...]]:
    """The rows without the entity, which schemas of names that meet call otherwise."""
    return {(row.list, row.attribute, row.document, row.message) for row in rows}


@RANDOM
@given(texts=meeting_models())
def test_a_model_whose_names_meet(texts: dict[str, str]) -> None:
    artefacts = set_of(random_texts(texts), *FAMILIES)
    assert nameless(without_domain(told(artefacts))) == nameless(rows_in(artefacts))


MODEL = (
    HEAD
    + """
domein Uitleen
abstract entiteit Voorwerp (meervoud Voorwerpen) { kern soort : VOORWERPSOORT, staat : STAAT }
entiteit Boek is Voorwerp (meervoud Boeken) { taal : TAAL, eigenaar : Lid.sleutels }
domein Leden
entiteit Lid (meervoud Leden) { kern rol : ROL, status : LIDSTATUS }
envelop Bericht { herkomst : HERKOMST }
ketenproces LEN "Lenen"
bericht Boeken over Boek { Boek { alle }, Voorwerp { soort } }
referentiedata VOORWERPSOORT { BOE "Boek" }
referentiedata STAAT
referentiedata TAAL { NED "Nederlands" }
referentiedata ROL { LID "Lid" }
referentiedata LIDSTATUS { ACT "Actief" }
referentiedata HERKOMST { BAL "Balie" }
referentiedata ONGEBRUIKT { NIE "Niemand" }
"""
)


def test_what_is_inherited_in_the_envelope_and_in_keys_counts() -> None:
    artefacts = set_of(linked_texts({"m.vera": MODEL}), *FAMILIES)
    rows = told(artefacts)
    in_message = [
        (row["referentiedata"], row["domein"], row["entiteit"], row["attribuut"], row["getoond"])
        for row in rows
        if row["bericht"] == "Boeken"
    ]
    assert sorted(in_message) == [
        ("HERKOMST", "", "Bericht", "herkomst", "entiteit"),
        ("ROL", "Leden", "Lid", "rol", "sleutels"),
        ("TAAL", "Uitleen", "Boek", "taal", "entiteit"),
        ("VOORWERPSOORT", "Uitleen", "Boek", "soort", "entiteit"),
        ("VOORWERPSOORT", "Uitleen", "Voorwerp", "soort", "entiteit"),
    ]
    assert {row["document"] for row in rows if row["bericht"]} == {"Ketenprocessen/LEN"}
    assert {row["document"] for row in rows if row["referentiedata"] == "LIDSTATUS"} == {
        "Informatiedomeinen/Leden"
    }
    assert without_domain(rows) == rows_in(artefacts)


def test_the_table_has_the_rows_of_the_tree_and_the_version() -> None:
    artefacts = set_of(linked_texts({"m.vera": MODEL}), *FAMILIES)
    text = artefacts["crossreference/crossreference.csv"].decode()
    table = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert {row.pop("Versie") for row in table} == {"1.0.0"}
    assert [{key.casefold(): cell for key, cell in row.items()} for row in table] == told(artefacts)


def test_a_model_that_uses_no_list_has_no_rows() -> None:
    artefacts = set_of(
        linked_texts({"m.vera": HEAD + "domein A\nentiteit B { c : date }"}), *FAMILIES
    )
    assert told(artefacts) == []
    assert artefacts["crossreference/crossreference.csv"].count(b"\n") == 1
