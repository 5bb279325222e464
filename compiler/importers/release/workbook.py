"""Reads the source data sheet (`brongegevens.xlsx`), both generations of it, row by row.

Columns are found by their header. Nothing is mended silently: what looks damaged is reported with sheet and cell.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import NOTHING, Text, say
from compiler.importers.release.sheet_rows import SHEET_COLUMNS, Workbook, read_rows

MAX_UNPACKED = 256 * 1024 * 1024
MAX_CELLS = 20_000_000
REQUIRED = ("model", "group", "entity", "attribute", "type", "description")
HEADER_ROWS = 20
OPTIONAL_SHEET_COLUMNS = {"constraint": "AttribuutConstraint", "pattern": "AttribuutRegEx"}
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([^"']*)["']""")
_REFERENCE = re.compile(rb"([A-Z]{1,3})([0-9]{1,7})")
_Cells: TypeAlias = Sequence[Sequence[object]]


def read_workbook(path: Path) -> Workbook:
    """Read the sheet in `path` that has the columns. A file that is no sheet gives an error diagnostic and no rows."""
    problem = _unsafe(path)
    if problem:
        return _refused(path.name, problem, say("give a spreadsheet in the .xlsx format"))
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - only an import needs it

    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        }
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - the reader raises whatever its Rust side makes of a broken file
        return _refused(
            path.name,
            say("the sheet cannot be read ({error})", error=error),
            say("open and save it with a spreadsheet program"),
        )
    return _with_columns(path.name, sheets)


def _with_columns(file: str, sheets: Mapping[str, _Cells]) -> Workbook:
    """The rows below the first header that has all columns; else what the likeliest one lacks."""
    refused: Workbook | None = None
    for name, cells in sheets.items():
        place = f"{file}[{name}]"
        for number, header in enumerate(cells[:HEADER_ROWS], 1):
            columns = _columns(header)
            missing = [SHEET_COLUMNS[key] for key in REQUIRED if key not in columns]
            if not missing:
                return _below(place, name, cells[number:], columns, number + 1)
            has_several = len(missing) < len(REQUIRED) - 1
            if refused is None or has_several:
                listed = ", ".join(f'"{column}"' for column in missing)
                message = say("the sheet has no column {listed}", listed=listed)
                refused = _refused(place, message, say("the first row names the columns"))
    if refused is not None:
        return refused
    return _refused(
        file, say("the sheet is empty"), say("the first sheet holds one row per attribute")
    )


def _below(place: str, name: str, cells: _Cells, columns: dict[str, int], first: int) -> Workbook:
    """The rows below the header of the sheet `name`; `first` is the number of the first."""
    if not any(map(any, cells)):
        message = say('sheet "{name}" has no rows', name=name)
        return _refused(place, message, say("it holds one row per attribute"))
    return read_rows(place, [[_text(cell) for cell in row] for row in cells], columns, first)


def _columns(header: Sequence[object]) -> dict[str, int]:
    """Where each known column stands, whatever spaces and capitals its name has."""
    names = [re.sub(r"[^a-z/]", "", _text(cell).casefold()) for cell in header]
    columns: dict[str, int] = {}
    for key, name in (SHEET_COLUMNS | OPTIONAL_SHEET_COLUMNS).items():
        if name.casefold() in names:
            columns[key] = names.index(name.casefold())
    return columns


def _unsafe(path: Path) -> Text:
    """What makes a file one that should not be given to the reader; empty for nothing."""
    try:
        with zipfile.ZipFile(path) as archive:
            room = MAX_UNPACKED
            for info in archive.infolist():
                with archive.open(info) as member:
                    content = member.read(room + 1)
                room -= len(content)
                if room < 0:
                    return say(
                        "the file unpacks to more than {number} MiB",
                        number=MAX_UNPACKED // 1024 // 1024,
                    )
                problem = _unsafe_member(content)
                if problem:
                    return problem
    except FileNotFoundError:
        return say("the file does not exist")
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError):
        return say("the file is no .xlsx: it cannot be unpacked")
    return NOTHING


def _unsafe_member(content: bytes) -> Text:
    """A sheet takes memory for every cell up to its furthest one, so where cells stand is looked at first."""
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
        return say("the file declares XML entities")
    rows = columns = 1
    for reference in set(_CELL.findall(content)):
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            return say(
                "the file has a cell at {place}, which is nowhere",
                place=reference.decode(errors="replace")[:20],
            )
        rows = max(rows, int(found[2]))
        columns = max(columns, _number_of_column(found[1]))
    if rows * columns <= MAX_CELLS:
        return NOTHING
    return say("the file has a cell in row {rows} and column {columns}", rows=rows, columns=columns)


def _number_of_column(letters: bytes) -> int:
    """The number of a column by its letters: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _refused(place: str, message: Text, hint: Text) -> Workbook:
    return Workbook((), (Diagnostic("IMP01", Severity.ERROR, Span(place, 1), message, hint=hint),))


def _text(cell: object) -> str:
    """What a cell says; a number that is whole without a fraction, and a text without quotes around it."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None else str(cell).strip()
    is_quoted = len(text) > 1 and text[0] == text[-1] == '"'
    return text[1:-1].strip() if is_quoted else text.strip('"')
