"""The command that writes the release notes of many versions: changelog."""

from __future__ import annotations

from pathlib import Path

import click

from compiler.base.wording import say
from compiler.cli.lang import misuse
from compiler.cli.notes_writing import write_notes
from compiler.cli.options import NOTES_FORMAT, NOTES_OUTPUT
from compiler.cli.sides import all_releases


@click.command("changelog")
@click.argument("versions", nargs=-1, required=True)
@NOTES_OUTPUT
@NOTES_FORMAT
def changelog_command(versions: tuple[str, ...], output: Path | None, format_: str) -> None:
    """Write the release notes of many versions as one page; give them oldest first.

    \b
    Examples:
      verac changelog releases/v4.1.0 releases/v4.3.0 -o CHANGELOG.md
      verac changelog releases@ -o CHANGELOG.md
      verac changelog releases@ --format html --lang nl -o changelog.html
    """
    names = all_releases(versions)
    if len(names) < 2:
        misuse(say("a changelog needs two versions or more, oldest first"))
    write_notes(names, output, format_)
