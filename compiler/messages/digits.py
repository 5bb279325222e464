"""Regular expressions of numbers. JSON Schema has none, for a number is no text, so that the validator asks them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from compiler.base.regex.portable import problem_of

_MOST_DECIMALS = 10


class NumberPattern:
    """The keyword `x-pattern`, as jsonschema-rs wants it: a number matches where one way to write it does."""

    def __init__(self, _schema: Any, pattern: Any, _path: Any) -> None:
        self._pattern = pattern

    def validate(self, value: Any) -> None:
        """Raises ValueError where `value` is a number that does not match; that is what jsonschema-rs asks."""
        if not number_matches(self._pattern, value):
            raise ValueError(self._pattern)


def number_matches(pattern: Any, value: Any) -> bool:
    """Whether `pattern` finds something in `value`, a number; also where it is none, or `pattern` cannot be read."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return True
    compiled = safe_pattern(pattern)
    return compiled is None or any(compiled.search(text) for text in _written(value))


@lru_cache(maxsize=1024)
def safe_pattern(pattern: Any) -> re.Pattern[str] | None:
    """`pattern` for Python; None for one that the model may not have either: a schema may be of others, and hostile."""
    if not isinstance(pattern, str) or problem_of(pattern):
        return None
    try:
        return re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return None


def _written(value: float | Decimal) -> Iterator[str]:
    """The ways to write a number without an exponent: the shortest, then with noughts behind it."""
    exact = Decimal(value) if isinstance(value, int) else Decimal(repr(value)).normalize()
    if not exact.is_finite() or abs(exact.adjusted()) > 400:
        return
    text = f"{exact:f}"
    yield text
    whole, _, decimals = text.partition(".")
    for number in range(len(decimals) + 1, _MOST_DECIMALS + 1):
        yield f"{whole}.{decimals:0<{number}}"
