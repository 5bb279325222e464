"""Names that elements are declared to have had (`voorheen`): which of them rename something, and which say nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compiler.compare.tree import Element, ElementPath

# The kinds of elements that may have had another name, with the kind of what stands in them.
INNER = {"entity": "attribute", "list": "value", "process": "message"}


class IdleName(NamedTuple):
    """A former name that renames nothing: of the element at `path`, which the new version calls `element`.

    `itself` says that it is the name that the element has, `in_use` that another element has it still.
    """

    path: ElementPath
    element: Element
    itself: bool
    in_use: bool


def declared_renames(old: Element, new: Element, kind: str) -> list[tuple[str, str]]:
    """(old name, new name) of the parts of `kind` that were renamed, as `new` declares it; `old` may declare a return.

    A name that goes from one element to another renames both, in a circle or in a row, so that names in use count where
    what has them now had another name itself.
    """
    before, after = _parts(old, kind), _parts(new, kind)
    found = _sources(before, after)
    back = {
        part.formerly: name
        for name, part in before.items()
        if part.formerly in after and part.formerly not in before and name not in after
    }
    taken = {*found.values()}
    found |= {
        name: source for name, source in back.items() if name not in found and source not in taken
    }
    return [(source, name) for name, source in found.items()]


def idle_former_names(old: Element, new: Element) -> Iterator[IdleName]:
    """The former names that `new` declares and that nothing had in `old`; those that `old` declares too are no news."""
    yield from _idle(old, new, ())
    for key, part in new.parts.items():
        if key[0] in INNER:
            source = old.parts.get(key) or old.parts.get((key[0], part.formerly))
            if source is not None:
                yield from _idle(source, part, (key,))


def _idle(old: Element, new: Element, path: ElementPath) -> Iterator[IdleName]:
    for kind in dict.fromkeys(kind for kind, _ in new.parts):
        before, after = _parts(old, kind), _parts(new, kind)
        sources = _sources(before, after)
        for name, part in after.items():
            if part.formerly and name not in sources and not _is_old_news(before, name, part):
                yield IdleName(
                    (*path, (kind, name)), part, part.formerly == name, part.formerly in after
                )


def _sources(before: dict[str, Element], after: dict[str, Element]) -> dict[str, str]:
    """The old name by the new one, of what had another name; no name goes to two."""
    found: dict[str, str] = {}
    gone: set[str] = set()
    for name, part in after.items():
        is_new = part.formerly in before and part.formerly != name and part.formerly not in gone
        if is_new and not _is_old_news(before, name, part):
            found[name] = part.formerly
            gone.add(part.formerly)
    while kept := [
        name for name, source in found.items() if source in after and source not in found
    ]:
        for name in kept:  # what has the former name is still what it was
            del found[name]
    return found


def _is_old_news(before: dict[str, Element], name: str, part: Element) -> bool:
    """Whether the old version says the same of the element's former name."""
    return name in before and before[name].formerly == part.formerly


def _parts(element: Element, kind: str) -> dict[str, Element]:
    return {name: part for (of_kind, name), part in element.parts.items() if of_kind == kind}
