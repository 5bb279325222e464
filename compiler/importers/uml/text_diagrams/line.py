"""A line of a text diagram, and where it stands."""

from __future__ import annotations

from typing import NamedTuple

from compiler.base.source import Span

MAX_DIAGRAM_LINE = 64 * 1024


class DiagramLine(NamedTuple):
    """A line, and where it stands. `as_written` is False where columns are no longer those of the file."""

    text: str
    file: str
    number: int
    as_written: bool = True

    def span(self, column: int = 0, length: int = 0) -> Span:
        """The place of `length` characters from `column`, which counts from 1; without them of all of the line."""
        if not self.as_written:
            return Span(self.file, self.number)
        if not column:
            bare = self.text.rstrip()
            column = len(bare) - len(bare.lstrip()) + 1
            length = max(1, len(bare) + 1 - column)
        return Span(self.file, self.number, column, column + length)
