"""Where texts that people read stand in a file: descriptions, and what stands between quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_TOKEN = re.compile(
    r'(?P<description>///.*)|//.*|(?P<text>"(?:[^"\\]|\\.)*")|`(?:[^`\\]|\\.)*`|/(?![/*])(?:[^/\\]|\\.)+/|(?P<word>[\w-]+)'
)
_SLASHES = "///"
# Behind these words stands what was drawn, called so or matched: no text for people.
_BEFORE_VALUES = ("uml", "voorheen", "patroon")


class PlacedText(NamedTuple):
    """A text as it is written in a file, and the line and column at which each line of it begins.

    A description is without its slashes; what stands between quotes keeps its escapes.
    """

    text: str
    begins: tuple[tuple[int, int], ...]
    is_quoted: bool = False

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column of the character at `offset`."""
        before = self.text[:offset]
        line, column = self.begins[before.count("\n")]
        return line, column + offset - before.rfind("\n") - 1


def texts_with(mark: str, lines: Sequence[str]) -> Iterator[PlacedText]:
    """The texts in a file of these `lines` that hold `mark`, in their order."""
    number = 0
    while number < len(lines):
        if mark not in lines[number]:
            number += 1
            continue
        first = number
        while first and _goes_on(lines[first]) and _description_at(lines[first - 1]) is not None:
            first -= 1
        yield from (each for each in _quoted_in(lines[first], first + 1) if mark in each.text)
        begin = _description_at(lines[first])
        if begin is None:
            number += 1
            continue
        number = first + 1
        while number < len(lines) and _goes_on(lines[number]):
            number += 1
        yield _description(lines, first, number, begin)


def _goes_on(line: str) -> bool:
    """Whether a description that stands above `line` goes on there."""
    return line.lstrip().startswith(_SLASHES)


def _description_at(line: str) -> int | None:
    """Where a description begins in `line`, counted from 0; None where none does."""
    if _SLASHES not in line:
        return None
    return next((each.start() for each in _TOKEN.finditer(line) if each["description"]), None)


def _description(lines: Sequence[str], first: int, behind: int, begin: int) -> PlacedText:
    texts, begins = [], []
    for number in range(first, behind):
        line = lines[number]
        at = (begin if number == first else line.index(_SLASHES)) + len(_SLASHES)
        at += line.startswith(" ", at)
        texts.append(line[at:].rstrip())
        begins.append((number + 1, at + 1))
    return PlacedText("\n".join(texts), tuple(begins))


def _quoted_in(line: str, number: int) -> Iterator[PlacedText]:
    word = ""
    for found in _TOKEN.finditer(line):
        if found["text"] and word not in _BEFORE_VALUES:
            yield PlacedText(found[0][1:-1], ((number, found.start() + 2),), is_quoted=True)
        word = found["word"] or ""
