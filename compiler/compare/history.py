"""Where an element came from: in which version it came, changed, became obsolete, went."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from compiler.base.wording import Text, as_it_is, joined, say
from compiler.compare.comparison import Comparison
from compiler.compare.diff import Change, ChangeKind, flattened
from compiler.compare.hierarchy import Hierarchy
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
    after, also over versions that do not have it.
    """
    index = [paths_by_name(tree) for _, tree in trees]
    at = next((number for number in reversed(range(len(trees))) if name in index[number]), None)
    if at is None:
        return None
    names = _names(name, at, index, [tree for _, tree in trees], comparisons)
    events: list[Event] = []
    shown: tuple[str, ...] = ()
    for number, (version, tree) in enumerate(trees):
        is_there = names[number] in index[number]
        if number:
            was_there = names[number - 1] in index[number - 1]
            told = _step(
                names[number - 1 : number + 1], (was_there, is_there), comparisons[number - 1]
            )
            events += [Event(version, names[number], text) for text in told]
        elif is_there:
            events.append(Event(version, names[number], say("is there")))
        messages = _messages_with(tree, index[number][names[number]]) if is_there else ()
        if is_there and messages != shown:
            events.append(Event(version, names[number], _in_messages(messages)))
        shown = messages
    return tuple(events)


def _names(
    name: str,
    at: int,
    index: Sequence[dict[str, ElementPath]],
    trees: Sequence[Element],
    comparisons: Sequence[Comparison],
) -> list[str]:
    """The name of the element in each version, where it is `name` in version `at`; a guess where it is not there."""
    names = {at: name}
    for number in range(at, 0, -1):
        current = names[number]
        before = _name_before(current, comparisons[number - 1], index[number - 1])
        if before not in index[number - 1] and current in index[number]:
            earlier = [known for known in index[: number - 1] if before not in known]
            former = _former_name(index[number][current], trees[number])
            if len(earlier) == number - 1 and any(former in known for known in earlier):
                before = former
        names[number - 1] = before
    for number in range(at, len(trees) - 1):
        names[number + 1] = _name_after(names[number], comparisons[number])
    return [names[number] for number in range(len(trees))]


def _step(names: Sequence[str], there: tuple[bool, bool], comparison: Comparison) -> list[Text]:
    """What happened between two versions to the element that has these `names` in them; `there` says in which it is."""
    if there == (False, False):
        return []
    told = [describe(change) for change in _about(names[1], comparison)]
    if not told and names[0] != names[1]:
        told = [say('is called "{name}" with what it stands in', name=names[1])]
    if there == (False, True):
        return told or [say('"{name}" came with what it stands in', name=names[1])]
    if there == (True, False):
        return told or [say('"{name}" is gone', name=names[0])]
    return told


def _name_before(name: str, comparison: Comparison, before: dict[str, ElementPath]) -> str:
    """The name that `name` had in the old version of `comparison`; `name` itself where it was not there."""
    for change in _about(name, comparison):
        if change.kind is ChangeKind.RENAMED:
            return name_of((*change.path[:-1], (change.path[-1][0], change.old)))
        if change.kind is ChangeKind.MOVED and change.fact == "entity":
            return name_of(change.old[0])
    return next((old for old in _under_old_names(name, comparison) if old in before), name)


def _name_after(name: str, comparison: Comparison) -> str:
    """The name that `name` has in the new version of `comparison`."""
    for each in comparison.changes:
        change = each.change
        if change.kind is ChangeKind.RENAMED:
            old = name_of((*change.path[:-1], (change.path[-1][0], change.old)))
            if _is_in(name, old):
                return name_of(change.path) + name[len(old) :]
        elif change.fact == "entity" and name in map(name_of, change.old):
            return name_of(change.new[0])
    return name


def _is_in(name: str, whole: str) -> bool:
    """Whether `name` is the element `whole`, or stands in it."""
    return name == whole or name.startswith((f"{whole}.", f"{whole}/"))


def _former_name(path: ElementPath, tree: Element) -> str:
    """The name that the element at `path` is declared to have had; empty for none."""
    element = tree
    for key in path:
        element = element.parts[key]
    kind, _ = path[-1]
    return name_of((*path[:-1], (kind, element.formerly))) if element.formerly else ""


def _messages_with(tree: Element, path: ElementPath) -> tuple[str, ...]:
    """The messages that show an entity or one of its attributes, also of what is derived from it; none for others."""
    if path[0][0] != "entity":
        return ()
    family = Hierarchy(tree).family(path[0][1])
    found = [
        name_of((process.key, message.key))
        for process in tree.parts.values()
        if process.kind == "process"
        for message in process.parts.values()
        for projection in message.parts.values()
        if projection.name in family and (not path[1:] or ("item", path[1][1]) in projection.parts)
    ]
    return tuple(dict.fromkeys(found))


def _in_messages(messages: tuple[str, ...]) -> Text:
    if not messages:
        return say("in no message")
    return say("in messages {names}", names=joined(map(as_it_is, messages), ", "))


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
        if change.kind is ChangeKind.RENAMED and _is_in(name, new := name_of(change.path)):
            old = name_of((*change.path[:-1], (change.path[-1][0], change.old)))
            found.append(old + name[len(new) :])
    return found
