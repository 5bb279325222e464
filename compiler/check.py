"""Finds the rules and runs them: Model → diagnostics."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection, Iterator
from functools import lru_cache

from compiler import judges, rules
from compiler.declarations import Suppression
from compiler.diagnostics import Diagnostic, Severity, nearest, ordered
from compiler.model import Model
from compiler.rule import Finding, Rule
from compiler.source import Name
from compiler.wording import say


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Every rule in the package compiler.rules, by id."""
    found = {}
    for module in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Rule):
                found[value.id] = value
    return tuple(found[id_] for id_ in sorted(found))


def check(model: Model, only: frozenset[str] = frozenset(), *, stopping: bool = False) -> tuple[Diagnostic, ...]:
    """What the rules find in `model`, with the manifest's severities; `only` names the rules to run (all if empty).

    `stopping` leaves out the rules that cannot stop a build, and suppressions that pass over nothing.
    """
    diagnostics: list[Diagnostic] = []
    used: set[Name] = set()
    ran: set[str] = set()
    for rule in all_rules():
        if only and rule.id not in only:
            continue
        severity = model.standard.severities.get(rule.id, rule.severity)
        if severity is not None and (severity is Severity.ERROR or not stopping):
            ran.add(rule.id)
            for finding in rule.judge(model):
                suppression = next((s for s in finding.suppressions if s.rule.text == rule.id), None)
                if suppression is not None:
                    used.add(suppression.rule)
                diagnostics.append(_diagnostic(rule, finding, severity, suppression))
    if not stopping:
        diagnostics += _unused(model, ran, used)
    if not only:
        diagnostics += _unknown_rules(model)
    return ordered(diagnostics)


def _diagnostic(rule: Rule, finding: Finding, severity: Severity, suppression: Suppression | None) -> Diagnostic:
    """A finding with the severity of its rule, or its own lighter one: the manifest makes no error of a hint."""
    reason = suppression.reason if suppression is not None else ""
    weight = severity if finding.severity is None else max(severity, finding.severity, key=list(Severity).index)
    return Diagnostic(rule.id, weight, finding.place.span, finding.message, finding.hint, reason)


def _unused(model: Model, ran: Collection[str], used: Collection[Name]) -> Iterator[Diagnostic]:
    """A warning for each suppression of a rule that ran and found nothing there."""
    for suppression in _suppressions(model):
        if suppression.rule.text in ran and suppression.rule not in used:
            message = say('"{rule}" is passed over here, and finds nothing here', rule=suppression.rule)
            hint = say("leave the suppression out, or move it to the element that the finding is about")
            yield Diagnostic("SUP02", Severity.WARNING, suppression.rule.span, message, hint)


def _unknown_rules(model: Model) -> Iterator[Diagnostic]:
    known = [*(rule.id for rule in all_rules()), *change_ids()]
    for suppression in _suppressions(model):
        if suppression.rule.text not in known:
            message = say('"{rule}" is no rule', rule=suppression.rule)
            yield Diagnostic(
                "SUP01", Severity.ERROR, suppression.rule.span, message, nearest(suppression.rule.text, known)
            )
    for id_ in model.standard.severities:
        if id_ not in known:
            place = model.standard.place_of(id_).span
            yield Diagnostic("STD01", Severity.ERROR, place, say('"{id}" is no rule', id=id_), nearest(id_, known))


def change_ids() -> Iterator[str]:
    """The ids that a comparison of versions can report: those of its judges, and of what it says of version numbers."""
    yield from (module.name.split("_")[0].upper() for module in pkgutil.iter_modules(judges.__path__))
    yield from ("VS01", "VS02", "VS03", "VS04", "VS05", "VS06", "VS07")


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
