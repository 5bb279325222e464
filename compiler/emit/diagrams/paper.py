"""Boxes on paper: how large a box is, which of its rows it has room for, and where its texts stand in it.

Lengths are in the unit of the picture, about a pixel.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator
from typing import NamedTuple

from compiler.emit.diagrams.letters import fitted_text, width_of
from compiler.emit.diagrams.scene import Box, BoxKind, BoxRow, ChangeSign, RowKind

TITLE_SIZE = 13.0
ROW_SIZE = 11.5
SMALL_SIZE = 10.0
PADDING = 10
ROW_HEIGHT = 17
TITLE_HEIGHT = 24
SMALL_HEIGHT = 13
MARK = 13  # the column in front of a row: a diamond, or the sign of a change
BETWEEN = 14  # a name and its type
NARROWEST, WIDEST = 130, 360
MOST_ROWS = 24


class Fitted(NamedTuple):
    """A box with the rows that it has room for, and those that it only counts; `height` is what these take."""

    box: Box
    head: str
    rows: tuple[BoxRow, ...]
    folded: tuple[BoxRow, ...]
    height: int

    def middle_of(self, row: BoxRow) -> float:
        """How far below the top of the box the middle of `row` is; of one that is not told, that of the last line."""
        if row in self.rows:
            return head_height(self.head) + (self.rows.index(row) + 0.5) * ROW_HEIGHT + 3
        return self.height - ROW_HEIGHT / 2 - 3


def head_of(box: Box, package: str) -> str:
    """The small line above the name of `box` in a picture about `package`: what it is besides a plain entity."""
    words = []
    if box.kind is BoxKind.DOMAIN and package:
        words.append("domein")
    if box.kind is BoxKind.CODES:
        words.append("referentiedata")
    if box.abstract:
        words.append("abstract")
    if box.value_object:
        words.append("waardeobject")
    if box.package and box.package != package:
        words.append(box.package)
    return " · ".join(words)


def fitted(box: Box, head: str, leading: Collection[str], room: int | None = None) -> Fitted:
    """`box` with as many rows as `room` has place for, or as it has by itself.

    Rows with a name in `leading` have a line, and are the last ones to be left out.
    """
    rows = list(box.shown)
    folded = [row for row in box.rows if row.folded and not row.standard]
    most = MOST_ROWS
    if room is not None:
        lines = (room - head_height(head) - 6) // ROW_HEIGHT
        most = lines if len(rows) <= lines - bool(folded) else max(lines - 1, 0)
    if len(rows) > most:
        kept = sorted(rows, key=lambda row: row.name not in leading)[: max(most, 0)]
        if room is None:
            kept += [row for row in rows if row.name in leading and row not in kept]
        folded = [row for row in rows if row not in kept] + folded
        rows = [row for row in rows if row in kept]
    return Fitted(
        box=box,
        head=head,
        rows=tuple(rows),
        folded=tuple(folded),
        height=_height(head, len(rows), counted=bool(folded)),
    )


def head_height(head: str) -> int:
    """How high the part of a box with its name and `head` is."""
    return TITLE_HEIGHT + (SMALL_HEIGHT if head else 0)


def _height(head: str, rows: int, *, counted: bool) -> int:
    lines = rows + counted
    return head_height(head) + (lines * ROW_HEIGHT + 6 if lines else 2)


LEAST_HEIGHT = TITLE_HEIGHT + SMALL_HEIGHT + ROW_HEIGHT + 6  # of a box with its name and a count


def width_for(fit: Fitted) -> int:
    """How wide the box asks to be."""
    widths = [width_of(_title(fit.box), TITLE_SIZE, bold=True)]
    widths.append(width_of(fit.head, SMALL_SIZE))
    for row in fit.rows:
        told = told_type(row)
        width = MARK + width_of(row.name, ROW_SIZE, bold=row.core)
        widths.append(width + (BETWEEN + width_of(told, ROW_SIZE) if told else 0))
    widths.append(MARK + width_of(count_of(fit), SMALL_SIZE))
    return max(NARROWEST, min(WIDEST, round(max(widths)) + 2 * PADDING + 2))


def _title(box: Box) -> str:
    return f"{box.sign} {box.name}" if box.sign else box.name


def told_type(row: BoxRow) -> str:
    """What stands at the right of a row."""
    if row.kind is RowKind.CODE or row.before:
        return row.before or row.held
    many = "[]" if row.many else ""
    return f"{row.held}{many}"


def count_of(fit: Fitted) -> str:
    """How many rows are not told, in words; empty where all are."""
    number = len(fit.folded)
    if not number:
        return ""
    kinds = {
        BoxKind.ENTITY: ("1 attribuut", "{} attributen"),
        BoxKind.DOMAIN: ("1 entiteit", "{} entiteiten"),
        BoxKind.CODES: ("1 waarde", "{} waarden"),
    }
    one, more = kinds[fit.box.kind]
    told = any(
        row.kind is not RowKind.ASSOCIATION or fit.box.kind is not BoxKind.DOMAIN
        for row in fit.rows
    )
    front = "nog " if told else ""
    return front + (one if number == 1 else more.format(number))


class PaperText(NamedTuple):
    """A text in a box: its place within that, how wide it is, its style, and what it leads to and tells besides."""

    text: str
    x: float
    y: float
    width: float
    style: str
    target: str = ""
    tip: str = ""


class PaperMark(NamedTuple):
    """A diamond in front of a row: filled where the row embeds an entity, hollow where it holds keys."""

    x: float
    y: float
    filled: bool


def texts_of_box(fit: Fitted, width: int, drawn: Container[str]) -> Iterator[PaperText]:
    """The texts of the box, which is `width` wide; `drawn` are the keys of all boxes of the picture."""
    box = fit.box
    room = width - 2 * PADDING
    y: float = 17
    if fit.head:
        yield _text(fit.head, PADDING, 14, room, "small")
        y += SMALL_HEIGHT
    tip = f"was: {box.before}" if box.before else box.description
    yield _text(_title(box), PADDING, y, room, "title", target=box.subject, tip=tip)
    y = head_height(fit.head) + 3 + ROW_HEIGHT * 0.72
    for row in fit.rows:
        yield from _row(row, y, width, foreign=row.target not in drawn)
        y += ROW_HEIGHT
    count = count_of(fit)
    if count:
        names = ", ".join(row.name for row in fit.folded)
        yield _text(count, PADDING + MARK, y, room - MARK, "count", tip=names)


def _row(row: BoxRow, y: float, width: int, *, foreign: bool) -> Iterator[PaperText]:
    room = width - 2 * PADDING - MARK
    told = told_type(row)
    asked = width_of(told, ROW_SIZE)
    own = min(width_of(row.name, ROW_SIZE, bold=row.core), max(room - asked - BETWEEN, room * 0.55))
    if row.sign is not ChangeSign.SAME:
        yield _text(row.sign, PADDING, y, MARK, "sign")
    styles = ["row"]
    styles += ["core"] * row.core + ["obsolete"] * row.obsolete + ["own"] * row.own
    tip = " · ".join(_told_besides(row))
    yield _text(row.name, PADDING + MARK, y, own, " ".join(styles), tip=tip)
    left = room - own - BETWEEN
    if told and (left > 12 or left >= asked):
        held = fitted_text(told, left, ROW_SIZE)
        taken = width_of(held, ROW_SIZE)
        style = "held foreign" if row.subject and foreign else "held"
        tip = told if held != told else ""
        yield PaperText(
            text=held,
            x=width - PADDING - taken,
            y=y,
            width=taken,
            style=style,
            target=row.subject,
            tip=tip,
        )


def _told_besides(row: BoxRow) -> Iterator[str]:
    if row.core:
        yield "kerngegeven"
    if row.obsolete:
        yield "vervallen"
    if row.own:
        yield "eigen aan dit bericht"
    if row.kind is RowKind.ASSOCIATION:
        yield "alleen sleutels" if row.keys else "ingebed"
    if row.description:
        yield row.description


def _text(
    text: str, x: float, y: float, room: float, style: str, *, target: str = "", tip: str = ""
) -> PaperText:
    size, bold = _letters(style)
    made = fitted_text(text, room, size, bold=bold)
    told = tip if made == text else " · ".join(part for part in (text, tip) if part)
    width = width_of(made, size, bold=bold)
    return PaperText(text=made, x=x, y=y, width=width, style=style, target=target, tip=told)


def _letters(style: str) -> tuple[float, bool]:
    """The size of the letters of `style`, and whether they are bold."""
    if style == "title":
        return TITLE_SIZE, True
    if style in ("small", "count"):
        return SMALL_SIZE, False
    return ROW_SIZE, "core" in style or style == "sign"


def marks_of(fit: Fitted) -> Iterator[PaperMark]:
    """The diamonds in front of associations; where a row has the sign of a change, that stands there."""
    for row in fit.rows:
        if (
            row.kind is RowKind.ASSOCIATION
            and row.sign is ChangeSign.SAME
            and fit.box.kind is BoxKind.ENTITY
        ):
            yield PaperMark(PADDING + 4, fit.middle_of(row), not row.keys)
