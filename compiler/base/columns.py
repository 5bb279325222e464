"""Columns of values while they are written, and while they are read: how deep, how many, and the bytes beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

# No value of ours is deeper or larger. What is, was not written by this program, or costs more than it saves.
MOST_DEEP = 60
MOST_VALUES = 1 << 24
VALUES_OF_A_BYTE = 64


class ColumnForm(Protocol):
    """How values of one type stand in a column; there is at least one."""

    def written(self, values: Sequence[Any], writer: ColumnWriter) -> Any:
        """The column, as JSON can hold it."""

    def read(self, column: Any, number: int, reader: ColumnReader) -> list[Any]:
        """The `number` values of the column."""


class ColumnWriter:
    """What is written beside the columns."""

    def __init__(self) -> None:
        self.tail: list[bytes] = []
        self._depth = 0

    def column(self, form: ColumnForm, values: Sequence[Any]) -> Any:
        """`values` as a column of `form`: nothing where there are none, for a type may hold itself."""
        if not values:
            return 0
        self._depth += 1
        if self._depth > MOST_DEEP:
            raise ValueError("too deep to be kept")
        made = form.written(values, self)
        self._depth -= 1
        return made


class ColumnReader:
    """What is read: where the next bytes stand, and how much may still be made."""

    def __init__(self, content: bytes, at: int) -> None:
        self._content = content
        self._at = at
        self._left = min(len(content) * VALUES_OF_A_BYTE, MOST_VALUES)
        self._depth = 0

    def column(self, form: ColumnForm, column: Any, number: int) -> list[Any]:
        """The `number` values that `column` holds."""
        if not number:
            return []
        self._left -= number
        self._depth += 1
        if self._left < 0 or self._depth > MOST_DEEP:
            raise ValueError("more than was ever written")
        made = form.read(column, number, self)
        self._depth -= 1
        return made

    def bytes(self, length: int) -> bytes:
        """The next bytes behind the columns."""
        start, self._at = self._at, self._at + length
        if self._at > len(self._content):
            raise ValueError("fewer bytes than were written")
        return self._content[start : self._at]
