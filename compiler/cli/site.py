"""The command that makes a standard readable: site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compiler.base.wording import Text, say
from compiler.cli.building import WantedBuild, build_into_folder
from compiler.cli.common import Progress, make_context
from compiler.cli.lang import misuse
from compiler.cli.options import QUIET, model_argument
from compiler.cli.positions import read_beside
from compiler.emit.site.options import SITE_LANGUAGES

if TYPE_CHECKING:
    from compiler.base.context import Context
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
    from compiler.emit.diagrams.options import DiagramOptions
    from compiler.emit.families import Request
    from compiler.emit.site.options import SiteOptions

    request = Request(
        families=("site",),
        site=SiteOptions(language, with_set, _viewer_in(viewer)),
        diagrams=DiagramOptions(read_beside(model)),
    )
    versions = _versions(others, quiet=quiet)

    def build(files: Mapping[str, bytes], request: Request, context: Context) -> Built:
        from compiler.pipeline.site_versions import build_site_of_versions

        return build_site_of_versions(files, versions, request, context)

    first = output / "index.html"
    build_into_folder(
        WantedBuild(
            model,
            output,
            request=request,
            counted=_counted,
            told=lambda counted: say(
                "{output}: {counted}; open {first}", output=output, counted=counted, first=first
            ),
            top="site/",
            build=build if versions else None,
            beside=tuple(each.key for each in versions),
            quiet=quiet,
        )
    )


def _versions(others: tuple[str, ...], *, quiet: bool) -> tuple[SiteVersion, ...]:
    """What `others` name, read."""
    from compiler.cli.site_sides import site_versions

    if not others:
        return ()
    progress = Progress(shown=not quiet)
    found = site_versions(others, make_context(progress))
    progress.clear()
    return found


def _viewer_in(folder: Path | None) -> SiteViewer | None:
    """The viewer in `folder`; none where no folder is named."""
    from compiler.workspace.viewer_reading import NoViewerError, read_viewer

    if folder is None:
        return None
    try:
        return read_viewer(folder)
    except NoViewerError as error:
        misuse(error.why, option="--viewer")


def _counted(paths: Iterable[str]) -> Text:
    number = sum(1 for path in paths if path.endswith("index.json"))
    return say("1 page") if number == 1 else say("{number} pages", number=number)
