"""Spreadsheet files: what else they hold than one sheet is told, and none of them takes more memory than there is."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from compiler.base.diagnostics import Severity
from compiler.importers.release.workbook import read_workbook
from tests.helpers.release_maker import FILE, SHEET_NAME, Release

CELLS = "xl/worksheets/sheet1.xml"
ROOM = 1024 * 1024 * 1024


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return Release().write(tmp_path) / FILE


def told(path: Path) -> list[tuple[str, Severity, str, int, int]]:
    found = read_workbook(path).diagnostics
    return [(d.id, d.severity, d.span.file, d.span.line, d.span.column) for d in found]


# -- other sheets ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["visible", "hidden", "veryHidden"])
def test_a_sheet_without_the_columns_is_told_with_its_first_cell(sheet: Path, state: str):
    book = load_workbook(sheet)
    other = book.create_sheet("Notities", 0)
    other.sheet_state = state
    other["C4"] = "denk hieraan"
    book.save(sheet)
    assert told(sheet) == [("IMP20", Severity.HINT, f"{FILE}[Notities]", 4, 3)]
    assert len(read_workbook(sheet).rows) == len(Release().rows) - 1


def split(sheet: Path, state: str) -> None:
    """Move the last three rows to a sheet of their own."""
    rows = Release().rows
    book = Workbook()
    book.active.title = SHEET_NAME
    for row in rows[:-3]:
        book.active.append(row)
    other = book.create_sheet("Rest")
    other.sheet_state = state
    for row in (rows[0], *rows[-3:]):
        other.append(row)
    book.save(sheet)


def test_a_second_sheet_with_the_columns_is_imported(sheet: Path):
    split(sheet, "visible")
    found = read_workbook(sheet)
    assert found.diagnostics == ()
    assert len(found.rows) == found.read == len(Release().rows) - 1
    assert found.rows[-1].sheet == f"{FILE}[Rest]"


def test_a_hidden_sheet_with_the_columns_is_told(sheet: Path):
    split(sheet, "hidden")
    assert told(sheet) == [("IMP20", Severity.WARNING, f"{FILE}[Rest]", 1, 1)]
    assert len(read_workbook(sheet).rows) == len(Release().rows) - 4


def test_a_hidden_sheet_is_imported_where_no_other_has_the_columns(sheet: Path):
    book = load_workbook(sheet)
    book[SHEET_NAME].sheet_state = "hidden"
    book.create_sheet("Leeg")
    book.save(sheet)
    assert told(sheet) == []
    assert len(read_workbook(sheet).rows) == len(Release().rows) - 1


# -- hostile files -----------------------------------------------------------------------------------------------------


def changed(sheet: Path, part: str, old: str, new: str) -> None:
    """Put `new` for the first `old` in a part of the file."""
    with zipfile.ZipFile(sheet) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts[part].decode()
    assert old in text
    parts[part] = text.replace(old, new, 1).encode()
    with zipfile.ZipFile(sheet, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


END = "</sheetData>"
FAR = '<c r = "XFD1048576" t="n"><v>1</v></c>'
HOSTILE = {
    "blanks around =": (CELLS, END, f'<row r="9999">{FAR}</row>{END}'),
    "line breaks around =": (CELLS, END, f'<row>{FAR.replace(" = ", chr(10) + "=" + chr(9))}</row>{END}'),
    "no r in a far row": (CELLS, END, f'<row r="1048576">{"<c><v>1</v></c>" * 500}</row>{END}'),
    "no r at all": (CELLS, END, f"<row>{'<c><v>1</v></c>' * 90_000}</row>{END}"),
    "a prefix": (CELLS, END, f'<x:row xmlns:x="x"><x:c r="XFD1048576"/></x:row>{END}'),
    "a row that is nowhere": (CELLS, END, f'<row r="-1"/>{END}'),
    "deep": (CELLS, END, f"{END}{'<a>' * 100_000}{'</a>' * 100_000}"),
    "entities": (CELLS, "<worksheet", '<!DOCTYPE w [<!ENTITY a "b">]><worksheet'),
    "entities behind a long comment": (CELLS, "<worksheet", f"<!--{'x' * 9_000}--><!DOCTYPE w []><worksheet"),
    "broken in front": (CELLS, "<worksheet", "<<worksheet"),
    "a second root": (CELLS, "<worksheet", "<a/><worksheet"),
    "broken behind": (CELLS, END, f'{END}<a b="c" b="c"/>'),
    "unpacks to much": (CELLS, END, f"{END}{' ' * 200_000_000}"),
    "a text that many cells show": (
        CELLS, END,
        "<row>" + '<c t="s"><v>0</v></c>' * 9_000 + f"</row>{END}",
    ),
}  # fmt: skip
SHARED = "xl/sharedStrings.xml"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_sheet_is_refused_in_little_memory(name: str, sheet: Path):
    changed(sheet, *HOSTILE[name])
    if name == "a text that many cells show":
        with zipfile.ZipFile(sheet, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(SHARED, f"<sst><si><t>{'x' * 100_000}</t></si></sst>")
    assert refused(sheet) == "IMP01"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (END, f'{END}<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        ("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'),
        ("<sheetData>", '<cols><col min="1" max="16384" width="9"/></cols><sheetData>'),
    ],
    ids=["merged", "dimension", "columns"],
)
def test_a_claim_that_takes_no_memory_is_no_reason_to_refuse(old: str, new: str, sheet: Path):
    changed(sheet, CELLS, old, new)
    assert refused(sheet) == ""


def refused(sheet: Path) -> str:
    """The ids of what is told of a file, read by a process that gets little memory."""
    code = (
        "import resource, sys; from pathlib import Path;"
        f"resource.setrlimit(resource.RLIMIT_AS, ({ROOM}, {ROOM}));"
        "from compiler.importers.release.workbook import read_workbook;"
        "print(*(d.id for d in read_workbook(Path(sys.argv[1])).diagnostics))"
    )
    command = [sys.executable, "-c", code, sheet]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout.strip()


def test_a_file_whose_name_ends_otherwise_is_refused(sheet: Path):
    other = sheet.rename(sheet.with_suffix(".ods"))
    assert told(other) == [("IMP01", Severity.ERROR, other.name, 1, 0)]
