"""GM08: begin and end of a period are of one type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from compiler.base.diagnostics import Severity
from compiler.base.source import Name
from compiler.base.wording import say
from compiler.language.declarations import Suppression
from compiler.language.rewrites import Proposal
from compiler.model.elements import Attribute, Entity, Message, TypeKind
from compiler.model.model import Model
from compiler.model.periods import periods_among
from compiler.rules.proposals import write_type
from compiler.rules.rule import Finding, rule

MOMENTS = ("date", "dateTime", "time")
_EXACT_END = ("date", "dateTime")


@rule("GM08", of=(Entity, Message))
def period_of_one_type(element: Entity | Message, model: Model) -> Iterator[Finding]:
    r"""The end of a period is no less exact than its begin.

    GM08: an end that is a date counts itself, up to and including that day; one that is a dateTime does not, up to
    that moment. The guideline makes no distinction for the begin, so a begin that is a date with an end that is a
    dateTime is right. A begin that is a moment with an end that is a day leaves open how long the last day lasts, and
    a time of day goes with another. What is a number or a text on one side is the same on the other: a warning where
    it is not. The meaning of an end goes out with it, in the descriptions of the JSON Schemas.
    In a message `verac validate` finds an end that comes before its begin (PL25).

    Bad:
        domein A {
            entiteit Contract {
                begindatum : dateTime
                einddatum  : date  //! GM08 @9 "\"begindatum\" is a dateTime and \"einddatum\" a date" "one of the two"
            }
        }

    Good:
        domein A {
            entiteit Contract { begindatum : date, einddatum : date }
            entiteit Storing { begindatum : date, einddatum : dateTime }
        }
    """
    if isinstance(element, Entity):
        together = model.named_attributes[element.key]
        yield from _mixed(element.attributes, together, element.suppressions)
        return
    for projection in element.projections.values():
        own = [attribute for attribute in projection.attributes if attribute.own]
        if own:
            together = {attribute.name.text: attribute for attribute in projection.attributes}
            yield from _mixed(own, together, ())


def _mixed(
    written: Iterable[Attribute],
    together: Mapping[str, Attribute],
    reasons: tuple[Suppression, ...],
) -> Iterator[Finding]:
    """The periods of `together` with two types, of which one end is among those that are `written` here."""
    here = {attribute.name.text for attribute in written}
    values = {name: each for name, each in together.items() if each.kind is TypeKind.PRIMITIVE}
    for begin_name, end_name in periods_among(values):
        begin, end = values[begin_name], values[end_name]
        is_mixed = begin.target != end.target and (begin.target, end.target) != _EXACT_END
        if is_mixed and (begin_name in here or end_name in here):
            place = end.name if end_name in here else begin.name
            all_reasons = (*begin.suppressions, *end.suppressions, *reasons)
            yield _of_two_types(place, begin, end, all_reasons)


def _of_two_types(
    place: Name, begin: Attribute, end: Attribute, reasons: tuple[Suppression, ...]
) -> Finding:
    if begin.target in MOMENTS and end.target in MOMENTS:
        message = say(
            '"{begin}" is a {target} and "{end}" a {target2}',
            begin=begin.name,
            target=begin.target,
            end=end.name,
            target2=end.target,
        )
        hint = say("take one of the two: a date counts itself as the end, a dateTime does not")
        return Finding(place, message, hint, reasons, proposals=_one_of_the_two(place, begin, end))
    message = say(
        '"{begin}" is of type {target} and "{end}" of type {target2}',
        begin=begin.name,
        target=begin.target,
        end=end.name,
        target2=end.target,
    )
    hint = say("take one of the two: they are compared with each other")
    return Finding(
        place,
        message,
        hint,
        reasons,
        severity=Severity.WARNING,
        proposals=_one_of_the_two(place, begin, end),
    )


def _one_of_the_two(place: Name, begin: Attribute, end: Attribute) -> tuple[Proposal, ...]:
    """The type of the other one, for what stands at `place`."""
    changed, other = (end, begin) if place == end.name else (begin, end)
    return write_type(changed, other.target)
