"""Rows → text in columns, Markdown, CSV or JSON. One printer per format; what the rows mean is for others."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress

from compiler.base.in_print import in_print
from compiler.base.markdown_text import Markdown, cell
from compiler.report.paint import FAINT, painted

TABLE_FORMATS = ("text", "markdown", "csv", "json")
_BETWEEN = "  "
_NARROWEST = 8
# What a long name is made of: NatuurlijkPersoon.account, WRV/Relaties.
_PART = re.compile(r"[^\W_][^./\-_A-Z]*[./\-_]*|.")


def render_table(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    format_: str,
    width: int | None = None,
    *,
    colour: bool = False,
) -> str:
    """The rows under `header`, in one of `TABLE_FORMATS`. CSV is parted by semicolons, as reference data is.

    Text is folded to `width` columns, where that is given: cells that are too wide go on below themselves. With
    `colour` its header stands out.
    """
    table = [[*row] for row in rows]
    if format_ == "text":
        return _text(header, table, width, colour=colour)
    printer = {"markdown": _markdown, "csv": _csv, "json": _json}[format_]
    return printer(header, table)


def _text(
    header: Sequence[str], rows: Sequence[Sequence[str]], width: int | None, *, colour: bool
) -> str:
    """Columns as wide as their widest cell; a line break in a cell becomes a blank, and what steers a terminal a sign.

    Where they do not fit, those that hold nothing are left out, and the widest are folded.
    """
    table = [[in_print(" ".join(cell.split())) for cell in row] for row in (header, *rows)]
    widths = _widths(table)
    if width is not None and _taken(widths) > width:
        held = [any(column) for column in zip(*table[1:], strict=True)]
        if any(held):
            table = [[*compress(row, held)] for row in table]
            widths = _widths(table)
        widths = _narrowed(widths, width - _taken([0] * len(widths)))
    head, *body = ([*_folded(row, widths)] for row in table)
    lines = [painted(line, FAINT, colour=colour) for line in head]
    return "".join(f"{line}\n" for line in chain(lines, *body))


def _widths(table: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(len, column)) for column in zip(*table, strict=True)]


def _taken(widths: Sequence[int]) -> int:
    """How wide a line of columns of these widths is."""
    return sum(widths) + len(_BETWEEN) * (len(widths) - 1)


def _narrowed(widths: Sequence[int], room: int) -> list[int]:
    """`widths` with the widest made less wide until they fit in `room`, or none is wider than the narrowest allowed."""
    narrowed = [*widths]
    while sum(narrowed) > room and max(narrowed) > _NARROWEST:
        widest = max(narrowed)
        second = max((each for each in narrowed if each < widest), default=0)
        number = narrowed.count(widest)
        spare = -(-(sum(narrowed) - room) // number)
        least = max(second, widest - spare, _NARROWEST)
        narrowed = [least if each == widest else each for each in narrowed]
    return narrowed


def _folded(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """The lines of one row, each cell within its width."""
    cells = [
        [cell] if len(cell) <= width else _lines_of(cell, width)
        for cell, width in zip(row, widths, strict=True)
    ]
    for number in range(max(map(len, cells), default=1) or 1):
        parts = (cell[number] if number < len(cell) else "" for cell in cells)
        padded = (f"{part:{width}}" for part, width in zip(parts, widths, strict=True))
        yield _BETWEEN.join(padded).rstrip()


def _lines_of(cell: str, width: int) -> list[str]:
    """A cell on lines of `width`: broken between words, a long word between its parts, and these where they must be."""
    lines = [""]
    for word in cell.split(" "):
        parts = [word] if len(word) <= width else _PART.findall(word)
        between = " " if lines[-1] else ""
        for part in parts:
            if len(lines[-1]) + len(between) + len(part) > width and lines[-1]:
                lines.append("")
                between = ""
            lines[-1] += between + part
            between = ""
            while len(lines[-1]) > width:
                lines[-1:] = [lines[-1][:width], lines[-1][width:]]
    return lines


def _markdown(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, [Markdown("---")] * len(header), *rows]
    return "".join(f"| {' | '.join(map(cell, line))} |\n" for line in lines)


def _csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows([header, *rows])
    return out.getvalue()


def _json(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return (
        json.dumps(
            [dict(zip(header, row, strict=True)) for row in rows], ensure_ascii=False, indent=2
        )
        + "\n"
    )
