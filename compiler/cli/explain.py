"""The command that tells what an id is about: explain."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from compiler.base.wording import say
from compiler.cli.common import write_text
from compiler.cli.completing import complete_ids
from compiler.cli.lang import misuse, translate
from compiler.cli.options import OUTPUT
from compiler.cli.terminal import has_colour, width_of_terminal


@click.command("explain")
@click.argument("id_", metavar="[ID]", required=False, shell_complete=complete_ids)
@click.option("--format", "format_", type=click.Choice(["text", "markdown"]), default="text",
              help="As markdown: the page with all rules.")  # fmt: skip
@OUTPUT
def explain_command(id_: str | None, format_: str, output: Path | None) -> None:
    """Tell what a rule, a correction or another diagnostic is about; without ID, list them all.

    \b
    Examples:
      verac explain GN02
      verac explain OA03
      verac explain
      verac explain --format markdown -o docs/rules.md
    """
    from compiler.base.diagnostics import nearest
    from compiler.report.explanations import explanations

    if format_ == "markdown" and id_ is None:
        from compiler.report.rule_pages import rules_page

        write_text(rules_page(), output)
        return
    if format_ == "markdown":
        misuse(say("--format markdown gives the page with all rules; leave the ID out"))
    known = explanations()
    if id_ is None:
        write_text(
            "".join(f"{name:6} {translate()(each.title)}\n" for name, each in known.items()), output
        )
    elif id_.upper() in known:
        colour = output is None and has_colour(sys.stdout)
        width = None if output else width_of_terminal()
        text = known[id_.upper()].text(translate(), width=width, colour=colour)
        write_text(f"{text}\n", output, safe=True)
    else:
        hint = nearest(id_.upper(), known) or say("verac explain lists all")
        misuse(say('"{id}" is no rule, correction or diagnostic; {hint}', id=id_, hint=hint))
