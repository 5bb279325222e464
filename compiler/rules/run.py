"""Finds the rules and runs them: Model → diagnostics."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic, Severity, nearest, ordered
from compiler.base.mends import Mend
from compiler.base.source import Name
from compiler.base.stepwise import finished
from compiler.base.store import KeptValues, digest, encoded
from compiler.base.wording import say
from compiler.language.declarations import Suppression
from compiler.language.quick_mends import proposed_name
from compiler.model.manifest import Manifest
from compiler.model.model import Model
from compiler.rules import guidelines
from compiler.rules.proposals import leave_suppression_out
from compiler.rules.rule import Finding, Rule

MendsOf: TypeAlias = Callable[[Finding], tuple[Mend, ...]]
_ALONE = Context()
_IN_LISTS = KeptValues("findings in lists", dict[str, list[Finding]])


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Every rule in the package compiler.rules.guidelines, by id."""
    found = {}
    for module in pkgutil.walk_packages(guidelines.__path__, f"{guidelines.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Rule):
                found[value.id] = value
    return tuple(found[id_] for id_ in sorted(found))


def run_rules(
    model: Model,
    only: frozenset[str] = frozenset(),
    *,
    stopping: bool = False,
    change_ids: Iterable[str] = (),
    context: Context = _ALONE,
    mends_of: MendsOf | None = None,
) -> tuple[Diagnostic, ...]:
    """What the rules find in `model`, with the manifest's severities; `only` names the rules to run (all if empty).

    `stopping` leaves out the rules that cannot stop a build, and suppressions that pass over nothing. `change_ids` are
    those that a comparison of versions can report: a manifest may name them too. They are only asked for where needed.
    `mends_of` makes the mends of a finding that nobody passes over; without it there are none.
    """
    return finished(
        running_rules(
            model,
            only,
            stopping=stopping,
            change_ids=change_ids,
            context=context,
            mends_of=mends_of,
        )
    )


def running_rules(
    model: Model,
    only: frozenset[str] = frozenset(),
    *,
    stopping: bool = False,
    change_ids: Iterable[str] = (),
    context: Context = _ALONE,
    mends_of: MendsOf | None = None,
) -> Generator[None, None, tuple[Diagnostic, ...]]:
    """What `run_rules` gives, with a step per rule."""
    diagnostics: list[Diagnostic] = []
    used: set[Name] = set()
    asked: dict[Rule, Severity] = {}
    for rule in all_rules():
        severity = model.standard.severities.get(rule.id, rule.severity)
        if (
            (not only or rule.id in only)
            and severity is not None
            and (severity is Severity.ERROR or not stopping)
        ):
            asked[rule] = severity
    of_lists = _found_in_lists([rule for rule in asked if rule.of_lists], model, context)
    for rule, severity in asked.items():
        for finding in of_lists[rule.id] if rule.of_lists else _judged(rule, model):
            suppression = next((s for s in finding.suppressions if s.rule.text == rule.id), None)
            if suppression is not None:
                used.add(suppression.rule)
            made = _diagnostic(rule, finding, severity, suppression)
            if mends_of is not None and suppression is None:
                made = made._replace(mends=mends_of(finding))
            diagnostics.append(made)
        yield
    if not stopping:
        diagnostics += _unused(model, {rule.id for rule in asked}, used, mends_of)
    if not only:
        diagnostics += _unknown_rules(model, change_ids)
    return ordered(diagnostics)


@lru_cache(
    maxsize=64
)  # a build asks rules that can stop it, and a site asks all of them of the same model
def _judged(rule: Rule, model: Model) -> tuple[Finding, ...]:
    return tuple(rule.judge(model))


def _found_in_lists(
    asked: Sequence[Rule], model: Model, context: Context
) -> dict[str, list[Finding]]:
    """What rules of reference data find, by their ids: where the lists are as they were, what they found then."""
    depends_on = encoded(([rule.id for rule in asked], list(model.codelists.values())))
    key = digest(context.fingerprint, depends_on)
    known = _IN_LISTS.get(context.store, key)
    if known is None or known.keys() != {rule.id for rule in asked}:
        lists = Model(Manifest(), codelists=model.codelists)
        known = {rule.id: list(rule.judge(lists)) for rule in asked}
        _IN_LISTS.put(context.store, key, known)
    return known


def _diagnostic(
    rule: Rule, finding: Finding, severity: Severity, suppression: Suppression | None
) -> Diagnostic:
    """A finding with the severity of its rule, or its own lighter one: the manifest makes no error of a hint."""
    reason = suppression.reason if suppression is not None else ""
    weight = (
        severity
        if finding.severity is None
        else max(severity, finding.severity, key=list(Severity).index)
    )
    return Diagnostic(
        rule.id, weight, finding.place.span, finding.message, hint=finding.hint, suppressed=reason
    )


def _unused(
    model: Model, ran: Collection[str], used: Collection[Name], mends_of: MendsOf | None
) -> Iterator[Diagnostic]:
    """A warning for each suppression of a rule that ran and found nothing there."""
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
            yield Diagnostic(
                "SUP02",
                Severity.WARNING,
                suppression.rule.span,
                message,
                hint=hint,
                mends=mends_of(finding) if mends_of else (),
            )


def _unknown_rules(model: Model, change_ids: Iterable[str]) -> Iterator[Diagnostic]:
    ids = {rule.id for rule in all_rules()}
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
            hint = nearest(id_, known)
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
