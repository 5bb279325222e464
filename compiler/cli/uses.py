"""The command that tells who uses a part of a model."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from compiler.base.wording import say
from compiler.cli.common import write_text
from compiler.cli.completing import complete_names
from compiler.cli.lang import tell, translate
from compiler.cli.models import known_name, linked_model
from compiler.cli.options import MODEL, OUTPUT, TABLE_FORMAT
from compiler.cli.terminal import has_colour, width_of_terminal

if TYPE_CHECKING:
    from pathlib import Path


@click.command("uses")
@click.argument("name", shell_complete=complete_names)
@MODEL
@TABLE_FORMAT
@OUTPUT
def uses_command(name: str, model: Path, format_: str, output: Path | None) -> None:
    """Tell who uses NAME: an entity, an attribute, a reference data list, a message or an element.

    Users are attributes (inherited ones too), derived entities, lists, processes, messages and the envelope, also where
    these show no more than keys. A name that stands for more than one thing is told for each.

    \b
    Examples:
      verac uses Relatie
      verac uses Relatie.soort --format csv
      verac uses RELATIESOORT --format markdown -o gebruik.md
      verac uses BRG/Relaties
      verac uses "Beheren relatiegegevens"
    """
    from compiler.model.graph import ModelGraph
    from compiler.model.users import names_with_users, users
    from compiler.report.users import render_users

    found = linked_model(model)
    known = names_with_users(found)
    what = say("entity, attribute, reference data list, message or element of the model")
    otherwise = say("name it as Relatie, Relatie.soort, RELATIESOORT or BRG/Relaties")
    chosen = known[known_name(name, known, what, otherwise)]
    graph = ModelGraph(found)
    rows = [user for named in chosen for user in users(named, graph, found)]
    width = None if output else width_of_terminal()
    text = render_users(
        rows,
        format_,
        translate(),
        width,
        of_one=format_ == "text" and len(chosen) == 1,
        colour=output is None and has_colour(sys.stdout),
    )
    write_text(text, output, safe=format_ == "text")
    if not rows:
        tell(say('nothing uses "{name}"', name=name), err=True)
