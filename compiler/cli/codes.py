"""The command that shows the values of reference data: codes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compiler.base.wording import Text, say
from compiler.cli.common import write_text
from compiler.cli.completing import complete_lists
from compiler.cli.lang import misuse, translate
from compiler.cli.models import known_name, linked_model
from compiler.cli.options import MODEL, OUTPUT, TABLE_FORMAT
from compiler.cli.terminal import has_colour, width_of_terminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from compiler.model.elements import Code
    from compiler.model.model import Model

_LISTS = (
    say("list"),
    say("values"),
    say("hold"),
    say("domains"),
    say("attributes"),
    say("messages"),
)
_USES = (say("list"), say("domain"), say("entity"), say("attribute"), say("message"), say("own"))


@click.command("codes")
@click.argument("list_", metavar="[LIST]", required=False, shell_complete=complete_lists)
@click.option(
    "--on",
    "day",
    metavar="DAY",
    default="",
    help="Only the values that hold on this day, as 2026-01-01.",
)
@click.option(
    "--uses",
    is_flag=True,
    help="The attributes that hold values of the list, and the messages with them.",
)
@MODEL
@TABLE_FORMAT
@OUTPUT
def codes_command(
    list_: str | None, day: str, uses: bool, model: Path, format_: str, output: Path | None
) -> None:
    """Show the values of the reference data list LIST; without LIST, all lists.

    As CSV the columns are those of the reference data of a release.

    \b
    Examples:
      verac codes EENHEIDSOORT
      verac codes EENHEIDSOORT --on 2026-01-01
      verac codes EENHEIDSOORT --uses
      verac codes --uses --format csv -o gebruik.csv
    """
    from compiler.model.reference_data import VALUE_HEADER, released_value
    from compiler.model.reference_data import uses as all_uses
    from compiler.report.tables import render_table

    on = _day(day)
    if uses and day:
        misuse(say("--uses and --on exclude each other; give one of them"))
    found = linked_model(model)
    listing = say("{listing} lists all", listing="verac codes")
    what = say("reference data list")
    name = known_name(list_, found.codelists, what, listing) if list_ else ""
    width = None if output else width_of_terminal()
    colour = output is None and has_colour(sys.stdout)
    if uses:
        (own,) = _in_table([say("own")], format_)
        rows = (
            (use.list, use.domain, use.entity, use.attribute, use.message, own if use.own else "")
            for use in all_uses(found)
            if name in ("", use.list)
        )
        text = render_table(_in_table(_USES, format_), rows, format_, width, colour=colour)
    elif name:
        codelist = found.codelists[name]
        values = (released_value(codelist, code) for code in _holding(name, on, found))
        text = render_table(VALUE_HEADER, values, format_, width, colour=colour)
    else:
        text = render_table(
            _in_table(_LISTS, format_), _lists(found, on), format_, width, colour=colour
        )
    write_text(text, output, safe=format_ == "text")


def _in_table(words: Sequence[Text], format_: str) -> list[str]:
    """Words of a table in the language of the reader; for machines (csv, json) in English."""
    return [word if format_ in ("csv", "json") else translate()(word) for word in words]


def _holding(name: str, on: date | None, model: Model) -> Iterator[Code]:
    from compiler.model.reference_data import valid_on

    codelist = model.codelists[name]
    yield from codelist.codes if on is None else valid_on(codelist, on)


def _lists(model: Model, on: date | None) -> Iterator[tuple[str, ...]]:
    """A line for each list: how many values it has and how many of them hold, its domains, and how much it is used."""
    from compiler.model.reference_data import uses

    attributes: dict[str, set[tuple[str, ...]]] = {}
    messages: dict[str, set[str]] = {}
    for use in uses(model):
        attributes.setdefault(use.list, set()).add((use.domain, use.entity, use.attribute))
        messages.setdefault(use.list, set()).update({use.message} - {""})
    for name, codelist in model.codelists.items():
        domains = dict.fromkeys(
            (*codelist.domains, *(domain for code in codelist.codes for domain in code.domains))
        )
        hold = str(sum(1 for _ in _holding(name, on, model)))
        used = (str(len(attributes.get(name, ()))), str(len(messages.get(name, ()))))
        yield (name, str(len(codelist.codes)), hold, ", ".join(domains), *used)


def _day(text: str) -> date | None:
    """`text` as a day, None where it is empty; else the command ends as misuse."""
    from compiler.model.elements import day_of

    day = day_of(text)
    if text and day is None:
        misuse(say('"{text}" is no day; write a day as 2026-01-31', text=text), option="--on")
    return day
