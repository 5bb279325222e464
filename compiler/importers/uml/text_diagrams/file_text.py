"""The bytes of a text file as text: UTF-8, UTF-16 with its mark, and what older programs wrote."""

from __future__ import annotations

import codecs

from compiler.base.diagnostics import Diagnostic
from compiler.base.source import Span
from compiler.base.wording import say
from compiler.importers.uml.text_diagrams.findings import error, warning

MAX_DRAWING_BYTES = 16 * 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Only a line feed ends a line here; other characters that some programs take for a line end are blanks.
_BLANKS = dict.fromkeys((*range(1, 9), *range(11, 32), 127, 133, 8232, 8233, 65279), " ")
_UNDEFINED = dict.fromkeys((129, 141, 143, 144, 157), "�")


def lines_of(content: bytes, path: str) -> tuple[list[str], list[Diagnostic]]:
    """The lines of the file `path`, and what was found; no lines where it is no text."""
    if len(content) > MAX_DRAWING_BYTES:
        message = say(
            "the file is larger than {number} MiB", number=MAX_DRAWING_BYTES // 1024 // 1024
        )
        return [], [error("UML08", Span(path), message, say("split it"))]
    text, found = _decoded(content, path)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        message = say("the file is no text: it holds a character 0")
        return [], [error("UML07", Span(path, line), message, say("save it as UTF-8"))]
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BLANKS).split("\n")
    return lines, found


def _decoded(content: bytes, path: str) -> tuple[str, list[Diagnostic]]:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding), []
    except UnicodeDecodeError as failure:
        line = content.count(b"\n", 0, failure.start) + 1
    if encoding != "utf-8":
        message = say(
            "the file says that it is {encoding}, and is not", encoding=encoding[:6].upper()
        )
        return "", [error("UML07", Span(path, line), message, say("save it as UTF-8"))]
    message = say("the file is not UTF-8 text; it is read as windows-1252")
    hint = say("save it as UTF-8, and look whether its accents are right")
    text = content.decode("latin-1").translate(_WINDOWS)
    return text, [warning("UML07", Span(path, line), message, hint)]


def _windows() -> dict[int, str]:
    known = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}
    return known | _UNDEFINED


_WINDOWS = _windows()
