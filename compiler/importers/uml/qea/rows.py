"""Rows of a .qea: how they are told apart, and where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from compiler.base.source import Span
from compiler.importers.uml.ea.conventions import guid_of

TableRow: TypeAlias = Mapping[str, str]
TablesByName: TypeAlias = Mapping[str, Sequence[TableRow]]
_DIGITS = 18


def row_key(row: TableRow, table: str, identity: str) -> str:
    """The key of a row: its GUID, or else its number in its table."""
    return guid_of(row["ea_guid"]) or f"{table}:{row[identity]}"


def place(shown: str, table: str, identity: str) -> Span:
    """Where a row stands: the table, and its number as the line."""
    return Span(f"{shown}[{table}]", max(number(identity), 0))


def number(written: str) -> int:
    """A number in a column; 0 for what is none."""
    digits = written.removeprefix("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > _DIGITS:
        return 0
    return int(written)


def of_objects(rows: Iterable[TableRow], column: str) -> Mapping[str, list[TableRow]]:
    """`rows` by what `column` holds."""
    found: defaultdict[str, list[TableRow]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found
