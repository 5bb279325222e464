"""What is wrong with XML that is none, at the place where somebody must mend it.

A parser notices an element that is not closed where another one closes instead, which may be thousands of lines below.
Files of tools are indented, so the first element that closes in another column than it began in is the likely one.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import NOTHING, Text, say

_TAG = re.compile(rb"<[\w:.-]+")
_NOT_CLOSED = frozenset(
    {
        expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH],
        expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    }
)


def broken(content: bytes, path: str, error: expat.ExpatError) -> Diagnostic:
    """Why `content` is no XML: what `error` says, at the place where it begins."""
    line, column = error.lineno, error.offset + 1
    if not content.strip():
        return _finding("UML20", path, say("the file is empty"), say("export the model again"))
    if error.code in _NOT_CLOSED:
        return _not_closed(content, path, line, column)
    tag = _unfinished(content, line, error.offset)
    if tag:
        message = say("the tag that begins here has no end")
        hint = say("write what is missing of it; line {line} begins with another", line=line)
        return Diagnostic("UML20", Severity.ERROR, Span(path, *tag), message, hint=hint)
    reason = expat.ErrorString(error.code) or ""
    message = say("the file is no XML from here on: {reason}", reason=reason)
    hint = say("export it again; where it was edited by hand, look at this line")
    if error.code == expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN]:
        hint = _token_hint(content, line)
    return Diagnostic("UML20", Severity.ERROR, Span(path, line, column), message, hint=hint)


def _token_hint(content: bytes, line: int) -> Text:
    """What to do about bytes of `line` that mean nothing in the encoding that the file says it has."""
    lines = content.split(b"\n", line)
    bad = lines[line - 1] if len(lines) >= line else b""
    try:
        bad.decode()
    except UnicodeDecodeError:
        return say(
            "the line is not in the encoding that the first line names; many tools write windows-1252"
        )
    return say("write &amp; for & and &lt; for < in texts")


def _not_closed(content: bytes, path: str, line: int, column: int) -> Diagnostic:
    """A finding at the element of `content` that is not closed, as far as columns show it."""
    seen = _Columns(content)
    if not seen.suspect:
        message = say("the file ends too soon, or closes an element that is not open")
        hint = say("export it again; where it was edited by hand, look at this line")
        return Diagnostic("UML20", Severity.ERROR, Span(path, line, column), message, hint=hint)
    name, begin, indent = seen.suspect
    message = say('"{name}" is not closed', name=name)
    hint = say("write </{name}> where it ends; it was noticed in line {line}", name=name, line=line)
    return Diagnostic("UML20", Severity.ERROR, Span(path, begin, indent), message, hint=hint)


class _Columns:
    """The first element that ends in another column than it begins in, or else the innermost one that stays open."""

    def __init__(self, content: bytes) -> None:
        self._open: list[tuple[str, int, int]] = []
        self.suspect: tuple[str, int, int] | None = None
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        try:
            self._parser.Parse(content, True)  # noqa: FBT003 - the parser knows no name for it
        except expat.ExpatError:
            if self.suspect is None and self._open:
                self.suspect = self._open[-1]

    def _start(self, name: str, _attributes: object) -> None:
        parser = self._parser
        self._open.append((name, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    def _end(self, _name: str) -> None:
        began = self._open.pop()
        if self.suspect is None:
            line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
            if line != began[1] and column < began[2]:
                self.suspect = began


def _unfinished(content: bytes, line: int, offset: int) -> tuple[int, int] | None:
    """Where the tag begins that has no `>` before the tag at (`line`, `offset`); None where each has."""
    lines = content.split(b"\n", line)
    if len(lines) < line or not lines[line - 1][offset:].startswith(b"<"):
        return None
    before = b"\n".join((*lines[: line - 1], lines[line - 1][:offset]))
    start = before.rfind(b"<")
    if start < 0 or before.rfind(b">") > start or not _TAG.match(before, start):
        return None
    return before.count(b"\n", 0, start) + 1, start - before.rfind(b"\n", 0, start)


def _finding(id_: str, path: str, message: Text, hint: Text = NOTHING) -> Diagnostic:
    return Diagnostic(id_, Severity.ERROR, Span(path), message, hint=hint)
