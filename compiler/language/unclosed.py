"""Blocks and brackets that nobody closed: found by what cannot stand in them, such as the next declaration.

The parser cannot tell: a word that begins a declaration is a name inside a block. Here the text is read as words and
brackets only, and where a line begins as a declaration does, what is open there should have been closed before.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from compiler.language.cora import ElementKind

_NAME = r"(?:\w[\w-]*|`(?:[^`\\\n]|\\.)+`|\"(?:[^\"\\\n]|\\.)+\")"
_KINDS = "|".join(
    kind.replace(" ", r"[ \t]+") for kind in sorted(ElementKind, key=len, reverse=True)
)
_TOP = rf"(?:gedeeld[ \t]+)?domein|bericht|ketenproces|envelop|standaard|{_KINDS}"
_INNER = r"(?:abstract[ \t]+)?(?:entiteit|waardeobject)|referentiedata"
# A declaration: its keyword, a name, and what may stand behind that; a colon makes an attribute of it.
_DECLARATION = re.compile(
    rf"(?:(?:(?P<inner>{_INNER})|(?P<top>{_TOP}))[ \t]+{_NAME}|(?P<alone>omgevingen))"
    r"[ \t]*(?P<next>[({\n,\"]|//|$|is\b|over\b)"
)
_WORD = re.compile(
    r'//[^\n]*|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\\n]|\\.)*`|/(?:[^/\\\n]|\\.)+/|["`][^\n]*|\w[\w-]*|\s+|.',
    re.DOTALL,
)


class Opening(NamedTuple):
    """A brace or bracket that opens: which one, where, its line and column, and the keyword of its declaration."""

    bracket: str
    offset: int
    line: int
    column: int
    keyword: str


class Unclosed(NamedTuple):
    """Openings that are not closed, the outer one first; the offset where they should have been, and before which line.

    `before` is 0 where nothing follows.
    """

    openings: tuple[Opening, ...]
    offset: int
    before: int

    @property
    def closing(self) -> str:
        """The closings that are missing."""
        return "".join("}" if each.bracket == "{" else ")" for each in reversed(self.openings))


def first_unclosed(text: str) -> Unclosed | None:
    """The first openings in `text` that are still open where they cannot be; None where as much closes as opens."""
    words = [found[0] for found in _WORD.finditer(text)]
    if sum(map(words.count, "{(")) <= sum(map(words.count, "})")):
        return None
    stack: list[Opening] = []
    keyword, end, line, line_start = "", 0, 1, 0
    # Where what stands before the member at hand ends, and the line of that member
    before_member = (0, 1)
    begins_line = begins = True
    for found in _WORD.finditer(text):
        word, offset = found[0], found.start()
        if word.isspace() or word.startswith("//"):
            line += word.count("\n")
            if "\n" in word:
                line_start = offset + word.rindex("\n") + 1
                begins_line = begins = True
            continue
        before_member = (end, line) if begins else before_member
        declared = _DECLARATION.match(text, offset) if begins else None
        if declared and begins_line and (unfit := _unfit(declared, stack)):
            return Unclosed(unfit, end, line)
        if declared and not (stack and stack[-1].bracket == "("):
            keyword = (declared["inner"] or declared["top"] or declared["alone"]).split()[-1]
        if word == "{" and _holds_no_block(stack):
            offset, before = (end, line) if stack[-1].bracket == "(" else before_member
            return Unclosed((stack[-1],), offset, before)
        if word in "{(":
            stack.append(
                Opening(
                    bracket=word,
                    offset=offset,
                    line=line,
                    column=offset - line_start + 1,
                    keyword=keyword,
                )
            )
            keyword = keyword if word == "(" else ""
        elif word in "})" and stack and stack[-1].bracket == ("{" if word == "}" else "("):
            stack.pop()
        end, begins_line, begins = found.end(), False, word in "{},"
    return Unclosed((*stack,), end, 0) if stack else None


def _holds_no_block(stack: list[Opening]) -> bool:
    """Whether the innermost that is open is a bracket, or a projection in a message or the envelope."""
    brackets = "".join(each.bracket for each in stack)
    is_projection = brackets == "{{" and stack[0].keyword in ("bericht", "envelop")
    return is_projection or brackets.endswith("(")


def _unfit(declared: re.Match[str], stack: list[Opening]) -> tuple[Opening, ...]:
    """What is open where a declaration cannot stand in it: an entity and a list stand in a domain, others at the top.

    What the manifest and environments hold looks like a declaration more easily: there it needs a block or a bracket of
    its own.
    """
    if (
        stack
        and stack[0].keyword in ("standaard", "omgevingen")
        and declared["next"] not in ("{", "(")
    ):
        return ()
    in_domain = bool(stack) and (stack[0].bracket, stack[0].keyword) == ("{", "domein")
    return (*stack[1:],) if declared["inner"] and in_domain else (*stack,)
