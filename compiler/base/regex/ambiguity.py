r"""Finds the repeats that make a matcher backtrack for ever: exponential ambiguity, on the automaton of a pattern.

A pattern blows up when some position can be left and reached again on one and the same text in two ways: every time the
text comes again doubles what there is to try. That is so when two walks through a loop take the same characters, part
on the way, and meet where they began: a search among pairs of positions (Weber and Seidl, 1991). It finds every such
pattern, and a text that shows it. What else bounds a walk is not looked at, so a few harmless patterns are among those
found: a lookaround may leave only one of the ways open, and what stands behind may be such that a match never fails.

What is polynomial, such as `\d*\d*\d*x`, is let through, of whatever degree; so is what a few rounds bound, and what
stands side by side without a repeat around it, such as `(a|a)(a|a)(a|a)`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from compiler.base.regex.automaton import Automaton, bits
from compiler.base.regex.characters import CodePoints, example_of, intersection
from compiler.base.regex.nodes import RegexNode

_STEPS = 50_000

_Pair: TypeAlias = tuple[int, int]


class Ambiguity(NamedTuple):
    """The repeat at `[start:end]` of a pattern reads `text` in two ways each time it comes."""

    start: int
    end: int
    text: str


class TooLarge(NamedTuple):
    """The search took more than `steps` steps, so nobody knows."""

    steps: int


def ambiguity_of(node: RegexNode) -> Ambiguity | TooLarge | None:
    """What blows up in `node`, or in one of its lookarounds; None where nothing does."""
    nodes, steps = [node], _STEPS
    for (
        part
    ) in nodes:  # grows while it is walked: what is looked at by itself may hold more of the kind
        search = _Search(Automaton(part, steps))
        found = search.run()
        if search.steps < 0:
            return TooLarge(_STEPS)
        if found:
            return found
        steps = search.steps
        nodes += search.automaton.inside
    return None


class _Search:
    """A search through one automaton, in as many steps as it has left."""

    def __init__(self, automaton: Automaton) -> None:
        self.automaton = automaton
        self.steps = automaton.steps

    def run(self) -> Ambiguity | None:
        """The first finding among the positions of which each can be reached from each other."""
        left = 0
        for loop in self.automaton.loops:
            left |= loop.positions
        follow = [ways.any & left for ways in self.automaton.follow]
        before = [positions & left for positions in self.automaton.before]
        while left and self.steps >= 0:
            start = (left & -left).bit_length() - 1
            together = self._reached(start, follow) & self._reached(start, before)
            left &= ~(together | 1 << start)
            if together and (
                found := self._doubled_step(together) or self._parted_walks(start, follow, together)
            ):
                return found
        return None

    def _doubled_step(self, together: int) -> Ambiguity | None:
        """A step that can be taken in several ways, and a walk back to where it began."""
        for position in bits(together):
            for after in bits(self.automaton.follow[position].several & together):
                itself = {other: 1 << other for other in bits(together)}
                back = self._walk(position, self.automaton.before, itself)
                if self.steps < 0:
                    return None
                return self._ambiguity([(after, after), *_path((after, after), back)], together)
        return None

    def _parted_walks(self, start: int, follow: list[int], together: int) -> Ambiguity | None:
        """Two walks from `start` and back on one text, which pass different positions on the way."""
        there = self._walk(start, follow, _alike(self.automaton.points, together))
        met: dict[int, int] = {}
        for one, other in there:
            met[one] = met.get(one, 0) | 1 << other
        back = self._walk(start, self.automaton.before, met)
        parted = next((pair for pair in there if pair[0] != pair[1] and pair in back), None)
        if parted is None:
            return None
        return self._ambiguity(
            [*reversed(_path(parted, there)[:-1]), parted, *_path(parted, back)], together
        )

    def _reached(self, start: int, nexts: list[int]) -> int:
        """The positions that are reached from `start` in one step or more."""
        seen, fresh = 0, nexts[start]
        while fresh:
            seen |= fresh
            self.steps -= fresh.bit_count()
            step = 0
            for position in bits(fresh):
                step |= nexts[position]
            fresh = step & ~seen
        return seen

    def _walk(self, start: int, nexts: list[int], allowed: Mapping[int, int]) -> dict[_Pair, _Pair]:
        """The pairs that two walks from `start` come by, each with the one before it; `allowed` says what may pair."""
        found = {(start, start): (start, start)}
        seen = dict.fromkeys(allowed, 0)
        queue = deque(found)
        while queue and self.steps >= 0:
            pair = queue.popleft()
            for one in bits(nexts[pair[0]]):
                fresh = nexts[pair[1]] & allowed.get(one, 0) & ~seen.get(one, 0)
                self.steps -= 1 + fresh.bit_count()
                if fresh:
                    seen[one] |= fresh
                    new = [(one, other) for other in bits(fresh) if (one, other) not in found]
                    found.update(dict.fromkeys(new, pair))
                    queue.extend(new)
        return found

    def _ambiguity(self, walk: list[_Pair], together: int) -> Ambiguity:
        """What a walk of pairs shows, by the smallest loop that holds `together`; the outer one of two that do."""
        around = [loop for loop in self.automaton.loops if not together & ~loop.positions]
        loop = min(reversed(around), key=lambda loop: loop.positions.bit_count())
        points = self.automaton.points
        text = "".join(example_of(intersection(points[one], points[other])) for one, other in walk)
        return Ambiguity(loop.start, loop.end, text)


def _path(pair: _Pair, found: Mapping[_Pair, _Pair]) -> list[_Pair]:
    """The pairs behind `pair` on its way to the one where the walk began, with that one."""
    path = []
    while found[pair] != pair:
        pair = found[pair]
        path.append(pair)
    return path


def _alike(points: list[CodePoints], together: int) -> dict[int, int]:
    """Per position of `together` those in it that take some character it takes."""
    having: dict[CodePoints, int] = {}
    for position in bits(together):
        having[points[position]] = having.get(points[position], 0) | 1 << position
    edges = sorted(
        {edge for found in having for first, last in found for edge in (first, last + 1)}
    )
    between = [0] * len(edges)
    spans = {
        found: [
            n
            for first, last in found
            for n in range(bisect_left(edges, first), bisect_left(edges, last + 1))
        ]
        for found in having
    }
    for found, positions in having.items():
        for number in spans[found]:
            between[number] |= positions
    alike = {}
    for found, positions in having.items():
        others = 0
        for number in spans[found]:
            others |= between[number]
        alike.update(dict.fromkeys(bits(positions), others))
    return alike
