"""Release notes in a file, where what people wrote in the marked places is kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from compiler.base.in_print import in_print
from compiler.base.wording import say
from compiler.cli.common import cannot_write, fail
from compiler.cli.lang import translate_written
from compiler.cli.sides import compared
from compiler.cli.terminal import show


def write_notes(names: Sequence[str], output: Path | None, format_: str) -> None:
    """Write the notes of all versions that `names` name, oldest first, to `output`; print them where that is None."""
    from compiler.report.notes import release_notes
    from compiler.report.notes_own_texts import kept_texts
    from compiler.workspace.model_reading import read_file
    from compiler.workspace.model_writing import replace_file
    from compiler.workspace.places import something_at

    kept: dict[str, str] = {}
    if output is not None and something_at(output):
        problem, content = read_file(output)
        if problem:
            fail(problem)
        kept = kept_texts(_own_notes(output, content))
    models, comparisons, context = compared(names)
    title = models[-1].standard.title
    text = release_notes(
        comparisons,
        title=title,
        translate=translate_written(),
        format_=format_,
        kept=kept,
        context=context,
    )
    if output is None:
        show(text)
        return
    try:
        replace_file(output, text.encode())
    except OSError as error:
        cannot_write(output, error)
    versions = ", ".join(each.new_version for each in reversed(comparisons))
    click.echo(in_print(f"{output}: {versions}"))


def _own_notes(path: Path, content: bytes) -> str:
    """The text of earlier notes; ends the program where the file is something else, which is not to be lost."""
    from compiler.base.diagnostics import Diagnostic, Severity
    from compiler.base.source import Span

    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        message, hint = (
            say('"{path}" is not UTF-8 text', path=path),
            say("save it as UTF-8, or give another file"),
        )
        fail(Diagnostic("FIL02", Severity.ERROR, Span(path.name), message, hint=hint))
    if text.strip() and "<!-- eigen tekst: " not in text:
        message, hint = (
            say('"{path}" holds something else than release notes', path=path),
            say("give another file, or remove this one"),
        )
        fail(Diagnostic("FIL03", Severity.ERROR, Span(path.name), message, hint=hint))
    return text
