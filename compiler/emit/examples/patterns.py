"""A text that a regular expression matches, made from the expression itself.

The tree of the expression is walked with as little freedom as possible, so that the same expression gives the same text
everywhere. What the walk does not look at (what stands ahead, what must not stand there) is settled by trying: a text
counts only where the expression matches it.
"""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from typing import NamedTuple

from compiler.base.regex.characters import CodePoints
from compiler.base.regex.dialect import ParsedPattern, parse_pattern
from compiler.base.regex.nodes import Chars, Choice, RegexNode, Repeat, Sequence

LONGEST_MATCH = 200
# Characters that are easy to read, the first that fits is taken.
_PREFERRED = "aA10 -./_bB:,;@#%*+=?!"


class _Way(NamedTuple):
    """A way to walk: how many more times than it must a part is repeated, and which of several branches is taken."""

    more: int
    branch: int


_WAYS = tuple(_Way(more, branch) for branch in (0, 1, 2) for more in (0, 1, 2))


def matches(pattern: str, text: str) -> bool:
    """Whether `pattern` finds something in `text`, as a validator looks for it; False where it is no pattern."""
    compiled = _compiled(pattern)
    return compiled is not None and compiled.search(text) is not None


def matching(pattern: str) -> str | None:
    """A text that `pattern` matches; the same one every time.

    Args:
        pattern: a regular expression.

    Returns:
        The shortest that was found, not empty where another can be found; None where nothing was found, or where
        `pattern` is no regular expression that all validators know.
    """
    parsed = parse_pattern(pattern)
    if not isinstance(parsed, ParsedPattern):
        return None
    made = {_tried(parsed.node, way) for way in _WAYS}
    found = [text for text in made if text is not None and matches(pattern, text)]
    return min(found, key=lambda text: (not text, len(text), text), default=None)


def _tried(node: RegexNode, way: _Way) -> str | None:
    try:
        return _walked(node, way)
    except _TooLongError:
        return None


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return None


class _TooLongError(Exception):
    """The text would be longer than an example may be."""


def _walked(node: RegexNode, way: _Way) -> str:
    """The text of `node`; nothing for what takes no room."""
    match node:
        case Chars(points):
            return _character(points)
        case Sequence(parts):
            text = ""
            for part in parts:
                text += _walked(part, way)
                if len(text) > LONGEST_MATCH:
                    raise _TooLongError
            return text
        case Choice(parts):
            return _walked(parts[way.branch % len(parts)], way)
        case Repeat(part, least, most):
            times = least + way.more if most is None else min(least + way.more, most)
            if times > LONGEST_MATCH:
                raise _TooLongError
            text = _walked(part, way) * times if times else ""
            if len(text) > LONGEST_MATCH:
                raise _TooLongError
            return text
        case _:
            return ""


def _character(points: CodePoints) -> str:
    """A character of `points`: one that is easy to read, where there is one; nothing of none."""
    easy = (c for c in _PREFERRED if any(first <= ord(c) <= last for first, last in points))
    return next(easy, chr(points[0][0]) if points else "")
