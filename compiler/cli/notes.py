"""The command that writes the release notes of a version: notes."""

from __future__ import annotations

from pathlib import Path

import click

from compiler.cli.notes_writing import write_notes
from compiler.cli.options import NOTES_FORMAT, NOTES_OUTPUT
from compiler.cli.sides import old_and_new


@click.command("notes")
@click.argument("old")
@click.argument("new", required=False)
@NOTES_OUTPUT
@NOTES_FORMAT
def notes_command(old: str, new: str | None, output: Path | None, format_: str) -> None:
    """Write release notes of NEW, since OLD; what you write in the marked places is kept the next time.

    Sides are those of verac diff; with one side given, OLD is the last release before it.

    \b
    Examples:
      verac notes v4.2.3:models/vera models/vera --lang nl -o docs/notes.md
      verac notes releases@4.2.3 releases@4.3.0 --lang nl -o docs/notes.md
      verac notes releases/v4.2.3 releases/v4.3.0 --format html -o notes.html
    """
    write_notes(old_and_new(old, new), output, format_)
