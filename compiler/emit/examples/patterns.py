"""A text that a regular expression matches, made from the expression itself.

Python's own parser reads the expression; the tree is walked with as little freedom as possible, so that the same
expression gives the same text everywhere. What the walk does not look at (what stands ahead, what must not stand there)
is settled by trying: a text counts only where the expression matches it.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any, NamedTuple

LONGEST = 200
_PREFERRED = "aA10 -./_"
_BY_CATEGORY = {
    "digit": "1",
    "not_digit": "a",
    "space": " ",
    "not_space": "a",
    "word": "a",
    "not_word": "-",
}


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
        `pattern` is no regular expression that Python knows.
    """
    if _compiled(pattern) is None:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = import_module("re._parser").parse(pattern)
        made = {_tried(tree, way) for way in _WAYS} - {None}
    except (RecursionError, OverflowError):
        return None
    found = [text for text in made if text is not None and matches(pattern, text)]
    return min(found, key=lambda text: (not text, len(text), text), default=None)


def _tried(tree: Iterable[tuple[Any, Any]], way: _Way) -> str | None:
    try:
        return _walked(tree, way, {})
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


def _walked(tree: Iterable[tuple[Any, Any]], way: _Way, groups: dict[int, str]) -> str:
    text = ""
    for operation, argument in tree:
        text += _part(str(operation).lower(), argument, way, groups)
        if len(text) > LONGEST:
            raise _TooLongError
    return text


def _part(operation: str, argument: Any, way: _Way, groups: dict[int, str]) -> str:
    """The text of one node; nothing for what takes no room."""
    match operation:
        case "literal" | "not_literal" | "any" | "in":
            return _character(operation, argument)
        case "max_repeat" | "min_repeat" | "possessive_repeat":
            fewest, most, inner = argument
            times = min(fewest + way.more, int(most))
            if times > LONGEST:
                raise _TooLongError
            return _walked(inner, way, groups) * times if times else ""
        case "subpattern":
            number, *_, inner = argument
            groups[number] = _walked(inner, way, groups)
            return groups[number]
        case "branch":
            branches = argument[1]
            return _walked(branches[way.branch % len(branches)], way, groups)
        case "atomic_group":
            return _walked(argument, way, groups)
        case "groupref":
            return groups.get(argument, "")
        case _:
            return ""


def _character(operation: str, argument: Any) -> str:
    match operation:
        case "literal":
            return chr(argument)
        case "not_literal":
            return _first(lambda character: character != chr(argument))
        case "in":
            return _one_of([(str(kind).lower(), value) for kind, value in argument])
        case _:
            return "a"


def _one_of(members: list[tuple[str, Any]]) -> str:
    """A character that a set holds: one that is easy to read, where it holds such."""
    negated = bool(members) and members[0][0] == "negate"
    members = members[negated:]
    if negated:
        return _first(lambda character: not any(_holds(member, character) for member in members))
    easy = _first(
        lambda character: any(_holds(member, character) for member in members), _PREFERRED
    )
    return easy or next(_own(members), "")


def _own(members: list[tuple[str, Any]]) -> Iterator[str]:
    for kind, value in members:
        if kind == "category":
            yield _BY_CATEGORY.get(str(value).lower().removeprefix("category_"), "")
        else:
            yield chr(value[0] if kind == "range" else value)


def _holds(member: tuple[str, Any], character: str) -> bool:
    kind, value = member
    if kind == "range":
        return bool(value[0] <= ord(character) <= value[1])
    if kind == "literal":
        return bool(value == ord(character))
    name = str(value).lower().removeprefix("category_")
    found = {
        "digit": character.isdigit(),
        "space": character.isspace(),
        "word": character.isalnum() or character == "_",
    }
    plain = name.removeprefix("not_")
    return plain in found and found[plain] != name.startswith("not_")


def _first(allowed: Any, characters: str = _PREFERRED + "bB1:,;@#%*+=?!") -> str:
    return next(filter(allowed, characters), "")
