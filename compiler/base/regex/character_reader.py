r"""Reads what stands for characters in a pattern: escapes and classes; dialect.py says which all validators know."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from compiler.base.regex.characters import (
    BLANKS,
    DIGITS,
    ECMA_TEXT,
    WORD_CHARACTERS,
    CodePoints,
    class_text,
    complement,
    union,
)
from compiler.base.regex.hints import hint_for
from compiler.base.regex.nodes import Chars, RegexNode
from compiler.base.regex.problems import RefusedError
from compiler.base.wording import Text, say

PatternEdit: TypeAlias = tuple[int, int, str]

_CATEGORIES = {"d": DIGITS, "w": WORD_CHARACTERS, "s": BLANKS}
_CONTROLS = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13}
_SYNTAX = frozenset(r"^$\.*+?()[]{}|/")
_HEX = frozenset("0123456789ABCDEFabcdef")
_HEX_DIGITS = {"x": 2, "u": 4}


class _Read(NamedTuple):
    r"""What is read as characters: which, and the letter of `\d` and its like, empty for a single character."""

    points: CodePoints
    category: str = ""


class CharacterReader:
    """Reads a pattern from left to right; `edits` gathers what to write so that all read the same in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.edits: list[PatternEdit] = []

    @property
    def rest(self) -> str:
        """The next character, empty at the end."""
        return self.text[self.at : self.at + 1]

    def refused(self, what: str, message: Text, hint: Text, at: int | None = None) -> RefusedError:
        """The refusal of `what`, which stands at `at`, or here."""
        place = (self.at if at is None else at) + 1
        return RefusedError(
            say('"{what}" at character {place} {message}', what=what, place=place, message=message),
            hint,
        )

    def escape(self) -> RegexNode:
        """The escape that begins here."""
        start = self.at
        points, category = self.escaped("")
        if category:
            negation = "^" if category.isupper() else ""
            self.edits.append(
                (start, self.at, f"[{negation}{ECMA_TEXT[_CATEGORIES[category.lower()]]}]")
            )
        return Chars(points)

    def escaped(self, also: str) -> _Read:
        """What the escape here stands for; `also` may be escaped besides."""
        start = self.at
        letter = self.text[start + 1 : start + 2]
        self.at += 2
        if letter in _SYNTAX or (letter and letter in also):
            return _Read(single(ord(letter)))
        if letter in _CONTROLS:
            return _Read(single(_CONTROLS[letter]))
        if points := _CATEGORIES.get(letter.lower()):
            return _Read(complement(points) if letter.isupper() else points, letter)
        size = _HEX_DIGITS.get(letter, 0)
        number = self.text[self.at : self.at + size]
        if (
            size
            and len(number) == size
            and _HEX.issuperset(number)
            and not 0xD800 <= int(number, 16) <= 0xDFFF
        ):
            self.at += size
            return _Read(single(int(number, 16)))
        raise self.refused(
            f"\\{letter}", say("is no escape that all validators know"), hint_for(letter), start
        )

    def set(self) -> RegexNode:
        """The class that begins here."""
        start = self.at
        negated = self.text.startswith("^", start + 1)
        self.at += 1 + negated
        members: list[_Read] = []
        edits = len(self.edits)
        while self.rest != "]":
            at = self.at
            member = self.member(start)
            if self.rest == "-" and self.text[self.at + 1 : self.at + 2] not in ("", "]"):
                member = self.range_from(member, at, start)
            members.append(member)
        self.at += 1
        if not members:
            hint = say('write "\\[" for the character, and "\\]" for one inside a class')
            raise self.refused(
                self.text[start : self.at], say("is a class of no characters"), hint, start
            )
        found = union(member.points for member in members)
        found = complement(found) if negated else found
        if any(member.category.isupper() for member in members):
            # [\s\S] and its like mean the same everywhere.
            text = class_text(found) if found and complement(found) else self.text[start : self.at]
            self.edits[edits:] = [(start, self.at, text)]
        return Chars(found)

    def member(self, start: int) -> _Read:
        """The next member of the class that begins at `start`."""
        at, char = self.at, self.rest
        if not char:
            raise self.refused(
                "[",
                say("is not closed"),
                say('write "]" behind the class, or "\\[" for the character'),
                start,
            )
        if char == "[":
            raise self.refused("[", say("stands in a class"), say('write "\\["'))
        if char == "\\":
            read = self.escaped("-")
            if read.category.islower():
                self.edits.append((at, self.at, ECMA_TEXT[read.points]))
            return read
        self.refuse_double()
        self.at += 1
        return _Read(single(ord(char)))

    def range_from(self, first: _Read, at: int, start: int) -> _Read:
        """The range from `first`, which stands at `at`, to the member behind the hyphen here."""
        self.refuse_double()
        self.at += 1
        last = self.member(start)
        text = self.text[at : self.at]
        if first.category or last.category:
            raise self.refused(
                text,
                say("is a range with more than a character at an end"),
                say('write "\\-" for a hyphen'),
                at,
            )
        if last.points < first.points:
            raise self.refused(
                text, say("is a range that runs backwards"), say("turn it round"), at
            )
        return _Read(((first.points[0][0], last.points[0][0]),))

    def refuse_double(self) -> None:
        """Refuse a character that stands twice here and then combines sets in some dialects."""
        char = self.rest
        if char in "-&|~" and self.text[self.at + 1 : self.at + 2] == char:
            hint = say('write "\\-" for a hyphen') if char == "-" else say("write it once")
            raise self.refused(char * 2, say("combines sets for some validators"), hint)


def single(point: int) -> CodePoints:
    """The set of one character."""
    return ((point, point),)
