"""What single documents of two versions say otherwise, place by place: however the manifest sums it up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TypeAlias

from compiler.base.pointers import escape, pointer_pattern
from compiler.compare.payload import Place
from compiler.model.document_builder import documents_of
from compiler.model.documents import DocumentContents
from compiler.model.manifest import Deviation
from compiler.model.model import Model

_PATHS = "#/paths/~1"
_DeviatingPlaces: TypeAlias = dict[str, str | None]


def deviating(old: Model, new: Model) -> Iterator[Place]:
    """The documents of both versions that deviate otherwise, each as the place that stands for all of it.

    A line in the manifest may stand for several documents or resources, and another line for the same places. What
    a resource does that only one of the versions has is told with the resource.
    """
    before, after = (
        {contents.name: contents for contents in documents_of(model)} for model in (old, new)
    )
    for name in sorted(before.keys() & after.keys()):
        kept = {each.path for each in before[name].resources} & {
            each.path for each in after[name].resources
        }
        sides = ((old, before[name]), (new, after[name]))
        one, other = (
            _places(model.standard.interface.deviations, contents, kept)
            for model, contents in sides
        )
        if one != other:
            yield Place(name, "", "", "")


def _places(
    deviations: Iterable[Deviation], contents: DocumentContents, kept: Collection[str]
) -> _DeviatingPlaces:
    """What the document says otherwise, by place; of its resources those whose address is `kept`."""
    document = f"{contents.kind.value}/{contents.name}"
    gone = [each.path for each in contents.resources if each.path not in kept]
    found: _DeviatingPlaces = {}
    for each in deviations:
        if not pointer_pattern(each.document).fullmatch(document):
            continue
        if not each.pointer.startswith(f"{_PATHS}*"):
            if not any(_is_of(each.pointer, path) for path in gone):
                found[each.pointer] = each.value
            continue
        for path in kept:
            found[each.pointer.replace(f"{_PATHS}*", f"{_PATHS}{escape(path)}", 1)] = each.value
    return found


def _is_of(pointer: str, path: str) -> bool:
    """Whether `pointer` leads into the operations of the resource at `path`."""
    start = f"{_PATHS}{escape(path)}"
    return pointer.startswith((f"{start}/", f"{start}~1"))
