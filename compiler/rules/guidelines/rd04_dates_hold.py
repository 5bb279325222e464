"""RD04: dates say when a value holds."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.wording import say
from compiler.language.declarations import Suppression
from compiler.model.model import Code, Model, day_of
from compiler.rules.rule import Finding, rule


@rule("RD04", of_lists=True)
def dates_hold(model: Model) -> Iterator[Finding]:
    r"""The begin and the end of a value are dates, in that order.

    RD04: begin and end decide whether a value holds at a moment, and both days count themselves. A date that is none
    bounds nothing: the value then seems to hold always. Dates are written as 2026-01-31.

    Bad:
        referentiedata SOORT {
            WON "Woning" vanaf "99-99-9999"  //! RD04 @24 "begin of \"WON\", \"99-99-9999\", is no date" "2026-01-31"
            PAN "Pand" vanaf "2026-01-01" tot "2025-12-31"  //! RD04 @39 "ends before it begins"
        }

    Good:
        referentiedata SOORT {
            WON "Woning" vanaf "2020-01-01"
            PAN "Pand" vanaf "2020-01-01" tot "2025-12-31"
            HUI "Huis" tot "2019-12-31"
        }
    """
    for codelist in model.codelists.values():
        for code in codelist.codes:
            if code.begin or code.end:
                reasons = (*code.suppressions, *codelist.suppressions)
                yield from _no_dates(code, reasons)
                yield from _ends_before_it_begins(code, reasons)


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
