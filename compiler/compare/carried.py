"""Which element of a version is which one of the version before: what a comparison says of that, for every element."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compiler.compare.comparison import Comparison
from compiler.compare.diff import ChangeKind, flattened
from compiler.compare.texts import name_of
from compiler.compare.tree import Element, ElementPath


class CarriedElement(NamedTuple):
    """An element of a new version, by the names that people give it: what it is called, and what it was called.

    `kind` is a word of the field (entity, attribute, …). `was` is empty for one that is new. `proposed` says that it
    may be another one that is alike.
    """

    kind: str
    name: str
    was: str
    proposed: bool = False


def carried_elements(
    old: Element, new: Element, comparison: Comparison
) -> tuple[CarriedElement, ...]:
    """Every element of the tree `new`, with what it was in the tree `old`; `comparison` is that of the two."""
    return tuple(_Carried(old, comparison).all_of(new))


class _Carried:
    def __init__(self, old: Element, comparison: Comparison) -> None:
        self._old = set(_paths(old, ()))
        self._added: set[ElementPath] = set()
        self._renamed: dict[ElementPath, tuple[str, bool]] = {}
        self._moved: dict[ElementPath, ElementPath] = {}
        for change in flattened(each.change for each in comparison.changes):
            match change.kind:
                case ChangeKind.ADDED:
                    self._added.add(change.path)
                case ChangeKind.RENAMED:
                    self._renamed[change.path] = (change.old, change.proposed)
                case ChangeKind.MOVED if change.fact == "entity":
                    self._moved |= dict.fromkeys(change.new, change.old[0])
                case _:
                    pass

    def all_of(self, new: Element) -> Iterator[CarriedElement]:
        for path in _paths(new, ()):
            was, proposed = self._before(path)
            yield CarriedElement(path[-1][0], name_of(path), name_of(was) if was else "", proposed)

    def _before(self, path: ElementPath) -> tuple[ElementPath, bool]:
        """The path of an element in the old version, empty for none; and whether likeness alone says so."""
        found: ElementPath = ()
        proposed = False
        source = self._moved.get(path, path)
        for end in range(1, len(source) + 1):
            part = source[:end]
            if part in self._added:
                return (), False
            kind, name = part[-1]
            former, guessed = self._renamed.get(part, (name, False))
            found, proposed = (*found, (kind, former)), proposed or guessed
        return (found, proposed) if found in self._old else ((), False)


def _paths(element: Element, path: ElementPath) -> Iterator[ElementPath]:
    """The path of every element in `element` but those that messages show of entities."""
    for key, part in element.parts.items():
        yield (*path, key)
        if key[0] != "message":
            yield from _paths(part, (*path, key))
