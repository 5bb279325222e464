"""With which characters a part of a regular expression may begin and end, and which it takes at all.

The characters of a pattern fall into letters: two are the same letter where no class of the pattern tells them apart.
A set of them is an integer with a bit per letter, so that `&` and `|` are all there is to compute with.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from compiler.base.regex.characters import CodePoints, example_of, union
from compiler.base.regex.nodes import Anchor, Chars, Choice, Look, RegexNode, Repeat, Sequence

# What is no character, and stands among them in a set: the begin of the text, as what is behind; its end, as what is
# ahead; and that the pattern may be at its end there, so that the text is accepted whatever is ahead.
START, END, ACCEPTED = 1, 2, 4
_FIRST_LETTER = 3


class Letters:
    """The letters of the pattern whose tree is `node`; `every` has all of them."""

    def __init__(self, node: RegexNode) -> None:
        sets = {part.points for part in parts_of(node) if isinstance(part, Chars)}
        edges = sorted(
            {edge for points in sets for first, last in points for edge in (first, last + 1)}
        )
        self._edges = edges
        self._bits = {points: self._numbered(points) for points in sets}
        self.every = (1 << max(len(edges) - 1, 0)) - 1 << _FIRST_LETTER

    def _numbered(self, points: CodePoints) -> int:
        found = 0
        for first, last in points:
            found |= 1 << bisect_left(self._edges, last + 1)
            found -= 1 << bisect_left(self._edges, first)
        return found << _FIRST_LETTER

    def example(self, letters: int) -> str:
        """A character of `letters`, as it can be shown."""
        between = zip(self._edges, self._edges[1:], strict=False)
        ranges = [
            ((first, after - 1),)
            for number, (first, after) in enumerate(between, _FIRST_LETTER)
            if letters >> number & 1
        ]
        found = example_of(union(ranges))
        return found if found.isprintable() else f"\\u{ord(found):04X}"

    def ahead(self, node: RegexNode, then: int) -> int:
        """What may be ahead where `node` begins and `then` may be ahead where it ends."""
        match node:
            case Chars(points):
                return self._bits[points]
            case Anchor(text):
                return END if text == "$" else 0
            case Look(part):
                # It is tried before what is behind it.
                return (then | self.ahead(part, self.every | END)) & ~ACCEPTED
            case Sequence(parts):
                for part in reversed(parts):
                    then = self.ahead(part, then)
                return then
            case Choice(parts):
                found = 0
                for part in parts:
                    found |= self.ahead(part, then)
                return found
            case Repeat(part, least, most):
                found = 0 if most == 0 else self.ahead(part, then)
                return found if least else found | then

    def behind(self, node: RegexNode, before: int) -> int:
        """What may be behind where `node` ends and `before` may be behind where it begins."""
        match node:
            case Chars(points):
                return self._bits[points]
            case Sequence(parts):
                for part in parts:
                    before = self.behind(part, before)
                return before
            case Choice(parts):
                found = 0
                for part in parts:
                    found |= self.behind(part, before)
                return found
            case Repeat(part, least, most):
                found = 0 if most == 0 else self.behind(part, before)
                return found if least else found | before
            case _:
                return before

    def taken(self, node: RegexNode) -> int:
        """All that `node` may take, wherever in it."""
        match node:
            case Chars(points):
                return self._bits[points]
            case Sequence(parts) | Choice(parts):
                found = 0
                for part in parts:
                    found |= self.taken(part)
                return found
            case Repeat(part):
                return self.taken(part)
            case _:
                return 0


def parts_of(node: RegexNode) -> Iterator[RegexNode]:
    """`node` and all that is in it, from left to right."""
    yield node
    match node:
        case Sequence(parts) | Choice(parts):
            for part in parts:
                yield from parts_of(part)
        case Repeat(part) | Look(part):
            yield from parts_of(part)
