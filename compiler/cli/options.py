"""Options and arguments that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from compiler.cli.common import FINDING_FORMATS
from compiler.cli.model_place import keep_named_model, model_of_argument, model_of_option

FINDINGS = click.option(
    "--format", "format_", type=click.Choice(FINDING_FORMATS), default="text", is_eager=True,
    help="How to print findings.",
)  # fmt: skip
_FOLDER = click.Path(path_type=Path)
_WHICH_MODEL = "Folder of the model; else the one you stand in, or that is nearest above."
MODEL = click.option("--model", type=_FOLDER, callback=model_of_option, help=_WHICH_MODEL)
# For what can be done without a model: where it is asked for and not named, `named_or_here` finds it.
MODEL_AT_NEED = click.option("--model", type=_FOLDER, help=_WHICH_MODEL)
MODEL_NAMED = click.option(
    "--model", "named_model", type=_FOLDER, is_eager=True, expose_value=False, callback=keep_named_model,
    help=_WHICH_MODEL,
)  # fmt: skip
OUTPUT = click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
QUIET = click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
TABLE_FORMAT = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown", "csv", "json"]),
    default="text",
    help="How to show it.",
)
TOLD_FORMAT = click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to tell it."
)  # fmt: skip
NOTES_FORMAT = click.option(
    "--format", "format_", type=click.Choice(["markdown", "html"]), default="markdown", show_default=True,
    help="What to write.",
)  # fmt: skip
NOTES_OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
    help="File to write; texts of your own in it are kept. Without it, print.",
)  # fmt: skip


def model_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give `command` the argument MODEL, which may be said with --model too, as in every command."""
    argument = click.argument("model", required=False, type=_FOLDER, callback=model_of_argument)
    return MODEL_NAMED(argument(command))
