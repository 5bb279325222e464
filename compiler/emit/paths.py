"""Names that become file names: what no disk would take, or would take for another, is found before writing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.diagnostics import Diagnostic, Severity
from compiler.model import Model
from compiler.source import Name

_SAFE = re.compile(r"\w[\w .-]{0,98}\w|\w")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(\..*)?")


def unsafe_names(model: Model) -> Iterator[Diagnostic]:
    """A diagnostic for each domain and process whose name cannot name a file, or names another one's."""
    yield from _unsafe([domain.name for domain in model.domains.values()], "domain")
    yield from _unsafe([process.code for process in model.processes.values()], "process")


def unsafe_messages(model: Model) -> Iterator[Diagnostic]:
    """The same for messages: their schemas are files in the folder of their process."""
    for process in model.processes.values():
        yield from _unsafe([message.name for message in process.messages], "message")


def _unsafe(names: list[Name], what: str) -> Iterator[Diagnostic]:
    seen: dict[str, Name] = {}
    for name in names:
        hint = "use letters, digits, hyphens and underscores"
        if not _SAFE.fullmatch(name.text) or ".." in name.text:
            message = f'the {what} "{name}" cannot name a file'
            yield Diagnostic("OUT01", Severity.ERROR, name.span, message, hint)
        elif _RESERVED.fullmatch(name.text):
            message = f'the {what} "{name}" is a reserved file name on Windows'
            yield Diagnostic("OUT01", Severity.ERROR, name.span, message, "take another name")
        elif (other := seen.setdefault(name.text.casefold(), name)) is not name:
            message = f'the {what} "{name}" differs in capitals only from "{other}" ({other.file}:{other.line})'
            yield Diagnostic("OUT01", Severity.ERROR, name.span, message, "their files are one on some disks")
