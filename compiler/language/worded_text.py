"""Edits of the text of one file: something written before, behind or in the place of what stands there, or taken away.

What is asked for is an edit of as little as can be, and the formatter lays out what that makes.
"""

from __future__ import annotations

import re
from functools import lru_cache

from compiler.base.mends import Edit
from compiler.base.source import Name
from compiler.language.layout import INDENT
from compiler.language.text_in_words import TextInWords

# The properties behind which more values may stand than one.
_MORE_VALUES = ("zonder", "domein", "bedrijfsproces")


class WordedText(TextInWords):
    """The text of one file, in which edits are looked for; places that are not in it have none."""

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

    def write_below(self, place: Name, text: str) -> Edit | None:
        """`text` on lines of its own below all of the member at `place`."""
        if (number := self._number(place)) is None:
            return None
        end = self._words[self._member(number)[1] - 1].end
        if (rest := self._rest_of_line(end)) and self._text[rest - 1] == "\n":
            return self._edit(rest, rest, f"\n{text}\n")
        return self._edit(end, end, f"\n\n{text}\n")

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
        if "\n" in text:
            return self._edit(end, end, f"\n{text}\n")
        return self._edit(end, end, f" {text}" if closing == block + 1 else f", {text}")


@lru_cache(maxsize=256)
def worded_text(file: str, content: bytes) -> WordedText:
    """The text in `content`, as the parser reads it, with its words counted once."""
    text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return WordedText(file, text)


def _indented(text: str, indent: str) -> str:
    return "\n".join(indent + line for line in text.split("\n"))
