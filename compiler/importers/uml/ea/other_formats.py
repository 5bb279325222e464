"""Files that are no XMI or .qea, by how they begin: what they are, and what to do with them."""

from __future__ import annotations

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import Text, say

_PACKED = ((b"PK\x03\x04", "zip"), (b"\x1f\x8b", "gzip"), (b"7z\xbc\xaf", "7z"), (b"Rar!", "rar"))
# What the files of Enterprise Architect of before version 16 begin with: databases of Microsoft, and Firebird.
_OLD_DATABASES = (b"\x00\x01\x00\x00Standard Jet DB", b"\x00\x01\x00\x00Standard ACE DB")
SQLITE = b"SQLite format 3\x00"


def other_format(content: bytes, path: str) -> Diagnostic | None:
    """A finding where `content` is a file of another kind than was expected; None where it shows nothing."""
    for start, kind in _PACKED:
        if content.startswith(start):
            message = say("the file is packed ({kind})", kind=kind)
            return _finding("UML30", path, message, say("unpack it first"))
    if content.startswith(_OLD_DATABASES) or path.lower().endswith((".eap", ".eapx", ".feap")):
        message = say("files of Enterprise Architect from before .qea are not read")
        hint = say("open it in Enterprise Architect 16 or later, and save it as .qea")
        return _finding("UML30", path, message, hint)
    return None


def _finding(id_: str, path: str, message: Text, hint: Text) -> Diagnostic:
    return Diagnostic(id_, Severity.ERROR, Span(path), message, hint=hint)
