"""The words and signs of a text, whatever is wrong in it, and what stands around a place in it.

A text is mostly broken where somebody types, so this asks no grammar: it knows what a word, a text, a comment and a
brace are, and which braces are open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from compiler.language.cora import ElementKind

_LEXEME = re.compile(
    r"""(?P<description>///[^\n]*)|(?P<comment>//[^\n]*)|(?P<text>"(?:[^"\\\n]|\\.)*"?)"""
    r"""|(?P<regex>/(?:[^/\\\n]|\\[^\n])+/?)|(?P<name>`(?:[^`\\\n]|\\.)*`?|\w[\w-]*)|(?P<sign>\[\]|[{}():,.])|(?P<end>\n)"""
)
STATEMENT_WORDS = (
    "standaard", "gedeeld", "domein", "abstract", "entiteit", "waardeobject", "envelop", "ketenproces", "bericht",
    "referentiedata", *ElementKind,
)  # fmt: skip
_STATEMENT = re.compile(rf"(?:{'|'.join(STATEMENT_WORDS)})\b")


class Kind(StrEnum):
    """What a lexeme is."""

    DESCRIPTION = "description"
    COMMENT = "comment"
    TEXT = "text"
    REGEX = "regex"
    NAME = "name"
    SIGN = "sign"
    END = "end"


class Lexeme(NamedTuple):
    """A word, a text, a comment, a sign or the end of a line; `line` and `column` count from 1."""

    kind: Kind
    text: str
    line: int
    column: int

    @property
    def end_column(self) -> int:
        """The column behind it."""
        return self.column + len(self.text)


class Surroundings(NamedTuple):
    """What stands around a place: the heads of the blocks that are open there, outermost first, and what is begun.

    `member` are the lexemes of what is begun there, up to the place; `header` those of the property in its brackets,
    None where no bracket is open. `typed` is the word that ends at the place; it is in neither. `siblings` are all
    names in the innermost block but those of `member`. In a text or a comment `quoted` is true.
    """

    blocks: tuple[tuple[str, ...], ...]
    member: tuple[str, ...]
    header: tuple[str, ...] | None
    typed: str
    siblings: frozenset[str]
    quoted: bool = False


def lexemes(lines: Sequence[str], first: int = 1, last: int = 0) -> Iterator[Lexeme]:
    """The lexemes of the lines `first` to `last`, or to the end; each line ends in one."""
    for number in range(first, (last or len(lines)) + 1):
        for found in _LEXEME.finditer(lines[number - 1]):
            yield Lexeme(Kind(found.lastgroup or ""), found[0], number, found.start() + 1)
        yield Lexeme(Kind.END, "\n", number, len(lines[number - 1]) + 1)


def surroundings_at(lines: Sequence[str], line: int, column: int) -> Surroundings:
    """What stands around `line` and `column`."""
    line = min(max(line, 1), len(lines))
    first = line
    while first > 1 and not _STATEMENT.match(lines[first - 1]):
        first -= 1
    scan = _Scan()
    quoted, typed = False, ""
    for lexeme in lexemes(lines, first, line):
        if (lexeme.line, lexeme.column) >= (line, column):
            break
        if lexeme.line == line and lexeme.end_column >= column:
            inside = lexeme.end_column > column or not lexeme.text.endswith('"')
            quoted = lexeme.kind not in (Kind.NAME, Kind.SIGN, Kind.END) and inside
            if lexeme.kind is Kind.NAME:
                typed = lexeme.text[: column - lexeme.column]
                break
        scan.take(lexeme)
    return Surroundings(
        blocks=tuple(map(tuple, scan.blocks)),
        member=tuple(scan.member),
        header=None if scan.header is None else tuple(scan.header),
        typed=typed,
        siblings=frozenset(scan.names[-1]) | _names_behind(lines, line, column),
        quoted=quoted,
    )


class _Scan:
    """Walks along lexemes, and knows which blocks are open."""

    def __init__(self) -> None:
        self.blocks: list[list[str]] = []
        self.member: list[str] = []
        self.header: list[str] | None = None
        self.names: list[set[str]] = [set()]  # those that stand in each open block

    def take(self, lexeme: Lexeme) -> None:
        """Go on with `lexeme`."""
        if lexeme.kind in (Kind.DESCRIPTION, Kind.COMMENT):
            return
        if self.header is not None:
            self._in_header(lexeme)
        elif lexeme.text == "{":
            self.blocks.append(self.member)
            self.names[-1] |= set(self.member)
            self.names.append(set())
            self.member = []
        elif lexeme.text == "}":
            if self.blocks:
                self.blocks.pop()
                self.names.pop()
            self.member = []
        elif lexeme.text == "(":
            self.header = []
        elif lexeme.kind is Kind.END or lexeme.text == ",":
            self.names[-1] |= set(self.member)
            self.member = []
        else:
            self.member.append(lexeme.text)

    def _in_header(self, lexeme: Lexeme) -> None:
        assert self.header is not None
        if lexeme.text == ")":
            self.header = None
        elif lexeme.text in ("{", "}"):  # the bracket was forgotten
            self.header = None
            self.take(lexeme)
        elif lexeme.kind is Kind.END or lexeme.text == ",":
            self.header = []
        else:
            self.header.append(lexeme.text)


def _names_behind(lines: Sequence[str], line: int, column: int) -> set[str]:
    """The names from a place to the end of the block that it stands in, without the word at the place."""
    found: set[str] = set()
    depth = 0
    for lexeme in lexemes(lines, line):
        if lexeme.line == line and lexeme.column <= column and lexeme.end_column >= column:
            continue
        if (lexeme.line, lexeme.column) < (line, column):
            continue
        if lexeme.line > line and lexeme.column == 1 and _STATEMENT.match(lexeme.text):
            break
        depth += (lexeme.text == "{") - (lexeme.text == "}")
        if depth < 0:
            break
        if depth == 0 and lexeme.kind is Kind.NAME:
            found.add(lexeme.text)
    return found
