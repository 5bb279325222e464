"""What a function makes of an object, made once for all places where the same object stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")
Made = TypeVar("Made")


class ByObject(Generic[Value, Made]):
    """A function that is asked once for each object, where equal values are mostly one object and hashing them is slow.

    Every object is kept with what was made of it, so that its id stays its own.
    """

    def __init__(self, make: Callable[[Value], Made]) -> None:
        self._make = make
        self._known: dict[int, tuple[Value, Made]] = {}

    def __call__(self, value: Value) -> Made:
        """What the function makes of `value`."""
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = (value, self._make(value))
        return known[1]
