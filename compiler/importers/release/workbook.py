"""Reads the source data sheet (`brongegevens.xlsx`), both generations of it, row by row.

Columns are found by their header. Nothing is mended silently: what looks damaged is reported with sheet and cell.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import NOTHING, Text, say

MAX_UNPACKED = 256 * 1024 * 1024
MAX_CELLS = 20_000_000
SHEET_COLUMNS = {
    "model": "Modelnaam",
    "version": "Modelversie",
    "title": "Modelomschrijving",
    "group": "Bericht/Informatiedomein",
    "entity": "Entiteit",
    "number": "AttribuutSorteernummer",
    "attribute": "Attribuutnaam",
    "type": "Attribuuttype",
    "description": "Attribuutomschrijving",
    "core": "AttribuutIsKerngegeven",
}
REQUIRED = ("model", "group", "entity", "attribute", "type", "description")
HEADER_ROWS = 20
_PROSE = frozenset({"description", "constraint", "pattern"})
OPTIONAL_SHEET_COLUMNS = {"constraint": "AttribuutConstraint", "pattern": "AttribuutRegEx"}
_PRIMITIVE = re.compile(
    r"(?i)(string|integer|int|long|boolean|decimal|duration|date|datetime|time|anyuri|base64binary)"
)
_LINK = re.compile(r"(?i)(link|collectie)\s+type\s+\S.*")


class Columns:
    """Where what a row says stands in it. Two are equal only when they are one: rows that say the same are not."""

    __slots__ = ("_indexes",)

    def __init__(self, indexes: Mapping[str, int]) -> None:
        self._indexes = indexes

    def cell(self, sheet: str, row: int, key: str) -> Span:
        """The place of the cell in the column `key`; of the whole row where the sheet has no such column."""
        if key not in self._indexes:
            return Span(sheet, row)
        column = self._indexes[key] + 1
        return Span(sheet, row, column, column + 1)


class Row(NamedTuple):
    """One attribute of the sheet. `damaged` says that text landed in columns where it does not belong."""

    sheet: str
    row: int
    model: str
    group: str
    entity: str
    attribute: str
    type: str
    description: str
    core: bool
    number: str = ""
    version: str = ""
    title: str = ""
    constraint: str = ""
    pattern: str = ""
    damaged: bool = False
    columns: Columns = Columns({})

    def cell(self, key: str) -> Span:
        """The place of one cell of the row."""
        return self.columns.cell(self.sheet, self.row, key)


class Workbook(NamedTuple):
    """The rows of a sheet, what was wrong, and how many rows there were: with data, and without."""

    rows: tuple[Row, ...]
    diagnostics: tuple[Diagnostic, ...]
    read: int = 0
    empty: int = 0
    unusable: int = 0


def read_workbook(path: Path) -> Workbook:
    """Read the sheet in `path` that has the columns. A file that is no sheet gives an error diagnostic and no rows."""
    problem = _unsafe(path)
    if problem:
        return _refused(path, problem, say("give a spreadsheet in the .xlsx format"))
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
            path,
            say("the sheet cannot be read ({error})", error=error),
            say("open and save it with a spreadsheet program"),
        )
    best: Workbook | None = None
    for name, cells in sheets.items():
        for number, header in enumerate(cells[:HEADER_ROWS], 1):
            columns = _columns(header)
            missing = [SHEET_COLUMNS[key] for key in REQUIRED if key not in columns]
            place = f"{path.name}[{name}]"
            if not missing and not any(map(any, cells[number:])):
                return _refused(
                    path,
                    say('sheet "{name}" has no rows', name=name),
                    say("it holds one row per attribute"),
                    place,
                )
            if not missing:
                return _rows(
                    place,
                    [[_text(cell) for cell in row] for row in cells[number:]],
                    columns,
                    number + 1,
                )
            if best is None or len(missing) < len(REQUIRED) - 1:
                listed = ", ".join(f'"{column}"' for column in missing)
                best = _refused(
                    path,
                    say("the sheet has no column {listed}", listed=listed),
                    say("the first row names the columns"),
                    place,
                )
    return best or _refused(
        path, say("the sheet is empty"), say("the first sheet holds one row per attribute")
    )


def _columns(header: Sequence[object]) -> dict[str, int]:
    """Where each known column stands, whatever spaces and capitals its name has."""
    names = [re.sub(r"[^a-z/]", "", _text(cell).casefold()) for cell in header]
    return {
        key: names.index(n.casefold())
        for key, n in (SHEET_COLUMNS | OPTIONAL_SHEET_COLUMNS).items()
        if n.casefold() in names
    }


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
                if problem := _unsafe_member(content):
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
        columns = max(columns, sum(26**i * (c - 64) for i, c in enumerate(reversed(found[1]))))
    return (
        NOTHING
        if rows * columns <= MAX_CELLS
        else say(
            "the file has a cell in row {rows} and column {columns}", rows=rows, columns=columns
        )
    )


_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([^"']*)["']""")
_REFERENCE = re.compile(rb"([A-Z]{1,3})([0-9]{1,7})")


def _refused(path: Path, message: Text, hint: Text, place: str = "") -> Workbook:
    return Workbook(
        (), (Diagnostic("IMP01", Severity.ERROR, Span(place or path.name, 1), message, hint=hint),)
    )


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None else str(cell).strip()
    return text[1:-1].strip() if len(text) > 1 and text[0] == text[-1] == '"' else text.strip('"')


def _rows(place: str, table: list[list[str]], columns: dict[str, int], first: int) -> Workbook:
    rows: list[Row] = []
    diagnostics: list[Diagnostic] = []
    empty = unusable = 0
    numbers = Columns(columns)
    for number, cells in enumerate(table, first):
        if not any(cells):
            empty += 1
            continue
        cell = {key: cells[index] if index < len(cells) else "" for key, index in columns.items()}
        cell |= {key: value.strip('" ') for key, value in cell.items() if key not in _PROSE}
        missing = [key for key in ("model", "group", "entity", "attribute") if not cell[key]]
        if missing:
            unusable += 1
            span = numbers.cell(place, number, missing[0])
            lacks = ", ".join(SHEET_COLUMNS[key] for key in missing)
            message = say(
                "the row has no {lacks}: {filter}",
                lacks=lacks,
                filter=" | ".join(filter(None, cells))[:80],
            )
            diagnostics.append(
                Diagnostic(
                    "IMP02",
                    Severity.WARNING,
                    span,
                    message,
                    hint=say("complete it or take it away"),
                )
            )
            continue
        row, found = _row(place, number, cell, numbers)
        rows.append(row)
        diagnostics += found
        for extra in _second_attribute(row, cells, columns):
            message = say(
                'the row holds a second attribute, "{attribute}", of "{entity}"',
                attribute=extra.attribute,
                entity=extra.entity,
            )
            span = extra.cell("attribute")
            diagnostics.append(
                Diagnostic(
                    "IMP03", Severity.WARNING, span, message, hint=say("give it a row of its own")
                )
            )
            rows.append(extra)
    return Workbook(
        rows=tuple(rows),
        diagnostics=tuple(diagnostics),
        read=len(table),
        empty=empty,
        unusable=unusable,
    )


def _row(
    sheet: str, number: int, cell: dict[str, str], columns: Columns
) -> tuple[Row, list[Diagnostic]]:
    found = []
    core = cell.pop("core", "")
    damaged = core.casefold() not in ("", "x")
    if damaged:
        message = say(
            'the kerngegeven column of "{entity}.{attribute}" holds text: "{core}"',
            entity=cell["entity"],
            attribute=cell["attribute"],
            core=core[:60],
        )
        hint = say("the description was split; its text is taken from the published document")
        found.append(
            Diagnostic(
                "IMP04", Severity.WARNING, columns.cell(sheet, number, "core"), message, hint=hint
            )
        )
    if not cell.get("number", "1"):
        message = say(
            '"{entity}.{attribute}" has no number',
            entity=cell["entity"],
            attribute=cell["attribute"],
        )
        found.append(
            Diagnostic(
                "IMP05",
                Severity.HINT,
                columns.cell(sheet, number, "number"),
                message,
                hint=say("it is placed as in the published document"),
            )
        )
    pattern = cell.get("pattern", "")
    if pattern and not _compiles(pattern):
        message = say(
            'the regular expression of "{cell}" is not valid: {pattern}',
            cell=cell["attribute"],
            pattern=pattern[:60],
        )
        found.append(
            Diagnostic(
                "IMP06",
                Severity.WARNING,
                columns.cell(sheet, number, "pattern"),
                message,
                hint=say("mend it in the imported model"),
            )
        )
    pushed = damaged and "x" in (
        cell.get("constraint", "").casefold(),
        cell.get("pattern", "").casefold(),
    )
    is_core = core.casefold() == "x" or pushed
    return Row(sheet, number, **cell, core=is_core, damaged=damaged, columns=columns), found


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def _second_attribute(row: Row, cells: list[str], columns: dict[str, int]) -> list[Row]:
    """Attributes that stand further right in a row: a name, a type behind it, and maybe a description."""
    start = columns["description"] + 1
    found = []
    for index in range(start + 1, len(cells)):
        name, type_ = cells[index - 1], cells[index]
        if re.fullmatch(r"[A-Za-z][\w-]*", name) and (
            _LINK.fullmatch(type_) or _PRIMITIVE.fullmatch(type_)
        ):
            description = cells[index + 1] if index + 1 < len(cells) else ""
            core = index + 5 < len(cells) and cells[index + 5].casefold() == "x"
            at = Columns(
                {"attribute": index - 1, "type": index, "description": index + 1, "core": index + 5}
            )
            found.append(
                row._replace(
                    attribute=name, type=type_, description=description, core=core, columns=at
                )
            )
    return found
