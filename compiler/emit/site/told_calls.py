"""The operations of a document as a search knows them: those of a resource are told by their shape and a few words.

Nearly all resources have the same operations, on other paths and with other names in their ids. What they have in
common is told once: with thousands of operations the rest would be most of a search.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from compiler.emit.site.addresses import anchors

# What stands in a shape for the path of the first operation, and for the names in the ids of the first two.
_SIGNS = "^<>"


class NamedCall(NamedTuple):
    """An operation that has a place on the page of its document."""

    method: str
    path: str
    id: str
    tag: str


class CallsOfResource(NamedTuple):
    """The operations of a resource: the texts of each, with the signs `^<>` for `words`.

    The texts are the method, the path, the id, and what it is called in an address where that is not its id.
    """

    shape: tuple[tuple[str, ...], ...]
    words: tuple[str, str, str]


def calls_by_resource(calls: Iterable[NamedCall]) -> tuple[CallsOfResource, ...]:
    """All operations of a document, by their resource; what belongs to none has no place."""
    known = tuple(calls)
    ids = anchors(each.id for each in known)
    tags: dict[str, list[NamedCall]] = {}
    for each in known:
        if each.tag:
            tags.setdefault(each.tag, []).append(each)
    return tuple(_of_resource(of_tag, ids) for of_tag in tags.values())


def _of_resource(calls: list[NamedCall], ids: Mapping[str, str]) -> CallsOfResource:
    texts = [
        (each.method, each.path, each.id, *([ids[each.id]] if ids[each.id] != each.id else []))
        for each in calls
    ]
    if any(sign in text for row in texts for text in row for sign in _SIGNS):
        return CallsOfResource(tuple(texts), ("", "", ""))
    first, second = calls[0], calls[min(1, len(calls) - 1)]
    words = first.path, _name_in(first.id), _name_in(second.id)
    return CallsOfResource(
        tuple(tuple(_signed(text, words) for text in row) for row in texts), words
    )


def _name_in(id_: str) -> str:
    """What an id says behind its verb: of `listRelaties` Relaties."""
    return id_.lstrip("abcdefghijklmnopqrstuvwxyz")


def _signed(text: str, words: tuple[str, str, str]) -> str:
    for sign, word in zip(_SIGNS, words, strict=True):
        if word:
            text = text.replace(word, sign)
    return text
