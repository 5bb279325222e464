"""Mends: what to write in a source so that a finding goes, as data. An editor or `verac check --fix` writes it."""

from __future__ import annotations

from typing import NamedTuple

from compiler.base.source import Name, Span
from compiler.base.wording import Text


class Stretch(NamedTuple):
    """A stretch of a source, which may go on over the ends of lines.

    Lines and columns count from 1, columns in characters. The end is exclusive: a stretch of a whole line ends in the
    first column of the next one, and one that begins where it ends is a place between two characters.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class Edit(NamedTuple):
    """A stretch of a source, and the text that comes in its place; an empty one takes it away."""

    stretch: Stretch
    text: str


class Mend(NamedTuple):
    """What to write so that a finding goes, in one file or in more.

    `title` says it as a command, as an editor shows it. One is `sure` where a reader would write the same without a
    thought: nobody has to choose, and nothing is said otherwise than it was meant.
    """

    title: Text
    edits: tuple[Edit, ...]
    sure: bool = False


def written_over(place: Span | Name, text: str) -> Edit:
    """`text` in the place of what stands at `place`."""
    return Edit(
        Stretch(
            file=place.file,
            line=place.line,
            column=place.column,
            end_line=place.line,
            end_column=place.end_column,
        ),
        text,
    )


def written_at(file: str, line: int, column: int, text: str) -> Edit:
    """`text` at a place, before what stands there."""
    return Edit(
        Stretch(file=file, line=line, column=column, end_line=line, end_column=column), text
    )
