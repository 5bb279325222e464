"""Regular expressions as automata that find a text anywhere in another."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence as Row
from itertools import pairwise
from typing import TypeAlias

from compiler.base.regex.characters import EVERY, CodePoints, example_of, union
from compiler.base.regex.letters import parts_of
from compiler.base.regex.nodes import Anchor, Chars, Choice, Look, RegexNode, Repeat, Sequence

States: TypeAlias = frozenset[int]
_LARGEST = 3_000
_ACCEPT = 0
_START = 1
_FOUND: States = frozenset((_ACCEPT,))


class TooLargeError(Exception):
    """An expression looks around, or makes an automaton of more states than are looked at."""


class Alphabet:
    """The characters that expressions tell apart, as numbers: one for all that each of them takes alike."""

    def __init__(self, nodes: Iterable[RegexNode]) -> None:
        sets = {EVERY} | {
            part.points for node in nodes for part in parts_of(node) if isinstance(part, Chars)
        }
        edges = sorted(
            {edge for points in sets for first, last in points for edge in (first, last + 1)}
        )
        alike: dict[frozenset[CodePoints], list[CodePoints]] = {}
        for first, after in pairwise(edges):
            holding = frozenset(points for points in sets if _holds(points, first))
            if EVERY in holding:
                alike.setdefault(holding, []).append(((first, after - 1),))
        self.characters = tuple(example_of(union(ranges)) for ranges in alike.values())
        self._numbers = {
            points: frozenset(number for number, holding in enumerate(alike) if points in holding)
            for points in sets
        }

    def numbers(self, points: CodePoints) -> frozenset[int]:
        """The numbers of the characters in `points`."""
        return self._numbers[points]


class TextAutomaton:
    """The automaton of `node` over the characters of `alphabet`."""

    def __init__(self, node: RegexNode, alphabet: Alphabet) -> None:
        self._alphabet = alphabet
        self._free: list[set[int]] = [set(), set()]
        self._at: dict[str, list[set[int]]] = {"^": [set(), set()], "$": [set(), set()]}
        self._reading: list[list[tuple[frozenset[int], int]]] = [[], []]
        self._free[_START].add(self._entry(node, _ACCEPT))

    def begin(self) -> States:
        """The states before the first character."""
        return self._closure([_START], ("^",))

    def after(self, states: States, character: int) -> States:
        """The states behind one character more; what is sought may begin there, and what is found stays found."""
        if _ACCEPT in states:
            return _FOUND
        reached = {
            then
            for state in states
            for characters, then in self._reading[state]
            if character in characters
        }
        found = self._closure((*reached, _START), ())
        return _FOUND if _ACCEPT in found else found

    def accepts(self, states: States, *, at_begin: bool) -> bool:
        """Whether a text that ends here is one of the expression."""
        return _ACCEPT in self._closure(states, ("^", "$") if at_begin else ("$",))

    def accepts_whatever_follows(self, states: States) -> bool:
        """Whether it is one with any characters behind it."""
        return _ACCEPT in states

    # -- making it ---------------------------------------------------------------------------------------------------

    def _entry(self, node: RegexNode, then: int) -> int:
        """The state from which `node` leads to `then`."""
        match node:
            case Chars(points):
                state = self._new()
                self._reading[state].append((self._alphabet.numbers(points), then))
                return state
            case Anchor(text):
                state = self._new()
                self._at[text][state].add(then)
                return state
            case Sequence(parts):
                for part in reversed(parts):
                    then = self._entry(part, then)
                return then
            case Choice(parts):
                state = self._new()
                self._free[state].update([self._entry(part, then) for part in parts])
                return state
            case Repeat(part, least, most):
                return self._repeated(part, least, most, then)
            case Look():
                raise TooLargeError

    def _repeated(self, part: RegexNode, least: int, most: int | None, then: int) -> int:
        if most is None:
            again = self._new()
            self._free[again].update((then, self._entry(part, again)))
            then = again
        else:
            end = then
            for _ in range(most - least):
                state = self._new()
                self._free[state].update((end, self._entry(part, then)))
                then = state
        for _ in range(least):
            then = self._entry(part, then)
        return then

    def _new(self) -> int:
        if len(self._free) >= _LARGEST:
            raise TooLargeError
        self._free.append(set())
        self._reading.append([])
        for each in self._at.values():
            each.append(set())
        return len(self._free) - 1

    # -- walking it --------------------------------------------------------------------------------------------------

    def _closure(self, states: Iterable[int], anchors: Row[str]) -> States:
        """`states`, and all that are reached from them without a character, past `anchors` too."""
        found = set(states)
        waiting = list(found)
        while waiting:
            state = waiting.pop()
            reached = self._free[state].union(*(self._at[anchor][state] for anchor in anchors))
            waiting.extend(reached - found)
            found |= reached
        return frozenset(found)


def automata_of(nodes: Row[RegexNode]) -> tuple[list[TextAutomaton], tuple[str, ...]]:
    """The automata of `nodes`, and a character for each number that they read.

    Raises:
        TooLargeError: where one looks around, or is too large.
    """
    alphabet = Alphabet(nodes)
    return [TextAutomaton(node, alphabet) for node in nodes], alphabet.characters


def _holds(points: CodePoints, point: int) -> bool:
    return any(first <= point <= last for first, last in points)
