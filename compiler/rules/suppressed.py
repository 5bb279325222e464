"""What suppressions themselves are judged by: those that find nothing to pass over, and names that are no rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from compiler.base.diagnostics import Diagnostic, Severity, nearest
from compiler.base.source import Name
from compiler.base.wording import say
from compiler.language.declarations import Suppression
from compiler.language.quick_mends import proposed_name
from compiler.model.model import Model
from compiler.rules.proposals import leave_suppression_out
from compiler.rules.rule import Finding, Rule

UNUSED_SUPPRESSION = "SUP02"


def unused_suppressions(
    model: Model, asked: Mapping[Rule, Severity], found: Iterable[tuple[Diagnostic, Name | None]]
) -> Iterator[tuple[Diagnostic, Finding]]:
    """A warning for each suppression of a rule that was asked and found nothing there, by what was `found`."""
    ran = {rule.id for rule in asked}
    used = {name for _, name in found if name is not None}
    for suppression in _suppressions(model):
        if suppression.rule.text in ran and suppression.rule not in used:
            message = say(
                '"{rule}" is passed over here, and finds nothing here', rule=suppression.rule
            )
            hint = say(
                "leave the suppression out, or move it to the element that the finding is about"
            )
            proposals = leave_suppression_out(suppression)
            finding = Finding(suppression.rule, message, hint, proposals=proposals)
            place = suppression.rule.span
            yield (
                Diagnostic(UNUSED_SUPPRESSION, Severity.WARNING, place, message, hint=hint),
                finding,
            )


def unknown_rules(
    model: Model, ids: Collection[str], change_ids: Iterable[str]
) -> Iterator[Diagnostic]:
    """An error for each rule that `model` names and that is none of `ids`, nor a change that is reported."""
    named = [
        ("SUP01", each.rule.text, each.rule)
        for each in _suppressions(model)
        if each.rule.text not in ids
    ]
    named += [
        ("STD01", id_, model.standard.place_of(id_))
        for id_ in model.standard.severities
        if id_ not in ids
    ]
    known = [*sorted(ids), *change_ids] if named else []
    for about, id_, place in named:
        if id_ not in known:
            message = say('"{rule}" is no rule', rule=id_)
            hint = nearest(id_, known) or say("verac explain lists all")
            mends = proposed_name(place, hint)
            yield Diagnostic(about, Severity.ERROR, place.span, message, hint=hint, mends=mends)


def _suppressions(model: Model) -> Iterator[Suppression]:
    for entity in model.entities.values():
        yield from entity.suppressions
        for attribute in entity.attributes:
            yield from attribute.suppressions
    for attribute in model.own_attributes():
        yield from attribute.suppressions
    for codelist in model.codelists.values():
        yield from codelist.suppressions
        for code in codelist.codes:
            yield from code.suppressions
    for element in model.architecture.values():
        yield from element.suppressions
