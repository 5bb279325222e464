"""Work in steps: a generator that yields where others may have their turn, and returns what it makes."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

_Made = TypeVar("_Made")


def finished(steps: Generator[None, None, _Made]) -> _Made:
    """What `steps` makes, taken in one go."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: _Made = end.value
            return made
