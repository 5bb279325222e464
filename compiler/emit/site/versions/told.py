"""What a comparison of two versions says, as plain texts that may be kept: the opinions are those of the comparison."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compiler.base.translation import Translate
from compiler.compare.areas import (
    Area,
    Section,
    area_of,
    areas_reached,
    in_order,
    section_of,
    title_of,
)
from compiler.compare.carried import CarriedElement, carried_elements
from compiler.compare.comparison import Comparison
from compiler.compare.diff import ChangeKind
from compiler.compare.judged import Judged
from compiler.compare.texts import VERDICTS, describe
from compiler.compare.tree import elements
from compiler.model.model import Model

# What breaks and what goes is told by the part of the standard that it is in.
_BY_AREA = (Section.BREAKING, Section.OBSOLETE)


class ToldChange(NamedTuple):
    """A change: the heading that it stands under, the element by kind and name, and what is said of it.

    `gone` says that only the old version has the element. `verdict` is what it means, `concerns` are the messages or
    documents that it reaches, `reason` is why it is accepted.
    """

    heading: str
    kind: str
    name: str
    gone: bool
    text: str
    verdict: str
    concerns: tuple[str, ...]
    reason: str


class ToldComparison(NamedTuple):
    """What changed from the version `old` to `new`, in the order in which it is told.

    `step` and `least` are the version that the changes ask for. `carried` are the elements that are new or have another
    name, `gone` are those that are no more, by kind and name.
    """

    old: str
    new: str
    step: str
    least: str
    breaking: int
    changes: tuple[ToldChange, ...]
    carried: tuple[CarriedElement, ...]


def told_comparison(
    old: Model, new: Model, comparison: Comparison, said: Translate
) -> ToldComparison:
    """What `comparison` says of two models; `said` gives a text in the language of the site."""
    carried = carried_elements(elements(old), elements(new), comparison)
    return ToldComparison(
        old=comparison.old_version,
        new=comparison.new_version,
        step=comparison.step,
        least=comparison.least,
        breaking=len(comparison.breaking),
        changes=tuple(_changes(comparison, said)),
        carried=tuple(each for each in carried if each.name != each.was),
    )


def _changes(comparison: Comparison, said: Translate) -> Iterator[ToldChange]:
    for section, area, judged in sorted(map(_placed, comparison.changes), key=_order):
        heading = said(title_of(section))
        if section.section in _BY_AREA:
            heading = f"{heading}: {said(title_of(area))}"
        change = judged.change
        yield ToldChange(
            heading=heading,
            kind=change.subject,
            name=judged.name,
            gone=change.kind is ChangeKind.REMOVED,
            text=said(describe(change)),
            verdict=said(VERDICTS[judged.verdict]),
            concerns=judged.reach.messages
            or tuple(said(title_of(each)) for each in areas_reached(judged)),
            reason=judged.accepted,
        )


def _placed(judged: Judged) -> tuple[Area, Area, Judged]:
    return section_of(judged), area_of(judged), judged


def _order(placed: tuple[Area, Area, Judged]) -> tuple[object, ...]:
    section, area, judged = placed
    return (
        in_order(section),
        in_order(area),
        list(ChangeKind).index(judged.change.kind),
        judged.name,
    )
