"""Whether every text of one regular expression is a text of another, and a text that tells them apart.

A text is one of an expression where a validator finds it somewhere in the text, as `pattern` of JSON Schema means it.
Both expressions are walked at once as automata, over classes of characters that neither tells apart. What looks around
is not decided, and neither is what takes more than a bound: then nothing is known.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence as Row
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from compiler.base.regex.automata import States, TextAutomaton, TooLargeError, automata_of
from compiler.base.regex.dialect import ParsedPattern, parse_pattern
from compiler.base.regex.nodes import RegexNode

_MOST_WORK = 500_000  # states that are looked at, one for each character
_Place: TypeAlias = tuple[States, ...]


class Separation(NamedTuple):
    """A text that is asked for, None where there is none; nothing is known unless it `is_decided`."""

    is_decided: bool
    text: str | None = None


_UNKNOWN = Separation(is_decided=False)


def is_contained(narrow: str, wide: str) -> bool:
    """Whether it is sure that every text of the pattern `narrow` is one of `wide`.

    >>> is_contained("^[0-9]{4}$", "^[0-9]{4,6}$"), is_contained("^a?$", "^a$")
    (True, False)
    """
    found = separation((narrow,), wide)
    return found.is_decided and found.text is None


@lru_cache(maxsize=1024)
def separation(taken: tuple[str, ...], refused: str) -> Separation:
    """A shortest text of all the patterns `taken` that is none of `refused`."""
    nodes: list[RegexNode] = []
    for pattern in (*taken, refused):
        parsed = parse_pattern(pattern)
        if not isinstance(parsed, ParsedPattern):
            return _UNKNOWN
        nodes.append(parsed.node)
    try:
        automata, characters = automata_of(nodes)
    except TooLargeError:
        return _UNKNOWN
    return _searched(automata, characters)


def _searched(automata: Row[TextAutomaton], characters: Row[str]) -> Separation:
    """Walks all automata at once, the shortest texts first; the last is that of what is refused."""
    first = tuple(each.begin() for each in automata)
    if _separates(automata, first, at_begin=True):
        return Separation(is_decided=True, text="")
    came_from: dict[_Place, tuple[_Place, str] | None] = {first: None}
    waiting = deque([first])
    work = 0
    while waiting:
        place = waiting.popleft()
        work += sum(map(len, place)) * len(characters)
        if work > _MOST_WORK:
            return _UNKNOWN
        for number, character in enumerate(characters):
            after = tuple(
                each.after(states, number) for each, states in zip(automata, place, strict=True)
            )
            if after in came_from:
                continue
            came_from[after] = (place, character)
            if _separates(automata, after, at_begin=False):
                return Separation(is_decided=True, text=_text_to(after, came_from))
            if not automata[-1].accepts_whatever_follows(after[-1]):
                waiting.append(after)
    return Separation(is_decided=True)


def _separates(automata: Row[TextAutomaton], place: _Place, *, at_begin: bool) -> bool:
    *takes, refuses = (
        each.accepts(states, at_begin=at_begin)
        for each, states in zip(automata, place, strict=True)
    )
    return all(takes) and not refuses


def _text_to(place: _Place, came_from: dict[_Place, tuple[_Place, str] | None]) -> str:
    text = ""
    step = came_from[place]
    while step is not None:
        place, character = step
        text = character + text
        step = came_from[place]
    return text
