"""What is shown of a model: the values of reference data, where they are used, and what messages take of entities."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compiler.importers.release.reference_data import read_reference_data
from compiler.language.parser import parse_text
from compiler.model.elements import TypeKind, day_of
from compiler.model.linking.link import link_sources
from compiler.model.model import Model
from compiler.model.projection_lines import Shown, views
from compiler.model.reference_data import uses, valid_on
from compiler.report.tables import TABLE_FORMATS, render_table
from tests.helpers.strategies import linkable

MODEL = """\
standaard Klein { versie "1.0.0", ids { kern id : string } }
domein Bod {
    abstract entiteit Bod (meervoud Boden) { soort : BODSOORT, lid : Lid.sleutels, order : Order, datum : date }
    entiteit Offerte is Bod (meervoud Offertes) { kanaal : KANAAL, bedrag : decimal }
    entiteit Lid (meervoud Leden) { naam : string }
    entiteit Order (meervoud Orders)
}
ketenproces OHD "Onderhoud"
bericht Offertes over Offerte {
    Offerte { soort, lid.ingebed, order, bedrag, eigen datum : dateTime, eigen oorsprong : KANAAL }
    Lid { alle ids }
}
ketenproces WRV "Wonen"
bericht Boden over Bod { Bod { alle }, Offerte { vervallen bedrag }, Order { alle } }
referentiedata BODSOORT (domein Bod) { VAS "Vast", ZWE "Zwevend" vanaf "2025-01-01" tot "2025-12-31" }
referentiedata KANAAL { WEB "Web", TEL "Telefoon" ouder BODSOORT.VAS }
"""


@pytest.fixture
def model() -> Model:
    found = link_sources([parse_text(MODEL).source])
    assert found.diagnostics == ()
    return found.model


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "klein").mkdir()
    (tmp_path / "klein" / "model.vera").write_text(MODEL, encoding="utf-8")
    return tmp_path / "klein"


# -- projections -------------------------------------------------------------------------------------------------------


def test_what_is_in_what_is_left_out_and_what_departs(model: Model) -> None:
    offerte, lid = views(model.processes["OHD"], model)
    assert [line[3:] for line in offerte.lines] == [
        ("soort", Shown.VALUE, "BODSOORT", ""),
        ("lid", Shown.EMBEDDED, "Lid", "by its keys in the model"),
        ("order", Shown.KEYS, "Order", "embedded in the model"),
        ("bedrag", Shown.VALUE, "decimal", ""),
        ("datum", Shown.VALUE, "dateTime", "date in the model"),
        ("oorsprong", Shown.VALUE, "KANAAL", "not in the model"),
        ("id", Shown.LEFT_OUT, "string", ""),
        ("kanaal", Shown.LEFT_OUT, "KANAAL", ""),
    ]
    assert [line.attribute for line in lid.shown] == ["id"]
    assert [line.attribute for line in lid.left_out] == ["naam"]


def test_what_is_inherited_is_told_at_the_base_where_the_message_shows_that(model: Model) -> None:
    bod, offerte, order = views(model.processes["WRV"], model)
    assert [line.departs for line in bod.lines] == ["", "", "", "", ""]
    assert [line.shown for line in bod.lines][3] is Shown.EMBEDDED
    assert [(line.attribute, line.shown, line.departs) for line in offerte.lines] == [
        ("bedrag", Shown.VALUE, "obsolete here"),
        ("kanaal", Shown.LEFT_OUT, ""),
    ]
    assert order.left_out == ()


def test_projection_as_text(verac, folder: Path) -> None:
    run = verac("projection", "ohd", "--model", folder)
    assert run.code == 0
    assert run.out.splitlines() == [
        "OHD Onderhoud",
        "  OHD/Offertes",
        "    Offerte: 5 of 7 attributes, and 1 that it does not have",
        "      in        soort, lid (embedded), order (keys), bedrag, datum, oorsprong",
        "      left out  id, kanaal",
        "      departs   lid : Lid, by its keys in the model",
        "      departs   order : Order, embedded in the model",
        "      departs   datum : dateTime, date in the model",
        "      departs   oorsprong : KANAAL, not in the model",
        "    Lid: 1 of 2 attributes",
        "      in        id",
        "      left out  naam",
    ]


def test_projection_in_other_formats(verac, folder: Path) -> None:
    run = verac("projection", "--model", folder, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(run.out), delimiter=";"))
    assert [row["entity"] for row in rows if row["departs"] == "not in the model"] == ["Offerte"]
    assert {row["process"] for row in rows} == {"OHD", "WRV"}
    assert json.loads(verac("projection", "--model", folder, "--format", "json").out) == rows
    page = verac("projection", "OHD", "--model", folder, "--format", "markdown").out
    assert "# OHD Onderhoud\n\n## OHD/Offertes\n\n### Offerte: 5 of 7 attributes" in page
    assert "| datum | value | dateTime | date in the model |" in page


@pytest.mark.parametrize(("arguments", "said"), [
    (("projection", "OHDD"), '"OHDD" is no process; did you mean "OHD"?'),
    (("codes", "BODSORT"), '"BODSORT" is no reference data list; did you mean "BODSOORT"?'),
    (("codes", "XYZ"), '"XYZ" is no reference data list; verac codes lists all'),
    (("codes", "KANAAL", "--on", "1-1-2026"), '"1-1-2026" is no day; write a day as 2026-01-31'),
    (("codes", "KANAAL", "--on", "2026-01-01", "--uses"), "--uses and --on exclude each other"),
])  # fmt: skip
def test_misuse(verac, folder: Path, arguments: tuple[str, ...], said: str) -> None:
    run = verac(*arguments, "--model", folder)
    assert run.code == 2
    assert said in run.err
    assert run.out == ""


def test_a_model_that_is_not_sound(verac, folder: Path) -> None:
    (folder / "meer.vera").write_text("domein C { entiteit D is Niets }", encoding="utf-8")
    run = verac("codes", "--model", folder)
    assert run.code == 1
    assert "NAM01" in run.err


def test_findings_of_rules_do_not_stand_in_the_way(verac, folder: Path) -> None:
    (folder / "meer.vera").write_text(
        'referentiedata MEER { AAA "A" vanaf "99-99-9999" }', encoding="utf-8"
    )
    assert verac("codes", "MEER", "--model", folder, "--on", "2026-01-01").code == 0


# -- reference data ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "hold"), [
    ("2024-12-31", ["VAS"]),
    ("2025-01-01", ["VAS", "ZWE"]),
    ("2025-12-31", ["VAS", "ZWE"]),
    ("2026-01-01", ["VAS"]),
])  # fmt: skip
def test_values_that_hold_on_a_day(
    verac, folder: Path, model: Model, day: str, hold: list[str]
) -> None:
    assert [
        code.code.text for code in valid_on(model.codelists["BODSOORT"], date.fromisoformat(day))
    ] == hold
    run = verac("codes", "bodsoort", "--on", day, "--model", folder, "--format", "csv")
    assert [line.split(";")[1] for line in run.out.splitlines()] == ["Code", *hold]


@pytest.mark.parametrize(
    "text", ["99-99-9999", "2026-02-30", "20260131", "31-01-2025.", "2026-W01-1", "x", ""]
)
def test_what_is_no_day(text: str) -> None:
    assert day_of(text) is None


def test_codes_as_csv_can_be_read_again(verac, folder: Path, model: Model) -> None:
    path = folder.parent / "codes.csv"
    for name in ("BODSOORT", "KANAAL"):
        assert verac("codes", name, "--model", folder, "--format", "csv", "-o", path).out == ""
        (again,) = link_lists(path)
        assert again == comparable(model, name)


def link_lists(path: Path) -> list[object]:
    read = read_reference_data(path)
    assert read.diagnostics == ()
    text = [parse_text(MODEL).source._replace(path="b.vera", statements=read.lists)]
    found = link_sources([parse_text('standaard K { versie "1.0.0" }').source, *text]).model
    return [comparable(found, name) for name in found.codelists]


def comparable(model: Model, name: str) -> object:
    codelist = model.codelists[name]
    return (
        name,
        codelist.domains,
        [(c.code.text, c.label, c.parent, c.begin, c.end) for c in codelist.codes],
    )


def test_where_a_list_is_used(model: Model) -> None:
    assert [tuple(use) for use in uses(model)] == [
        ("BODSOORT", "Bod", "Bod", "soort", "OHD/Offertes", False),
        ("BODSOORT", "Bod", "Bod", "soort", "WRV/Boden", False),
        ("KANAAL", "Bod", "Offerte", "kanaal", "", False),
        ("KANAAL", "Bod", "Offerte", "oorsprong", "OHD/Offertes", True),
    ]


@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    max_examples=50,
)
@given(linkable())
def test_every_attribute_of_every_message_is_told_once_and_every_use_of_a_list(
    files: object,
) -> None:
    model = link_sources(files).model
    for process in model.processes.values():
        projections = (p for message in process.messages for p in message.projections.values())
        for view, projection in zip(views(process, model), projections, strict=True):
            names = [line.attribute for line in view.lines]
            assert names[: len(view.shown)] == [
                attribute.name.text for attribute in projection.attributes
            ]
            assert {a.name.text for a in model.entities[projection.entity].attributes} <= set(names)
            assert not set(names[len(view.shown) :]) & set(names[: len(view.shown)])
    found = {use[:4] for use in uses(model)}
    for entity in model.entities.values():
        for attribute in entity.attributes:
            place = (attribute.target, entity.domain, entity.name.text, attribute.name.text)
            assert (place in found) is (attribute.kind is TypeKind.CODELIST)
    shown = {f"{message.process}/{message.name}" for message in model.messages()}
    assert {use.message for use in uses(model)} <= {"", *shown}


def test_all_lists_and_all_uses(verac, folder: Path) -> None:
    run = verac("codes", "--model", folder, "--on", "2026-01-01", "--format", "csv")
    assert run.out.splitlines()[1:] == ["BODSOORT;2;1;Bod;1;2", "KANAAL;2;2;;2;1"]
    run = verac("codes", "--uses", "--model", folder, "--format", "csv")
    assert run.out.splitlines()[1] == "BODSOORT;Bod;Bod;soort;OHD/Offertes;"
    assert run.out.splitlines()[-1] == "KANAAL;Bod;Offerte;oorsprong;OHD/Offertes;own"


# -- tables ------------------------------------------------------------------------------------------------------------

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=8)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=4))
def test_tables_lose_nothing(rows: list[tuple[str, str]]) -> None:
    expected = [list(row) for row in rows]
    assert (
        list(
            csv.reader(
                io.StringIO(render_table(("a", "b"), rows, "csv"), newline=""), delimiter=";"
            )
        )[1:]
        == expected
    )
    assert [
        list(row.values()) for row in json.loads(render_table(("a", "b"), rows, "json"))
    ] == expected
    for format_ in TABLE_FORMATS[:2]:
        text = render_table(("a", "b"), rows, format_)
        assert text.endswith("\n")
        assert text.count("\n") == len(rows) + (2 if format_ == "markdown" else 1)
