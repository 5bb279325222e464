"""The command that shows an example of a message."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compiler.base.wording import one_of, say
from compiler.cli.common import Progress, checked_day, fail, make_context, report, write_text
from compiler.cli.lang import misuse
from compiler.emit.jsonschema.plan import OPERATIONS

if TYPE_CHECKING:
    from compiler.emit.examples.maker import Size
    from compiler.model.model import Model


@click.command()
@click.argument("message", required=False)
@click.option("--operation", metavar="NAME", default="POST", show_default=True,
              help="What the message is for: GET (one answer), POST, PUT or PATCH.")  # fmt: skip
@click.option("--minimal", is_flag=True, help="As few attributes as mean something.")
@click.option("--full", is_flag=True, help="Every attribute.")
@click.option("--model", type=click.Path(path_type=Path), default=Path("models/vera"), show_default=True,
              help="Folder of the model.")  # fmt: skip
@click.option("--codes", metavar="[DAY]", is_flag=False, flag_value="all", default="",
              help="With a day: codes that hold then; else codes without an end.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
def example(
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

    operation = operation.upper()
    if operation not in OPERATIONS:
        hint = nearest(operation, OPERATIONS) or one_of(OPERATIONS)
        misuse(
            say('"{operation}" is no operation; {hint}', operation=operation, hint=hint),
            option="--operation",
        )
    if minimal and full:
        misuse(say("--minimal and --full exclude each other; give one of them"))
    day = checked_day(codes)
    found = _sound(model)
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


def _sound(folder: Path) -> Model:
    """The model in `folder`; where something stands in its way, what that is, and the end."""
    from compiler import pipeline
    from compiler.workspace.reading import read_model

    sources = read_model(folder)
    if sources.problem:
        fail(sources.problem)
    progress = Progress(shown=True)
    checked = pipeline.check(sources.files, make_context(progress))
    progress.clear()
    if checked.model is None or any(d.stops_build for d in checked.diagnostics):
        report((d for d in checked.diagnostics if d.stops_build), folder, quiet=False)
        sys.exit(1)
    return checked.model
