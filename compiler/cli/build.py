"""The command that compiles a model: build."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compiler.base.wording import Text, joined, say
from compiler.cli.common import (
    Progress,
    cannot_write,
    checked_day,
    fail,
    make_context,
    report,
    report_build,
    tell_waiting,
)
from compiler.cli.lang import tell
from compiler.cli.options import QUIET, model_argument
from compiler.cli.positions import read_beside, write_beside
from compiler.emit.diagrams.options import DiagramOptions
from compiler.emit.families import FAMILIES, ExampleOptions, Request, whole_set
from compiler.emit.jsonschema.options import SchemaOptions
from compiler.emit.openapi.options import OpenAPIOptions
from compiler.emit.wiki.options import WikiOptions

if TYPE_CHECKING:
    from compiler.base.diagnostics import Diagnostic
    from compiler.pipeline import Built

DEFAULT_OUTPUT = Path("build")
_WHOLE_SET = "all"


@click.command("build")
@model_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), default=DEFAULT_OUTPUT, show_default=True,
              help="Folder to build into.")  # fmt: skip
@click.option(
    "--only",
    multiple=True,
    type=click.Choice((*FAMILIES, _WHOLE_SET)),
    metavar="FAMILY",
    help=f"Build these artefacts and leave the others as they are: {', '.join(FAMILIES)}; {_WHOLE_SET} is the complete "
    "set of a release, JSON too. Repeatable.",
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
@click.option(
    "--wiki-build-number",
    is_flag=True,
    help="Wiki: end the names of pages in the version, with its build number.",
)
@click.option("--examples", is_flag=True, help="Put an example beside each message.")
@click.option(
    "--verify",
    is_flag=True,
    help="Have every artefact judged by other libraries before it is written.",
)
@QUIET
def build_command(
    model: Path, *, output: Path, only: tuple[str, ...], corrections: str | None, version: str | None, json_: bool,
    strict: bool, codes: str, wiki_build_number: bool, examples: bool, verify: bool, quiet: bool,
) -> None:  # fmt: skip
    """Compile the model in the folder MODEL into OpenAPI documents and JSON Schemas, or into what --only names.

    Where the boxes of diagrams stand is kept beside the model, so that the next ones look alike.

    \b
    Examples:
      verac build
      verac build models/voorbeeld -o /tmp/uit
      verac build --only openapi --corrections all --json
      verac build --corrections compatible,OA13
      verac build --corrections all --openapi 3.1
      verac build --only jsonschema --strict --codes 2026-01-01
      verac build --only diagrams
      verac build --only spreadsheet --only referentiedata
      verac build --only all --verify
      verac build --examples
      verac build --verify
    """
    from compiler.workspace.build_writing import read_state, write_build
    from compiler.workspace.folder_writing import tidy
    from compiler.workspace.model_reading import read_model

    day = checked_day(codes)
    sources = read_model(model)
    if sources.problem:
        fail(sources.problem)
    request = Request(
        families=tuple(name for name in FAMILIES if name in only),
        openapi=OpenAPIOptions(_words(corrections), version or "", json_),
        jsonschema=SchemaOptions(strict, day),
        wiki=WikiOptions(wiki_build_number),
        examples=ExampleOptions(day) if examples else None,
        diagrams=DiagramOptions(read_beside(model) if {"diagrams", "site"} & set(only) else ""),
    )
    if _WHOLE_SET in only:
        request = whole_set(request)
    key = build_key(request, sources.files, verify=verify)
    tidy(output)
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

    progress = Progress(shown=not quiet)
    context = make_context(progress)
    built = pipeline.build(sources.files, request, context)
    if verify and built.artefacts is not None:
        built = pipeline.verified(built, context)
    progress.clear()
    if built.artefacts is None:
        report(_placed(built), model, quiet=quiet)
        tell(say("nothing built; {output} is as it was", output=output), err=True)
        sys.exit(2 if built.unknown else 1)
    kept = DiagramOptions(write_beside(model, built.beside))
    key = build_key(request._replace(diagrams=kept), sources.files, verify=verify)
    try:
        in_the_way = write_build(
            output,
            built.artefacts,
            key,
            built.diagnostics,
            complete=built.complete,
            waiting=lambda: tell_waiting(output),
        )
    except OSError as error:
        cannot_write(output, error)
    if in_the_way:
        report([not_ours(path) for path in in_the_way], output, quiet=quiet)
        tell(say("nothing built; {output} is as it was", output=output), err=True)
        sys.exit(1)
    report_build(built.diagnostics, model, complete=built.complete, quiet=quiet)
    if not quiet:
        tell(say("{output}: {counted}", output=output, counted=_counted(built.artefacts)))


def build_key(request: Request, files: Mapping[str, bytes], *, verify: bool) -> str:
    """What tells a build from others: the compiler, all that was asked, and the files of the model."""
    from compiler.base.store import digest, encoded
    from compiler.workspace.cache import fingerprint

    inputs = [part for path, content in sorted(files.items()) for part in (path, content)]
    asked = ("verified",) if verify else ()
    return digest(fingerprint(), encoded(request), *asked, *inputs)


def not_ours(path: str) -> Diagnostic:
    """What is said of a file that verac did not make, where an artefact would take its place."""
    from compiler.base.diagnostics import Diagnostic, Severity
    from compiler.base.source import Span

    message = say('"{path}" stands in the way, and verac did not make it', path=path)
    hint = say("move it away, or choose another folder with -o")
    return Diagnostic("OUT03", Severity.ERROR, Span(path), message, hint=hint)


def _words(given: str | None) -> tuple[str, ...] | None:
    """The words that are `given` with commas between them; None where the option is."""
    return None if given is None else tuple(word.strip() for word in given.split(","))


def _placed(built: Built) -> tuple[Diagnostic, ...]:
    """All that stood in the way of a build; words that name nothing stand at the option they were given to."""
    from compiler.base.diagnostics import Diagnostic, Severity, ordered
    from compiler.base.source import Span

    asked = [
        Diagnostic("STD01", Severity.ERROR, Span(f"--{each.option}"), each.message, hint=each.hint)
        for each in built.unknown
    ]
    return ordered([*built.diagnostics, *asked])


def _counted(artefacts: Iterable[str]) -> Text:
    """How many artefacts there are of each family, in words."""
    folders = Counter(path.split("/", 1)[0] for path in artefacts)
    counts = [family.counted(folders[name]) for name, family in FAMILIES.items() if folders[name]]
    return joined(counts, ", ") if counts else say("nothing")
