"""RD04: dates say when a value holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.language.declarations import Suppression
from compiler.model.model import Code, Model, day_of
from compiler.rules.rule import Finding, rule

_Value: TypeAlias = tuple[str, str]  # a list and a code of it


@rule("RD04", of_lists=True)
def dates_hold(model: Model) -> Iterator[Finding]:
    r"""The begin and the end of a value are dates, in that order.

    RD04: begin and end decide whether a value holds at a moment, and both days count themselves. A date that is none
    bounds nothing: the value then seems to hold always. Dates are written as 2026-01-31. A value that holds longer than
    its parent (RD03) is a finer kind of what is no more: a warning.

    Bad:
        referentiedata SOORT {
            WON "Woning" vanaf "99-99-9999"  //! RD04 @24 "begin of \"WON\", \"99-99-9999\", is no date" "2026-01-31"
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
    ends = _ends(model)
    for codelist in model.codelists.values():
        for code in codelist.codes:
            reasons = (*code.suppressions, *codelist.suppressions)
            if code.begin or code.end:
                yield from _no_dates(code, reasons)
                yield from _ends_before_it_begins(code, reasons)
            if code.parent in ends:
                yield from _outlives_its_parent(code, code.parent, ends[code.parent], reasons)


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


def _outlives_its_parent(
    code: Code, parent: _Value, end: date, reasons: tuple[Suppression, ...]
) -> Iterator[Finding]:
    own = day_of(code.end)
    if (code.end and own is None) or (own is not None and own <= end):
        return
    message = say(
        '"{code}" holds longer than its parent {list}.{value}, which ends on {day}',
        code=code.code,
        list=parent[0],
        value=parent[1],
        day=end.isoformat(),
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
            yield Finding(place or code.code, message, say("write it as 2026-01-31"), reasons)


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
