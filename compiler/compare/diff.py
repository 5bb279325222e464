"""Two trees of elements → what changed: facts only. comparison.py says whether it may be released as such."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from compiler.base.source import Span
from compiler.compare.hierarchy import Hierarchy
from compiler.compare.renames import renames
from compiler.compare.tree import Element, ElementPath, TypeFact


class ChangeKind(StrEnum):
    """What happened to an element."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    CHANGED = "changed"


class Change(NamedTuple):
    """One change.

    `path` leads to the element in the new version (in the old one, where it was removed). `fact` is what changed of
    it, from `old` to `new`; for an added or removed element they hold the element, for a renamed one its names. An
    entity that moved went to another domain (`fact` is "domain"); an attribute that moved went from the paths in `old`
    to the paths in `new`, within its hierarchy. `proposed` says that likeness alone makes it one change.
    `consequences` follow from it: the places in messages that say the same.
    """

    kind: ChangeKind
    path: ElementPath
    fact: str = ""
    old: Any = None
    new: Any = None
    proposed: bool = False
    place: Span = Span("")
    consequences: tuple[Change, ...] = ()

    @property
    def subject(self) -> str:
        """The kind of the element that changed."""
        return self.path[-1][0] if self.path else "standard"


def diff(old: Element, new: Element) -> tuple[Change, ...]:
    """What changed from `old` to `new`: nothing for equal ones.

    The renames come first. Applied, those of one kind at once and then the others in their order, each before its
    consequences, the changes make `new` of `old`.
    """
    changes: list[Change] = []
    renamed, old = renames(old, new)
    for path, came, proposed in renamed:
        target = (*path[:-1], came.key)
        changes.append(
            Change(
                kind=ChangeKind.RENAMED,
                path=target,
                fact="name",
                old=path[-1][1],
                new=came.name,
                proposed=proposed,
                place=came.place,
            )
        )
    found = _with_moves(list(_compare(old, new, ())), old, new)
    return (*changes, *_with_consequences(found, old, new))


def flattened(changes: Iterable[Change]) -> Iterator[Change]:
    """The changes, each followed by its consequences."""
    for change in changes:
        yield change._replace(consequences=())
        yield from change.consequences


def _compare(old: Element, new: Element, path: ElementPath) -> Iterator[Change]:
    if old.facts.get("own") != new.facts.get("own"):
        yield Change(
            kind=ChangeKind.CHANGED,
            path=path,
            fact="own",
            old=old.facts,
            new=new.facts,
            place=new.place,
        )
        old = old._replace(facts=new.facts)
    for fact in sorted({*old.facts, *new.facts}):
        before, after = old.facts.get(fact), new.facts.get(fact)
        if before != after:
            yield _changed(path, fact, before, after, new.place)
    for key, part in old.parts.items():
        if key in new.parts:
            yield from _compare(part, new.parts[key], (*path, key))
        else:
            yield Change(ChangeKind.REMOVED, (*path, key), old=part, place=part.place)
    for key, part in new.parts.items():
        if key not in old.parts:
            yield Change(ChangeKind.ADDED, (*path, key), new=part, place=part.place)


def _changed(path: ElementPath, fact: str, old: Any, new: Any, place: Span) -> Change:
    """A changed fact. A type that differs in its keys only is embedded here and by its keys there."""
    if (
        isinstance(old, TypeFact)
        and isinstance(new, TypeFact)
        and old._replace(keys=new.keys) == new
    ):
        fact = "keys"
    kind = ChangeKind.MOVED if fact == "domain" and path[-1][0] == "entity" else ChangeKind.CHANGED
    return Change(kind=kind, path=path, fact=fact, old=old, new=new, place=place)


# -- moves ---------------------------------------------------------------------------------------------------------


def _with_moves(changes: list[Change], old: Element, new: Element) -> list[Change]:
    """Attributes that went from entities and came to others of their hierarchy, each as one change."""
    hierarchies = (Hierarchy(old), Hierarchy(new))
    gone = _attributes(changes, ChangeKind.REMOVED)
    came = _attributes(changes, ChangeKind.ADDED)
    moved: list[Change] = []
    taken: set[ElementPath] = set()
    for name in sorted(gone.keys() & came.keys()):
        for target in came[name]:
            family = _family(hierarchies, target.path[0][1])
            sources = [c for c in gone[name] if c.path[0][1] in family and c.path not in taken]
            targets = [c for c in came[name] if c.path[0][1] in family and c.path not in taken]
            if sources and target.path not in taken:
                taken |= {c.path for c in (*sources, *targets)}
                moved += _move(sources, targets)
    return [
        c
        for c in changes
        if c.path not in taken or c.kind not in (ChangeKind.ADDED, ChangeKind.REMOVED)
    ] + moved


def _attributes(changes: Iterable[Change], kind: ChangeKind) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in changes:
        if change.kind is kind and change.subject == "attribute" and change.path[0][0] == "entity":
            found.setdefault(change.path[-1][1], []).append(change)
    return found


def _move(sources: list[Change], targets: list[Change]) -> Iterator[Change]:
    """The move, then what the attribute says otherwise where it is now; the first source speaks for all."""
    first: Element = sources[0].old
    old, new = tuple(c.path for c in sources), tuple(c.path for c in targets)
    yield Change(
        kind=ChangeKind.MOVED,
        path=targets[0].path,
        fact="entity",
        old=old,
        new=new,
        place=targets[0].place,
    )
    for target in targets:
        yield from _compare(first, target.new, target.path)


def _family(hierarchies: tuple[Hierarchy, ...], entity: str) -> set[str]:
    """The whole hierarchy of `entity`, in either version."""
    found: set[str] = set()
    for hierarchy in hierarchies:
        found |= hierarchy.family([entity, *hierarchy.bases(entity)][-1])
    return found


# -- consequences --------------------------------------------------------------------------------------------------


def _with_consequences(changes: list[Change], old: Element, new: Element) -> Iterator[Change]:
    """Put what messages say under the change of the attribute or the entity that it comes from."""
    hierarchies = (Hierarchy(old), Hierarchy(new))
    owners: dict[tuple[str, str, str], int] = {}
    first = sorted(
        range(len(changes)), key=lambda index: changes[index].path[:1] != changes[index].path
    )
    # What is said of a whole entity or of all of them goes before what is said of one attribute
    for index in first:
        for entity, name in _governed(changes[index], hierarchies):
            owners.setdefault((entity, name, _sense(changes[index])), index)
    owned = {
        index: owner
        for index, change in enumerate(changes)
        if (owner := _owner(change, owners, index)) is not None
    }
    following: dict[int, list[Change]] = {}
    for index, direct in owned.items():
        owner = direct
        while owner in owned:  # what it follows from may follow from something itself
            owner = owned[owner]
        following.setdefault(owner, []).append(changes[index])
    kept = [index for index in range(len(changes)) if index not in owned]
    for index in kept:
        yield changes[index]._replace(consequences=tuple(following.get(index, ())))


def _governed(
    change: Change, hierarchies: tuple[Hierarchy, Hierarchy]
) -> Iterator[tuple[str, str]]:
    """The (entity, attribute) in messages that `change` governs; the attribute is empty for the entity itself."""
    if not change.path or change.path[0][0] not in ("entity", "identifier"):
        return
    name = change.path[-1][1]
    if change.path[0][0] == "identifier":
        yield from ((entity, name) for hierarchy in hierarchies for entity in hierarchy.entities)
        return
    family = sorted(
        hierarchies[0].family(change.path[0][1]) | hierarchies[1].family(change.path[0][1])
    )
    if len(change.path) > 1:
        moved = (
            (path[0][1] for path in (*change.old, *change.new))
            if change.kind is ChangeKind.MOVED
            else ()
        )
        yield from ((entity, name) for entity in (*family, *moved))
    elif change.fact == "base":
        old, new = (set(hierarchy.inherited(change.path[0][1])) for hierarchy in hierarchies)
        names = sorted({name for name, _ in old ^ new})
        yield from ((entity, n) for entity in family for n in names)
    elif change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        yield name, ""


def _place_in_message(change: Change) -> tuple[str, str]:
    """The (entity, attribute) of which a message says something else, as `_governed` has it; ("", "-") for none."""
    if change.subject == "identifier" and len(change.path) > 1:
        return (change.path[0][1], change.path[-1][1])
    if change.subject == "item":
        return (change.path[-2][1], change.path[-1][1])
    if change.subject == "projection":
        return (change.path[-1][1], "")
    return ("", "-")


def _sense(change: Change) -> str:
    """What a change is about: a fact of an attribute, or that it comes, goes or is inherited from elsewhere."""
    if change.kind is ChangeKind.CHANGED and change.fact != "base":
        return "type" if change.fact == "keys" else change.fact
    return {ChangeKind.ADDED: ChangeKind.ADDED, ChangeKind.REMOVED: ChangeKind.REMOVED}.get(
        change.kind, ChangeKind.MOVED
    )


def _owner(change: Change, owners: dict[tuple[str, str, str], int], index: int) -> int | None:
    """The change that `change` follows from: an item comes with its attribute, goes with it, departs from it anew."""
    place, sense = _place_in_message(change), _sense(change)
    wider = (
        (ChangeKind.MOVED,)
        if change.kind is not ChangeKind.CHANGED
        else (ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.MOVED)
    )
    found = (owners.get((*place, each)) for each in (sense, *wider))
    return next((owner for owner in found if owner is not None and owner != index), None)
