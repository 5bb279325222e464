"""Reads the source data sheet (`brongegevens.xlsx`), both generations of it, row by row.

Columns are found by their header. Nothing is mended silently: what looks damaged is reported with sheet and cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import Text, say
from compiler.importers.release.sheet_rows import SHEET_COLUMNS, ColumnNames, Workbook, read_rows
from compiler.importers.release.workbook_guard import MAX_CELLS, MAX_CHARACTERS, unsafe

REQUIRED = ("model", "group", "entity", "attribute", "type", "description")
HEADER_ROWS = 20
OPTIONAL_SHEET_COLUMNS = {"constraint": "AttribuutConstraint", "pattern": "AttribuutRegEx"}
_Cells: TypeAlias = Sequence[Sequence[object]]


class _Sheet(NamedTuple):
    """A sheet of the file; `header` is the number of the first row with all columns, 0 for none."""

    place: str
    name: str
    cells: _Cells
    is_hidden: bool = False

    @property
    def header(self) -> int:
        """The number of the first row that has all columns; 0 for none."""
        for number, row in enumerate(self.cells[:HEADER_ROWS], 1):
            if not _missing(_columns(row)):
                return number
        return 0


def read_workbook(path: Path) -> Workbook:
    """Read the sheets in `path` that have the columns; what else it holds is told.

    A file that is no sheet gives an error diagnostic and no rows.
    """
    problem = unsafe(path)
    if problem:
        return _refused(path.name, problem, say("give a spreadsheet in the .xlsx format"))
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - only an import needs it

    try:
        sheets = list(_sheets(path.name, CalamineWorkbook.from_path(str(path))))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - the reader raises whatever its Rust side makes of a broken file
        return _refused(
            path.name,
            say("the sheet cannot be read: it is damaged, or of another format"),
            say("open and save it with a spreadsheet program"),
        )
    return _rows_of_sheets(path.name, sheets)


def _sheets(file: str, book: Any) -> Iterator[_Sheet]:
    """The sheets of a file, in their order. One part of a file may be many sheets: there is room for so much in all."""
    room = MAX_CELLS + MAX_CHARACTERS
    for about in book.sheets_metadata:
        if str(about.typ) != "SheetTypeEnum.WorkSheet":
            continue
        cells = book.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
        room -= sum(
            1 + (len(cell) if isinstance(cell, str) else 0) for row in cells for cell in row
        )
        if room < 0:
            raise ValueError(say("its sheets hold too much together"))
        is_hidden = str(about.visible) != "SheetVisibleEnum.Visible"
        yield _Sheet(f"{file}[{about.name}]", about.name, cells, is_hidden)


def _rows_of_sheets(file: str, sheets: Sequence[_Sheet]) -> Workbook:
    """The rows of all sheets that have the columns; of hidden ones only where no other sheet has them."""
    fitting = [sheet for sheet in sheets if sheet.header]
    chosen = [sheet for sheet in fitting if not sheet.is_hidden] or fitting
    if not chosen:
        return _without_columns(file, sheets)
    filled = [sheet for sheet in chosen if any(map(any, sheet.cells[sheet.header :]))]
    if not filled:
        message = say('sheet "{name}" has no rows', name=chosen[0].name)
        return _refused(chosen[0].place, message, say("it holds one row per attribute"))
    read = [_below(sheet) for sheet in filled]
    left_out = [_left_out(sheet) for sheet in sheets if sheet not in chosen and any(map(any, sheet.cells))]  # fmt: skip
    return Workbook(
        rows=tuple(row for each in read for row in each.rows),
        diagnostics=(*(d for each in read for d in each.diagnostics), *left_out),
        read=sum(each.read for each in read),
        empty=sum(each.empty for each in read),
        unusable=sum(each.unusable for each in read),
    )


def _without_columns(file: str, sheets: Sequence[_Sheet]) -> Workbook:
    """Why no sheet can be read: what the likeliest row lacks of the columns."""
    refused: Workbook | None = None
    for sheet in sheets:
        for row in sheet.cells[:HEADER_ROWS]:
            missing = _missing(_columns(row))
            has_several = len(missing) < len(REQUIRED) - 1
            if refused is None or has_several:
                listed = ", ".join(f'"{column}"' for column in missing)
                message = say("the sheet has no column {listed}", listed=listed)
                refused = _refused(sheet.place, message, say("the first row names the columns"))
    if refused is not None:
        return refused
    return _refused(
        file, say("the sheet is empty"), say("the first sheet holds one row per attribute")
    )


def _missing(columns: Mapping[str, int]) -> list[str]:
    """The names of the columns that a header must have and has not."""
    return [SHEET_COLUMNS[key] for key in REQUIRED if key not in columns]


def _left_out(sheet: _Sheet) -> Diagnostic:
    """A sheet with cells that are not imported, named by the first of them."""
    places = [
        (row, column)
        for row, cells in enumerate(sheet.cells, 1)
        for column, cell in enumerate(cells, 1)
        if _text(cell)
    ] or [(1, 1)]
    row, column = places[0]
    span = Span(sheet.place, row, column, column + 1)
    if sheet.header:
        message = say(
            'the hidden sheet "{name}" has {count} rows that are not imported',
            name=sheet.name,
            count=sum(map(any, sheet.cells[sheet.header :])),
        )
        hint = say("show the sheet, or take it away")
        return Diagnostic("IMP20", Severity.WARNING, span, message, hint=hint)
    message = say(
        'the sheet "{name}" has no header with the columns; its {count} cells are not imported',
        name=sheet.name,
        count=len(places),
    )
    hint = say("reference data is a CSV file; what else it says stands nowhere")
    return Diagnostic("IMP20", Severity.HINT, span, message, hint=hint)


def _below(sheet: _Sheet) -> Workbook:
    """The rows below the header of a sheet."""
    header = sheet.cells[sheet.header - 1]
    table = [[_text(cell) for cell in row] for row in sheet.cells[sheet.header :]]
    names = [_text(cell) for cell in header]
    return read_rows(sheet.place, table, ColumnNames(names, _columns(header)), sheet.header + 1)


def _columns(header: Sequence[object]) -> dict[str, int]:
    """Where each known column stands, whatever spaces and capitals its name has."""
    names = [re.sub(r"[^a-z/]", "", _text(cell).casefold()) for cell in header]
    columns: dict[str, int] = {}
    for key, name in (SHEET_COLUMNS | OPTIONAL_SHEET_COLUMNS).items():
        if name.casefold() in names:
            columns[key] = names.index(name.casefold())
    return columns


def _refused(place: str, message: Text, hint: Text) -> Workbook:
    return Workbook((), (Diagnostic("IMP01", Severity.ERROR, Span(place, 1), message, hint=hint),))


def _text(cell: object) -> str:
    """What a cell says; a number that is whole without a fraction, and a text without quotes around it."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None else str(cell).strip()
    is_quoted = len(text) > 1 and text[0] == text[-1] == '"'
    return text[1:-1].strip() if is_quoted else text.strip('"')
