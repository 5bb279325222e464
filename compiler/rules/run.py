"""Finds the rules and runs them: Model → diagnostics."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import TypeAlias

from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic, Severity, ordered
from compiler.base.mends import Mend
from compiler.base.source import Name
from compiler.base.stepwise import finished
from compiler.base.store import KeptValues, digest, encoded
from compiler.model.keeping import kept
from compiler.model.manifest import Manifest
from compiler.model.model import Model
from compiler.rules import guidelines
from compiler.rules.parts import JudgedPart, judged_elements, judged_parts
from compiler.rules.rule import FindBreaches, Finding, JudgeElement, Rule
from compiler.rules.suppressed import UNUSED_SUPPRESSION, unknown_rules, unused_suppressions

MendsOf: TypeAlias = Callable[[Finding], tuple[Mend, ...]]
# What is found, and the name of the rule in the suppression that passes it over.
_Found: TypeAlias = tuple[Diagnostic, Name | None]
_Judges: TypeAlias = dict[type, list[tuple[Rule, Severity, JudgeElement]]]
_ALONE = Context()
_ALL_FINDINGS = "all findings"
_PARTS_IN_A_STEP = 20
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
    context: Context = _ALONE,
) -> tuple[Diagnostic, ...]:
    """What the rules find in `model`, with the manifest's severities; `only` names the rules to run (all if empty).

    `stopping` leaves out the rules that cannot stop a build, and suppressions that pass over nothing.
    """
    return finished(running_rules(model, only, stopping=stopping, context=context))


def all_findings(
    model: Model, change_ids: Iterable[str], context: Context
) -> tuple[Diagnostic, ...]:
    """What all rules find in `model`, without mends: they are run once for all who ask."""
    if _ALL_FINDINGS not in model.made:
        ruling = running_rules(model, change_ids=change_ids, context=context)
        model.made[_ALL_FINDINGS] = finished(ruling)
    found: tuple[Diagnostic, ...] = model.made[_ALL_FINDINGS]
    return found


def running_rules(
    model: Model,
    only: frozenset[str] = frozenset(),
    *,
    stopping: bool = False,
    change_ids: Iterable[str] = (),
    context: Context = _ALONE,
    mends_of: MendsOf | None = None,
) -> Generator[None, None, tuple[Diagnostic, ...]]:
    """What `run_rules` gives, in short steps.

    `change_ids` are those that a comparison of versions can report: a manifest may name them too. They are only asked
    for where needed. `mends_of` makes the mends of a finding that nobody passes over; without it there are none.
    """
    asked = {
        rule: severity
        for rule, severity in _severities(model).items()
        if (not only or rule.id in only) and (severity is Severity.ERROR or not stopping)
    }
    if model.memory is not None and mends_of is None and not only:
        found = yield from _judging_what_changed(model, asked)
    else:
        found = yield from _judging_all(model, asked, context, mends_of)
    diagnostics = [diagnostic for diagnostic, _ in found]
    if not stopping:
        for told, finding in unused_suppressions(model, asked, found):
            diagnostics.append(told._replace(mends=mends_of(finding) if mends_of else ()))
    if not only:
        diagnostics += unknown_rules(model, {rule.id for rule in all_rules()}, change_ids)
    return ordered(diagnostics)


def _severities(model: Model) -> dict[Rule, Severity]:
    """The rules that `model` is judged by, with what each of them weighs there."""
    found = {}
    for rule in all_rules():
        severity = model.standard.severities.get(rule.id, rule.severity)
        if severity is not None:
            found[rule] = severity
    return found


def mended(
    model: Model, asked: Iterable[Diagnostic], mends_of: MendsOf
) -> dict[Diagnostic, tuple[Mend, ...]]:
    """The mends of those of `asked` that rules find in `model`; only what finds one of them is judged again."""
    wanted = {each._replace(mends=()) for each in asked}
    ids = {each.id for each in wanted}
    severities = _severities(model)
    found: list[tuple[Diagnostic, Finding]] = []
    for rule, severity in severities.items():
        if rule.id in ids and (judge := rule.judge_whole) is not None:
            found += [(_told(rule, each, severity)[0], each) for each in judge(model)]
    judges = _by_type({rule: each for rule, each in severities.items() if rule.id in ids})
    every_judge, names = _by_type(severities), _names(severities)
    for part in judged_parts(model) if judges else ():
        known = kept(model, names, part, partial(_found_in_part, part, every_judge))
        if any(diagnostic in wanted for diagnostic, _ in known):
            found += [
                (_told(rule, each, severity)[0], each)
                for rule, severity, each in _findings_in_part(part, judges, model)
            ]
    if UNUSED_SUPPRESSION in ids:
        every = finished(_judging_what_changed(model, severities))
        found += unused_suppressions(model, severities, every)
    return {
        told: mends_of(finding) for told, finding in found if told in wanted and not told.suppressed
    }


def _judging_all(
    model: Model,
    asked: Mapping[Rule, Severity],
    context: Context,
    mends_of: MendsOf | None,
) -> Generator[None, None, list[_Found]]:
    """What the rules `asked` find in the whole of `model`."""
    found: list[_Found] = []
    of_lists = _found_in_lists([rule for rule in asked if rule.of_lists], model, context)
    for rule, severity in asked.items():
        judge = rule.judge_whole
        if rule.of_lists or judge is not None:
            made = of_lists[rule.id] if rule.of_lists or judge is None else judge(model)
            found += [_told(rule, finding, severity, mends_of) for finding in made]
            yield
    judges = _by_type({rule: each for rule, each in asked.items() if not rule.of_lists})
    for number, part in enumerate(judged_parts(model) if judges else ()):
        found += _found_in_part(part, judges, model, mends_of)
        if number % _PARTS_IN_A_STEP == 0:
            yield
    return found


def _judging_what_changed(
    model: Model, asked: Mapping[Rule, Severity]
) -> Generator[None, None, list[_Found]]:
    """The same as `_judging_all`, where what was found in earlier models is known as far as it holds here."""
    found: list[_Found] = []
    for rule, severity in asked.items():
        if (judge := rule.judge_whole) is not None:
            make = partial(_found_by, rule, severity, judge)
            found += kept(model, "findings of a rule", (rule.id, severity), make)
            yield
    judges, names = _by_type(asked), _names(asked)
    for number, part in enumerate(judged_parts(model)):
        found += kept(model, names, part, partial(_found_in_part, part, judges))
        if number % _PARTS_IN_A_STEP == 0:
            yield
    return found


def _names(asked: Mapping[Rule, Severity]) -> str:
    """What tells the rules that judge elements from others that are asked."""
    return " ".join(f"{rule.id}:{severity}" for rule, severity in asked.items() if rule.of)


def _by_type(asked: Mapping[Rule, Severity]) -> _Judges:
    """The rules that judge elements of each type."""
    found: _Judges = {}
    for rule, severity in asked.items():
        if (judge := rule.judge_element) is not None:
            for type_ in rule.of:
                found.setdefault(type_, []).append((rule, severity, judge))
    return found


def _findings_in_part(
    part: JudgedPart, judges: _Judges, model: Model
) -> Iterator[tuple[Rule, Severity, Finding]]:
    for element in judged_elements(part, model):
        for rule, severity, judge in judges.get(type(element), ()):
            for finding in judge(element, model):
                yield rule, severity, finding


def _found_in_part(
    part: JudgedPart, judges: _Judges, model: Model, mends_of: MendsOf | None = None
) -> list[_Found]:
    """What is found in one part of `model`."""
    return [
        _told(rule, finding, severity, mends_of)
        for rule, severity, finding in _findings_in_part(part, judges, model)
    ]


def _found_by(rule: Rule, severity: Severity, judge: FindBreaches, model: Model) -> list[_Found]:
    """What `rule` finds in the whole of `model`."""
    return [_told(rule, finding, severity) for finding in judge(model)]


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


def _told(
    rule: Rule, finding: Finding, severity: Severity, mends_of: MendsOf | None = None
) -> _Found:
    """A finding with the severity of its rule, or its own lighter one: the manifest makes no error of a hint.

    Beside it the suppression that passes it over, where one does; such a finding has no mends.
    """
    suppression = next((each for each in finding.suppressions if each.rule.text == rule.id), None)
    weight = (
        severity
        if finding.severity is None
        else max(severity, finding.severity, key=list(Severity).index)
    )
    made = Diagnostic(
        rule.id,
        weight,
        finding.place.span,
        finding.message,
        hint=finding.hint,
        suppressed=suppression.reason if suppression else "",
        mends=mends_of(finding) if mends_of is not None and suppression is None else (),
    )
    return made, suppression.rule if suppression else None
