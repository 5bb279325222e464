"""The command that makes a model of a published release: import."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from compiler.base.wording import joined, say
from compiler.cli.common import (
    Progress,
    cannot_write,
    fail,
    files_counted,
    make_context,
    report,
    tell_waiting,
)
from compiler.cli.lang import tell
from compiler.cli.options import FINDINGS, QUIET


@click.command("import")
@click.argument("sheet", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("reference_data", type=click.Path(path_type=Path), required=False)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="Folder for the model."
)
@click.option("--without-descriptions", is_flag=True, help="Leave the published sentences out.")
@click.option("--force", is_flag=True, help="Replace .vera files that stand in the folder.")
@FINDINGS
@QUIET
def import_command(
    sheet: Path, folder: Path, reference_data: Path | None, output: Path, without_descriptions: bool, force: bool,
    format_: str, quiet: bool,
) -> None:  # fmt: skip
    """Make a model of a published release.

    SHEET is its brongegevens.xlsx, FOLDER holds Informatiedomeinen/ and Ketenprocessen/, REFERENCE_DATA is a CSV file.

    \b
    Examples:
      verac import v4.3.0/brongegevens.xlsx v4.3.0 Referentiedata.csv -o models/v4.3.0
      verac import v4.3.0/brongegevens.xlsx v4.3.0 -o models/v4.3.0 --without-descriptions
    """
    from compiler import pipeline
    from compiler.base.diagnostics import Diagnostic, Severity
    from compiler.base.source import Span
    from compiler.workspace.folder_writing import tidy
    from compiler.workspace.model_walk import walk_model
    from compiler.workspace.model_writing import write_model

    try:
        tidy(output)
        occupied = not force and output.is_dir() and bool(walk_model(output).files)
    except OSError as error:
        cannot_write(output, error)
    if occupied:
        message = say('"{output}" holds a model already', output=output)
        hint = say("give an empty folder, or --force")
        fail(
            Diagnostic("FIL03", Severity.ERROR, Span(str(output)), message, hint=hint),
            format_=format_,
        )
    progress = Progress(shown=not quiet)
    context = make_context(progress)
    imported = pipeline.import_release(
        sheet, folder, reference_data, descriptions=not without_descriptions, context=context
    )
    progress.clear()
    report(imported.diagnostics, output, quiet=quiet, format_=format_)
    if imported.files is None:
        tell(say("nothing imported"), err=True)
        sys.exit(2)
    try:
        write_model(output, imported.files, lambda: tell_waiting(output))
    except OSError as error:
        cannot_write(output, error)
    if not quiet and format_ == "text":
        for line in imported.account:
            tell(line)
        tell(joined((str(output), files_counted(len(imported.files))), ": "))
    sys.exit(1 if any(d.stops_build for d in imported.diagnostics) else 0)
