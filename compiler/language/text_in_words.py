"""A text as words and brackets: where its members begin and end.

A member is what stands between two ends of lines or commas: a statement, an attribute, a projection, a value of a
list, a property in a header. Its description belongs to it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from compiler.base.mends import Edit, Stretch
from compiler.base.source import Name

_WORD = re.compile(
    r'//[^\n]*|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\\n]|\\.)*`|/(?![/*])(?:[^/\\\n]|\\[^\n])+/|\[\]|\w[\w-]*|\n|[^\S\n]+|.'
)
_CLOSING = {"{": "}", "(": ")"}
_REST_OF_LINE = re.compile(r"[ \t]*,?[ \t]*(?://[^\n]*)?(?:\n|\Z)")


class _Word(NamedTuple):
    """A word, a bracket, a comment or the end of a line, and where it begins and ends."""

    text: str
    begin: int
    end: int


class TextInWords:
    """The text of one file, by its words and brackets."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._text = text
        self._words = [
            _Word(found[0], found.start(), found.end())
            for found in _WORD.finditer(text)
            if found[0] == "\n" or not found[0].isspace()
        ]
        self._at = {word.begin: number for number, word in enumerate(self._words)}

    @cached_property
    def _line_begins(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self._text))]

    @cached_property
    def _partners(self) -> dict[int, int]:
        """The other bracket of each bracket that has one, by their numbers."""
        found: dict[int, int] = {}
        waiting: list[int] = []
        for number, word in enumerate(self._words):
            if word.text in _CLOSING:
                waiting.append(number)
            elif waiting and word.text == _CLOSING[self._words[waiting[-1]].text]:
                opening = waiting.pop()
                found |= {opening: number, number: opening}
        return found

    def _property(self, place: Name, word: str) -> list[int]:
        """The numbers of the values of a property in a header; empty where it is not there."""
        if (number := self._number(place)) is None:
            return []
        _, behind = self._member(number)
        block = next((n for n in range(number, behind) if self._text_of(n) == "{"), behind)
        for each in range(number + 1, block):
            first, last = self._member(each)
            if first == each and self._text_of(each) == word:
                return [*range(first + 1, last)]
        return []

    def _number(self, place: Name) -> int | None:
        """The number of the word at `place`."""
        if not (1 <= place.line <= len(self._line_begins)):
            return None
        return self._at.get(self._line_begins[place.line - 1] + place.column - 1)

    def _text_of(self, number: int) -> str:
        return self._words[number].text if number < len(self._words) else ""

    def _member(self, number: int) -> tuple[int, int]:
        """The numbers of the first word of the member that holds a word, and of what follows it."""
        first = number
        while first > 0:
            before = self._text_of(first - 1)
            if before in ("\n", ",", "{", "(") or before.startswith("//"):
                break
            first = self._partners.get(first - 1, first - 1) if before in ("}", ")") else first - 1
        behind = number
        while behind < len(self._words):
            text = self._text_of(behind)
            if text in ("\n", ",", "}", ")") or text.startswith("//"):
                break
            behind = self._partners.get(behind, behind) + 1 if text in _CLOSING else behind + 1
        return first, max(behind, number + 1)

    def _end_before(self, number: int) -> int:
        """Where what stands before a word ends, on its line."""
        begin = self._words[number].begin
        while begin and self._text[begin - 1] in " \t":
            begin -= 1
        return begin

    def _alone_on_its_lines(self, begin: int, end: int) -> int:
        """The end of the last of the lines that hold nothing but what begins and ends there; 0 where they hold more."""
        line = self._line_begins[self._line(begin) - 1]
        return 0 if self._text[line:begin].strip() else self._rest_of_line(end)

    def _rest_of_line(self, end: int) -> int:
        """The end of the line on which something ends, where it holds nothing more but a comment; else 0."""
        rest = _REST_OF_LINE.match(self._text, end)
        return rest.end() if rest else 0

    def _begin_of_description(self, begin: int) -> int:
        """Where the description begins of what begins at `begin`, or else its line."""
        line = self._line(begin)
        while line > 1 and self._line_text(line - 1).lstrip().startswith("///"):
            line -= 1
        return self._line_begins[line - 1]

    def _line_text(self, line: int) -> str:
        end = self._line_begins[line] if line < len(self._line_begins) else len(self._text)
        return self._text[self._line_begins[line - 1] : end]

    def _line(self, offset: int) -> int:
        return bisect_right(self._line_begins, offset)

    def _edit(self, begin: int, end: int, text: str) -> Edit:
        line, end_line = self._line(begin), self._line(end)
        return Edit(
            Stretch(
                file=self._file,
                line=line,
                column=begin - self._line_begins[line - 1] + 1,
                end_line=end_line,
                end_column=end - self._line_begins[end_line - 1] + 1,
            ),
            text,
        )
