"""The command that shows an example of a message: example."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from compiler.base.wording import one_of, say
from compiler.cli.common import checked_day, write_text
from compiler.cli.completing import complete_messages
from compiler.cli.lang import misuse
from compiler.cli.models import sound_model
from compiler.cli.options import MODEL, OUTPUT

if TYPE_CHECKING:
    from compiler.emit.examples.selection import Size


@click.command("example")
@click.argument("message", required=False, shell_complete=complete_messages)
@click.option("--operation", metavar="NAME", default="POST", show_default=True,
              help="What the message is for: GET (one answer), POST, POST-ANSWER, PUT or PATCH.")  # fmt: skip
@click.option("--minimal", is_flag=True, help="As few attributes as mean something.")
@click.option("--full", is_flag=True, help="Every attribute.")
@MODEL
@click.option("--codes", metavar="[DAY]", is_flag=False, flag_value="all", default="",
              help="With a day: codes that hold then; else codes without an end.")  # fmt: skip
@OUTPUT
def example_command(
    message: str | None,
    operation: str,
    minimal: bool,
    full: bool,
    model: Path,
    codes: str,
    output: Path | None,
) -> None:
    """Show an example of MESSAGE as JSON, as in BRG/Relaties; without MESSAGE, list them all.

    The example follows the schema of the message, and its values come from the manifest (`voorbeelden`) and from the
    reference data. The same model gives the same example.

    \b
    Examples:
      verac example BRG/Relaties
      verac example BRG/Relaties --operation PATCH --minimal
      verac example BVG/Eenheden --full -o eenheid.json
      verac example --model models/voorbeeld
    """
    from compiler.base.diagnostics import nearest

    operation = _known_operation(operation)
    if minimal and full:
        misuse(say("--minimal and --full exclude each other; give one of them"))
    day = checked_day(codes)
    found = sound_model(model)
    from compiler.emit.examples.maker import as_text, day_of_codes, find_message, message_name
    from compiler.emit.examples.maker import made_example as make

    names = [
        message_name(process, each)
        for process in found.processes.values()
        for each in process.messages
    ]
    if message is None:
        text = "\n".join(names)
    elif find_message(found, message) is None:
        hint = nearest(message, names) or say("verac example lists all")
        misuse(say('"{message}" is no message; {hint}', message=message, hint=hint))
    else:
        size: Size = "minimal" if minimal else "full" if full else "usual"
        text = as_text(make(found, message, operation, size, day_of_codes(day)))
    write_text(text + "\n" if text else "", output)


def _known_operation(name: str) -> str:
    """What a message is for, by the name that it was given; ends as misuse where there is none of that name."""
    from compiler.base.diagnostics import nearest
    from compiler.emit.jsonschema.plan import MESSAGE_KINDS, message_kind

    operation = message_kind(name)
    if operation not in MESSAGE_KINDS:
        hint = nearest(operation, MESSAGE_KINDS) or one_of(MESSAGE_KINDS)
        misuse(
            say('"{operation}" is no operation; {hint}', operation=operation, hint=hint),
            option="--operation",
        )
    return operation
