"""The command that makes a model of what others made: import."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compiler.base.wording import Text, joined, say
from compiler.cli.common import (
    Progress,
    cannot_write,
    fail,
    files_counted,
    make_context,
    report,
    tell_waiting,
)
from compiler.cli.lang import misuse, tell
from compiler.cli.options import FINDINGS, QUIET
from compiler.cli.output_place import refuse_within_model

if TYPE_CHECKING:
    from compiler.base.context import Context
    from compiler.pipeline.importing import ImportedModel


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@click.argument(
    "release", nargs=-1, type=click.Path(path_type=Path), metavar="[FOLDER [REFERENCE_DATA]]"
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder for the model.")
@click.option("--update", type=click.Path(path_type=Path), metavar="MODEL",
              help="Bring this model up to date with a drawn one; what was written since stays.")  # fmt: skip
@click.option("--without-descriptions", is_flag=True, help="Leave the published sentences out.")
@click.option(
    "--fix-names",
    is_flag=True,
    help="Spell names as the rules ask; the drawn one becomes the former name.",
)
@click.option("--force", is_flag=True, help="Replace .vera files that stand in the folder.")
@FINDINGS
@QUIET
def import_command(
    source: Path, release: tuple[Path, ...], output: Path | None, update: Path | None, without_descriptions: bool,
    fix_names: bool, force: bool, format_: str, quiet: bool,
) -> None:  # fmt: skip
    """Make a model of a drawn model, or of a published release.

    SOURCE is a drawn model in one file: PlantUML (.puml), Mermaid (.mmd, or a page .md), XMI (.xml, .xmi) or a file
    of Enterprise Architect (.qea).

    Of a published release SOURCE is its brongegevens.xlsx, FOLDER holds Informatiedomeinen/ and Ketenprocessen/,
    REFERENCE_DATA is a CSV file.

    \b
    Examples:
      verac import model.puml -o models/nieuw
      verac import model.qea --update models/nieuw
      verac import v4.3.0/brongegevens.xlsx v4.3.0 codes.csv -o models/v4.3.0
      verac import bron.xlsx v4.3.0 -o models/v4.3.0 --without-descriptions
    """
    from compiler.importers.uml.reading import is_drawing
    from compiler.pipeline import importing

    if (output is None) == (update is None):
        misuse(say("give a folder for the model with -o, or a model with --update"))
    context = make_context(progress := Progress(shown=not quiet))
    target = output or update or Path()
    if output is not None:
        refuse_within_model(output)
    if is_drawing(source):
        if release:
            misuse(say("a drawn model is one file: leave out what stands behind it"))
        if update is not None:
            imported = _updated(source, update, context, fix_names=fix_names, format_=format_)
        else:
            _refuse_occupied(target, force=force, format_=format_)
            imported = importing.import_drawing(source, fix_names=fix_names, context=context)
        unread = 1
    else:
        if not 1 <= len(release) <= 2 or update is not None:
            misuse(say("a published release has a folder of documents, and is imported with -o"))
        folder, *codes = release
        _refuse_occupied(target, force=force, format_=format_)
        imported = importing.import_release(
            source,
            folder,
            next(iter(codes), None),
            descriptions=not without_descriptions,
            context=context,
        )
        unread = 2
    progress.clear()
    _finish(imported, target, unread, quiet=quiet, format_=format_)


def _refuse_occupied(output: Path, *, force: bool, format_: str) -> None:
    """End where a model stands in the folder already, unless it may be replaced."""
    from compiler.base.diagnostics import Diagnostic, Severity
    from compiler.base.source import Span
    from compiler.workspace.folder_writing import tidy
    from compiler.workspace.model_walk import walk_model

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


def _updated(
    source: Path, model: Path, context: Context, *, fix_names: bool, format_: str
) -> ImportedModel:
    """The model with what changed in the drawing since its last import."""
    from compiler.base.diagnostics import Diagnostic, Severity
    from compiler.base.source import Span
    from compiler.importers.uml.taking.findings import NO_EARLIER_IMPORT
    from compiler.importers.uml.texts import DRAWN
    from compiler.pipeline import importing
    from compiler.workspace.model_reading import read_model

    sources = read_model(model)
    if sources.problem is not None:
        fail(sources.problem, format_=format_)
    try:
        before = (model / DRAWN).read_bytes()
    except OSError:
        message = say('"{model}" has no {file}', model=model, file=DRAWN)
        hint = say("it was not imported from a drawn model; import into an empty folder first")
        fail(
            Diagnostic(NO_EARLIER_IMPORT, Severity.ERROR, Span(str(model)), message, hint=hint),
            format_=format_,
        )
    return importing.update_from_drawing(
        source, sources.files, before, fix_names=fix_names, context=context
    )


def _finish(
    imported: ImportedModel, target: Path, unread: int, *, quiet: bool, format_: str
) -> None:
    """Tell what was found, write the model, and end; with `unread` where there is none."""
    from compiler.workspace.model_writing import write_model

    report(imported.diagnostics, target, quiet=quiet, format_=format_)
    if imported.files is None:
        tell(say("nothing imported"), err=True)
        sys.exit(unread)
    try:
        write_model(target, imported.files, lambda: tell_waiting(target))
    except OSError as error:
        cannot_write(target, error)
    if not quiet and format_ == "text":
        for line in imported.account:
            tell(line)
        tell(_written(imported, target))
    sys.exit(1 if any(d.stops_build for d in imported.diagnostics) else 0)


def _written(imported: ImportedModel, target: Path) -> Text:
    return joined((str(target), files_counted(len(imported.files or ()))), ": ")
