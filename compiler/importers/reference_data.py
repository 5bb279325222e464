"""Reads reference data as CSV (`Soort;Code;Naam;Omschrijving;Begindatum;Einddatum;Parent;Informatiedomein`)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from compiler.declarations import CodeDecl, CodeListDecl, Doc
from compiler.diagnostics import Diagnostic, Severity
from compiler.source import Name, Span

COLUMNS = ("Soort", "Code", "Naam")
OPTIONAL = ("Omschrijving", "Begindatum", "Einddatum", "Parent", "Informatiedomein")
MAX_BYTES = 64 * 1024 * 1024
_DATES = (
    (re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ]0{2}:0{2}(?::0{2})?)?"), "iso"),
    (re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})"), "dutch"),
    (re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"), "compact"),
)


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
        if path.stat().st_size > MAX_BYTES:
            return _refused(path, f"the file is larger than {MAX_BYTES // 1024 // 1024} MiB", "split it")
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return _refused(path, "the file is not UTF-8 text", "save it as UTF-8")
    except OSError as error:
        return _refused(path, f"the file cannot be read: {error.strerror}", "give a CSV file")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return _refused(path, "the file holds a NUL character", "save it as text", line)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    try:
        table = list(reader)
    except csv.Error as error:
        return _refused(path, f"the file is no CSV ({error})", "separate columns by ;", reader.line_num)
    header = [cell.strip().casefold() for cell in table[0]] if table else []
    missing = [column for column in COLUMNS if column.casefold() not in header]
    if missing:
        return _refused(
            path, f"the file has no column {', '.join(missing)}", "the first line is " + ";".join(COLUMNS + OPTIONAL)
        )
    columns = {c: header.index(c.casefold()) for c in COLUMNS + OPTIONAL if c.casefold() in header}
    return _lists(path.name, table[1:], columns, descriptions)


def _refused(path: Path, message: str, hint: str, line: int = 1) -> ReferenceData:
    return ReferenceData((), (Diagnostic("IMP08", Severity.ERROR, Span(path.name, line), message, hint),))


def _lists(file: str, table: Iterable[list[str]], columns: dict[str, int], descriptions: bool) -> ReferenceData:
    diagnostics: list[Diagnostic] = []
    codes: dict[str, list[CodeDecl]] = {}
    count = empty = unusable = 0
    for number, cells in enumerate(table, 2):
        count += 1
        cell = {name: cells[index].strip() if index < len(cells) else "" for name, index in columns.items()}
        if not any(cell.values()):
            empty += 1
        elif not (cell["Soort"] and cell["Code"]):
            unusable += 1
            message = f"the row has no list or no code: {';'.join(cells)[:80]}"
            diagnostics.append(Diagnostic("IMP02", Severity.WARNING, Span(file, number), message, "complete it"))
        else:
            codes.setdefault(cell["Soort"], []).append(_code(file, number, cell, descriptions, diagnostics))
    lists = [_list(name, values) for name, values in sorted(codes.items())]
    return ReferenceData(tuple(lists), tuple(diagnostics), count, empty, unusable)


def _code(file: str, row: int, cell: dict[str, str], descriptions: bool, diagnostics: list[Diagnostic]) -> CodeDecl:
    place = Name(cell["Code"], file, row)
    parent = None
    if text := cell.get("Parent", ""):
        list_, dot, code = text.partition(".")
        if dot and list_.strip() and code.strip():
            parent = (Name(list_.strip(), file, row), Name(code.strip(), file, row))
        else:
            message = f'the parent "{text}" of {cell["Soort"]}.{cell["Code"]} is no LIST.CODE (RD03)'
            diagnostics.append(Diagnostic("IMP09", Severity.WARNING, Span(file, row), message, "it is left out"))
    dates = {}
    for column in ("Begindatum", "Einddatum"):
        dates[column], problem = _date(cell.get(column, ""))
        if problem:
            message = f'the {column} "{cell[column]}" of {cell["Soort"]}.{cell["Code"]} is no date (RD04)'
            diagnostics.append(Diagnostic("IMP09", Severity.WARNING, Span(file, row), message, "it is kept as it is"))
    text = " ".join(cell.get("Omschrijving", "").split())
    domains = tuple(d.strip() for d in re.split(r"[,/|]", cell.get("Informatiedomein", "")) if d.strip())
    doc = Doc(text) if text and descriptions else None
    label = " ".join(cell["Naam"].split())
    return CodeDecl(place, label, doc, parent, dates["Begindatum"], dates["Einddatum"], domains)


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
        return CodeListDecl(Name(name), None, domains, tuple(code._replace(domains=()) for code in codes))
    return CodeListDecl(Name(name), None, (), tuple(codes))
