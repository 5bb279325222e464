"""Reads reference data as CSV (`Soort;Code;Naam;Omschrijving;Begindatum;Einddatum;Parent;Informatiedomein`)."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Name, Span
from compiler.base.wording import Text, joined, say
from compiler.language.declarations import CodeDecl, CodeListDecl, Doc

VALUE_COLUMNS = ("Soort", "Code", "Naam")
OPTIONAL_VALUE_COLUMNS = ("Omschrijving", "Begindatum", "Einddatum", "Parent", "Informatiedomein")
MAX_CODES_BYTES = 64 * 1024 * 1024
_DATES = (
    (re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ]0{2}:0{2}(?::0{2})?)?"), "iso"),
    (re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})"), "dutch"),
    (re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"), "compact"),
)


class _Row(NamedTuple):
    """A row of the file, and the line that it begins on: a text between quotes may go over several."""

    line: int
    cells: list[str]


class _Columns:
    """Where the columns are, by the names in the first line."""

    def __init__(self, header: list[str]) -> None:
        self.width = len(header)
        self.places = {
            c: header.index(c.casefold())
            for c in VALUE_COLUMNS + OPTIONAL_VALUE_COLUMNS
            if c.casefold() in header
        }

    def of(self, cells: list[str]) -> dict[str, str]:
        """The cells of a row by the names of their columns."""
        return {
            name: cells[at].strip() if at < len(cells) else "" for name, at in self.places.items()
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
    try:
        if path.stat().st_size > MAX_CODES_BYTES:
            return _refused(
                path,
                say("the file is larger than {number} MiB", number=MAX_CODES_BYTES // 1024 // 1024),
                say("split it"),
            )
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return _refused(path, say("the file is not UTF-8 text"), say("save it as UTF-8"))
    except OSError as error:
        return _refused(
            path,
            say("the file cannot be read: {reason}", reason=error.strerror),
            say("give a CSV file"),
        )
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return _refused(path, say("the file holds a NUL character"), say("save it as text"), line)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    table: list[_Row] = []
    line = 1
    try:
        for cells in reader:
            table.append(_Row(line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        return _refused(
            path,
            say("the file is no CSV ({error})", error=error),
            say("separate columns by ;"),
            reader.line_num,
        )
    header = [cell.strip().casefold() for cell in table[0].cells] if table else []
    hint = say("the first line is {line}", line=";".join(VALUE_COLUMNS + OPTIONAL_VALUE_COLUMNS))
    missing = [column for column in VALUE_COLUMNS if column.casefold() not in header]
    if missing:
        return _refused(
            path, say("the file has no column {missing}", missing=", ".join(missing)), hint
        )
    read = _lists(path.name, table[1:], _Columns(header), descriptions)
    lacking = [column for column in OPTIONAL_VALUE_COLUMNS if column.casefold() not in header]
    if lacking:
        names = ", ".join(lacking)
        message = say("the file has no column {lacking}; nothing is known of it", lacking=names)
        problem = Diagnostic("IMP08", Severity.WARNING, Span(path.name, 1), message, hint=hint)
        return read._replace(diagnostics=(problem, *read.diagnostics))
    return read


def with_domains(data: ReferenceData, known: Iterable[str]) -> ReferenceData:
    """`data` with the domains that are `known`, where they are spelled in other capitals or with other accents.

    One diagnostic for each other spelling says on how many rows it stands.
    """
    spelled = {_plain(domain): domain for domain in known}
    found: dict[tuple[str, str], list[Name]] = {}

    def right(domain: str, codes: Iterable[CodeDecl]) -> str:
        other = spelled.get(_plain(domain), domain)
        if other != domain:
            found.setdefault((domain, other), []).extend(code.code for code in codes)
        return other

    lists = []
    for each in data.lists:
        domains = tuple(
            domain._replace(text=right(domain.text, each.codes)) for domain in each.domains
        )
        codes = [
            c._replace(domains=tuple(right(domain, (c,)) for domain in c.domains))
            for c in each.codes
        ]
        lists.append(each._replace(domains=domains, codes=tuple(codes)))
    problems = []
    for (was, now), places in found.items():
        first = min(places, key=lambda place: place.line)
        message = say(
            'the Informatiedomein "{was}" of {count} rows is the domain "{now}" (RD05)',
            was=was,
            count=len(places),
            now=now,
        )
        problems.append(
            Diagnostic(
                "IMP18",
                Severity.WARNING,
                first.span,
                message,
                hint=say("the published spelling is imported"),
            )
        )
    return data._replace(lists=tuple(lists), diagnostics=(*data.diagnostics, *problems))


def _plain(text: str) -> str:
    """`text` without capitals and accents."""
    return "".join(
        c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c)
    )


def _refused(path: Path, message: Text, hint: Text, line: int = 1) -> ReferenceData:
    problem = Diagnostic("IMP08", Severity.ERROR, Span(path.name, line), message, hint=hint)
    return ReferenceData(lists=(), diagnostics=(problem,))


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
            lacking = joined((name for name in ("Soort", "Code") if not cell[name]), " + ")
            message = say(
                "the row has no {lacking}: {cells}", lacking=lacking, cells=";".join(cells)[:80]
            )
            diagnostics.append(
                Diagnostic(
                    "IMP02", Severity.WARNING, Span(file, number), message, hint=say("complete it")
                )
            )
        else:
            codes.setdefault(cell["Soort"], []).append(
                _code(file, number, cell, descriptions, diagnostics)
            )
            if further:
                message = say(
                    "{list}.{code} has cells behind the last column: {further}",
                    list=cell["Soort"],
                    code=cell["Code"],
                    further=";".join(further)[:80],
                )
                hint = say("they are left out; put quotes around a text that holds a semicolon")
                diagnostics.append(
                    Diagnostic("IMP02", Severity.WARNING, Span(file, number), message, hint=hint)
                )
    lists = [_list(name, values) for name, values in sorted(codes.items())]
    return ReferenceData(
        lists=tuple(lists),
        diagnostics=tuple(diagnostics),
        rows=count,
        empty=empty,
        unusable=unusable,
    )


def _code(
    file: str, row: int, cell: dict[str, str], descriptions: bool, diagnostics: list[Diagnostic]
) -> CodeDecl:
    place = Name(cell["Code"], file, row)
    parent = None
    if text := cell.get("Parent", ""):
        list_, dot, code = text.partition(".")
        if dot and list_.strip() and code.strip():
            parent = (Name(list_.strip(), file, row), Name(code.strip(), file, row))
        else:
            message = say(
                'the parent "{text}" of {list}.{code} is no LIST.CODE (RD03)',
                text=text,
                list=cell["Soort"],
                code=cell["Code"],
            )
            diagnostics.append(
                Diagnostic(
                    "IMP09", Severity.WARNING, Span(file, row), message, hint=say("it is left out")
                )
            )
    dates = {}
    for column in ("Begindatum", "Einddatum"):
        dates[column], problem = _date(cell.get(column, ""))
        if problem:
            message = say(
                'the {column} "{text}" of {list}.{code} is no date (RD04)',
                column=column,
                text=cell[column],
                list=cell["Soort"],
                code=cell["Code"],
            )
            diagnostics.append(
                Diagnostic(
                    "IMP09",
                    Severity.WARNING,
                    Span(file, row),
                    message,
                    hint=say("it is kept as it is"),
                )
            )
    text = " ".join(cell.get("Omschrijving", "").split())
    domains = tuple(
        d.strip() for d in re.split(r"[,/|]", cell.get("Informatiedomein", "")) if d.strip()
    )
    doc = Doc(text) if text and descriptions else None
    label = " ".join(cell["Naam"].split())
    return CodeDecl(
        code=place,
        label=label,
        doc=doc,
        parent=parent,
        begin=dates["Begindatum"],
        end=dates["Einddatum"],
        domains=domains,
    )


def _date(text: str) -> tuple[str, bool]:
    """`text` as an ISO date; as it is, and True, where it is none."""
    if not text:
        return "", False
    for pattern, _ in _DATES:
        if found := pattern.fullmatch(text):
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat(), False
            except ValueError:
                return text, True
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
