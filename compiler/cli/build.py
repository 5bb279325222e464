"""The command that compiles a model: build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from compiler.base.wording import Text, joined, say
from compiler.cli.building import WantedBuild, build_into_folder
from compiler.cli.common import checked_day
from compiler.cli.options import QUIET, model_argument
from compiler.cli.positions import read_beside
from compiler.emit.diagrams.options import DiagramOptions
from compiler.emit.families import FAMILIES, ExampleOptions, Request, whole_set
from compiler.emit.jsonschema.options import SchemaOptions
from compiler.emit.openapi.options import OpenAPIOptions
from compiler.emit.wiki.options import WikiOptions

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
    """Compile a model into OpenAPI documents and JSON Schemas, or into what --only names.

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
    day = checked_day(codes)
    request = Request(
        families=tuple(name for name in FAMILIES if name in only),
        openapi=OpenAPIOptions(_words(corrections), version or "", json_),
        jsonschema=SchemaOptions(strict, day),
        wiki=WikiOptions(wiki_build_number),
        examples=ExampleOptions(day) if examples else None,
        diagrams=DiagramOptions(read_beside(model) if {"diagrams", "site"} & set(only) else ""),
    )
    build_into_folder(
        WantedBuild(
            model,
            output,
            request=whole_set(request) if _WHOLE_SET in only else request,
            counted=_counted,
            told=lambda counted: say("{output}: {counted}", output=output, counted=counted),
            verify=verify,
            quiet=quiet,
        )
    )


def _words(given: str | None) -> tuple[str, ...] | None:
    """The words that are `given` with commas between them; None where the option is."""
    return None if given is None else tuple(word.strip() for word in given.split(","))


def _counted(artefacts: Iterable[str]) -> Text:
    """How many artefacts there are of each family, in words."""
    folders = Counter(path.split("/", 1)[0] for path in artefacts)
    counts = [family.counted(folders[name]) for name, family in FAMILIES.items() if folders[name]]
    return joined(counts, ", ") if counts else say("nothing")
