"""What has another name in the new version: declared (`voorheen`), or proposed because it is alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compiler.compare.former_names import INNER, declared_renames
from compiler.compare.likeness import candidates, likeness
from compiler.compare.renaming import with_elements_renamed
from compiler.compare.tree import Element, ElementPath

_TOP = ("domain", "entity", "list", "process", "identifier")
# Elements that are left without a counterpart are compared anew with those that are left; so often at most.
_MOST_ROUNDS = 4


class Rename(NamedTuple):
    """One element under two names.

    `path` leads to it in the old tree, and holds the names that the renames before it have given. `came` is what it is
    in the new one. `proposed` says that likeness alone makes it one.
    """

    path: ElementPath
    came: Element
    proposed: bool


def renames(old: Element, new: Element) -> tuple[list[Rename], Element]:
    """What has another name in `new`, and `old` with all of it carried out.

    What stands on its own comes first, then what stands in it.
    """
    found: list[Rename] = []
    for kind in _TOP:
        pairs = [
            Rename((gone.key,), came, proposed) for gone, came, proposed in _pairs(old, new, kind)
        ]
        found += pairs
        old = with_elements_renamed(old, _names(pairs))
    inner: dict[str, list[Rename]] = {kind: [] for kind in INNER.values()}
    for key, part in old.parts.items():
        if key in new.parts and key[0] in INNER:
            kind = INNER[key[0]]
            pairs = [
                Rename((key, gone.key), came, proposed)
                for gone, came, proposed in _pairs(part, new.parts[key], kind)
            ]
            found += pairs
            inner[kind] += pairs
    for pairs in inner.values():
        old = with_elements_renamed(old, _names(pairs))
    return found, old


def _names(pairs: list[Rename]) -> dict[ElementPath, str]:
    return {path: came.name for path, came, _ in pairs}


def _pairs(old: Element, new: Element, kind: str) -> Iterator[tuple[Element, Element, bool]]:
    gone = {
        name: part
        for (k, name), part in old.parts.items()
        if k == kind and (k, name) not in new.parts
    }
    came = {
        name: part
        for (k, name), part in new.parts.items()
        if k == kind and (k, name) not in old.parts
    }
    for source, name in declared_renames(old, new, kind):
        gone.pop(source, None)
        came.pop(name, None)
        yield old.parts[kind, source], new.parts[kind, name], False
    if not gone or not came:
        return
    # A label that several values have says of one of them only which it is.
    for _ in range(1 if kind == "value" else _MOST_ROUNDS):
        before = len(gone)
        for a, b in _ranked(gone, came, kind):
            if a in gone and b in came:
                yield gone.pop(a), came.pop(b), True
        if not came or len(gone) in (0, before):
            return


def _ranked(gone: dict[str, Element], came: dict[str, Element], kind: str) -> list[tuple[str, str]]:
    """The names of what is alike, the most alike first."""
    pairs = (
        _with_one_label(gone, came)
        if kind == "value"
        else candidates(list(gone.values()), list(came.values()))
    )
    found = ((alike, a.name, b.name) for a, b in pairs if (alike := likeness(a, b)))
    return [(a, b) for _, a, b in sorted(found, key=lambda each: (-each[0], each[1:]))]


def _with_one_label(
    gone: dict[str, Element], came: dict[str, Element]
) -> Iterator[tuple[Element, Element]]:
    """Values that have a label in common: a list may have thousands of them."""
    labels: dict[str, Element] = {}
    for part in came.values():
        labels.setdefault(part.facts["label"].casefold(), part)
    for part in gone.values():
        if (found := labels.get(part.facts["label"].casefold())) is not None:
            yield part, found
