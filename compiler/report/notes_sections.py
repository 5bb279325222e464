"""The sections of release notes about one version: themes, the changes, and whom they concern."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from compiler.base.wording import say, shortened
from compiler.compare.areas import (
    Area,
    Section,
    area_of,
    areas_reached,
    grouped,
    in_order,
    section_of,
    title_of,
)
from compiler.compare.comparison import Comparison
from compiler.compare.diff import ChangeKind
from compiler.compare.judge import Verdict
from compiler.compare.judged import Judged
from compiler.compare.texts import VERDICTS, describe, describe_without_name, subject_and_name
from compiler.compare.versions import parse_version
from compiler.report.notes_lists import lists_table
from compiler.report.notes_parts import Item, NotesPart, Table
from compiler.report.notes_themes import themes
from compiler.report.notes_writer import Writer

_MOST_NAMES = 8
_MANY_ALIKE = 3
_KINDS_IN_ORDER = tuple(ChangeKind)


def sections_of(comparison: Comparison, name: str, writer: Writer) -> Iterator[NotesPart]:
    """All sections about one version, which is called `name` in the names of places."""
    if found := themes(comparison.changes, writer.said):
        yield NotesPart(
            writer.said(say("Themes")),
            place=writer.place(f"{name} themas"),
            items=tuple(Item(writer.safe(text)) for text in found),
        )
    for area, changes in grouped(comparison.changes, section_of):
        section = _content(area.section, changes, comparison.new_version, writer)
        yield section._replace(
            heading=writer.safe(title_of(area)),
            place=writer.place(" ".join(filter(None, (name, *area)))),
        )
    if table := _parties(comparison.changes, writer):
        yield NotesPart(
            writer.said(say("Whom it concerns")),
            place=writer.place(f"{name} betrokkenen"),
            table=table,
        )


def _content(
    section: Section, changes: Sequence[Judged], version: str, writer: Writer
) -> NotesPart:
    """What stands under the heading of a section."""
    match section:
        case Section.BREAKING:
            return NotesPart(parts=_by_area(changes, writer))
        case Section.REPAIRED:
            accepted = say("Accepted, so they ask for no higher version.")
            items = tuple(_item(each, writer) for each in changes)
            return NotesPart(intro=writer.said(accepted), items=items)
        case Section.OBSOLETE:
            return NotesPart(intro=_until(version, writer), parts=_by_area(changes, writer))
        case Section.REFERENCE_DATA:
            return NotesPart(table=lists_table(changes, writer))
        case Section.DOCUMENTATION:
            return NotesPart(intro=_descriptions(changes, writer))
    return NotesPart(items=tuple(_alike(changes, writer)))


def _until(version: str, writer: Writer) -> str:
    """How long what became obsolete in `version` stays."""
    parsed = parse_version(version)
    if parsed is None:
        return writer.said(say("They stay until the next major version."))
    major = f"{parsed.core[0] + 1}.0.0"
    return writer.said(say("They stay until the next major version, {major}.", major=major))


def _descriptions(changes: Sequence[Judged], writer: Writer) -> str:
    lists = sum(area_of(each).section is Section.REFERENCE_DATA for each in changes)
    changed = say(
        "Descriptions that changed: {number} ({lists} of lists).", number=len(changes), lists=lists
    )
    return writer.said(changed)


def _by_area(changes: Iterable[Judged], writer: Writer) -> tuple[NotesPart, ...]:
    """A list for each part of the standard."""
    return tuple(
        NotesPart(writer.safe(title_of(area)), items=tuple(_item(each, writer) for each in members))
        for area, members in grouped(changes, area_of)
    )


def _item(judged: Judged, writer: Writer) -> Item:
    """A change and whom it concerns: the messages, or else the documents."""
    text, notes = describe(judged.change), []
    if judged.accepted:
        reason = say(
            "Reason: {reason} ({verdict}).",
            reason=judged.accepted,
            verdict=VERDICTS[judged.verdict],
        )
        notes.append(writer.safe(reason))
    elif judged.verdict is not Verdict.WIRE:  # it became obsolete, as the heading says
        text = subject_and_name(judged.change)
    names = judged.reach.messages or [title_of(area) for area in areas_reached(judged)]
    if names:
        concerned = say("Concerns: {names}.", names=shortened(names, _MOST_NAMES))
        notes.append(writer.safe(concerned))
    return Item(writer.safe(text), tuple(notes))


def _alike(changes: Iterable[Judged], writer: Writer) -> Iterator[Item]:
    """What was added, changed and removed; where many changed in the same way, that is said once."""
    by_text: dict[str, list[Judged]] = {}
    for each in sorted(changes, key=lambda each: _KINDS_IN_ORDER.index(each.change.kind)):
        changed = each.change.kind is ChangeKind.CHANGED
        text = describe_without_name(each.change) if changed else describe(each.change)
        by_text.setdefault(writer.said(text), []).append(each)
    for said, alike in by_text.items():
        if len(alike) >= _MANY_ALIKE:
            names = ", ".join(f'"{each.name}"' for each in alike)
            yield Item(writer.safe(said), (writer.safe(names),))
        else:
            yield from (Item(writer.safe(describe(each.change))) for each in alike)


def _parties(changes: Iterable[Judged], writer: Writer) -> Table | None:
    """A row for each process and domain with its numbers of breaking changes and additions."""
    breaking: dict[Area, int] = {}
    additions: dict[Area, int] = {}
    for each in changes:
        breaks = each.verdict is Verdict.WIRE
        adds = each.verdict is Verdict.ADDITIVE and each.change.kind is ChangeKind.ADDED
        if each.accepted or not (breaks or adds):
            continue
        counts = breaking if breaks else additions
        for area in areas_reached(each) or [area_of(each)]:
            counts[area] = counts.get(area, 0) + 1
    areas = sorted(breaking.keys() | additions.keys(), key=in_order)
    if not areas:
        return None
    header = (say("Process or domain"), say("Breaking changes"), say("Additions"))
    return Table(
        tuple(map(writer.safe, header)),
        tuple(
            (
                writer.safe(title_of(area)),
                str(breaking.get(area, 0)),
                str(additions.get(area, 0)),
            )
            for area in areas
        ),
    )
