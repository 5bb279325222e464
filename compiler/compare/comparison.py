"""Two models → a comparison: what changed, what each change means, and whether the version number allows it.

The facts are those of diff.py; the opinions stand in judges/, one kind of change in a file.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, ordered
from compiler.compare import judges
from compiler.compare.chosen_corrections import NO_CORRECTIONS, Corrections
from compiler.compare.diff import Change, ChangeKind, diff
from compiler.compare.effects import Effects
from compiler.compare.judge import Judge, Verdict
from compiler.compare.judged import Judged
from compiler.compare.reach import Reaches
from compiler.compare.texts import name_of
from compiler.compare.tree import elements
from compiler.compare.version_findings import version_findings
from compiler.compare.versions import least_version, parse_version, step_between
from compiler.language.declarations import Suppression
from compiler.model.model import Model


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
    differing: Collection[str] | None = None,
) -> Comparison:
    """What changed from `old` to `new`, judged by the release policy.

    `corrections` are those that each carries out, `differing` the documents that are others beside their version.
    """
    trees = (elements(old, corrections[0]), elements(new, corrections[1]))
    changes = diff(*trees)
    effects = Effects((old, new), trees, changes, corrections)
    reaches = Reaches(old, new, differing, corrections)
    reasons = _Reasons(new)
    judged = []
    for change in changes:
        judge, effect = judge_of(change), effects.of(change)
        accepted = reasons.of(change, judge.id)
        reach = reaches.of(change, alone=len(changes) == 1)
        judged.append(
            Judged(
                change=change,
                verdict=judge.opinion(change, effect),
                id=judge.id,
                effect=effect,
                reach=reach,
                accepted=accepted,
                home=reaches.home_of(change),
                concerned=reaches.concerned(change, reach),
            )
        )
    before = parse_version(old.standard.version)
    verdicts = [each.verdict for each in judged if not each.accepted]
    least = least_version(before, verdicts, strict=new.standard.strict_versions) if before else None
    found = version_findings((old, new), trees, judged, least)
    return Comparison(
        old_version=old.standard.version,
        new_version=new.standard.version,
        changes=tuple(judged),
        least=str(least or ""),
        step=step_between(before, least) if before and least else "",
        diagnostics=ordered(found),
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
        kind, name = change.path[0] if change.path else ("", "")
        inner = change.path[1][1] if change.path[1:] else ""
        if kind == "entity" and name in self._new.entities:
            entity = self._new.entities[name]
            attribute = entity.attribute(inner)
            return (*entity.suppressions, *(attribute.suppressions if attribute else ()))
        if kind == "list" and name in self._new.codelists:
            codelist = self._new.codelists[name]
            codes = (code for code in codelist.codes if code.code.text == inner)
            return (*codelist.suppressions, *(s for code in codes for s in code.suppressions))
        return ()
