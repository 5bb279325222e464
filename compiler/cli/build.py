"""The command that compiles a model: build."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

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
)
from compiler.cli.lang import tell
from compiler.cli.options import MODEL_ARGUMENT, QUIET

DEFAULT_OUTPUT = Path("build")
FAMILIES = ("openapi", "jsonschema")


@click.command()
@MODEL_ARGUMENT
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
@QUIET
def build(
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
