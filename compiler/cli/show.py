"""The command that shows all about one thing in a model: show."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from compiler.base.wording import say
from compiler.cli.common import path_from_here, write_text
from compiler.cli.completing import complete_names
from compiler.cli.lang import translate
from compiler.cli.models import known_name, linked_model
from compiler.cli.options import MODEL, OUTPUT
from compiler.cli.terminal import has_colour, width_of_terminal


@click.command("show")
@click.argument("name", shell_complete=complete_names)
@MODEL
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text",
              help="How to show it.")  # fmt: skip
@OUTPUT
def show_command(name: str, model: Path, format_: str, output: Path | None) -> None:
    """Show all about NAME: what it is, where it stands, what it holds, who uses it.

    NAME is an entity, an attribute, a reference data list, a message, a domain, a process or an element. A name that
    stands for more than one thing is shown for each.

    \b
    Examples:
      verac show Relatie
      verac show Relatie.soort
      verac show RELATIESOORT
      verac show BRG/Relaties --format json
      verac show Vastgoed
    """
    from compiler.model.graph import ModelGraph
    from compiler.model.portrait import names_to_show, portrait_of
    from compiler.model.users import users
    from compiler.report.portraits import render_portraits, render_portraits_json

    found = linked_model(model)
    known = names_to_show(found)
    what = say("entity, attribute, list, message, domain, process or element of the model")
    otherwise = say("name it as Relatie, Relatie.soort, RELATIESOORT or BRG/Relaties")
    graph = ModelGraph(found)
    shown = []
    for named in known[known_name(name, known, what, otherwise)]:
        made = portrait_of(named, found)
        file = path_from_here(model, made.place.file)
        has_users = named.node[0] not in ("domain", "process")
        used_by = users(named, graph, found) if has_users else ()
        shown.append((made._replace(place=made.place._replace(file=file)), used_by))
    if format_ == "json":
        write_text(render_portraits_json(shown), output)
        return
    width = None if output else width_of_terminal()
    colour = output is None and has_colour(sys.stdout)
    text = render_portraits(shown, translate(), width=width, colour=colour)
    write_text(text, output, safe=True)
