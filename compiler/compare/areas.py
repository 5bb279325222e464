"""Where a change is told of: in which section of release notes, and of which part of the standard."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from compiler.base.wording import Text, say
from compiler.compare.diff import ChangeKind
from compiler.compare.judge import Verdict
from compiler.compare.judged import Judged


class Section(StrEnum):
    """The sections in their order. Their values stand in the marks of places, in every language."""

    BREAKING = "breuken"
    REPAIRED = "herstel"
    OBSOLETE = "vervallen"
    STANDARD = "standaard"
    DOMAIN = "domein"
    PROCESS = "ketenproces"
    REFERENCE_DATA = "referentiedata"
    DOCUMENTATION = "documentatie"


class Area(NamedTuple):
    """A section, and the name of the domain or process where it is about one."""

    section: Section
    name: str = ""


_TITLES = {
    Section.BREAKING: say("What breaks clients"),
    Section.REPAIRED: say("Technical repairs"),
    Section.OBSOLETE: say("Obsolete"),
    Section.STANDARD: say("Standard as a whole"),
    Section.REFERENCE_DATA: say("Reference data"),
    Section.DOCUMENTATION: say("Documentation"),
}


def title_of(area: Area) -> Text:
    """The heading of a section, or what a part of the standard is called."""
    if area.section is Section.DOMAIN:
        return say("Domain {name}", name=area.name)
    if area.section is Section.PROCESS:
        return say("Process {name}", name=area.name)
    return _TITLES[area.section]


def in_order(area: Area) -> tuple[int, str]:
    """The key to sort areas by."""
    return (list(Section).index(area.section), area.name)


def areas_reached(judged: Judged) -> list[Area]:
    """The documents whose readers a change concerns."""
    return [
        Area(Section.PROCESS if of_process else Section.DOMAIN, name)
        for name, of_process in judged.concerned
    ]


def area_of(judged: Judged) -> Area:
    """The part of the standard that a change belongs to: for an entity its domain."""
    kind, name = judged.change.path[0] if judged.change.path else ("standard", "")
    if kind == "entity":
        return Area(Section.DOMAIN, judged.home)
    if kind == "domain":
        return Area(Section.DOMAIN, name)
    if kind == "process":
        return Area(Section.PROCESS, name)
    if kind == "list":
        return Area(Section.REFERENCE_DATA)
    return Area(Section.STANDARD)


def section_of(judged: Judged) -> Area:
    """The one section that tells of a change."""
    change = judged.change
    if judged.accepted:
        return Area(Section.REPAIRED)
    if judged.verdict is Verdict.WIRE:
        return Area(Section.BREAKING)
    if change.kind is ChangeKind.CHANGED and change.fact == "obsolete" and change.new:
        return Area(Section.OBSOLETE)
    if change.kind is ChangeKind.CHANGED and change.fact == "description":
        return Area(Section.DOCUMENTATION)
    return area_of(judged)


def grouped(
    changes: Iterable[Judged], area: Callable[[Judged], Area]
) -> list[tuple[Area, list[Judged]]]:
    """The changes by what `area` says of them, in the order of areas."""
    found: dict[Area, list[Judged]] = {}
    for each in changes:
        found.setdefault(area(each), []).append(each)
    return [(each, found[each]) for each in sorted(found, key=in_order)]
