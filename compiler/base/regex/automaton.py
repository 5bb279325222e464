r"""A regular expression as a position automaton that counts ways: what a matcher that backtracks can try.

The states are the characters of the pattern, its positions (Glushkov); a step goes from one to one that may follow. A
matcher that backtracks tries every way, and between two positions there may be several: in `(a+)+` an `a` follows an
`a` within the group, or in the next round of it. So each step counts its ways, as none, one, or more. An empty round of
a repeat counts where some engine tries it: those that the repeat asks for everywhere, a last one in Python.

`^` and `$` hold at the ends of the text only, so no step passes over them. Lookarounds take nothing and are passed
over; what they hold is an automaton of its own. So is a repeat of many rounds that is written out: then it is a loop.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log2
from typing import NamedTuple

from compiler.base.regex.characters import CodePoints
from compiler.base.regex.nodes import (
    Anchor,
    Chars,
    Choice,
    Look,
    RegexNode,
    Repeat,
    Sequence,
    lengths,
)

# A repeat is written out as copies of its part, up to so many positions in one repeat and in all of them; a larger one
# is taken for one without end. So is one whose rounds differ in length so much that there may be more ways than these
# to divide a text among them; a round without end counts as one of so many lengths.
_COPIED = 128
_COPIED_IN_ALL = 1000
_WAYS = 10_000
_LENGTHS = 20


class Ways(NamedTuple):
    """A set of positions, as bits: those with a way or more, and those with more than one."""

    any: int = 0
    several: int = 0

    def times(self, count: int) -> Ways:
        """As many ways for each of `count` others."""
        return self if count == 1 else Ways(self.any, self.any) if count else Ways()

    def plus(self, other: Ways) -> Ways:
        """These ways and those."""
        return Ways(self.any | other.any, self.several | other.several | self.any & other.any)


class _Part(NamedTuple):
    """In how many ways a part takes nothing (at most 2), and the positions it may begin and end with."""

    empty: int
    first: Ways = Ways()
    last: Ways = Ways()


_NOTHING = _Part(1)
_NEVER = _Part(0)


class Loop(NamedTuple):
    """A repeat without end, or one taken for it: its positions as bits, and where it stands in the pattern."""

    positions: int
    start: int
    end: int


def bits(positions: int) -> Iterator[int]:
    """The numbers of the positions in a set."""
    while positions:
        low = positions & -positions
        yield low.bit_length() - 1
        positions ^= low


class Automaton:
    """The automaton of `node`.

    `points` says per position which characters it takes, `follow` what may come behind it and `before` ahead of it;
    `loops` are its repeats, inner ones first; `inside` is what is to be looked at by itself. Building takes some of
    `steps`, and is left unfinished when there are no more.
    """

    def __init__(self, node: RegexNode, steps: int) -> None:
        self.steps = steps
        self.points: list[CodePoints] = []
        self.follow: list[Ways] = []
        self.before: list[int] = []
        self.loops: list[Loop] = []
        self.inside: list[RegexNode] = []
        self._copied = 0
        self._rounds = 1
        self._part(node)

    def _part(self, node: RegexNode) -> _Part:
        self.steps -= 1
        if self.steps < 0:
            return _NOTHING
        match node:
            case Chars(points):
                return self._chars(points)
            case Sequence(parts):
                found = _NOTHING
                for part in parts:
                    found = self._then(found, self._part(part))
                return found
            case Choice(parts):
                return _either([self._part(part) for part in parts])
            case Repeat():
                return self._repeat(node)
            case Look(part):
                self._look_into(part)
                return _NOTHING
            case Anchor():
                return _NEVER

    def _look_into(self, node: RegexNode) -> None:
        if node not in self.inside:
            self.inside.append(node)

    def _chars(self, points: CodePoints) -> _Part:
        if not points:
            return _NEVER
        here = Ways(1 << len(self.points))
        self.points.append(points)
        self.follow.append(Ways())
        self.before.append(0)
        return _Part(0, here, here)

    def _link(self, last: Ways, first: Ways) -> None:
        """What begins with `first` may come behind what ends with `last`."""
        self.steps -= last.any.bit_count() + first.any.bit_count()
        if self.steps < 0:
            return
        for position in bits(last.any):
            ways = first.times(2 if last.several >> position & 1 else 1)
            self.follow[position] = self.follow[position].plus(ways)
        for position in bits(first.any):
            self.before[position] |= last.any

    def _then(self, one: _Part, other: _Part) -> _Part:
        self._link(one.last, other.first)
        first = one.first.plus(other.first.times(one.empty))
        last = other.last.plus(one.last.times(other.empty))
        return _Part(min(2, one.empty * other.empty), first, last)

    def _repeat(self, repeat: Repeat) -> _Part:
        """The repeat written out, `aa(a(a)?)?` for `a{2,4}` and `aa+` for `a{2,}`, or as a loop."""
        if repeat.most == 0:
            return _NOTHING
        rounds = max(repeat.least, 1) if repeat.most is None else repeat.most
        least, most = lengths(repeat.part)
        different = _LENGTHS if most is None else most - least + 1
        around, self._rounds = self._rounds, self._rounds * rounds
        few = self._rounds * log2(different) <= log2(_WAYS)
        self._rounds = self._rounds if few else 1
        begin = len(self.points)
        part = self._part(repeat.part)
        size = (len(self.points) - begin) * (rounds - 1)
        if few and size <= _COPIED and self._copied + size <= _COPIED_IN_ALL:
            self._copied += size
            if self._rounds > log2(_WAYS) and not isinstance(repeat.part, Chars):
                self._look_into(repeat._replace(least=1, most=None))
            part = self._copies(part, repeat, rounds, begin)
        else:
            part = self._loop(part, repeat, begin)
        self._rounds = around
        return part

    def _copies(self, part: _Part, repeat: Repeat, rounds: int, begin: int) -> _Part:
        """`part`, which has the positions from `begin` on, and as many more as there are rounds."""
        parts = [part]
        for _ in range(rounds - 1):
            begin = len(self.points)
            parts.append(self._part(repeat.part))
        if repeat.most is None:
            tail = self._loop(parts.pop(), repeat._replace(least=min(repeat.least, 1)), begin)
            required = len(parts)
        else:
            tail = _NOTHING
            required = repeat.least
        for each in reversed(parts[required:]):
            tail = self._then(each, tail)
            tail = tail._replace(empty=2 if tail.empty else 1)
        for each in reversed(parts[:required]):
            tail = self._then(each, tail)
        return tail

    def _loop(self, part: _Part, repeat: Repeat, begin: int) -> _Part:
        """`part` again and again, which has the positions from `begin` on."""
        self._link(part.last, part.first.times(2 if part.empty and repeat.least > 1 else 1))
        self.loops.append(Loop((1 << len(self.points)) - (1 << begin), repeat.start, repeat.end))
        again = 2 if part.empty else 1
        empty = again if part.empty or not repeat.least else 0
        return _Part(empty, part.first.times(again if repeat.least else 1), part.last.times(again))


def _either(parts: list[_Part]) -> _Part:
    empty, first, last = _NEVER
    for part in parts:
        empty, first, last = (
            min(2, empty + part.empty),
            first.plus(part.first),
            last.plus(part.last),
        )
    return _Part(empty, first, last)
