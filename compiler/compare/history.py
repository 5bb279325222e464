"""Where an element came from: in which version it came, changed, became obsolete, went."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from compiler.base.wording import Text, say
from compiler.compare.comparison import Comparison
from compiler.compare.diff import Change, ChangeKind, flattened
from compiler.compare.texts import describe, name_of
from compiler.compare.tree import Element, ElementPath


class Event(NamedTuple):
    """What happened to an element in a version; the name is the one it had from then on."""

    version: str
    name: str
    text: Text


def paths_by_name(tree: Element) -> dict[str, ElementPath]:
    """The path of every element of a tree by the name that people give it."""
    found: dict[str, ElementPath] = {}

    def visit(element: Element, path: ElementPath) -> None:
        for key, part in element.parts.items():
            found.setdefault(name_of((*path, key)), (*path, key))
            visit(part, (*path, key))

    visit(tree, ())
    return found


def history_of(
    name: str, trees: Sequence[tuple[str, Element]], comparisons: Sequence[Comparison]
) -> tuple[Event, ...] | None:
    """The events of the element `name` over the versions in `trees`, oldest first; None where no version has it.

    `comparisons` are those of each version with the next. The element is followed under the names it had before and
    after.
    """
    index = [paths_by_name(tree) for _, tree in trees]
    at = next((number for number in reversed(range(len(trees))) if name in index[number]), None)
    if at is None:
        return None
    events: list[Event] = []
    current = name
    for number in range(at, 0, -1):
        found, before = _events(current, comparisons[number - 1], index[number - 1])
        events[:0] = found
        if before is None:
            break
        current = before
    else:
        events.insert(0, Event(trees[0][0], current, say("is there")))
    if at + 1 < len(trees):
        texts = [describe(change) for change in _about(name, comparisons[at])]
        texts = texts or [say('"{name}" is gone', name=name)]
        events += [Event(trees[at + 1][0], name, text) for text in texts]
    return tuple(events)


def _events(
    name: str, comparison: Comparison, before: dict[str, ElementPath]
) -> tuple[list[Event], str | None]:
    """What happened to `name` in one step, and the name it had before; None where it came in this step."""
    changes = _about(name, comparison)
    events = [Event(comparison.new_version, name, describe(change)) for change in changes]
    for change in changes:
        if change.kind is ChangeKind.RENAMED:
            return events, name_of((*change.path[:-1], (change.path[-1][0], change.old)))
        if change.kind is ChangeKind.MOVED and change.fact == "entity":
            return events, name_of(change.old[0])
    renamed = next((old for old in _under_old_names(name, comparison) if old in before), name)
    if renamed in before:
        return events, renamed
    if not events:
        came = say('"{name}" came with what it stands in', name=name)
        events = [Event(comparison.new_version, name, came)]
    return events, None


def _about(name: str, comparison: Comparison) -> list[Change]:
    """The changes of the element itself, as such or as what followed from another change."""
    changes = flattened(each.change for each in comparison.changes)
    return [c for c in changes if name_of(c.path) == name or _moved_from(c, name)]


def _moved_from(change: Change, name: str) -> bool:
    if change.kind is not ChangeKind.MOVED or change.fact != "entity":
        return False
    return name in map(name_of, (*change.old, *change.new))


def _under_old_names(name: str, comparison: Comparison) -> list[str]:
    """`name` with the old name of what it stands in."""
    found = []
    for each in comparison.changes:
        change = each.change
        if change.kind is ChangeKind.RENAMED and name.startswith(new := name_of(change.path)):
            old = name_of((*change.path[:-1], (change.path[-1][0], change.old)))
            found.append(old + name[len(new) :])
    return found
