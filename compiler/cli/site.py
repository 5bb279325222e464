"""The command that makes a standard readable: site."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from compiler.base.wording import Text, say
from compiler.cli.building import WantedBuild, build_into_folder
from compiler.cli.options import QUIET, model_argument
from compiler.cli.positions import read_beside
from compiler.emit.site.options import SITE_LANGUAGES

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
@QUIET
def site_command(model: Path, *, output: Path, language: str, with_set: bool, quiet: bool) -> None:
    """Write a model as a site: a page for every entity, message and list, to read and to search.

    Open index.html in a browser, or put the folder on any server: nothing is fetched from elsewhere. Each version has a
    folder of its own, and the addresses in it stay; latest/ leads to the one that was written last.

    \b
    Examples:
      verac site
      verac site models/voorbeeld -o /tmp/site
      verac site --language en -o public/en
      verac site --set
    """
    from compiler.emit.diagrams.options import DiagramOptions
    from compiler.emit.families import Request
    from compiler.emit.site.options import SiteOptions

    request = Request(
        families=("site",),
        site=SiteOptions(language, with_set),
        diagrams=DiagramOptions(read_beside(model)),
    )
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
            quiet=quiet,
        )
    )


def _counted(paths: Iterable[str]) -> Text:
    number = sum(1 for path in paths if path.endswith("index.json"))
    return say("1 page") if number == 1 else say("{number} pages", number=number)
