r"""The regular expressions that validators share: text → nodes, or what is wrong with it.

A pattern is read by whatever the receiver of a message uses. This grammar is what ECMA-262 with the flag u (so JSON
Schema 6.4), the module re of Python, and the crates of Rust behind jsonschema-rs all take, and mean the same by:
characters, `.`, classes, `\d \w \s` and their negations, groups, choices, greedy and lazy repeats, `^`, `$`, lookaheads
and lookbehinds, these of one length. The rest differs, most of it in whether it is taken at all:

- `\-` outside a class, `]` alone, `(?P<n>…)`, `(?i)`, `(?>…)`, `\A`, `\Z`, `a++`, `{,2}`, `(?=a)*`: not in ECMA-262.
- `(?<n>…)`, `\p{L}`, `\cA`, `\u{41}`, `(?<=a|bc)`, `[]`: not in Python, which warns of `[[a]` and `[a&&b]`.
- `\0`, `[\b]`, `\uD83D`, more than 63 groups in each other: not in Rust, where `[[a]b]` and `[a&&b]` combine sets.
- `\b`: ASCII letters make a word in ECMA-262, all letters elsewhere. `\1`: a group that took no part is empty in
  ECMA-262 and fails elsewhere.

`\d`, `\w`, `\s` and `.` differ in the characters that they stand for; `Parsed.edits` says what to write for them.
"""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

from compiler.base.regex.characters import (
    BLANKS,
    DIGITS,
    ECMA_TEXT,
    LINE_ENDS,
    WORD_CHARACTERS,
    CodePoints,
    class_text,
    complement,
    union,
)
from compiler.base.regex.hints import hint_for
from compiler.base.regex.nodes import (
    Anchor,
    Chars,
    Choice,
    Look,
    RegexNode,
    Repeat,
    Sequence,
    lengths,
)
from compiler.base.wording import Text, say


class PatternProblem(NamedTuple):
    """What is wrong with a pattern, and what to write instead."""

    message: Text
    hint: Text


Edit: TypeAlias = tuple[int, int, str]


class ParsedPattern(NamedTuple):
    """A pattern as a tree, and the stretches (start, end, text) to replace so that all read the same in it."""

    node: RegexNode
    edits: tuple[Edit, ...]


_LONGEST = 2000
_DEEPEST = 60
_CATEGORIES = {"d": DIGITS, "w": WORD_CHARACTERS, "s": BLANKS}
_CONTROLS = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13}
_SYNTAX = frozenset(r"^$\.*+?()[]{}|/")
_GROUPS = ("(?:", "(?=", "(?!", "(?<=", "(?<!")
_QUANTIFIER = re.compile(r"([*+?]|\{([0-9]+)(,([0-9]*))?\})\??")
_BOUNDS = {"*": (0, None), "+": (1, None), "?": (0, 1)}
_HEX = frozenset("0123456789ABCDEFabcdef")
_HEX_DIGITS = {"x": 2, "u": 4}


class _RefusedError(Exception):
    """Ends the reading of a pattern; `parse` makes a value of it."""

    def __init__(self, message: Text, hint: Text) -> None:
        super().__init__(message)
        self.problem = PatternProblem(message, hint)


def parse_pattern(pattern: str) -> ParsedPattern | PatternProblem:
    """`pattern` as a tree, or why it is no pattern that all validators know."""
    if len(pattern) > _LONGEST:
        return PatternProblem(
            say(
                "it has {count} characters, and {most} are the most",
                count=f"{len(pattern):,}",
                most=f"{_LONGEST:,}",
            ),
            say("say it in less"),
        )
    reader = _Reader(pattern)
    try:
        node = reader.choice()
        if reader.rest:
            raise reader.refused(")", say("closes no group"), say('write "\\)" for the character'))
    except _RefusedError as refused:
        return refused.problem
    return ParsedPattern(node, tuple(reader.edits))


class _Read(NamedTuple):
    r"""What is read as characters: which, and the letter of `\d` and its like, empty for a single character."""

    points: CodePoints
    category: str = ""


class _Reader:
    """Reads one pattern from left to right; what it may not hold ends that with `_RefusedError`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0
        self.edits: list[Edit] = []

    @property
    def rest(self) -> str:
        """The next character, empty at the end."""
        return self.text[self.at : self.at + 1]

    def refused(self, what: str, message: Text, hint: Text, at: int | None = None) -> _RefusedError:
        """The refusal of `what`, which stands at `at`, or here."""
        place = (self.at if at is None else at) + 1
        return _RefusedError(
            say('"{what}" at character {place} {message}', what=what, place=place, message=message),
            hint,
        )

    def choice(self) -> RegexNode:
        parts = [self.sequence()]
        while self.rest == "|":
            self.at += 1
            parts.append(self.sequence())
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def sequence(self) -> RegexNode:
        parts = []
        while self.rest not in ("", "|", ")"):
            parts.append(self.repeat())
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def repeat(self) -> RegexNode:
        start = self.at
        part = self.atom()
        found = _QUANTIFIER.match(self.text, self.at)
        if not found:
            return part
        if self.text[start] in "^$" or isinstance(part, Look):
            what = say("a lookaround") if isinstance(part, Look) else f'"{self.text[start]}"'
            raise self.refused(
                found[0],
                say("repeats {what}, which takes no characters", what=what),
                say("leave it out"),
            )
        short, least, comma, most = found[1], found[2], found[3], found[4]
        if least is None:
            low, high = _BOUNDS[short]
        else:
            low, high = int(least), (int(most) if most else None) if comma else int(least)
        if high is not None and high < low:
            raise self.refused(
                found[0], say("counts down"), say("write {{{high},{low}}}", high=high, low=low)
            )
        self.at = found.end()
        if again := _QUANTIFIER.match(self.text, self.at):
            hint = say(
                "put {text} between (?: and ), or leave one out", text=self.text[start : self.at]
            )
            raise self.refused(again[0], say("repeats a repeat"), hint)
        return Repeat(part, low, high, start, self.at)

    def atom(self) -> RegexNode:
        char = self.rest
        if char == "(":
            return self.group()
        if char == "[":
            return self.set()
        if char == "\\":
            return self.escape()
        if char in "*+?":
            raise self.refused(
                char, say("repeats nothing"), say('write "\\{char}" for the character', char=char)
            )
        if char in "{}]":
            if up_to := re.match(r"\{,([0-9]+)\}", self.text[self.at :]):
                raise self.refused(
                    up_to[0], say("is no repeat"), say('write "{{0,{up_to}}}"', up_to=up_to[1])
                )
            raise self.refused(
                char, say("stands alone"), say('write "\\{char}" for the character', char=char)
            )
        self.at += 1
        if char in "^$":
            return Anchor(char)
        if char == ".":
            self.edits.append((self.at - 1, self.at, f"[^{ECMA_TEXT[LINE_ENDS]}]"))
            return Chars(complement(LINE_ENDS))
        return Chars(_single(ord(char)))

    def group(self) -> RegexNode:
        start = self.at
        opening = next((text for text in _GROUPS if self.text.startswith(text, start)), "(")
        self.at += len(opening)
        if opening == "(" and self.rest == "?":
            what = self.text[start : start + 3]
            hint = say("write (…) or (?:…); or, for a lookaround, (?=…), (?!…), (?<=…), (?<!…)")
            hint = say("write both cases of a letter, as in [Aa]") if what == "(?i" else hint
            raise self.refused(
                what, say("begins a group that not all validators know"), hint, start
            )
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.refused(
                "(",
                say("lies in {most} groups", most=_DEEPEST),
                say("leave out the groups that are not needed"),
                start,
            )
        node = self.choice()
        self.depth -= 1
        if not self.rest:
            hint = say('write ")" behind the group, or "\\(" for the character')
            raise self.refused(opening, say("is not closed"), hint, start)
        self.at += 1
        if opening in _GROUPS[3:] and len({*lengths(node)}) > 1:
            raise self.refused(
                opening,
                say("looks back over texts of different lengths"),
                say("make them one length"),
                start,
            )
        return node if opening in ("(", "(?:") else Look(node)

    def escape(self) -> RegexNode:
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
            return _Read(_single(ord(letter)))
        if letter in _CONTROLS:
            return _Read(_single(_CONTROLS[letter]))
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
            return _Read(_single(int(number, 16)))
        raise self.refused(
            f"\\{letter}", say("is no escape that all validators know"), hint_for(letter), start
        )

    def set(self) -> RegexNode:
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
        return _Read(_single(ord(char)))

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


def _single(point: int) -> CodePoints:
    return ((point, point),)
