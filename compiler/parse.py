"""`.vera` text → declarations. The only module that knows lark.

`parse_text` never raises on what a user wrote: each mistake becomes a `Diagnostic`, the statement it stands in is
passed over, and the rest of the file is read all the same.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from lark import Lark, Token, UnexpectedCharacters, UnexpectedEOF, UnexpectedToken
from lark import __version__ as lark_version
from lark.grammar import Rule
from lark.lexer import TerminalDef

from compiler.architecture import ElementKind
from compiler.declarations import Parsed, SourceFile, Statement
from compiler.diagnostics import Diagnostic, Severity
from compiler.parse_actions import ParseActions
from compiler.resources import grammar_path
from compiler.source import Span
from compiler.store import NoStore, Store, digest, dump, load
from compiler.syntax_errors import State, explain
from compiler.wording import Text, say

if TYPE_CHECKING:
    from lark.exceptions import UnexpectedInput

MAX_BYTES = 8 * 1024 * 1024
MAX_LINE = 64 * 1024
MAX_ERRORS = 20
_STATEMENT = re.compile(
    r"(?:///|(?:standaard|gedeeld|domein|abstract|entiteit|waardeobject|envelop|ketenproces|bericht|referentiedata|"
    + "|".join(ElementKind)
    + r")\b)"
)


_NOWHERE = NoStore()


class Parser:
    """A grammar made ready once, for many files. Its tables are kept in `store`, under what they are made of."""

    def __init__(self, store: Store = _NOWHERE) -> None:
        self._builder = ParseActions()
        hooks = {"transformer": self._builder, "lexer_callbacks": {"_SEP": self._builder.note_separator}}
        grammar = grammar_path("vera.lark").read_text(encoding="utf-8")
        key = digest(sys.version, lark_version, grammar)
        tables = load(store.get("grammar", key))
        if tables is not None:
            self._lark = Lark._load_from_dict(**tables, **hooks)  # type: ignore[no-untyped-call]  # noqa: SLF001 - as lark's own cache does
            return
        self._lark = Lark(
            grammar, parser="lalr", lexer="contextual", maybe_placeholders=False, propagate_positions=False, **hooks
        )
        data, memo = self._lark.memo_serialize([TerminalDef, Rule])
        store.put("grammar", key, dump({"data": data, "memo": memo}))

    def parse_bytes(self, content: bytes, path: str) -> Parsed:
        """Parse the bytes of the file that is called `path` in messages."""
        if len(content) > MAX_BYTES:
            return _refused(
                path,
                0,
                "SYN02",
                say("the file is larger than {number} MiB", number=MAX_BYTES // 1024 // 1024),
                say("split it"),
            )
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            return _refused(path, line, "SYN03", say("the file is not UTF-8 text"), say("save it as UTF-8"))
        return self.parse_text(text, path)

    def parse_text(self, text: str, path: str) -> Parsed:
        """Parse `text`, which comes from the file `path`."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        lines = text.split("\n")
        for number, line in enumerate(lines, 1):
            if len(line) > MAX_LINE:
                message = say("the line is longer than {max_line} characters", max_line=MAX_LINE)
                return _refused(path, number, "SYN02", message, say("split it, or look whether the file is damaged"))
        diagnostics: list[Diagnostic] = []
        statements: tuple[Statement, ...] = ()
        for _ in range(MAX_ERRORS):
            remaining = "\n".join(lines)
            self._builder.begin(path, remaining)
            try:
                statements = self._lark.parse(remaining)
                break
            except (UnexpectedToken, UnexpectedCharacters, UnexpectedEOF) as error:
                diagnostics.append(_diagnose(error, lines, path, self._state_of))
                _blank_statement(lines, _line_of(error, lines))
        diagnostics += self._builder.diagnostics
        blank = frozenset(number for number, line in enumerate(text.split("\n"), 1) if not line.strip())
        return Parsed(SourceFile(path, statements, tuple(self._builder.comments), blank), tuple(diagnostics))

    def _state_of(self, example: str) -> tuple[int, str] | None:
        """Where the parser stops in `example`: its state, and the kind of token it stops at."""
        self._builder.begin("", example)
        try:
            self._lark.parse(example)
        except UnexpectedToken as error:
            return error.state.position, error.token.type
        except (UnexpectedCharacters, UnexpectedEOF):
            return None
        return None


@lru_cache(maxsize=1)
def default_parser() -> Parser:
    """A parser without a cache, made at its first use."""
    return Parser()


def parse_text(text: str, path: str = "model.vera") -> Parsed:
    """Parse one text with the default parser; see `Parser.parse_text`."""
    return default_parser().parse_text(text, path)


def _refused(path: str, line: int, id_: str, message: Text, hint: Text) -> Parsed:
    return Parsed(SourceFile(path), (Diagnostic(id_, Severity.ERROR, Span(path, line), message, hint),))


def _line_of(error: UnexpectedInput, lines: list[str]) -> int:
    line = error.line if isinstance(error.line, int) and error.line > 0 else len(lines)
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        line = next((n for n in range(len(lines), 0, -1) if lines[n - 1].strip()), 1)
    return line


def _diagnose(
    error: UnexpectedInput, lines: list[str], path: str, state_of: Callable[[str], State | None]
) -> Diagnostic:
    line = _line_of(error, lines)
    at_end = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    column = len(lines[line - 1].rstrip()) + 1 if at_end else max(error.column, 1)
    if isinstance(error, UnexpectedToken):
        token, expected = error.token, sorted(error.accepts)
        state: State | None = (error.state.position, token.type)
    else:
        token, expected = Token("?", lines[line - 1][column - 1 : column]), sorted(getattr(error, "allowed", ()))
        state = None
    message, hint = explain(token, expected, state, state_of)
    width = 1 if at_end or token.type == "_SEP" else max(len(str(token).split("\n", 1)[0]), 1)
    return Diagnostic("SYN01", Severity.ERROR, Span(path, line, column, column + width), message, hint)


def _blank_statement(lines: list[str], line: int) -> None:
    """Empty the statement that holds `line`, so that the rest of the file can be read."""
    first = line - 1
    while first > 0 and not _STATEMENT.match(lines[first]):
        first -= 1
    while first > 0 and lines[first - 1].startswith("///"):
        first -= 1
    last = line
    while last < len(lines) and not _STATEMENT.match(lines[last]):
        last += 1
    lines[first:last] = [""] * (last - first)
