"""A text is replaced by its canonical form only where that says the same: the last word before a file is written."""

from __future__ import annotations

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import Text, say
from compiler.language.declarations import SourceFile, without_places
from compiler.language.formatter import format_source
from compiler.language.parser import Parser


def canonical_text(source: SourceFile, parser: Parser) -> tuple[Diagnostic | None, bytes]:
    """The canonical text of `source`, or what is wrong with it: then nothing may be written.

    The text is read again with `parser`. It has to hold the same declarations and the same comments, and to be its own
    canonical form.
    """
    text = format_source(source)
    again = parser.parse_bytes(text.encode(), source.path)
    if again.diagnostics:
        first = again.diagnostics[0]
        return _refused(
            source,
            say(
                "its canonical form would not be read again: line {line}: {message}",
                line=first.span.line,
                message=first.message,
            ),
        ), b""
    same = (
        without_places(again.source) == without_places(source)
        and _comments(again.source) == _comments(source)
        and format_source(again.source) == text
    )
    if not same:
        return _refused(source, say("its canonical form would say something else")), b""
    return None, text.encode()


def _comments(source: SourceFile) -> str:
    """What all comments say; those behind lines that become one stand behind each other."""
    return " ".join(" ".join(comment.text for comment in source.comments).split())


def _refused(source: SourceFile, message: Text) -> Diagnostic:
    hint = say(
        "the file stays as it is: write long names, texts and comments shorter, or part them"
    )
    return Diagnostic("SYN06", Severity.ERROR, Span(source.path), message, hint=hint)
