"""Rows → text in columns, Markdown, CSV or JSON. One printer per format; what the rows mean is for others."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence

from compiler.base.markdown_text import Markdown, cell

TABLE_FORMATS = ("text", "markdown", "csv", "json")


def render_table(header: Sequence[str], rows: Iterable[Sequence[str]], format_: str) -> str:
    """The rows under `header`, in one of `FORMATS`. CSV is parted by semicolons, as reference data is."""
    printer = {"text": _text, "markdown": _markdown, "csv": _csv, "json": _json}[format_]
    return printer(header, [[*row] for row in rows])


def _text(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their widest cell; a line break in a cell becomes a blank."""
    table = [[" ".join(cell.split()) for cell in row] for row in (header, *rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = (
        "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in table
    )
    return "".join(f"{line}\n" for line in lines)


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
