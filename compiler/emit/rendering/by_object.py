"""What a function makes of an object, made once for all places where the same object stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_Value = TypeVar("_Value")
Made = TypeVar("Made")


def by_object(make: Callable[[_Value], Made]) -> Callable[[_Value], Made]:
    """`make`, asked once for each object: where equal values are mostly one object and hashing them is slow.

    Every object is kept with what was made of it, so that its id stays its own.
    """
    known: dict[int, tuple[_Value, Made]] = {}

    def once(value: _Value) -> Made:
        found = known.get(id(value))
        if found is None:
            found = known[id(value)] = (value, make(value))
        return found[1]

    return once
