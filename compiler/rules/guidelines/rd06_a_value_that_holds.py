"""RD06: an attribute has a value that holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.model.model import Attribute, CodeList, Model, TypeKind, day_of
from compiler.rules.rule import Finding, rule

# The day of a model whose version has none. The clock would let a check say another thing tomorrow.
_UNDATED = date(2026, 1, 1)


@rule("RD06", severity=Severity.WARNING)
def a_value_that_holds(model: Model) -> Iterator[Finding]:
    r"""An attribute that is not obsolete has a value that still holds.

    RD04: an end says until when a value holds. Where all values of a list have ended, nothing can be filled in for an
    attribute that takes them; so it is obsolete (`vervallen`), or lacks a value. What counts is the day in the build of
    the version of the standard (`+260116.28` is 2026-01-16), and 2026-01-01 for a version without one: never the day of
    the check itself, so that a check of one model always says the same. What has yet to begin has not ended. A list
    without values is kept elsewhere, and an end that is no date (RD04) ends nothing.

    Bad:
        domein A { entiteit Woning { ligging : LIGGING } }  //! RD06 @30 "every value of \"LIGGING\" has ended"
        referentiedata LIGGING (domein A) {
            HOE "Hoek" tot "2021-12-31"
            TUS "Tussen" tot "2022-12-31"
        }

    Good:
        domein A { entiteit Woning { ligging : LIGGING, vervallen oudeLigging : LIGGINGOUD } }
        referentiedata LIGGING (domein A) {
            HOE "Hoek" tot "2021-12-31"
            TUS "Tussen"
        }
        referentiedata LIGGINGOUD (domein A) { HOE "Hoek" tot "2021-12-31" }
    """
    day = _day(model.standard.version)
    ended = {
        name: last
        for name, codelist in model.codelists.items()
        if (last := _last_day(codelist)) is not None and last < day
    }
    reasons = {
        each.attribute.name: each.reasons for each in model.written
    }  # those beside the entity too
    for attribute in _declared(model):
        if (
            attribute.kind is TypeKind.CODELIST
            and attribute.target in ended
            and not attribute.obsolete
        ):
            message = say(
                '"{attribute}" has no value left: every value of "{list}" has ended, the last on {day}',
                attribute=attribute.name,
                list=attribute.target,
                day=ended[attribute.target].isoformat(),
            )
            hint = say("write vervallen in front of it, or add a value that holds")
            found = reasons.get(attribute.name, attribute.suppressions)
            yield Finding(attribute.name, message, hint, found)


def _declared(model: Model) -> Iterator[Attribute]:
    """Every attribute once, where it is written."""
    for entity in model.entities.values():
        yield from (each for each in entity.attributes if not each.standard)
    yield from model.own_attributes()


def _last_day(codelist: CodeList) -> date | None:
    """The last day on which a value holds; None for a list that is kept elsewhere, or has a value without an end."""
    ends = [day_of(code.end) for code in codelist.codes]
    days = [end for end in ends if end is not None]
    return max(days) if days and len(days) == len(ends) else None


def _day(version: str) -> date:
    """The day that a model with this version is of: its build begins with year, month and day.

    >>> _day("4.3.0+260116.28"), _day("4.3.0")
    (datetime.date(2026, 1, 16), datetime.date(2026, 1, 1))
    """
    build = re.search(r"\+(\d\d)(\d\d)(\d\d)(?!\d)", version, re.ASCII)
    if build is None:
        return _UNDATED
    year, month, day = build.groups()
    return day_of(f"20{year}-{month}-{day}") or _UNDATED
