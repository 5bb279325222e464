"""A matcher that backtracks as those of Python, Java and JavaScript do, over the nodes of a pattern, and counts.

It tries what a lookaround holds, and goes on whatever that found: no matcher does more.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain

from compiler.base.regex.dialect import ParsedPattern, parse_pattern
from compiler.base.regex.nodes import Anchor, Chars, Choice, Look, RegexNode, Repeat, Sequence

_DEEPEST = 20_000


class TooManyStepsError(Exception):
    """There were more steps than may be."""


class CountingMatcher:
    """Searches for `pattern` in `text`; `found` says whether it is there, and `steps` how often a node was tried."""

    def __init__(self, pattern: str, text: str, most: int) -> None:
        parsed = parse_pattern(pattern)
        assert isinstance(parsed, ParsedPattern), pattern
        self.text = [ord(char) for char in text]
        self.most = most
        self.steps = 0
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(_DEEPEST)
        try:
            starts = range(len(text) + 1)
            self.found = any(True for start in starts for _ in self._ends(parsed.node, start))
        finally:
            sys.setrecursionlimit(limit)

    def _ends(self, node: RegexNode, at: int) -> Iterator[int]:
        """Where `node` can end that begins at `at`, in the order in which they are tried."""
        self.steps += 1
        if self.steps > self.most:
            raise TooManyStepsError
        match node:
            case Chars(points):
                if any(
                    first <= point <= last
                    for point in self.text[at : at + 1]
                    for first, last in points
                ):
                    yield at + 1
            case Anchor(text):
                if at == 0 if text == "^" else self.text[at:] in ([], [ord("\n")]):
                    yield at
            case Look(part):
                next(self._ends(part, at), None)
                yield at
            case Sequence(parts):
                yield from self._in_turn(parts, at)
            case Choice(parts):
                yield from chain.from_iterable(self._ends(part, at) for part in parts)
            case Repeat():
                yield from self._rounds(node, 0, at)

    def _in_turn(self, parts: tuple[RegexNode, ...], at: int) -> Iterator[int]:
        if not parts:
            yield at
            return
        for end in self._ends(parts[0], at):
            yield from self._in_turn(parts[1:], end)

    def _rounds(self, repeat: Repeat, done: int, at: int) -> Iterator[int]:
        if repeat.most is None or done < repeat.most:
            for end in self._ends(repeat.part, at):
                # As in ECMA-262: a round that takes nothing does not count, once there are enough.
                if end > at or done < repeat.least:
                    yield from self._rounds(repeat, done + 1, end)
        if done >= repeat.least:
            yield at
