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

`\d`, `\w`, `\s` and `.` differ in the characters that they stand for; `ParsedPattern.edits` says what to write.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from compiler.base.regex.character_reader import CharacterReader, PatternEdit, single
from compiler.base.regex.characters import ECMA_TEXT, LINE_ENDS, complement
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
from compiler.base.regex.problems import PatternProblem, RefusedError
from compiler.base.wording import say


class ParsedPattern(NamedTuple):
    """A pattern as a tree, and the stretches (start, end, text) to replace so that all read the same in it."""

    node: RegexNode
    edits: tuple[PatternEdit, ...]


_LONGEST = 2000
_DEEPEST = 60
_GROUPS = ("(?:", "(?=", "(?!", "(?<=", "(?<!")
_QUANTIFIER = re.compile(r"([*+?]|\{([0-9]+)(,([0-9]*))?\})\??")
_BOUNDS = {"*": (0, None), "+": (1, None), "?": (0, 1)}


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
    except RefusedError as refused:
        return refused.problem
    return ParsedPattern(node, tuple(reader.edits))


class _Reader(CharacterReader):
    """Reads one pattern from left to right; what it may not hold ends that with `RefusedError`."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.depth = 0

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
        return Repeat(part=part, least=low, most=high, start=start, end=self.at)

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
        return Chars(single(ord(char)))

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
