r"""Whether a part of a regular expression can be read in one way only: the next character says how to go on.

That is what a repeat without a highest count asks of its part, for what forks in one round forks in each, and the ways
double with every round. It is so where

- alternatives begin with different characters,
- a repeat that may stop or go on is followed by a character that it does not begin with (`\d+,`, not `\d+\d`),
- a round takes something (`(a*)*` can go round without end in one place).

It is a little strict: `(ab|ac)*` is harmless, and is refused like `(a|ab)*`, of which that takes thought to see.
"""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

from compiler.base.regex.letters import Letters
from compiler.base.regex.nodes import (
    Anchor,
    Choice,
    RegexNode,
    Repeat,
    Sequence,
    lengths,
)
from compiler.base.wording import Text, say


class Fork(NamedTuple):
    """Where there are two ways on, and what to write instead."""

    reason: Text
    hint: Text


def fork_in(node: RegexNode, then: int, letters: Letters, pattern: str) -> Fork | None:
    """Where `node`, a part of `pattern`, forks when `then` may be ahead behind it; None if nowhere."""
    match node:
        case Anchor():
            return Fork(
                say('it holds "^" or "$"'), say('write "^" and "$" outside of what is repeated')
            )
        case Sequence(parts):
            for part in reversed(parts):
                if found := fork_in(part, then, letters, pattern):
                    return found
                then = letters.ahead(part, then)
            return None
        case Choice(parts):
            return _of_choice(parts, then, letters, pattern)
        case Repeat():
            return _of_repeat(node, then, letters, pattern)
        case _:
            return None


def common(parts: tuple[RegexNode, ...], then: int, letters: Letters) -> int:
    """What may be ahead at the begin of two of the alternatives `parts`; nothing where the next character chooses."""
    firsts = [letters.ahead(part, then) for part in parts]
    return next((one & other for one, other in combinations(firsts, 2) if one & other), 0)


def _of_choice(
    parts: tuple[RegexNode, ...], then: int, letters: Letters, pattern: str
) -> Fork | None:
    if both := common(parts, then, letters):
        return Fork(
            say(
                'two alternatives in it may begin with "{character}"',
                character=letters.example(both),
            ),
            say("let each alternative begin with another character"),
        )
    found = (fork_in(part, then, letters, pattern) for part in parts)
    return next(filter(None, found), None)


def _of_repeat(repeat: Repeat, then: int, letters: Letters, pattern: str) -> Fork | None:
    part, least, most, start, end = repeat
    if most == 0:
        return None
    if (least, most) != (1, 1) and lengths(part)[0] == 0:
        return Fork(
            say('a round of "{repeat}" may take nothing', repeat=pattern[start:end]),
            say('let each round take a character: leave out a "*" or "?" or "|" in it'),
        )
    begins = letters.ahead(part, 0)
    if least != most and begins & then:
        return Fork(
            say(
                'behind "{repeat}" may come "{character}", which it may also take itself',
                repeat=pattern[start:end],
                character=letters.example(begins & then),
            ),
            say(
                'begin each round with what ends none, as "\\d+(,\\d+)*" does and "(\\d+,?)*" does not'
            ),
        )
    return fork_in(part, then if most == 1 else then | begins, letters, pattern)
