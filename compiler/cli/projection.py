"""The command that shows what messages take of the model: projection."""

from __future__ import annotations

from pathlib import Path

import click

from compiler.base.wording import say
from compiler.cli.common import write_text
from compiler.cli.completing import complete_processes
from compiler.cli.lang import translate
from compiler.cli.models import known_name, linked_model
from compiler.cli.options import MODEL, OUTPUT, TABLE_FORMAT
from compiler.cli.terminal import width_of_terminal


@click.command("projection")
@click.argument("process", required=False, shell_complete=complete_processes)
@MODEL
@TABLE_FORMAT
@OUTPUT
def projection_command(process: str | None, model: Path, format_: str, output: Path | None) -> None:
    """Show what the messages of PROCESS take of each entity; without PROCESS, those of all processes.

    For every entity in every message: which attributes are in and which are left out, which entities are embedded and
    which show by their keys, and what departs from the horizontal model.

    \b
    Examples:
      verac projection BRG
      verac projection WRV --format markdown -o wrv.md
      verac projection --format csv -o projecties.csv
    """
    from compiler.model.projection_lines import views
    from compiler.report.projections import render_projection

    found = linked_model(model)
    chosen = list(found.processes)
    if process:
        listing = say("{listing} lists all", listing="verac projection")
        chosen = [known_name(process, found.processes, say("process"), listing)]
    shown = [view for code in chosen for view in views(found.processes[code], found)]
    titles = {code: each.title for code, each in found.processes.items()}
    width = None if output else width_of_terminal()
    write_text(render_projection(shown, titles, format_, translate(), width), output)
