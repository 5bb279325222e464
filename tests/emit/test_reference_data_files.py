"""Reference data as CSV, JSON and Parquet: the same rows in all three, and a table that reads back to the lists."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow.parquet import read_table

from compiler import pipeline
from compiler.base.source import Name
from compiler.emit.families import Request
from compiler.emit.openapi.options import OpenAPIOptions
from compiler.emit.verification import verify
from compiler.importers.release.reference_data import read_reference_data
from compiler.language.declarations import (
    CodeDecl,
    CodeListDecl,
    Doc,
    DomainDecl,
    SettingDecl,
    SourceFile,
    StandardDecl,
)
from compiler.model.model import Model
from tests.helpers.made_set import CONTEXT, linked, linked_texts, our_model, set_of
from tests.helpers.small_model import SMALL, Run

FAMILY = "referentiedata"
HEADER = [
    "Soort",
    "Code",
    "Naam",
    "Omschrijving",
    "Begindatum",
    "Einddatum",
    "Parent",
    "Informatiedomein",
]
STANDARD = StandardDecl(Name("Proef"), settings=(SettingDecl(Name("versie"), (Name("1.0.0"),)),))
DATES = ("Begindatum", "Einddatum")
Rows = list[dict[str, str]]

TEXTS = st.sampled_from(
    (
        "",
        "Koop",
        "=1+1",
        "+31",
        "@naam",
        'met "aanhaling" erin',
        '"',
        "a;b",
        "twee\nregels",
        "alinea\n\nalinea",
        "😀 één",
        "tab\ten  spaties",
        " rand ",
        "null",
        "0",
        "a,b|c/d",
        "\ufeff",
        "\u2028",
    )
)
DAYS = st.sampled_from(("", "2020-01-31", "0001-01-01", "9999-12-31", "2024-02-29", "31-12-2020"))
NAMES = st.sampled_from(("SOORT", "STATUS", "één", "met spatie", "A-B", "=A"))
CODES = st.sampled_from(("A", "AB", "=1", "a b", "007", "é", '"', ";"))


@st.composite
def lists(draw: st.DrawFn) -> tuple[SourceFile, ...]:
    """A model of some lists: with values and without, with dates and parents and without."""
    names = draw(st.lists(NAMES, max_size=3, unique=True))
    domains = draw(st.lists(st.sampled_from(("Bomen", "Werk en zo")), max_size=2, unique=True))
    statements: list[DomainDecl | CodeListDecl | StandardDecl]
    statements = [STANDARD, *(DomainDecl(Name(name)) for name in domains)]
    for name in names:
        codes = tuple(
            CodeDecl(
                code=Name(code),
                label=draw(TEXTS),
                doc=draw(st.none() | TEXTS.map(Doc)),
                parent=draw(
                    st.none() | st.tuples(st.sampled_from(names).map(Name), CODES.map(Name))
                ),
                begin=draw(DAYS),
                end=draw(DAYS),
                domains=draw(st.just(()) | st.just(tuple(domains))),
            )
            for code in draw(st.lists(CODES, max_size=3, unique=True))
        )
        own = tuple(map(Name, draw(st.sampled_from([(), tuple(domains)]))))
        statements.append(CodeListDecl(Name(name), draw(st.none() | TEXTS.map(Doc)), own, codes))
    return (SourceFile("m.vera", tuple(statements)),)


def table_in(made: Mapping[str, bytes]) -> Rows:
    """The rows of the CSV file."""
    (path,) = (path for path in made if path.endswith(".csv"))
    header, *rows = csv.reader(io.StringIO(made[path].decode(), newline=""), delimiter=";")
    assert header == HEADER
    return [dict(zip(header, row, strict=True)) for row in rows]


def tree_in(made: Mapping[str, bytes]) -> dict[str, object]:
    return json.loads(made[f"{FAMILY}/referentiedata.json"])


def parquet_in(made: Mapping[str, bytes]) -> pa.Table:
    return read_table(pa.BufferReader(made[f"{FAMILY}/referentiedata.parquet"]))


def as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def hold_the_same_rows(made: Mapping[str, bytes]) -> None:
    rows = table_in(made)
    in_tree = [
        {name: row[name.casefold()] or "" for name in HEADER} for row in tree_in(made)["waarden"]
    ]
    assert in_tree == rows
    table = parquet_in(made)
    assert table.schema.names == HEADER
    assert [str(table.schema.field(name).type) for name in DATES] == ["date32[day]"] * 2
    dated = [row | {name: as_day(row[name]) for name in DATES} for row in rows]
    assert table.to_pylist() == dated


@settings(max_examples=60)
@given(sources=lists())
def test_all_three_hold_the_same_rows(sources: tuple[SourceFile, ...]) -> None:
    model = linked(sources)
    made = set_of(model, FAMILY)
    assert verify(made, CONTEXT) == ()
    hold_the_same_rows(made)
    assert [each["aantal"] for each in tree_in(made)["lijsten"]] == [
        len(codelist.codes) for codelist in model.codelists.values()
    ]
    assert made == set_of(model, FAMILY)


def flat(text: str) -> str:
    return " ".join(text.split())


def held(model: Model) -> dict[str, list[tuple[object, ...]]]:
    """What the table holds of each list: texts on one line, and dates as ISO dates."""
    return {
        name.strip(): [
            (
                code.code.text.strip(),
                flat(code.label),
                flat(code.description),
                code.parent,
                code.begin if code.begin != "31-12-2020" else "2020-12-31",
                code.end if code.end != "31-12-2020" else "2020-12-31",
                code.domains or codelist.domains,
            )
            for code in codelist.codes
        ]
        for name, codelist in sorted(model.codelists.items())
        if codelist.codes
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("codes")


@settings(max_examples=60)
@given(sources=lists())
def test_the_table_reads_back_to_the_same_lists(
    folder: Path, sources: tuple[SourceFile, ...]
) -> None:
    model = linked(sources)
    (path,) = (path for path in set_of(model, FAMILY) if path.endswith(".csv"))
    (folder / "codes.csv").write_bytes(set_of(model, FAMILY)[path])
    read = read_reference_data(folder / "codes.csv")
    assert read.diagnostics == ()
    domains = (DomainDecl(Name(name)) for name in model.domains)
    again = linked([SourceFile("lijsten.vera", (STANDARD, *domains, *read.lists))])
    assert held(again) == held(model)


@pytest.mark.parametrize("name", ["voorbeeld", "vera"])
def test_a_model_of_ours(name: str) -> None:
    model = our_model(name)
    made = set_of(model, FAMILY)
    hold_the_same_rows(made)
    assert len(table_in(made)) == sum(len(each.codes) for each in model.codelists.values())
    version = model.standard.version
    assert tree_in(made)["versie"] == version
    assert parquet_in(made).schema.metadata[b"versie"] == version.encode()
    assert f"{FAMILY}/referentiedata_v{version}.csv" in made


def test_no_lists_make_a_table_without_rows() -> None:
    made = set_of(linked_texts({"m.vera": 'standaard A { versie "1.0.0" }\ndomein B'}), FAMILY)
    assert table_in(made) == []
    assert parquet_in(made).num_rows == 0
    assert (tree_in(made)["lijsten"], tree_in(made)["waarden"]) == ([], [])


@pytest.mark.parametrize("version", ["v4.1.230422", "v4.2.251010", "v4.3.260403"])
def test_it_is_written_as_a_release_has_it(shared: Path, version: str) -> None:
    """Out of a published table comes that table, with its dates spelled in one way."""
    path = shared / "referentiedata" / f"{version}.csv"
    read = read_reference_data(path)
    made = set_of(linked([SourceFile("m.vera", (STANDARD, *read.lists))]), FAMILY)
    header, *published = csv.reader(io.StringIO(path.read_text("utf-8")), delimiter=";")
    assert header == HEADER
    rows = table_in(made)
    assert len(rows) == read.rows - read.unusable - read.empty
    known = set(map(spaced_once, published))
    other = [row for row in map(without_dates, rows) if row not in known]
    assert len(other) < 0.01 * len(rows), other[:5]


def without_dates(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(cell for name, cell in row.items() if name not in DATES)


def spaced_once(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(flat(cell) for name, cell in zip(HEADER, cells, strict=False) if name not in DATES)


@pytest.mark.parametrize("version", ["../../weg", "..", "a/b\\c", "1.0.0\n", "v" * 300, "é +1"])
def test_a_version_cannot_lead_out_of_the_folder(version: str) -> None:
    model = linked_texts(
        {"m.vera": f"standaard A {{ versie {json.dumps(version, ensure_ascii=False)} }}"}
    )
    for path in set_of(model, FAMILY):
        folder_, _, name = path.partition("/")
        assert folder_ == FAMILY
        assert not set(name) & set('/\\\n:*?"<>|')
        assert len(name) < 200


def test_without_the_library_nothing_is_built_and_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "compiler.emit.referencedata.columns", raising=False)
    built = pipeline.build(
        {path: text.encode() for path, text in SMALL.items()},
        Request(families=("openapi", FAMILY), openapi=OpenAPIOptions()),
        CONTEXT,
    )
    assert built.artefacts is None
    (found,) = (each for each in built.diagnostics if each.stops_build)
    assert (found.id, 'library "pyarrow"' in str(found.message)) == ("OUT06", True)
    assert 'pip install "verac[parquet]"' in str(found.hint)


def test_one_command_makes_all_lists(verac, small_model: Path, tmp_path: Path) -> None:
    ended: Run = verac("build", small_model, "-o", "uit", "--only", FAMILY)
    assert ended == (0, "uit: 3 files of reference data\n", "")
    text = (tmp_path / "uit" / FAMILY / "referentiedata_v1.0.0.csv").read_text("utf-8")
    assert text == "\n".join(
        [";".join(HEADER), "RELATIESOORT;PER;Persoon;;;;;", "RELATIESOORT;ORG;Organisatie;;;;;", ""]
    )
