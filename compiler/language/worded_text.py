"""A text as words and brackets: where its members begin and end, so that one can be changed and the rest left alone.

A member is what stands between two ends of lines or commas: a statement, an attribute, a projection, a value of a
list, a property in a header. Its description belongs to it. What is asked for is an edit, and the formatter lays out
what that makes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property, lru_cache
from typing import NamedTuple

from compiler.base.mends import Edit, Stretch
from compiler.base.source import Name
from compiler.language.layout import INDENT

_WORD = re.compile(
    r'//[^\n]*|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\\n]|\\.)*`|/(?![/*])(?:[^/\\\n]|\\[^\n])+/|\[\]|\w[\w-]*|\n|[^\S\n]+|.'
)
_CLOSING = {"{": "}", "(": ")"}
_REST_OF_LINE = re.compile(r"[ \t]*,?[ \t]*(?://[^\n]*)?(?:\n|\Z)")
# The properties behind which more values may stand than one.
_MORE_VALUES = ("zonder", "domein", "bedrijfsproces")


class _Word(NamedTuple):
    """A word, a bracket, a comment or the end of a line, and where it begins and ends."""

    text: str
    begin: int
    end: int


class WordedText:
    """The text of one file, in which edits are looked for; places that are not in it have none."""

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

    # -- what can be changed ----------------------------------------------------------------------------------------

    def leave_out(self, place: Name) -> Edit | None:
        """The member at `place` taken away, with its description; a header that has no other one goes too."""
        number = self._number(place)
        return None if number is None else self._leave_out(number)

    def leave_name_out(self, place: Name) -> Edit | None:
        """As `leave_out`, where the member says nothing but what is named at `place`; `alle behalve x` says more."""
        number = self._number(place)
        if number is None or self._text_of(self._member(number)[0]) == "alle":
            return None
        return self._leave_out(number)

    def _leave_out(self, number: int) -> Edit:
        first, behind = self._member(number)
        begin, end = self._words[first].begin, self._words[behind - 1].end
        if rest := self._alone_on_its_lines(begin, end):
            return self._edit(self._begin_of_description(begin), rest, "")
        before = self._words[first - 1] if first else None
        after = self._words[behind] if behind < len(self._words) else None
        if before and before.text == "(" and after and after.text == ")":
            return self._edit(self._end_before(first - 1), after.end, "")
        if after and after.text == ",":
            following = self._words[behind + 1].begin if behind + 1 < len(self._words) else end
            return self._edit(begin, following, "")
        if before and before.text == ",":
            return self._edit(before.begin, end, "")
        return self._edit(begin, end, "")

    def leave_value_out(self, place: Name) -> Edit | None:
        """One of the values of a property taken away; the last one with its property."""
        if (number := self._number(place)) is None:
            return None
        first, behind = self._member(number)
        if behind - first <= 2:
            return self.leave_out(place)
        return self._edit(self._end_before(number), self._words[number].end, "")

    def leave_suppression_out(self, place: Name) -> Edit | None:
        """The word before `place`, `negeer`, taken away with what stands there and the reason behind it."""
        number = self._number(place)
        if number is None or self._text_of(number - 1) != "negeer":
            return None
        first, behind = self._member(number)
        if first == number - 1:
            return self.leave_out(place)
        last = (
            number + 1 if number + 1 < behind and self._text_of(number + 1)[0] in '"/' else number
        )
        return self._edit(self._end_before(number - 1), self._words[last].end, "")

    def write_word(self, place: Name, text: str) -> Edit | None:
        """`text` in the place of the one word at `place`."""
        if (number := self._number(place)) is None:
            return None
        return self._edit(self._words[number].begin, self._words[number].end, text)

    def write_before(self, place: Name, word: str) -> Edit | None:
        """A word before the one at `place`."""
        if (number := self._number(place)) is None:
            return None
        begin = self._words[number].begin
        return self._edit(begin, begin, f"{word} ")

    def write_member(self, place: Name, text: str) -> Edit | None:
        """`text` in the place of the member at `place`, whose description stays."""
        if (number := self._number(place)) is None:
            return None
        first, behind = self._member(number)
        return self._edit(self._words[first].begin, self._words[behind - 1].end, text)

    def write_type(self, place: Name, type_: str) -> Edit | None:
        """`type_` in the place of the type that begins at `place`, with the dot and the brackets behind that."""
        if (number := self._number(place)) is None:
            return None
        last = number
        if self._text_of(last + 1) == ".":
            last += 2
        if self._text_of(last + 1) == "[]":
            last += 1
        return self._edit(self._words[number].begin, self._words[last].end, type_)

    def write_behind(self, place: Name, text: str) -> Edit | None:
        """`text` behind all of the member at `place`."""
        if (number := self._number(place)) is None:
            return None
        end = self._words[self._member(number)[1] - 1].end
        return self._edit(end, end, f" {text}")

    def write_value(self, place: Name, word: str, old: str, new: str) -> Edit | None:
        """In the header of the declaration whose name stands at `place`, `new` for the value `old` of a property."""
        for number in self._property(place, word):
            if self._text_of(number) in (old, f"`{old}`", f'"{old}"'):
                return self._edit(self._words[number].begin, self._words[number].end, new)
        return None

    def leave_property_out(self, place: Name, word: str) -> Edit | None:
        """The property `word` taken from the header of the declaration whose name stands at `place`."""
        values = self._property(place, word)
        return self._leave_out(values[0] - 1) if values else None

    def write_in_texts(self, place: Name, word: str, instead: str) -> Edit | None:
        """`instead` for the word `word` where it stands once in the description and the texts of a member."""
        if (number := self._number(place)) is None:
            return None
        first, behind = self._member(number)
        block = next((n for n in range(number, behind) if self._text_of(n) == "{"), behind)
        begin = self._begin_of_description(self._words[first].begin)
        end = self._words[block - 1].end
        texts = [
            each
            for each in self._words
            if begin <= each.begin < end and each.text.startswith(('"', "///"))
        ]
        found = [
            each.begin + match.start()
            for each in texts
            for match in re.finditer(rf"\b{re.escape(word)}\b", each.text)
        ]
        return self._edit(found[0], found[0] + len(word), instead) if len(found) == 1 else None

    def write_property(self, place: Name, word: str, values: str) -> Edit | None:
        """A property more in the header of the declaration whose name stands at `place`, or a value more in one."""
        if (number := self._number(place)) is None:
            return None
        _, behind = self._member(number)
        block = next((n for n in range(number, behind) if self._text_of(n) == "{"), behind)
        opening = next((n for n in range(number, block) if self._text_of(n) == "("), None)
        if opening is None or opening not in self._partners:
            end = self._words[block - 1].end
            return self._edit(end, end, f" ({word} {values})")
        closing = self._partners[opening]
        known = [n for n in range(opening + 1, closing) if self._text_of(n) == word]
        of_its_own = [n for n in known if self._member(n)[0] == n]
        if of_its_own and word in _MORE_VALUES:
            end = self._words[self._member(of_its_own[0])[1] - 1].end
            return self._edit(end, end, f" {values}")
        last = max(
            (n for n in range(opening, closing) if self._text_of(n) != "\n"), default=opening
        )
        end = self._words[last].end
        separator = "" if last == opening else " " if self._text_of(last) == "," else ", "
        return self._edit(end, end, f"{separator}{word} {values}")

    def add_member(self, place: Name, text: str) -> Edit | None:
        """A member more at the end of the block of the declaration whose name stands at `place`."""
        if (number := self._number(place)) is None:
            return None
        _, behind = self._member(number)
        block = next((n for n in range(number, behind) if self._text_of(n) == "{"), None)
        if block is None:
            end = self._words[behind - 1].end
            return self._edit(end, end, f" {{\n{_indented(text, INDENT)}\n}}")
        if block not in self._partners:
            return None
        closing = self._partners[block]
        begin = self._words[closing].begin
        line = self._line_begins[self._line(begin) - 1]
        if not self._text[line:begin].strip():
            return self._edit(line, line, _indented(text, self._text[line:begin] + INDENT) + "\n")
        end = self._words[closing - 1].end
        return self._edit(end, end, f" {text}" if closing == block + 1 else f", {text}")

    def begin_of_member(self, place: Name) -> Edit | None:
        """An empty edit at the first word of the member at `place`."""
        if (number := self._number(place)) is None:
            return None
        begin = self._words[self._member(number)[0]].begin
        return self._edit(begin, begin, "")

    def text_of_member(self, place: Name) -> str:
        """All of the member at `place`, without its description; empty where there is none."""
        if (number := self._number(place)) is None:
            return ""
        first, behind = self._member(number)
        return self._text[self._words[first].begin : self._words[behind - 1].end]

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

    # -- where things stand -----------------------------------------------------------------------------------------

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
        rest = _REST_OF_LINE.match(self._text, end)
        return rest.end() if rest and not self._text[line:begin].strip() else 0

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


@lru_cache(maxsize=256)
def worded_text(file: str, content: bytes) -> WordedText:
    """The text in `content`, as the parser reads it, with its words counted once."""
    text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return WordedText(file, text)


def _indented(text: str, indent: str) -> str:
    return "\n".join(indent + line for line in text.split("\n"))
