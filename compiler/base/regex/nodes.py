"""What a regular expression is made of, as a tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from compiler.base.regex.characters import CodePoints


class Chars(NamedTuple):
    """One character of a set."""

    points: CodePoints


class Anchor(NamedTuple):
    """The begin (`^`) or the end (`$`) of the text."""

    text: str


class Look(NamedTuple):
    """A lookaround: it takes no characters."""

    part: RegexNode


class Sequence(NamedTuple):
    """One part after the other; no parts for the empty text."""

    parts: tuple[RegexNode, ...]


class Choice(NamedTuple):
    """One of its parts."""

    parts: tuple[RegexNode, ...]


class Repeat(NamedTuple):
    """A part `least` to `most` times, or without end where `most` is None; it stands at `text[start:end]`."""

    part: RegexNode
    least: int
    most: int | None
    start: int
    end: int


RegexNode: TypeAlias = Chars | Anchor | Look | Sequence | Choice | Repeat


def lengths(node: RegexNode) -> tuple[int, int | None]:
    """How many characters `node` takes at least and at most; None where there is no most."""
    match node:
        case Chars():
            return 1, 1
        case Sequence(parts):
            each = [lengths(part) for part in parts]
            return sum(least for least, _ in each), _unless_endless(sum, [most for _, most in each])
        case Choice(parts):
            each = [lengths(part) for part in parts]
            return min(least for least, _ in each), _unless_endless(max, [most for _, most in each])
        case Repeat(part, fewest, rounds):
            least, most = lengths(part)
            if most == 0 or rounds == 0:
                return 0, 0
            return least * fewest, None if most is None or rounds is None else most * rounds
        case _:
            return 0, 0


def _unless_endless(join: Callable[[list[int]], int], each: list[int | None]) -> int | None:
    known = [most for most in each if most is not None]
    return join(known) if len(known) == len(each) else None
