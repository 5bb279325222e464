"""Names that become file names: what no disk would take, or would take for another, is found before writing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Name
from compiler.base.wording import Text, say
from compiler.model.model import Model

_SAFE = re.compile(r"\w[\w .-]{0,98}\w|\w")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(\..*)?")


def unsafe_names(model: Model) -> Iterator[Diagnostic]:
    """A diagnostic for each domain, process and message whose name cannot name a file, or names another one's.

    The schemas of messages are files in the folder of their process.
    """
    yield from _unsafe([domain.name for domain in model.domains.values()], say("domain"))
    yield from _unsafe([process.code for process in model.processes.values()], say("process"))
    for process in model.processes.values():
        yield from _unsafe([message.name for message in process.messages], say("message"))


def no_documents(model: Model) -> Iterator[Diagnostic]:
    """A warning where a build of `model` would make nothing."""
    if model.processes or any(domain.documented for domain in model.domains.values()):
        return
    message = say("the model has no documents: nothing is built")
    hint = say("a domein or a ketenproces has one")
    yield Diagnostic("OUT05", Severity.WARNING, model.standard.name.span, message, hint=hint)


def _unsafe(names: list[Name], what: Text) -> Iterator[Diagnostic]:
    seen: dict[str, Name] = {}
    for name in names:
        hint = say("use letters, digits, hyphens and underscores")
        if not _SAFE.fullmatch(name.text) or ".." in name.text:
            message = say('the {what} "{name}" cannot name a file', what=what, name=name)
            yield Diagnostic("OUT01", Severity.ERROR, name.span, message, hint=hint)
        elif _RESERVED.fullmatch(name.text):
            message = say(
                'the {what} "{name}" is a reserved file name on Windows', what=what, name=name
            )
            yield Diagnostic(
                "OUT01", Severity.ERROR, name.span, message, hint=say("take another name")
            )
        elif (other := seen.setdefault(name.text.casefold(), name)) is not name:
            message = say(
                'the {what} "{name}" differs in capitals only from "{other}" ({file}:{line})',
                what=what,
                name=name,
                other=other,
                file=other.file,
                line=other.line,
            )
            yield Diagnostic(
                "OUT01",
                Severity.ERROR,
                name.span,
                message,
                hint=say("their files are one on some disks"),
            )
