"""The source data sheet: other programs read in it what the model says, and an import makes the same model of it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from compiler import pipeline
from compiler.base.diagnostics import Severity
from compiler.emit.families import Request
from compiler.emit.openapi.options import OpenAPIOptions
from compiler.emit.spreadsheet.cells import MOST_UNITS, fitting, units_of
from compiler.emit.spreadsheet.rows import SHEET_HEADER
from compiler.emit.spreadsheet.workbook import workbook
from compiler.emit.verification import verify
from compiler.language.declarations import SourceFile
from compiler.model.model import Model
from tests.helpers.made_set import CONTEXT, linked, linked_texts, our_model, set_of
from tests.helpers.release_maker import COLUMNS, NEWER
from tests.helpers.small_model import SMALL
from tests.helpers.strategies import linkable
from tests.helpers.tidy_models import tidy_models

FILE = "spreadsheet/brongegevens.xlsx"
PUBLISHED = Request(openapi=OpenAPIOptions(corrections=("none",)))
RANDOM = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
HEAD = 'standaard Proef { versie "1.0.0", ids { kern id : string }, ernst { GN02 waarschuwing } }\n'


def by_calamine(content: bytes) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def by_openpyxl(content: bytes) -> list[tuple[object, ...]]:
    (sheet,) = load_workbook(io.BytesIO(content)).worksheets
    assert all(cell.data_type in ("s", "n") for row in sheet.iter_rows() for cell in row)
    return list(sheet.iter_rows(values_only=True))


# -- what other programs read ------------------------------------------------------------------------------------------

# Control characters and carriage returns are escaped. So are U+FFFE and U+FFFF, but no reader undoes that.
CELLS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("=\"'<>&\n\t\r\x00\x1f\x7f_x0041_"),
    max_size=20,
) | st.sampled_from(("_x0041_", "_x000D_", "=1+1", "_", "__x0041_", " ", "\n", "😀"))


@settings(max_examples=60)
@given(rows=st.lists(st.tuples(CELLS, CELLS, st.integers(0, 99)), max_size=4))
def test_every_text_is_read_as_it_was_written(rows: list[tuple[str, str, int]]) -> None:
    content = workbook("titel", "Blad", ("a", "b", "c"), rows)
    header, *found = by_calamine(content)
    assert header == ["a", "b", "c"]
    assert found == [[*row] for row in rows]
    assert content == workbook("titel", "Blad", ("a", "b", "c"), rows)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            ET.fromstring(archive.read(name))


@pytest.mark.parametrize("name", ["", "a/b:c?*[]\\", "'", "x" * 40, "A&B <C>", "\x01", '"'])
def test_any_name_makes_a_sheet(name: str) -> None:
    (found,) = load_workbook(io.BytesIO(workbook(name, name, ("a",), [("=1",)]))).sheetnames
    assert 0 < len(found) <= 31
    assert not set(found) & set("[]:*?/\\")


def test_the_columns_are_those_of_the_published_sheet(shared: Path) -> None:
    assert COLUMNS[NEWER] == SHEET_HEADER
    published = shared / "v4.3.0" / "brongegevens.xlsx"
    with closing(load_workbook(published, read_only=True)) as book:
        (sheet,) = book.worksheets
        header = next(sheet.iter_rows(values_only=True))
    assert tuple(cell for cell in header if cell) == SHEET_HEADER


def test_a_sheet_as_it_is() -> None:
    rows = by_openpyxl(set_of(linked_texts(SMALL), FILE.partition("/")[0])[FILE])
    assert rows[0] == SHEET_HEADER
    named = [dict(zip(SHEET_HEADER, row, strict=True)) for row in rows[1:]]
    assert [
        (row["Modelnaam"], row["Bericht/Informatiedomein"], row["Entiteit"], row["Attribuutnaam"])
        for row in named
    ] == [
        ("Klein", "Algemeen", "Referentiedata", "id"),
        ("Klein", "Algemeen", "Referentiedata", "code"),
        ("Klein", "Algemeen", "Referentiedata", "naam"),
        ("Klein", "Relaties", "Relatie", "id"),
        ("Klein", "Relaties", "Relatie", "code"),
        ("Klein", "Relaties", "Relatie", "soort"),
        ("Klein", "Relaties", "Persoon", "geboortedatum"),
        ("Klein", "Relaties", "Persoon", "achternaam"),
        ("Klein", "Relaties", "Organisatie", "kvkNummer"),
        ("BRG", "Relaties", "Relatie", "id"),
        ("BRG", "Relaties", "Relatie", "code"),
        ("BRG", "Relaties", "Relatie", "soort"),
        ("BRG", "Relaties", "Persoon", "achternaam"),
        ("BRG", "Relaties", "Organisatie", "kvkNummer"),
    ]
    soort = named[5]
    assert (soort["Attribuuttype"], soort["AttribuutIsKerngegeven"]) == (
        "Link type Referentiedata RELATIESOORT",
        "x",
    )
    assert named[8]["AttribuutRegEx"] == "^[0-9]{8}$"
    assert {row["Modelversie"] for row in named} == {"1.0.0"}


@RANDOM
@given(sources=linkable())
def test_a_random_model_has_a_sheet_that_others_read(sources: tuple[SourceFile, ...]) -> None:
    made = set_of(linked(sources), "spreadsheet")
    assert verify(made, CONTEXT) == ()
    first, second = by_calamine(made[FILE]), by_openpyxl(made[FILE])
    assert [list(map(plain, row)) for row in second] == [list(map(plain, row)) for row in first]


def plain(cell: object) -> object:
    """What a cell says: openpyxl leaves the escapes of control characters as they stand."""
    if not isinstance(cell, str):
        return cell or ""
    return re.sub("_x00([01][0-9A-F])_", lambda found: chr(int(found[1], 16)), cell)


# -- the way back ------------------------------------------------------------------------------------------------------


def imported(made: Mapping[str, bytes], folder: Path) -> Model:
    """What an import makes of a build, as a release has its files: nothing is told of it."""
    for path, content in made.items():
        place = folder / path.partition("/")[2]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    (codes,) = folder.glob("*.csv")
    found = pipeline.read_published(folder / "brongegevens.xlsx", folder, codes, CONTEXT)
    assert [str(each.message) for each in found.diagnostics] == []
    assert found.model is not None
    return found.model


def lost(model: Model, folder: Path) -> set[tuple[str, ...]]:
    """What an import of the set of `model` does not bring back: kinds of elements, and facts of them."""
    made = set_of(model, "openapi", "spreadsheet", "referentiedata", request=PUBLISHED)
    changes = pipeline.compare(model, imported(made, folder)).changes
    return {
        (*(kind for kind, *_ in each.change.path), each.change.fact or each.change.kind.value)
        for each in changes
    }


@RANDOM
@given(sources=tidy_models())
def test_what_is_built_imports_to_the_same_model(
    tmp_path_factory: pytest.TempPathFactory, sources: tuple[SourceFile, ...]
) -> None:
    assert lost(linked(sources), tmp_path_factory.mktemp("set")) == set()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("version", "codes"),
    [("v4.1.0", "v4.1.230422"), ("v4.2.3", "v4.2.251010"), ("v4.3.0", "v4.3.260403")],
)
def test_a_published_release_comes_back_whole(
    shared: Path, tmp_path: Path, version: str, codes: str
) -> None:
    folder, data = shared / version, shared / "referentiedata" / f"{codes}.csv"
    model = pipeline.read_published(folder / "brongegevens.xlsx", folder, data, CONTEXT).model
    assert model is not None
    assert lost(model, tmp_path) == set()


# What neither sheet nor documents nor reference data hold, as docs/complete-set.md lists it.
NOT_HELD = {
    ("description",),
    ("domain", "description"),
    ("process", "description"),
    ("envelope", "description"),
    ("process", "business processes"),
    ("entity", "business object"),
    ("entity", "told by"),
    ("entity", "attribute", "source"),
    ("element", "removed"),
}


@pytest.mark.slow
def test_what_the_set_does_not_hold_of_our_model(tmp_path: Path) -> None:
    assert lost(our_model("vera"), tmp_path) == NOT_HELD


# -- limits ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a" * MOST_UNITS,
        "a" * (MOST_UNITS + 1),
        "😀" * 20_000,
        "a" + "😀" * 20_000,
        "é" * 99_999,
    ],
)
def test_a_cell_holds_so_much(text: str) -> None:
    found = fitting(text)
    assert units_of(found) == len(found.encode("utf-16-le")) // 2
    assert units_of(found) <= MOST_UNITS
    assert found == text if units_of(text) <= MOST_UNITS else found.endswith("…")
    assert units_of(found) >= min(units_of(text), MOST_UNITS - 1)


def test_a_text_that_is_too_long_is_told_and_cut_off() -> None:
    text = f"{HEAD}domein D\n/// {'x' * 40_000}\nentiteit E {{\n/// {'y' * 40_000}\na : string }}"
    files = {"m.vera": text.encode()}
    built = pipeline.build(files, Request(families=("spreadsheet",)), CONTEXT)
    (found,) = (each for each in built.diagnostics if each.id == "OUT07")
    assert (found.severity, found.span.line) == (Severity.WARNING, 6)
    assert '"a" has 40000 characters; a cell of the spreadsheet holds 32767' in str(found.message)
    assert built.artefacts is not None
    assert pipeline.verified(built, CONTEXT).artefacts is not None
    (cell,) = (row[8] for row in by_calamine(built.artefacts[FILE])[1:] if row[6] == "a")
    assert cell == "y" * (MOST_UNITS - 1) + "…"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "domein D",
        'domein D\nketenproces Proef "p"',
        "domein D (zonder document)\nentiteit E { a : string }",
    ],
)
def test_a_model_without_attributes_has_a_sheet(text: str) -> None:
    made = set_of(linked_texts({"m.vera": HEAD + text}), "spreadsheet")
    assert by_calamine(made[FILE]) == [[*SHEET_HEADER]]
    assert verify(made, CONTEXT) == ()


def test_a_process_that_is_called_as_the_standard_is_another_model() -> None:
    text = 'domein D\nentiteit E (meervoud Es) { a : string }\nketenproces Proef "p"\nbericht Es over E { E { alle } }'
    rows = by_calamine(set_of(linked_texts({"m.vera": HEAD + text}), "spreadsheet")[FILE])[1:]
    assert [(row[0], row[3]) for row in rows] == [("Proef horizontaal", "D")] * 2 + [
        ("Proef", "Es")
    ] * 2
