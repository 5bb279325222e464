"""The command that writes the release notes of a version: notes."""

from __future__ import annotations

from pathlib import Path

import click

from compiler.cli.notes_writing import write_notes
from compiler.cli.options import NOTES_FORMAT, NOTES_OUTPUT


@click.command("notes")
@click.argument("old")
@click.argument("new")
@NOTES_OUTPUT
@NOTES_FORMAT
def notes_command(old: str, new: str, output: Path | None, format_: str) -> None:
    """Write release notes of NEW, since OLD; what you write in the marked places is kept the next time.

    \b
    Examples:
      verac notes v4.2.3:models/vera models/vera --lang nl -o docs/notes.md
      verac notes releases/v4.2.3 releases/v4.3.0 --format html -o notes.html
    """
    write_notes((old, new), output, format_)
