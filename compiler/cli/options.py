"""Options and arguments that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

from compiler.base.resources import DEFAULT_MODEL

FINDING_FORMATS = ("text", "json", "sarif", "github", "junit")
FINDINGS = click.option(
    "--format", "format_", type=click.Choice(FINDING_FORMATS), default="text", help="How to print findings."
)  # fmt: skip
MODEL = click.option("--model", type=click.Path(path_type=Path), default=DEFAULT_MODEL, show_default=True,
                     help="Folder of the model.")  # fmt: skip
MODEL_ARGUMENT = click.argument("model", type=click.Path(path_type=Path), default=DEFAULT_MODEL)
OUTPUT = click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
QUIET = click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
TABLE_FORMAT = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown", "csv", "json"]),
    default="text",
    help="How to show it.",
)
NOTES_FORMAT = click.option(
    "--format", "format_", type=click.Choice(["markdown", "html"]), default="markdown", show_default=True,
    help="What to write.",
)  # fmt: skip
NOTES_OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
    help="File to write; texts of your own in it are kept. Without it, print.",
)  # fmt: skip
