"""The command line: the only place with click, printing and exit codes.

Exit codes: 0 fine, 1 findings that stop a build (or a file that could not be written), 2 misuse.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from compiler import __version__
from compiler.base.resources import DEFAULT_MODEL
from compiler.base.wording import Text, joined, say
from compiler.cli.check import check_command
from compiler.cli.common import (
    FINDINGS,
    Progress,
    cannot_write,
    checked_day,
    fail,
    files_counted,
    make_context,
    report,
    report_build,
    write_text,
)
from compiler.cli.compare import changelog, diff_command, history, notes
from compiler.cli.example import example
from compiler.cli.lang import SpeakingGroup, misuse, tell, translate
from compiler.cli.show import codes, projection
from compiler.cli.validate import validate

DEFAULT_OUTPUT = Path("build")
FAMILIES = ("openapi", "jsonschema")
_MODEL = click.argument("model", type=click.Path(path_type=Path), default=DEFAULT_MODEL)
_QUIET = click.option("-q", "--quiet", is_flag=True, help="Print errors only.")


@click.group(
    cls=SpeakingGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with `verac build`: it compiles models/vera into build/. `verac COMMAND --help` shows examples.",
)
@click.version_option(__version__, prog_name="verac", message="%(prog)s %(version)s")
def verac() -> None:
    """Verac compiles a data standard: one text model in, every artefact of a release out."""


@verac.command("build")
@_MODEL
@click.option("-o", "--output", type=click.Path(path_type=Path), default=DEFAULT_OUTPUT, show_default=True,
              help="Folder to build into.")  # fmt: skip
@click.option(
    "--only",
    type=click.Choice(FAMILIES),
    help="Build these artefacts and leave the others as they are.",
)
@click.option(
    "--corrections",
    metavar="WHICH",
    help="OpenAPI: none, compatible (what breaks no client), all, or ids with commas; else as in the manifest.",
)
@click.option(
    "--openapi",
    "version",
    type=click.Choice(["3.0", "3.1"]),
    help="OpenAPI: the version; else as the manifest says.",
)
@click.option("--json", "json_", is_flag=True, help="OpenAPI: write each document as JSON too.")
@click.option(
    "--strict", is_flag=True, help="JSON Schema: refuse attributes that the model does not know."
)
@click.option(
    "--codes", metavar="[DAY]", is_flag=False, flag_value="all", default="",
    help="JSON Schema: allow only the values of reference data lists; with a day, those that hold then.",
)  # fmt: skip
@click.option("--examples", is_flag=True, help="Put an example beside each message.")
@_QUIET
def build_command(
    model: Path, *, output: Path, only: str | None, corrections: str | None, version: str | None, json_: bool,
    strict: bool, codes: str, examples: bool, quiet: bool,
) -> None:  # fmt: skip
    """Compile the model in the folder MODEL into OpenAPI documents and JSON Schemas.

    \b
    Examples:
      verac build
      verac build models/voorbeeld -o /tmp/uit
      verac build --only openapi --corrections all --json
      verac build --corrections compatible,OA13
      verac build --corrections all --openapi 3.1
      verac build --only jsonschema --strict --codes 2026-01-01
      verac build --examples
    """
    from compiler.base.store import digest
    from compiler.emit.jsonschema.plan import Options
    from compiler.workspace.builds import read_state
    from compiler.workspace.cache import fingerprint
    from compiler.workspace.reading import read_model

    options = Options(strict, checked_day(codes), examples)
    sources = read_model(model)
    if sources.problem:
        fail(sources.problem)
    inputs = [part for path, content in sorted(sources.files.items()) for part in (path, content)]
    key = digest(fingerprint(), *map(str, (only, corrections, version, json_, *options)), *inputs)
    state = read_state(output, key)
    if state is not None:
        report_build(state.diagnostics, model, complete=state.complete, quiet=quiet)
        if not quiet:
            tell(
                say(
                    "{output} is up to date: {counted}",
                    output=output,
                    counted=_counted(state.outputs),
                )
            )
        return
    from compiler import pipeline
    from compiler.workspace.builds import write_build

    progress = Progress(shown=not quiet)
    context = make_context(progress)
    words = (
        tuple(word.strip() for word in corrections.split(",")) if corrections is not None else None
    )
    if only == "openapi":
        built = pipeline.build(
            sources.files,
            words,
            json=json_,
            version=version or "",
            context=context,
            options=options,
        )
    elif only == "jsonschema":
        built = pipeline.build_schemas(sources.files, options, context)
    else:
        built = pipeline.build_all(
            sources.files, words, options, json=json_, version=version or "", context=context
        )
    progress.clear()
    if built.artefacts is None:
        report(built.diagnostics, model, quiet=quiet)
        tell(say("nothing built; {output} is as it was", output=output), err=True)
        sys.exit(2 if any(d.span.file == "--corrections" for d in built.diagnostics) else 1)
    try:
        write_build(output, built.artefacts, key, built.diagnostics, complete=built.complete)
    except OSError as error:
        cannot_write(output, error)
    report_build(built.diagnostics, model, complete=built.complete, quiet=quiet)
    if not quiet:
        tell(say("{output}: {counted}", output=output, counted=_counted(built.artefacts)))


def _counted(artefacts: Iterable[str]) -> Text:
    folders = Counter(path.split("/", 1)[0] for path in artefacts)
    documents, schemas = folders["openapi"], folders["jsonschema"]
    counts = [
        say("1 document") if documents == 1 else say("{number} documents", number=documents)
    ] * bool(documents)
    counts += [say("1 schema") if schemas == 1 else say("{number} schemas", number=schemas)] * bool(
        schemas
    )
    return joined(counts, ", ") if counts else say("nothing")


@verac.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--check",
    "check_",
    is_flag=True,
    help="Change nothing; exit with 1 when a file is not in canonical form.",
)
@_QUIET
def fmt(paths: tuple[Path, ...], check_: bool, quiet: bool) -> None:
    """Write .vera files in their one canonical form. PATHS are files and folders; models/vera without any.

    \b
    Examples:
      verac fmt
      verac fmt models/voorbeeld models/vera/domeinen/Relaties.vera
      verac fmt --check
    """
    from compiler.language.formatter import format_source
    from compiler.language.parser import Parser
    from compiler.workspace.reading import read_file, vera_files
    from compiler.workspace.writing import replace_file

    files = list(vera_files(paths or (DEFAULT_MODEL,)))
    problems = [problem for _, problem in files if problem]
    context = make_context(Progress(shown=False))
    parser = Parser(context.store)
    changed = 0
    for path, problem in files:
        if problem:
            continue
        unreadable, content = read_file(path)
        if unreadable:
            problems.append(unreadable)
            continue
        parsed = parser.parse_bytes(content, str(path))
        if parsed.diagnostics:
            problems += parsed.diagnostics
            continue
        text = format_source(parsed.source).encode()
        if text != content:
            changed += 1
            if not quiet or check_:
                tell(
                    say("would change {path}", path=path)
                    if check_
                    else say("changed {path}", path=path)
                )
            if not check_:
                try:
                    replace_file(path, text)
                except OSError as error:
                    cannot_write(path, error)
    report(problems, Path(), quiet=quiet)
    if not quiet:
        done = (
            say("{number} to change", number=changed)
            if check_
            else say("{number} changed", number=changed)
        )
        tell(joined((files_counted(len(files)), done), ", "))
    sys.exit(1 if problems or (check_ and changed) else 0)


@verac.command("import")
@click.argument("sheet", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("reference_data", type=click.Path(path_type=Path), required=False)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="Folder for the model."
)
@click.option("--without-descriptions", is_flag=True, help="Leave the published sentences out.")
@click.option("--force", is_flag=True, help="Replace .vera files that stand in the folder.")
@FINDINGS
@_QUIET
def import_(
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
    from compiler.workspace.writing import write_model

    try:
        occupied = output.is_dir() and any(output.rglob("*.vera")) and not force
    except OSError as error:
        cannot_write(output, error)
    if occupied:
        message = say('"{output}" holds a model already', output=output)
        hint = say("give an empty folder, or --force")
        fail(Diagnostic("FIL03", Severity.ERROR, Span(str(output)), message, hint), format_=format_)
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
        write_model(output, imported.files)
    except OSError as error:
        cannot_write(output, error)
    if not quiet and format_ == "text":
        for line in imported.account:
            tell(line)
        tell(joined((str(output), files_counted(len(imported.files))), ": "))
    sys.exit(1 if any(d.stops_build for d in imported.diagnostics) else 0)


@verac.command()
@click.argument("id_", metavar="[ID]", required=False)
@click.option("--format", "format_", type=click.Choice(["text", "markdown"]), default="text",
              help="As markdown: the page with all rules.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
def explain(id_: str | None, format_: str, output: Path | None) -> None:
    """Tell what a rule, a correction or another diagnostic is about; without ID, list them all.

    \b
    Examples:
      verac explain GN02
      verac explain OA03
      verac explain
      verac explain --format markdown -o docs/rules.md
    """
    from compiler.base.diagnostics import nearest
    from compiler.report.explanations import explanations

    if format_ == "markdown" and id_ is None:
        from compiler.report.rule_pages import rules_page

        write_text(rules_page(), output)
        return
    if format_ == "markdown":
        misuse(say("--format markdown gives the page with all rules; leave the ID out"))
    known = explanations()
    if id_ is None:
        write_text(
            "".join(f"{name:6} {translate()(each.title)}\n" for name, each in known.items()), output
        )
    elif id_.upper() in known:
        write_text(known[id_.upper()].text(translate()) + "\n", output)
    else:
        hint = nearest(id_.upper(), known) or say("verac explain lists all")
        misuse(say('"{id}" is no rule, correction or diagnostic; {hint}', id=id_, hint=hint))


for command in (
    check_command,
    codes,
    projection,
    diff_command,
    notes,
    changelog,
    history,
    example,
    validate,
):
    verac.add_command(command)
