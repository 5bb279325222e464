"""Slips that people make again and again, such as what other languages have: what to write, and the mend that does."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from compiler.base.mends import Edit, Mend, Stretch
from compiler.base.wording import NOTHING, Text, say
from compiler.language.formatted_names import format_text
from compiler.language.lalr import Token

_NAME = r"\w[\w-]*"
_SPACED_BRACKETS = re.compile(r"\[\s+\]")
_TYPE_IN_BRACKETS = re.compile(rf"\[\s*({_NAME})\s*\]")
_BETWEEN_APOSTROPHES = re.compile(r"(?<!\w)['\u2018\u2019]([^'\u2018\u2019\"\\]*)['\u2018\u2019]")
_BARE_TEXT = re.compile(
    rf"{_NAME}(?:[ \t]+(?!(?:ouder|vanaf|tot|domein|voorheen|uml|negeer)\b){_NAME})*"
)
_WORDS_OF_HEADERS = ("meervoud", "pad", "als", "zonder", "bedrijfsobject", "bedrijfsproces", "domein", "voorheen",
                     "versie", "negeer", "uml")  # fmt: skip
_AS_IS = ("extends", "si", "isa", "van", "implements")


class Slip(NamedTuple):
    """What to do about a slip: in the place of what stands in some columns of the line, `text` is meant."""

    hint: Text
    column: int
    end_column: int
    text: str

    def mend(self, file: str, line: int) -> Mend:
        """The mend, on a line of a file."""
        stretch = Stretch(
            file=file,
            line=line,
            column=self.column,
            end_line=line,
            end_column=self.end_column,
        )
        return Mend(self.hint, (Edit(stretch, self.text),), sure=True)


def usual_slip(token: Token, expected: Collection[str], line: str) -> Slip | None:
    """What is meant where the parser stopped at `token` in `line` and `expected` others; None where nobody knows."""
    column = token.column
    for fits, pattern, meant in _SLIPS:
        found = pattern.match(line, column - 1)
        if found and (not fits or fits in expected):
            text = meant(found)
            hint = say("write {text}", text=text) if text else say("leave it out")
            return Slip(hint=hint, column=column, end_column=found.end() + 1, text=text)
    if token.text in _AS_IS and "_IS" in expected:
        end = column + len(token.text)
        return Slip(hint=say('write "{name}"', name="is"), column=column, end_column=end, text="is")
    if token.text in _WORDS_OF_HEADERS and "LPAR" in expected:
        return Slip(hint=say('write "(" before it'), column=column, end_column=column, text="(")
    if set(expected) <= {"TEXT", "REGEX"} and (found := _BARE_TEXT.match(line, column - 1)):
        text = format_text(found[0])
        hint = say("write {text}", text=text)
        return Slip(hint=hint, column=column, end_column=found.end() + 1, text=text)
    return None


# What has to be expected for it (nothing: whatever is), what is written, and what is meant.
_SLIPS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("COLON", re.compile("="), lambda _: ":"),
    ("", re.compile(r";(?=[ \t]*(?:$|//))"), lambda _: ""),
    ("DOC", re.compile("#+"), lambda _: "//"),
    ("ARRAY", _SPACED_BRACKETS, lambda _: "[]"),
    ("NAME", _TYPE_IN_BRACKETS, lambda found: f"{found[1]}[]"),
    ("TEXT", _BETWEEN_APOSTROPHES, lambda found: format_text(found[1])),
)


class _Place(NamedTuple):
    """Where the parser stopped: the lines of the file, the number of the line, the column."""

    file: str
    lines: Sequence[str]
    line: int
    column: int

    def edit(self, line: int, column: int, end_column: int, text: str) -> tuple[Edit, ...]:
        """`text` in the place of some columns of a line."""
        stretch = Stretch(
            file=self.file, line=line, column=column, end_line=line, end_column=end_column
        )
        return (Edit(stretch, text),)


def mends_of_case(
    message: Text, file: str, lines: Sequence[str], line: int, column: int
) -> tuple[Mend, ...]:
    """The mend of a syntax error that has a message of its own; none for most."""
    title, make = _CASES.get(message.template, (NOTHING, None))
    edits = make(_Place(file, lines, line, column)) if make else ()
    return (Mend(title, edits, sure=True),) if edits else ()


def _opening_brace(place: _Place) -> tuple[Edit, ...]:
    """Behind what stands above."""
    above = next((n for n in range(place.line - 1, 0, -1) if place.lines[n - 1].strip()), 0)
    if not above or "//" in place.lines[above - 1]:
        return ()
    column = len(place.lines[above - 1].rstrip()) + 1
    return place.edit(above, column, column, " {")


def _closing_brace(place: _Place) -> tuple[Edit, ...]:
    return place.edit(place.line, place.column, place.column + 1, "")


def _comma(place: _Place) -> tuple[Edit, ...]:
    """Behind the brace that closes the block before."""
    before = place.lines[place.line - 1][: place.column - 1].rstrip()
    if not before.endswith("}"):
        return ()
    return place.edit(place.line, len(before) + 1, len(before) + 1, ",")


def _colon(place: _Place) -> tuple[Edit, ...]:
    """Before the last word of a line that has two words or more."""
    found = re.fullmatch(
        rf"\s*{_NAME}(?:[ \t]+{_NAME})*?([ \t]+){_NAME}[ \t]*", place.lines[place.line - 1]
    )
    if found is None:
        return ()
    return place.edit(place.line, found.start(1) + 1, found.start(1) + 1, " :")


_CASES: dict[str, tuple[Text, Callable[[_Place], tuple[Edit, ...]]]] = {
    "an opening brace is missing": (say('write "{name}"', name="{"), _opening_brace),
    "a closing brace too many": (say("leave it out"), _closing_brace),
    "a comma is missing between two blocks": (say('write "{name}"', name=","), _comma),
    "an attribute has no type": (say('write "{name}"', name=":"), _colon),
}
