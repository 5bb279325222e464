"""Reads reference data as CSV (`Soort;Code;Naam;Omschrijving;Begindatum;Einddatum;Parent;Informatiedomein`)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.reasons import reason_of
from compiler.base.source import Name, Span
from compiler.base.wording import Text, joined, say
from compiler.language.declarations import CodeDecl, CodeListDecl, Doc

VALUE_COLUMNS = ("Soort", "Code", "Naam")
OPTIONAL_VALUE_COLUMNS = ("Omschrijving", "Begindatum", "Einddatum", "Parent", "Informatiedomein")
MAX_CODES_BYTES = 64 * 1024 * 1024
_DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ]0{2}:0{2}(?::0{2})?)?"),
    re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
)


class _Row(NamedTuple):
    """A row of the file, and the line that it begins on: a text between quotes may go over several."""

    line: int
    cells: list[str]


class _Columns:
    """Where the columns are, by the names in the first line."""

    def __init__(self, header: list[str]) -> None:
        self.width = len(header)
        self.places: dict[str, int] = {}
        for column in VALUE_COLUMNS + OPTIONAL_VALUE_COLUMNS:
            if column.casefold() in header:
                self.places[column] = header.index(column.casefold())

    def of(self, cells: list[str]) -> dict[str, str]:
        """The cells of a row by the names of their columns."""
        return {
            name: cells[index].strip() if index < len(cells) else ""
            for name, index in self.places.items()
        }


class ReferenceData(NamedTuple):
    """The lists of a file, what was wrong, and how many rows it has."""

    lists: tuple[CodeListDecl, ...]
    diagnostics: tuple[Diagnostic, ...]
    rows: int = 0
    empty: int = 0
    unusable: int = 0


def read_reference_data(path: Path, *, descriptions: bool = True) -> ReferenceData:
    """Read the file `path`. Dates are written as ISO dates; one that is no date stays as it is and is reported."""
    text = _read(path)
    table = _table(path, text) if isinstance(text, str) else text
    if isinstance(table, ReferenceData):
        return table
    header = [cell.strip().casefold() for cell in table[0].cells] if table else []
    hint = say("the first line is {line}", line=";".join(VALUE_COLUMNS + OPTIONAL_VALUE_COLUMNS))
    missing = [column for column in VALUE_COLUMNS if column.casefold() not in header]
    if missing:
        message = say("the file has no column {missing}", missing=", ".join(missing))
        other = _other_delimiter(header)
        if other:
            hint = say('separate columns by ; and not by "{other}"', other=other)
        return _refused(path, message, hint)
    read = _lists(path.name, table[1:], _Columns(header), descriptions)
    lacking = [column for column in OPTIONAL_VALUE_COLUMNS if column.casefold() not in header]
    if lacking:
        names = ", ".join(lacking)
        message = say("the file has no column {lacking}; nothing is known of it", lacking=names)
        problem = Diagnostic("IMP08", Severity.WARNING, Span(path.name, 1), message, hint=hint)
        return read._replace(diagnostics=(problem, *read.diagnostics))
    return read


def _read(path: Path) -> str | ReferenceData:
    """The text of a file, or why it is refused."""
    try:
        if path.stat().st_size > MAX_CODES_BYTES:
            limit = MAX_CODES_BYTES // 1024 // 1024
            message = say("the file is larger than {number} MiB", number=limit)
            return _refused(path, message, say("split it"))
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return _refused(path, say("the file is not UTF-8 text"), say("save it as UTF-8"))
    except OSError as error:
        message = say("the file cannot be read: {reason}", reason=reason_of(error))
        return _refused(path, message, say("give a CSV file"))
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return _refused(path, say("the file holds a NUL character"), say("save it as text"), line)
    return text


def _table(path: Path, text: str) -> list[_Row] | ReferenceData:
    """The rows of a file, or why it is refused."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    table: list[_Row] = []
    line = 1
    try:
        for cells in reader:
            table.append(_Row(line, cells))
            line = reader.line_num + 1
    except csv.Error:
        message = say("the file is no CSV: quotes that do not fit, or a cell that is too large")
        return _refused(path, message, say("separate columns by ;"), reader.line_num)
    return table


def _other_delimiter(header: list[str]) -> str:
    """What stands between the names of the columns where that is no semicolon; empty where they are not there."""
    for delimiter, name in ((",", ","), ("\t", "tab"), ("|", "|")):
        names = {cell.strip(' "') for cell in ";".join(header).split(delimiter)}
        if names >= {column.casefold() for column in VALUE_COLUMNS}:
            return name
    return ""


def _refused(path: Path, message: Text, hint: Text, line: int = 1) -> ReferenceData:
    problem = Diagnostic("IMP08", Severity.ERROR, Span(path.name, line), message, hint=hint)
    return ReferenceData((), (problem,))


def _lists(
    file: str, table: Iterable[_Row], columns: _Columns, descriptions: bool
) -> ReferenceData:
    diagnostics: list[Diagnostic] = []
    codes: dict[str, list[CodeDecl]] = {}
    count = empty = unusable = 0
    for number, cells in table:
        count += 1
        cell = columns.of(cells)
        further = [text.strip() for text in cells[columns.width :] if text.strip()]
        if not any(cell.values()) and not further:
            empty += 1
        elif not (cell["Soort"] and cell["Code"]):
            unusable += 1
            diagnostics.append(_incomplete(Span(file, number), cell, cells))
        else:
            code = _code(file, number, cell, descriptions, diagnostics)
            codes.setdefault(cell["Soort"], []).append(code)
            if further:
                diagnostics.append(_too_long(Span(file, number), cell, further))
    lists = [_list(name, values) for name, values in sorted(codes.items())]
    return ReferenceData(
        lists=tuple(lists),
        diagnostics=tuple(diagnostics),
        rows=count,
        empty=empty,
        unusable=unusable,
    )


def _incomplete(place: Span, cell: dict[str, str], cells: list[str]) -> Diagnostic:
    lacking = joined((name for name in ("Soort", "Code") if not cell[name]), " + ")
    message = say("the row has no {lacking}: {cells}", lacking=lacking, cells=";".join(cells)[:80])
    return Diagnostic("IMP02", Severity.WARNING, place, message, hint=say("complete it"))


def _too_long(place: Span, cell: dict[str, str], further: list[str]) -> Diagnostic:
    message = say(
        "{list}.{code} has cells behind the last column: {further}",
        list=cell["Soort"],
        code=cell["Code"],
        further=";".join(further)[:80],
    )
    hint = say("they are left out; put quotes around a text that holds a semicolon")
    return Diagnostic("IMP02", Severity.WARNING, place, message, hint=hint)


def _code(
    file: str, row: int, cell: dict[str, str], descriptions: bool, diagnostics: list[Diagnostic]
) -> CodeDecl:
    parent = _parent(file, row, cell, diagnostics)
    dates = {}
    for column in ("Begindatum", "Einddatum"):
        dates[column], is_wrong = _date(cell.get(column, ""))
        if is_wrong:
            message = say(
                'the {column} "{text}" of {list}.{code} is no date (RD04)',
                column=column,
                text=cell[column],
                list=cell["Soort"],
                code=cell["Code"],
            )
            hint = say("it is kept as it is")
            diagnostics.append(
                Diagnostic("IMP09", Severity.WARNING, Span(file, row), message, hint=hint)
            )
    text = " ".join(cell.get("Omschrijving", "").split())
    domains = [domain.strip() for domain in re.split(r"[,/|]", cell.get("Informatiedomein", ""))]
    return CodeDecl(
        code=Name(cell["Code"], file, row),
        label=" ".join(cell["Naam"].split()),
        doc=Doc(text) if text and descriptions else None,
        parent=parent,
        begin=dates["Begindatum"],
        end=dates["Einddatum"],
        domains=tuple(filter(None, domains)),
    )


def _parent(
    file: str, row: int, cell: dict[str, str], diagnostics: list[Diagnostic]
) -> tuple[Name, Name] | None:
    """The list and the code of the parent that the row has; None for none."""
    text = cell.get("Parent", "")
    codelist, _, code = (part.strip() for part in text.partition("."))
    if codelist and code:
        return Name(codelist, file, row), Name(code, file, row)
    if text:
        message = say(
            'the parent "{text}" of {list}.{code} is no LIST.CODE (RD03)',
            text=text,
            list=cell["Soort"],
            code=cell["Code"],
        )
        hint = say("it is left out")
        diagnostics.append(
            Diagnostic("IMP09", Severity.WARNING, Span(file, row), message, hint=hint)
        )
    return None


def _date(text: str) -> tuple[str, bool]:
    """`text` as an ISO date; as it is, and True, where it is none."""
    if not text:
        return "", False
    for pattern in _DATES:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        try:
            day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            return text, True
        return day.isoformat(), False
    return text, True


def _list(name: str, codes: list[CodeDecl]) -> CodeListDecl:
    """The list; what all values say of their domains is said once, by the list."""
    common = {code.domains for code in codes}
    if len(common) == 1:
        domains = tuple(Name(domain) for domain in codes[0].domains)
        return CodeListDecl(
            Name(name), None, domains, tuple(code._replace(domains=()) for code in codes)
        )
    return CodeListDecl(Name(name), None, (), tuple(codes))
