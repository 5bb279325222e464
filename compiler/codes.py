"""Which values of a reference data list hold on a day (RD04)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from compiler.model import Code, CodeList, day_of


def valid_on(codelist: CodeList, day: date) -> Iterator[Code]:
    """The values of `codelist` that hold on `day`.

    A begin and an end are dates that count themselves (GM08: a date means up to and including); one that is no date
    bounds nothing.
    """
    for code in codelist.codes:
        begin, end = day_of(code.begin), day_of(code.end)
        if (begin is None or begin <= day) and (end is None or day <= end):
            yield code
