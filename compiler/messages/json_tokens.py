"""The tokens of a JSON text with their places: for saying where something is, after a quicker parser has met it.

The text must have the structure of JSON (`json.loads` takes it); what the words and strings in it say may be anything.
Nothing here calls itself, so depth costs no stack.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple, TypeAlias

LONGEST_POINTER = 1000
Path: TypeAlias = tuple[str | int, ...]

# Possessive, so that a string of many megabytes needs no memory for going back.
_TOKEN = re.compile(r'[\[\]{}:,]|"[^"\\]*+(?:\\.[^"\\]*+)*+"|[^\s\[\]{}:,"]++', re.DOTALL)


class JsonToken(NamedTuple):
    """A key, a value that is no object or array, or the beginning of one; `path` leads to the value from the root.

    `kind` is "key", "string", "word" (a number, true, null, …) or "open". `repeated` marks a key that its object had.
    """

    kind: str
    start: int
    end: int
    path: list[str | int]
    repeated: bool = False


def tokens(text: str) -> Iterator[JsonToken]:
    """The tokens of `text`, in order. Each `path` is one and the same list: copy it to keep it."""
    path: list[str | int] = []
    keys: list[set[str] | None] = []  # of every object around this place; None for an array
    is_key = False
    for match in _TOKEN.finditer(text):
        word = match[0]
        first = word[0]
        if first == '"' and is_key:
            known, name = keys[-1], key_of(word)
            assert known is not None
            path[-1] = name
            yield JsonToken(
                kind="key", start=match.start(), end=match.end(), path=path, repeated=name in known
            )
            known.add(name)
        elif first == ":":
            is_key = False
        elif first == ",":
            is_key = keys[-1] is not None
            if not is_key:
                path[-1] += 1  # type: ignore[operator]
        elif first in "]}":
            path.pop()
            keys.pop()
            is_key = False
        else:
            kind = "open" if first in "[{" else "string" if first == '"' else "word"
            yield JsonToken(kind=kind, start=match.start(), end=match.end(), path=path)
            if first in "[{":
                is_key = first == "{"
                keys.append(set() if is_key else None)
                path.append("" if is_key else 0)


def key_of(word: str) -> str:
    """The text that a string token stands for."""
    return str(json.loads(word)) if "\\" in word else word[1:-1]


class Position(NamedTuple):
    """Line and column, both from 1."""

    line: int
    column: int


class Positions:
    """Lines and columns of places in a text that are asked for in their order: each character is looked at once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line, self._line_start, self._seen = 1, 0, 0

    def at(self, offset: int) -> Position:
        """Where `offset` stands; not less than the offset of the question before."""
        newlines = self._text.count("\n", self._seen, offset)
        if newlines:
            self._line += newlines
            self._line_start = self._text.rfind("\n", self._seen, offset) + 1
        self._seen = offset
        return Position(self._line, offset - self._line_start + 1)


def positions(text: str, wanted: Collection[Path]) -> dict[Path, Position]:
    """Where the values at the paths `wanted` stand in `text`, at their key where they have one.

    A path that leads nowhere is left out.
    """
    found: dict[Path, Position] = {}
    missing = set(wanted)
    places = Positions(text)
    for token in tokens(text):
        if not missing:
            break
        path = tuple(token.path)
        if path in missing:
            found[path] = places.at(token.start)
            missing.remove(path)
    return found


@lru_cache(maxsize=1000)  # what is wrong in one message is mostly wrong in others
def pointer_of(path: Path) -> str:
    """`path` as a JSON pointer (RFC 6901); what no terminal or file could show is escaped, and a huge one is cut.

    >>> pointer_of(("adressen", 0, "a/b"))
    '/adressen/0/a~1b'
    """
    text = "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)
    if not text.isascii():
        text = text.encode("utf-8", "backslashreplace").decode()
    return text if len(text) <= LONGEST_POINTER else text[:LONGEST_POINTER] + "…"
