"""Where things stand in the sources: `Span`, and `Name`, a text that knows where it was written."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A place in a source.

    `line` and `column` count from 1, `end_column` is exclusive; all three are 0 where only the file is known.
    `file` is a path relative to the model folder, or the name of another source (a sheet, a document).
    """

    file: str
    line: int = 0
    column: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        """The place as users write it: `file:line:column`, or in a spreadsheet `file[sheet]!F12`.

        >>> str(Span("a.vera", 3, 14)), str(Span("bron.xlsx[Blad1]", 12, 28, 29))
        ('a.vera:3:14', 'bron.xlsx[Blad1]!AB12')
        """
        if self.column and self.file.endswith("]"):
            return f"{self.file}!{_letters(self.column)}{self.line}"
        return ":".join(
            [self.file, *(str(number) for number in (self.line, self.column) if number)]
        )


def _letters(column: int) -> str:
    """The name of a column of a spreadsheet, the first one is A."""
    letters = ""
    while column:
        column, last = divmod(column - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters


class Name(NamedTuple):
    """A word from a source, with the place it was written at."""

    text: str
    file: str = ""
    line: int = 0
    column: int = 0
    end_column: int = 0

    @property
    def span(self) -> Span:
        """The place of this name."""
        return Span(self.file, self.line, self.column, self.end_column)

    def __str__(self) -> str:
        return self.text
