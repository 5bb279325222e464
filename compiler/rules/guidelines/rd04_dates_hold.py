"""RD04: dates say when a value holds."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.wording import say
from compiler.model.model import Model, day_of
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
            if not (code.begin or code.end):
                continue
            reasons = (*code.suppressions, *codelist.suppressions)
            begin, end = day_of(code.begin), day_of(code.end)
            for what, at, text, day in (
                (say("begin"), code.begin_at or code.code, code.begin, begin),
                (say("end"), code.end_at or code.code, code.end, end),
            ):
                if text and day is None:
                    message = say(
                        'the {what} of "{code}", "{text}", is no date',
                        what=what,
                        code=code.code,
                        text=text,
                    )
                    yield Finding(at, message, say("write it as 2026-01-31"), reasons)
            if begin is not None and end is not None and end < begin:
                message = say(
                    '"{code}" ends before it begins: from {begin} to {end}',
                    code=code.code,
                    begin=code.begin,
                    end=code.end,
                )
                yield Finding(
                    code.end_at or code.code, message, say("mend one of the two"), reasons
                )
