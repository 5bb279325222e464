"""RD04: dates say when a value holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, TypeAlias

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.language.declarations import Suppression
from compiler.model.elements import Code, day_of
from compiler.model.model import Model
from compiler.rules.proposals import write_quoted
from compiler.rules.rule import Finding, rule

_Value: TypeAlias = tuple[str, str]  # a list and a code of it
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)


class _End(NamedTuple):
    """The last `day` of a `value`."""

    day: date
    value: _Value


@rule("RD04", of_lists=True)
def dates_hold(model: Model) -> Iterator[Finding]:
    r"""The begin and the end of a value are dates, in that order.

    RD04: begin and end decide whether a value holds at a moment, and both days count themselves. A date that is none
    bounds nothing: the value then seems to hold always. Dates are written as 2026-01-31. A value that holds longer than
    its parent (RD03), or than what is above that, is a finer kind of what is no more: a warning.

    Bad:
        referentiedata SOORT {
            WON "Woning" vanaf "99-99-9999"  //! RD04 @24 "begin of \"WON\", \"99-99-9999\", is no date" "2026-01-31"
            GAR "Garage" vanaf "31-01-2026"  //! RD04 @24 "is no date"
            PAN "Pand" vanaf "2026-01-01" tot "2025-12-31"  //! RD04 @39 "ends before it begins"
        }

    Bad:
        referentiedata SOORT { HUI "Huis" tot "2019-12-31" }
        referentiedata DETAIL { VIL "Villa" ouder SOORT.HUI }  //! RD04 @25 "holds longer than its parent"

    Good:
        referentiedata DETAIL { VIL "Villa" ouder SOORT.HUI tot "2019-12-31" }
        referentiedata SOORT {
            WON "Woning" vanaf "2020-01-01"
            PAN "Pand" vanaf "2020-01-01" tot "2025-12-31"
            HUI "Huis" tot "2019-12-31"
        }
    """
    ends = _first_ends(model)
    for codelist in model.codelists.values():
        for code in codelist.codes:
            reasons = (*code.suppressions, *codelist.suppressions)
            if code.begin or code.end:
                yield from _no_dates(code, reasons)
                yield from _ends_before_it_begins(code, reasons)
            if code.parent in ends:
                yield from _outlives(code, code.parent, ends[code.parent], reasons)


def _ends(model: Model) -> dict[_Value, date]:
    """The last day of each value that ends; a code that stands twice ends when the last of the two does."""
    found: dict[_Value, list[date | None]] = {}
    for name, codelist in model.codelists.items():
        for code in codelist.codes:
            found.setdefault((name, code.code.text), []).append(day_of(code.end))
    known = {value: [end for end in ends if end is not None] for value, ends in found.items()}
    return {
        value: max(ends) for value, ends in known.items() if ends and len(ends) == len(found[value])
    }


def _first_ends(model: Model) -> dict[_Value, _End]:
    """For each value that ends, or lies below one that does, the first of these ends; the nearest of those on one day.

    A code that stands twice lies below the parent that it has first.
    """
    ends = _ends(model)
    parents: dict[_Value, _Value | None] = {}
    for name, codelist in model.codelists.items():
        for code in codelist.codes:
            parents.setdefault((name, code.code.text), code.parent)
    found: dict[_Value, _End] = {}
    for start in parents:
        way: dict[_Value, None] = {}
        value: _Value | None = start
        while value is not None and value not in found and value not in way:  # parents may go round
            way[value] = None
            value = parents.get(value)
        first = found.get(value) if value is not None else None
        for each in reversed(way):
            own = ends.get(each)
            if own is not None and (first is None or own <= first.day):
                first = _End(own, each)
            if first is not None:
                found[each] = first
    return found


def _outlives(
    code: Code, parent: _Value, end: _End, reasons: tuple[Suppression, ...]
) -> Iterator[Finding]:
    """That `code`, below `parent`, holds longer than what is above it."""
    own = day_of(code.end)
    if (code.end and own is None) or (own is not None and own <= end.day):
        return
    if end.value == parent:
        message = say(
            '"{code}" holds longer than its parent {list}.{value}, which ends on {day}',
            code=code.code,
            list=parent[0],
            value=parent[1],
            day=end.day.isoformat(),
        )
    else:
        message = say(
            '"{code}" holds longer than {above}, which is above its parent {parent}, and ends on {day}',
            code=code.code,
            above=".".join(end.value),
            parent=".".join(parent),
            day=end.day.isoformat(),
        )
    hint = say("end it too, or give it a parent that holds")
    yield Finding(
        place=code.end_at or code.code,
        message=message,
        hint=hint,
        suppressions=reasons,
        severity=Severity.WARNING,
    )


def _no_dates(code: Code, reasons: tuple[Suppression, ...]) -> Iterator[Finding]:
    bounds = (
        (say("begin"), code.begin, code.begin_at),
        (say("end"), code.end, code.end_at),
    )
    for what, text, place in bounds:
        if text and day_of(text) is None:
            message = say(
                'the {what} of "{code}", "{text}", is no date',
                what=what,
                code=code.code,
                text=text,
            )
            hint = say("write it as 2026-01-31")
            proposals = write_quoted(place, right) if place and (right := _day_in(text)) else ()
            yield Finding(place or code.code, message, hint, reasons, proposals=proposals)


def _day_in(text: str) -> str:
    """The date that `text` is with the day first, as a date is written here; empty where it is none."""
    found = _DAY_FIRST.fullmatch(text.strip(" .,"))
    if found is None:
        return ""
    day, month, year = found.groups()
    written = f"{year}-{month:0>2}-{day:0>2}"
    return written if day_of(written) else ""


def _ends_before_it_begins(code: Code, reasons: tuple[Suppression, ...]) -> Iterator[Finding]:
    begin, end = day_of(code.begin), day_of(code.end)
    if begin is None or end is None or begin <= end:
        return
    message = say(
        '"{code}" ends before it begins: from {begin} to {end}',
        code=code.code,
        begin=code.begin,
        end=code.end,
    )
    yield Finding(code.end_at or code.code, message, say("mend one of the two"), reasons)
