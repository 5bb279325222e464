"""`.vera` text → declarations.

`parse_text` never raises on what a user wrote: each mistake becomes a `Diagnostic`, the statement it stands in is
passed over, and the rest of the file is read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from compiler import __version__
from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.guide_paths import is_guide
from compiler.base.mends import Mend, written_at
from compiler.base.resources import grammar_path
from compiler.base.source import Name, Span
from compiler.base.store import NoStore, Store, digest
from compiler.base.wording import Text, say
from compiler.language.actions import ParseActions
from compiler.language.cora import ElementKind
from compiler.language.declarations import ParsedFile, SourceFile, Statement
from compiler.language.lalr import Automaton, Tables, UnexpectedToken
from compiler.language.quick_mends import proposed_name
from compiler.language.tables_file import tables_from_bytes, tables_to_bytes
from compiler.language.unclosed import Unclosed, first_unclosed

if TYPE_CHECKING:
    from compiler.language.syntax_errors import ParserState

MAX_FILE_BYTES = 8 * 1024 * 1024
MAX_LINE_LENGTH = 64 * 1024
MAX_ERRORS = 20
_STATEMENT = re.compile(
    r"(?:///|(?:standaard|omgevingen|gedeeld|domein|abstract|entiteit|waardeobject|envelop|ketenproces|bericht|referentiedata|"
    + "|".join(ElementKind)
    + r")\b)"
)


# What stands behind a keyword, and behind nothing else that begins a line.
_NAMES = re.compile(r"[ \t]+[\w`\"]")
_NOWHERE = NoStore()


class Parser:
    """A grammar made ready once, for many files. Tables that no wheel brought are kept in `store`."""

    def __init__(self, store: Store = _NOWHERE) -> None:
        self._actions = ParseActions()
        tables = _tables(store)
        named = {rule.action for rule in tables.rules if rule.action}
        self._automaton = Automaton(
            tables,
            {name: getattr(self._actions, name) for name in named},
            self._actions.note_separator,
        )

    def parse_bytes(self, content: bytes, path: str) -> ParsedFile:
        """Parse the bytes of the file that is called `path` in messages."""
        if len(content) > MAX_FILE_BYTES:
            return _refused(
                path,
                0,
                "SYN02",
                say("the file is larger than {number} MiB", number=MAX_FILE_BYTES // 1024 // 1024),
                say("split it"),
            )
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            return _refused(
                path, line, "SYN03", say("the file is not UTF-8 text"), say("save it as UTF-8")
            )
        if is_guide(path):
            return ParsedFile(SourceFile(path, guide=text), ())
        return self.parse_text(text, path)

    def parse_text(self, text: str, path: str) -> ParsedFile:
        """Parse `text`, which comes from the file `path`."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        lines = text.split("\n")
        for number, line in enumerate(lines, 1):
            if len(line) > MAX_LINE_LENGTH:
                message = say(
                    "the line is longer than {max_line} characters", max_line=MAX_LINE_LENGTH
                )
                return _refused(
                    path,
                    number,
                    "SYN02",
                    message,
                    say("split it, or look whether the file is damaged"),
                )
        diagnostics: list[Diagnostic] = []
        statements: tuple[Statement, ...] = ()
        for _ in range(MAX_ERRORS):
            remaining = "\n".join(lines)
            self._actions.begin(path, remaining)
            try:
                statements = self._automaton.parse(remaining)
                break
            except UnexpectedToken as error:
                if (unclosed := self._unclosed(remaining, error)) is not None:
                    diagnostics += _not_closed(unclosed, remaining, path)
                    lines = _with_closing(remaining, unclosed).split("\n")
                    continue
                diagnostics.append(_diagnose(error, lines, path, self._state_of))
                _blank_statement(lines, _line_of(error, lines), _begins_line(error))
        diagnostics += self._actions.diagnostics
        blank = frozenset(
            number for number, line in enumerate(text.split("\n"), 1) if not line.strip()
        )
        return ParsedFile(
            SourceFile(path, statements, tuple(self._actions.comments), blank), tuple(diagnostics)
        )

    def _unclosed(self, text: str, error: UnexpectedToken) -> Unclosed | None:
        """What is not closed in `text`, where closing it leads the parser beyond `error`."""
        unclosed = first_unclosed(text)
        if unclosed is None:
            return None
        closed = _with_closing(text, unclosed)
        self._actions.begin("", closed)
        try:
            self._automaton.parse(closed)
        except UnexpectedToken as next_error:
            both_at_end = error.token.type == next_error.token.type == "$END"
            beyond = _place(next_error) > _place(error)
            return unclosed if beyond or both_at_end else None
        return unclosed

    def _state_of(self, example: str) -> tuple[int, str] | None:
        """Where the parser stops in `example`: its state, and the kind of token it stops at."""
        self._actions.begin("", example)
        try:
            self._automaton.parse(example)
        except UnexpectedToken as error:
            return _state(error)
        return None


def _tables(store: Store) -> Tables:
    """The grammar's tables: those of the wheel, else from `store`, else made and put there."""
    grammar = grammar_path("vera.lark").read_text(encoding="utf-8")
    key = digest(__version__, grammar)
    tables = tables_from_bytes(_of_the_wheel(), grammar)
    tables = tables or tables_from_bytes(store.get("grammar", key), grammar)
    if tables is None:
        from compiler.language.grammar_tables import tables_of  # noqa: PLC0415 - lark is loaded only where tables are made

        tables = tables_of(grammar)
        store.put("grammar", key, tables_to_bytes(tables, grammar))
    return tables


def _of_the_wheel() -> bytes | None:
    """The file of tables that hatch_build.py puts beside the grammar in a wheel; a checkout has none."""
    try:
        return grammar_path("vera.tables").read_bytes()
    except OSError:
        return None


@lru_cache(maxsize=1)
def default_parser() -> Parser:
    """A parser without a cache, made at its first use."""
    return Parser()


def parse_text(text: str, path: str = "model.vera") -> ParsedFile:
    """Parse one text with the default parser; see `Parser.parse_text`."""
    return default_parser().parse_text(text, path)


def _refused(path: str, line: int, id_: str, message: Text, hint: Text) -> ParsedFile:
    return ParsedFile(
        SourceFile(path), (Diagnostic(id_, Severity.ERROR, Span(path, line), message, hint=hint),)
    )


def _state(error: UnexpectedToken) -> ParserState | None:
    """Where the parser stopped, and at what; None for a character that begins nothing."""
    return (error.state, error.token.type) if error.token.type else None


def _line_of(error: UnexpectedToken, lines: list[str]) -> int:
    if error.token.type == "$END":
        return next((n for n in range(len(lines), 0, -1) if lines[n - 1].strip()), 1)
    return error.token.line


def _place(error: UnexpectedToken) -> tuple[int, int]:
    return error.token.line, error.token.column


def _begins_line(error: UnexpectedToken) -> bool:
    """Whether the parser stopped at the begin of a line: what stands above it is sound."""
    return error.token.type not in ("$END", "_SEP") and error.token.column == 1


def _with_closing(text: str, unclosed: Unclosed) -> str:
    """`text` with the closing that is missing; in the place of a blank, so that nothing moves."""
    rest = unclosed.offset + (text[unclosed.offset : unclosed.offset + 1] == " ")
    return text[: unclosed.offset] + unclosed.closing + text[rest:]


def _closing(unclosed: Unclosed, text: str, path: str) -> tuple[Mend, ...]:
    """The closings that are missing written where they are, the one of a block on a line of its own."""
    line = text.count("\n", 0, unclosed.offset) + 1
    column = unclosed.offset - (text.rfind("\n", 0, unclosed.offset) + 1) + 1
    on_lines = all(each.line < line and each.bracket == "{" for each in unclosed.openings)
    written = "".join(f"\n{sign}" for sign in unclosed.closing) if on_lines else unclosed.closing
    title = say('write "{name}"', name=unclosed.closing)
    return (Mend(title, (written_at(path, line, column, written),), sure=True),)


def _not_closed(unclosed: Unclosed, text: str, path: str) -> Iterator[Diagnostic]:
    mends = _closing(unclosed, text, path)
    for opening in unclosed.openings:
        message = say("a block is not closed")
        hint = say('write "}}" on a line of its own at the end of the block')
        if opening.bracket == "(":
            message, hint = say('"(" is not closed'), say('write ")" behind the last property')
        elif unclosed.before:
            hint = say(
                'write "}}" on a line of its own before line {line}, where something else begins',
                line=unclosed.before,
            )
        place = Span(path, opening.line, opening.column, opening.column + 1)
        yield Diagnostic("SYN01", Severity.ERROR, place, message, hint=hint, mends=mends)


def _diagnose(
    error: UnexpectedToken,
    lines: list[str],
    path: str,
    state_of: Callable[[str], ParserState | None],
) -> Diagnostic:
    token, line = error.token, _line_of(error, lines)
    at_end = token.type == "$END"
    column = len(lines[line - 1].rstrip()) + 1 if at_end else token.column
    from compiler.language.syntax_errors import explain_syntax_error  # noqa: PLC0415 - most texts have none
    from compiler.language.usual_slips import mends_of_case, usual_slip  # noqa: PLC0415 - same

    behind = lines[line - 1][column - 1 + len(token.text) :]
    message, hint = explain_syntax_error(
        token,
        error.expected,
        _state(error),
        state_of,
        lines[line - 1],
        names_something=bool(_NAMES.match(behind)),
    )
    width = 1 if at_end or token.type == "_SEP" else max(len(token.text.split("\n", 1)[0]), 1)
    word = Name(text=token.text, file=path, line=line, column=column, end_column=column + width)
    # Only a keyword is proposed here, and nothing else can stand where one is expected.
    mends = tuple(mend._replace(sure=True) for mend in proposed_name(word, hint))
    slip = None if mends else usual_slip(token, {*error.expected}, lines[line - 1])
    if slip is not None:
        message = say("{found} does not fit here", found=f'"{token.text}"')
        hint, mends = slip.hint, (slip.mend(path, line),)
    mends = mends or mends_of_case(message, path, lines, line, column)
    return Diagnostic("SYN01", Severity.ERROR, word.span, message, hint=hint, mends=mends)


def _blank_statement(lines: list[str], line: int, begins: bool) -> None:
    """Empty the statement that holds `line`, and `begins` there, so that the rest of the file can be read."""
    first = line - 1
    while first > 0 and not begins and not _STATEMENT.match(lines[first]):
        first -= 1
    while first > 0 and lines[first - 1].startswith("///"):
        first -= 1
    last = line
    while last < len(lines) and not _STATEMENT.match(lines[last]):
        last += 1
    lines[first:last] = [""] * (last - first)
