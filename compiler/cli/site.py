"""The command that makes a standard readable: site."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compiler.base.wording import Text, say
from compiler.cli.build import build_key, not_ours
from compiler.cli.common import (
    Progress,
    cannot_write,
    fail,
    make_context,
    report,
    report_build,
    tell_waiting,
)
from compiler.cli.lang import misuse, tell
from compiler.cli.options import QUIET, model_argument
from compiler.cli.positions import read_beside, write_beside
from compiler.emit.site.options import SITE_LANGUAGES

if TYPE_CHECKING:
    from compiler.base.site_viewer import SiteViewer
    from compiler.emit.families import Request
    from compiler.pipeline import Built
    from compiler.pipeline.site_versions import SiteVersion

_DEFAULT = Path("site")


@click.command("site")
@model_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), default=_DEFAULT, show_default=True,
              help="Folder to write the site into; what it has of other versions stays.")  # fmt: skip
@click.option("--language", type=click.Choice(SITE_LANGUAGES), default=SITE_LANGUAGES[0], show_default=True,
              help="Language of headings and labels; the texts of the model stay as they are.")  # fmt: skip
@click.option(
    "--set",
    "with_set",
    is_flag=True,
    help="Put the complete set of a release among the downloads: all documents and schemas.",
)
@click.option("--with", "others", multiple=True, metavar="SIDE",
              help="Another version that the site holds: a release, a target for all its releases, a folder, or "
                   "REVISION:FOLDER. May stand several times.")  # fmt: skip
@click.option(
    "--viewer",
    type=click.Path(path_type=Path),
    help="Folder of the npm package openapi-explorer, or one in which it was installed: requests can be tried then.",
)
@QUIET
def site_command(
    model: Path,
    *,
    output: Path,
    language: str,
    with_set: bool,
    others: tuple[str, ...],
    viewer: Path | None,
    quiet: bool,
) -> None:
    """Write a model as a site: a page for every entity, message and list, to read and to search.

    Open index.html in a browser, or put the folder on any server: nothing is fetched from elsewhere. Each version has a
    folder of its own, and the addresses in it stay; latest/ leads to the one that was written last. With other versions
    beside the model each page leads to them and says since when things are there, and pages tell what changed.

    \b
    Examples:
      verac site
      verac site models/voorbeeld -o /tmp/site
      verac site --language en -o public/en
      verac site --set
      verac site --with releases@ -o public
      verac site --with v4.2.3:models/vera --with releases@4.3.0
      verac site --viewer node_modules/openapi-explorer
    """
    from compiler import pipeline
    from compiler.cli.site_sides import site_versions
    from compiler.emit.diagrams.options import DiagramOptions
    from compiler.emit.families import Request
    from compiler.emit.site.options import SiteOptions
    from compiler.pipeline.site_versions import build_site_of_versions
    from compiler.workspace.build_writing import read_state
    from compiler.workspace.folder_writing import tidy
    from compiler.workspace.model_reading import read_model

    sources = read_model(model)
    if sources.problem:
        fail(sources.problem)
    request = Request(
        families=("site",),
        site=SiteOptions(language, with_set, _viewer_in(viewer)),
        diagrams=DiagramOptions(read_beside(model)),
    )
    progress = Progress(shown=not quiet)
    context = make_context(progress)
    versions = site_versions(others, context)
    key = _key(request, sources.files, versions)
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
    built = (
        build_site_of_versions(sources.files, versions, request, context)
        if versions
        else pipeline.build(sources.files, request, context)
    )
    progress.clear()
    if built.artefacts is None:
        report(built.diagnostics, model, quiet=quiet)
        tell(say("nothing built; {output} is as it was", output=output), err=True)
        sys.exit(1)
    kept = DiagramOptions(write_beside(model, built.beside))
    key = _key(request._replace(diagrams=kept), sources.files, versions)
    _write(built, output, key, quiet=quiet)
    report_build(built.diagnostics, model, complete=built.complete, quiet=quiet)
    if not quiet:
        counted = _counted(built.artefacts)
        first = output / "index.html"
        tell(say("{output}: {counted}; open {first}", output=output, counted=counted, first=first))


def _key(request: Request, files: Mapping[str, bytes], versions: Sequence[SiteVersion]) -> str:
    """What tells a site from others: all that a build is told by, and the contents of its other versions."""
    from compiler.base.store import digest

    key = build_key(request, files, verify=False)
    return digest(key, *(each.key for each in versions)) if versions else key


def _viewer_in(folder: Path | None) -> SiteViewer | None:
    """The viewer in `folder`; none where no folder is named."""
    from compiler.workspace.viewer_reading import NoViewerError, read_viewer

    if folder is None:
        return None
    try:
        return read_viewer(folder)
    except NoViewerError as error:
        misuse(error.why, option="--viewer")


def _write(built: Built, output: Path, key: str, *, quiet: bool) -> None:
    """Write the files of a site into `output` itself: the folder of the family has nothing beside it here."""
    from compiler.workspace.build_writing import write_build

    assert built.artefacts is not None
    files = {path.partition("/")[2]: content for path, content in built.artefacts.items()}
    try:
        in_the_way = write_build(
            output,
            files,
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


def _counted(paths: Iterable[str]) -> Text:
    number = sum(1 for path in paths if path.endswith("index.json"))
    return say("1 page") if number == 1 else say("{number} pages", number=number)
