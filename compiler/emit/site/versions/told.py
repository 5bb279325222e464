"""What a comparison of two versions says, as plain texts that may be kept: the opinions are those of the comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from compiler.base.translation import Translate
from compiler.base.wording import Text, say, shortened
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
from compiler.compare.texts import FACTS, VERDICTS, describe, describe_without_name
from compiler.compare.tree import elements
from compiler.model.model import Model

# What breaks and what goes is told by the part of the standard that it is in.
_BY_AREA = (Section.BREAKING, Section.OBSOLETE)


# What changes by the hundred is told by the whole that it is in.
_TOGETHER = (Section.REFERENCE_DATA, Section.DOCUMENTATION)
_MOST_NAMES = 40


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

    `step` and `least` are the version that the changes ask for; `number` says how many they are, `breaking` how many
    break clients. `carried` are the elements that are new or have another name.
    """

    old: str
    new: str
    step: str
    least: str
    number: int
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
        number=len(comparison.changes),
        breaking=len(comparison.breaking),
        changes=tuple(_changes(comparison, said)),
        carried=tuple(each for each in carried if each.name != each.was),
    )


def _changes(comparison: Comparison, said: Translate) -> Iterator[ToldChange]:
    placed = sorted(map(_placed, comparison.changes), key=_order)
    for (section, area, _), members in groupby(placed, lambda each: (*each[:2], _alike(*each))):
        heading = said(title_of(section))
        if section.section in _BY_AREA:
            heading = f"{heading}: {said(title_of(area))}"
        yield _told([judged for _, _, judged in members], heading, said)


def _told(members: Sequence[Judged], heading: str, said: Translate) -> ToldChange:
    """A change; or what changed alike in one whole, said once."""
    first = members[0]
    change = first.change
    one = len(members) == 1
    kind, name = (change.subject, first.name) if one else change.path[0]
    concerned = dict.fromkeys(each for judged in members for each in _concerned(judged, said))
    return ToldChange(
        heading=heading,
        kind=kind,
        name=name,
        gone=change.kind is ChangeKind.REMOVED and one,
        text=said(describe(change) if one else _together(members)),
        verdict=said(VERDICTS[first.verdict]),
        concerns=tuple(concerned),
        reason=first.accepted,
    )


def _together(members: Sequence[Judged]) -> Text:
    change = members[0].change
    what = FACTS["description"] if change.fact == "description" else describe_without_name(change)
    names = [each.change.path[-1][1] or each.name for each in members]
    return say("{what}: {names}", what=what, names=shortened(names, _MOST_NAMES))


def _concerned(judged: Judged, said: Translate) -> tuple[str, ...]:
    return judged.reach.messages or tuple(said(title_of(each)) for each in areas_reached(judged))


def _alike(section: Area, _: Area, judged: Judged) -> tuple[object, ...]:
    """What changes of reference data and texts have in common that are told as one; others stand alone."""
    change = judged.change
    if section.section not in _TOGETHER or not change.path:
        return (id(judged),)
    text = "" if change.fact == "description" else str(describe_without_name(change))
    return (change.path[0], change.kind, change.fact, text)


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
