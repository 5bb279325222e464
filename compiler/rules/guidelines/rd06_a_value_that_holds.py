"""RD06: an attribute has a value that holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.language.declarations import Suppression
from compiler.model.elements import Attribute, Code, Entity, TypeKind, day_of, written_in
from compiler.model.keeping import kept
from compiler.model.model import Model
from compiler.rules.proposals import write_before
from compiler.rules.rule import Finding, rule

# The day of a model whose version has none. The clock would let a check say another thing tomorrow.
_UNDATED = date(2026, 1, 1)


@rule("RD06", severity=Severity.WARNING, of=(Entity, Model))
def a_value_that_holds(element: Entity | Model, model: Model) -> Iterator[Finding]:
    r"""An attribute that is not obsolete has a value that still holds.

    RD04: an end says until when a value holds. Where all values of a list have ended, nothing can be filled in for an
    attribute that takes them; so it is obsolete (`vervallen`), or lacks a value. What counts is the day in the build of
    the version of the standard (`+260116.28` is 2026-01-16), and 2026-01-01 for a version without one: never the day of
    the check itself, so that a check of one model always says the same. What has yet to begin has not ended. A list
    without values is kept elsewhere, and an end that is no date (RD04) ends nothing. An entity that is told by codes
    which have all ended (`als soort WON`) cannot be sent either.

    Bad:
        domein A { entiteit Woning { ligging : LIGGING } }  //! RD06 @30 "every value of \"LIGGING\" has ended"
        referentiedata LIGGING (domein A) {
            HOE "Hoek" tot "2021-12-31"
            TUS "Tussen" tot "2022-12-31"
        }

    Bad:
        domein A {
            abstract entiteit Gebouw { soort : SOORT }
            entiteit Schuur is Gebouw (als soort SCH)  //! RD06 @14 "told by values of \"SOORT\" that have ended"
        }
        referentiedata SOORT (domein A) { SCH "Schuur" tot "2021-12-31", HUI "Huis" }

    Good:
        domein A { entiteit Woning { ligging : LIGGING, vervallen oudeLigging : LIGGINGOUD } }
        referentiedata LIGGING (domein A) {
            HOE "Hoek" tot "2021-12-31"
            TUS "Tussen"
        }
        referentiedata LIGGINGOUD (domein A) { HOE "Hoek" tot "2021-12-31" }
    """
    day = _day(model.standard.version)
    if isinstance(element, Entity):
        for each in written_in(element):
            yield from _without_value(each.attribute, each.reasons, day, model)
        yield from _told_by_what_ended(element, day, model)
        return
    for attribute in model.own_attributes():
        yield from _without_value(attribute, attribute.suppressions, day, model)


def _without_value(
    attribute: Attribute, reasons: tuple[Suppression, ...], day: date, model: Model
) -> Iterator[Finding]:
    """An attribute of a list of which every value has ended before `day`."""
    if attribute.kind is not TypeKind.CODELIST or attribute.obsolete:
        return
    last = kept(model, "last day", attribute.target, partial(_last_day_of, attribute.target))
    if last is None or last >= day:
        return
    message = say(
        '"{attribute}" has no value left: every value of "{list}" has ended, the last on {day}',
        attribute=attribute.name,
        list=attribute.target,
        day=last.isoformat(),
    )
    hint = say("write vervallen in front of it, or add a value that holds")
    proposals = write_before(attribute.name, "vervallen")
    yield Finding(attribute.name, message, hint, reasons, proposals=proposals)


def _told_by_what_ended(entity: Entity, day: date, model: Model) -> Iterator[Finding]:
    """That only codes tell `entity` which have ended before `day`."""
    if not entity.told_by:
        return
    told = {
        attribute.name.text: attribute
        for base in model.bases(entity.key)
        for attribute in base.attributes
    }
    if entity.told_by[0] not in told:
        return
    name = told[entity.told_by[0]].target
    codes = [code for code in model.codelists[name].codes if code.code.text in entity.told_by[1:]]
    last = _last_day(codes)
    if last is not None and last < day:
        message = say(
            '"{entity}" is told by values of "{list}" that have ended, the last on {day}',
            entity=entity.name,
            list=name,
            day=last.isoformat(),
        )
        hint = say("tell it by a value that holds, or take it away")
        yield Finding(entity.name, message, hint, entity.suppressions)


def _last_day_of(name: str, model: Model) -> date | None:
    return _last_day(model.codelists[name].codes)


def _last_day(codes: Sequence[Code]) -> date | None:
    """The last day on which one of `codes` holds; None where there are none, or one has no end."""
    ends = [day_of(code.end) for code in codes]
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
