"""Diagnostics → workflow commands of GitHub Actions, which show them beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.translation import Translate, in_english, translated

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def render_github_stream(
    batches: Iterable[Iterable[Diagnostic]], translate: Translate = in_english
) -> Iterator[str]:
    """A command a line for each diagnostic that counts; their files are paths in the repository."""
    for batch in batches:
        for diagnostic in batch:
            if not diagnostic.suppressed and not diagnostic.accepted:
                yield _command(translated(diagnostic, translate)) + "\n"


def _command(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    properties = {"file": span.file, "title": f"{diagnostic.id} {diagnostic.element}".strip()}
    if span.line:
        properties["line"] = str(span.line)
    if span.column:
        properties |= {
            "col": str(span.column),
            "endColumn": str(max(span.end_column - 1, span.column)),
        }
    written = ",".join(
        f"{key}={_escaped(value, ':', ',')}" for key, value in sorted(properties.items())
    )
    place = f" ({diagnostic.pointer})" if diagnostic.pointer else ""
    text = "\n".join(filter(None, (diagnostic.message + place, diagnostic.hint)))
    return f"::{_COMMANDS[diagnostic.severity]} {written}::{_escaped(text)}"


def _escaped(text: str, *also: str) -> str:
    """`text` as a workflow command takes it: on one line, and without what ends a property or steers a terminal."""
    if not text.isprintable():
        text = "".join(
            c if c.isprintable() or c in "\r\n" else "\N{REPLACEMENT CHARACTER}" for c in text
        )
    for character in ("%", "\r", "\n", *also):
        text = text.replace(character, f"%{ord(character):02X}")
    return text
