"""Texts with holes: what a template makes of a value that stands for many, to be filled in for each of them.

A hole goes wherever a text goes. Templates lay it out unread, and a filter, which would have to read it, leaves word of
itself beside it (`unread`). So a template is rendered once, and what it would have made of each value is put together
from pieces (`Stencil`).

Holes are made of lone surrogates: no text that was read from a file holds one, and none can be written to a file, so
that nothing is taken for a hole, and none that was not filled gets out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_BEGIN, _END = "\udb80\udb81", "\udb82"  # around the name of a hole
_OPEN, _THEN, _CLOSE = (
    "\udb84",
    "\udb85",
    "\udb86",
)  # around a text with holes: what to do to it, and the text
_HOLE = re.compile(f"({_BEGIN}\\w+{_END})")
_PIECE = re.compile(
    f"((?<=\n){_HOLE.pattern[1:-1]}\n|{_OPEN}[^{_CLOSE}]*{_CLOSE}|{_HOLE.pattern[1:-1]})"
)

Filter = Callable[..., str]


def hole(name: str) -> str:
    """A hole called `name`, of letters."""
    return f"{_BEGIN}{name}{_END}"


def has_holes(text: str) -> bool:
    """Whether there is a hole in `text`."""
    return _BEGIN in text


def unread(text: str, by: str, *numbers: int) -> str:
    """`text`, which has holes, and what is to be done when they are filled: the filter `by`, with `numbers`."""
    return f"{_OPEN}{' '.join([by, *map(str, numbers)])}{_THEN}{text}{_CLOSE}"


class Stencil:
    """A rendered `text` with holes; `filters` are those that texts in it were left unread by, by their names.

    A hole that has a line to itself takes the line along when it is filled with nothing.
    """

    def __init__(self, text: str, filters: Mapping[str, Filter]) -> None:
        self._pieces = _PIECE.split(text)
        numbers: dict[str, int] = {}
        self._order = [numbers.setdefault(piece, len(numbers)) for piece in self._pieces[1::2]]
        self._holes = [_understood(piece, filters) for piece in numbers]

    def filled(self, words: Mapping[str, str]) -> str:
        """The text, with `words` in place of the holes that are their keys."""
        made = [
            how("".join([words.get(each, each) for each in pieces])) for how, pieces in self._holes
        ]
        pieces = self._pieces.copy()
        pieces[1::2] = [made[number] for number in self._order]
        return "".join(pieces)


def _understood(
    piece: str, filters: Mapping[str, Filter]
) -> tuple[Callable[[str], str], list[str]]:
    """What is to be done to a text, and the text with its holes apart."""
    if piece.endswith("\n"):
        return _as_line, [piece[:-1]]
    if not piece.startswith(_OPEN):
        return _as_it_is, [piece]
    how, text = piece[len(_OPEN) : -len(_CLOSE)].split(_THEN)
    name, *numbers = how.split()
    filter_, arguments = filters[name], list(map(int, numbers))
    return (lambda made: filter_(made, *arguments)) if arguments else filter_, _HOLE.split(text)


def _as_it_is(text: str) -> str:
    return text


def _as_line(text: str) -> str:
    return text and f"{text}\n"
