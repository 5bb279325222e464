"""Two models → a comparison: what changed, what each change means, and whether the version number allows it.

The facts are those of diff.py; the opinions stand in judges/, one kind of change in a file.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity, ordered
from compiler.base.source import Span
from compiler.base.wording import say
from compiler.compare import judges
from compiler.compare.diff import Change, ChangeKind, diff
from compiler.compare.effects import Effect, Effects
from compiler.compare.judge import Judge, Verdict
from compiler.compare.reach import Reach, Reaches
from compiler.compare.texts import describe, name_of
from compiler.compare.tree import NO_CORRECTIONS, Corrections, Element, elements
from compiler.compare.versions import EXAMPLE, Version, least_version, parse_version, step_between
from compiler.language.declarations import Suppression
from compiler.model.model import Model

# More than this part of the old entities gone, and the two are hardly versions of one standard.
_ALARMING = 0.8
_FEW = 5


_WHAT = {
    Verdict.WIRE: say("what breaks clients"),
    Verdict.CODE: say("what changes generated code"),
    Verdict.ADDITIVE: say("what adds"),
    Verdict.TEXT: say("what differs"),
}


class Judged(NamedTuple):
    """A change with its verdict, the judge's id, what it does on the wire, and whom it reaches.

    `accepted` is the reason that the model gives for it, where it does; such a change asks for no version.
    """

    change: Change
    verdict: Verdict
    id: str
    effect: Effect
    reach: Reach
    accepted: str = ""

    @property
    def name(self) -> str:
        """The element, as people call it."""
        return name_of(self.change.path)


class Comparison(NamedTuple):
    """All that two versions say of each other; `least` is empty where the old version is no version."""

    old_version: str
    new_version: str
    changes: tuple[Judged, ...]
    least: str
    step: str
    diagnostics: tuple[Diagnostic, ...]

    @property
    def breaking(self) -> tuple[Judged, ...]:
        """The changes that break clients and are not accepted."""
        return tuple(j for j in self.changes if j.verdict is Verdict.WIRE and not j.accepted)


@lru_cache(maxsize=1)
def all_judges() -> tuple[Judge, ...]:
    """Every judge in the package compiler.compare.judges, by id."""
    found = {}
    for module in pkgutil.walk_packages(judges.__path__, f"{judges.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Judge):
                found[value.id] = value
    return tuple(found[id_] for id_ in sorted(found))


@lru_cache(maxsize=1)
def _bench() -> dict[tuple[ChangeKind, str, str], Judge]:
    """The judge by kind of change, kind of element, and fact (empty for any)."""
    return {
        (j.kind, s, fact): j
        for j in all_judges()
        for s in j.subjects
        for fact in (j.facts or ("",))
    }


def judge_of(change: Change) -> Judge:
    """The one judge of a change."""
    bench = _bench()
    found = bench.get((change.kind, change.subject, change.fact)) or bench.get(
        (change.kind, change.subject, "")
    )
    assert found is not None, f"no judge for {change.kind} {change.subject} {change.fact}"
    return found


def compare_models(
    old: Model,
    new: Model,
    corrections: tuple[Corrections, Corrections] = (NO_CORRECTIONS, NO_CORRECTIONS),
) -> Comparison:
    """What changed from `old` to `new`, judged by the release policy; `corrections` are those that each carries out."""
    trees = (elements(old, corrections[0]), elements(new, corrections[1]))
    changes = diff(*trees)
    effects = Effects((old, new), trees, changes, corrections)
    reaches = Reaches(old, new)
    reasons = _Reasons(new)
    judged = []
    for change in changes:
        judge, effect = judge_of(change), effects.of(change)
        accepted = reasons.of(change, judge.id)
        judged.append(
            Judged(
                change=change,
                verdict=judge.opinion(change, effect),
                id=judge.id,
                effect=effect,
                reach=reaches.of(change),
                accepted=accepted,
            )
        )
    before, after = parse_version(old.standard.version), parse_version(new.standard.version)
    verdicts = [each.verdict for each in judged if not each.accepted]
    least = (
        least_version(before, verdicts, strict=new.standard.strict_versions) if before else None
    )
    found = (
        *_versions(old, new, before, after, least, judged),
        *_forbidden(new, before, after, judged),
        *_sudden(new, judged, trees[0]),
        *_alarm(new, trees[0], changes),
        *_idle(new, judged),
    )
    return Comparison(
        old_version=old.standard.version,
        new_version=new.standard.version,
        changes=tuple(judged),
        least=str(least or ""),
        step=step_between(before, least) if before and least else "",
        diagnostics=ordered(_weighed(new, found)),
    )


class _Reasons:
    """The reasons a model gives for changes: in its manifest by name, or beside the element."""

    def __init__(self, new: Model) -> None:
        self._repairs = dict(new.standard.repairs)
        self._new = new

    def of(self, change: Change, id_: str) -> str:
        """The reason for `change`, which the judge `id_` is to see; empty for none."""
        if name_of(change.path) in self._repairs:
            return self._repairs[name_of(change.path)]
        return next((s.reason for s in self._beside(change) if s.rule.text == id_), "")

    def _beside(self, change: Change) -> tuple[Suppression, ...]:
        entity = (
            self._new.entities.get(change.path[0][1])
            if change.path and change.path[0][0] == "entity"
            else None
        )
        if entity is None:
            return ()
        attribute = entity.attribute(change.path[1][1]) if change.path[1:] else None
        return (*entity.suppressions, *(attribute.suppressions if attribute else ()))


def _versions(
    old: Model,
    new: Model,
    before: Version | None,
    after: Version | None,
    least: Version | None,
    judged: list[Judged],
) -> Iterator[Diagnostic]:
    """VS01 too low, VS02 equal with other content, VS03 sides swapped, VS06 no version at all."""
    place = new.standard.name.span
    for version, model in ((before, old), (after, new)):
        if version is None:
            hint = say('three numbers, then a build, as in "{example}"', example=EXAMPLE)
            message = say(
                '"{version}" is no version, so nothing can be said of the step',
                version=model.standard.version,
            )
            yield Diagnostic("VS06", Severity.ERROR, model.standard.name.span, message, hint=hint)
    if before is None or after is None or least is None:
        return
    if after.older(before):
        message = say(
            "the new version, {after}, is older than the old one, {before}",
            after=after,
            before=before,
        )
        yield Diagnostic(
            "VS03",
            Severity.ERROR,
            place,
            message,
            hint=say("give the old side first, then the new one"),
        )
    elif after == before and judged:
        what = say("1 change") if len(judged) == 1 else say("{number} changes", number=len(judged))
        message = say("two versions {after} with different content: {what}", after=after, what=what)
        yield Diagnostic(
            "VS02",
            Severity.ERROR,
            place,
            message,
            hint=say("give the new one {least} or higher", least=least),
        )
    elif after.older(least):
        worst = _worst(judged)
        number = sum(j.verdict is worst and not j.accepted for j in judged)
        message = say(
            "version {after} is too low: {what} ({number}) asks for {least}",
            after=after,
            what=_WHAT[worst],
            number=number,
            least=least,
        )
        yield Diagnostic(
            "VS01",
            Severity.ERROR,
            place,
            message,
            hint=say("give it version {least} or higher", least=least),
        )


def _worst(judged: list[Judged]) -> Verdict:
    order = list(Verdict)
    return min((j.verdict for j in judged if not j.accepted), key=order.index, default=Verdict.TEXT)


def _forbidden(
    new: Model, before: Version | None, after: Version | None, judged: list[Judged]
) -> Iterator[Diagnostic]:
    """The judge's own id, for each change that breaks clients where the version allows none."""
    if before is None or after is None or not after.older(least_version(before, [Verdict.WIRE])):
        return
    for each in judged:
        if each.verdict is Verdict.WIRE:
            hint = say(
                'undo it, or give it a major version; for a technical repair write herstel {{ "{name}" "why" }}',
                name=each.name,
            )
            yield Diagnostic(
                each.id,
                Severity.ERROR,
                _place(each, new),
                describe(each.change),
                hint=hint,
                suppressed=each.accepted,
            )


def _sudden(new: Model, judged: list[Judged], old: Element) -> Iterator[Diagnostic]:
    """VS04: what is removed was obsolete first."""
    for each in judged:
        path, wire = each.change.path, each.verdict is Verdict.WIRE
        if (
            each.change.kind is not ChangeKind.REMOVED
            or not wire
            or each.change.subject not in ("attribute", "item")
        ):
            continue
        if not (each.change.old.facts.get("obsolete") or _obsolete(old, path)):
            message = say('"{name}" is removed and was not obsolete first', name=each.name)
            hint = say("mark it vervallen in this version, and remove it in the next major one")
            yield Diagnostic(
                "VS04",
                Severity.ERROR,
                _place(each, new),
                message,
                hint=hint,
                suppressed=each.accepted,
            )


def _obsolete(tree: Element, path: tuple[tuple[str, str], ...]) -> bool:
    """Whether the attribute behind an item is obsolete."""
    entity, name = path[-2][1], path[-1][1]
    while (part := tree.parts.get(("entity", entity))) is not None:
        found = part.parts.get(("attribute", name))
        if found is not None:
            return bool(found.facts["obsolete"])
        entity = part.facts["base"]
    return False


def _alarm(new: Model, old: Element, changes: tuple[Change, ...]) -> Iterator[Diagnostic]:
    """VS05: hardly anything of the old version is left."""
    there = sum(kind == "entity" for kind, _ in old.parts)
    gone = sum(c.kind is ChangeKind.REMOVED and c.subject == "entity" for c in changes)
    if there >= _FEW and gone > _ALARMING * there:
        message = say(
            "{gone} of the {there} entities seem to be removed: are these two versions of one standard?",
            gone=gone,
            there=there,
        )
        hint = say("look whether names changed in one sweep, or a folder is not the one you meant")
        yield Diagnostic("VS05", Severity.ERROR, new.standard.name.span, message, hint=hint)


def _idle(new: Model, judged: list[Judged]) -> Iterator[Diagnostic]:
    """VS07: a repair in the manifest that is about nothing that changed."""
    names = {each.name for each in judged}
    for name, _ in new.standard.repairs:
        if name not in names:
            message = say('herstel names "{name}", which did not change', name=name)
            yield Diagnostic(
                "VS07",
                Severity.WARNING,
                new.standard.name.span,
                message,
                hint=say("take the line away"),
            )


def _place(each: Judged, new: Model) -> Span:
    """Where the change stands; what is gone stands nowhere, so the manifest has to do."""
    return new.standard.name.span if each.change.kind is ChangeKind.REMOVED else each.change.place


def _weighed(new: Model, found: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
    """The diagnostics with the manifest's severities; those that are switched off are left out."""
    for diagnostic in found:
        severity = new.standard.severities.get(diagnostic.id, diagnostic.severity)
        if severity is not None:
            yield diagnostic._replace(severity=severity)
