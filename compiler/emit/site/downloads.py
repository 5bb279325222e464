"""The files that readers of a site can take along: the page of them, where they are, and what they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from urllib.parse import quote

from compiler.base.translation import Translate
from compiler.base.wording import Text, say
from compiler.emit.jsonschema.plan import OPERATIONS
from compiler.emit.site.addresses import link_to
from compiler.emit.site.contents import SiteContents, in_row
from compiler.emit.site.plan import (
    NoteBlock,
    SiteCell,
    SiteColumn,
    SitePage,
    SitePiece,
    SiteRow,
    filled_table,
)
from compiler.model.documents import DocumentKind
from compiler.model.elements import Message

_FOLDER = "downloads"
_ABOUT = {
    "openapi": say("OpenAPI document"),
    "jsonschema": say("JSON Schema"),
    "spreadsheet": say("source data: a row for each attribute"),
    "referentiedata": say("the values of all reference data lists"),
    "crossreference": say("which message shows which attribute with values of which list"),
    "wiki": say("table for a wiki"),
    "readme": say("what is in the set"),
}


def download_path(path: str) -> str:
    """Where the artefact at `path` is in the folder of the version."""
    return f"{_FOLDER}/{path}"


def download_link(path: str) -> SitePiece:
    """A link to the artefact at `path`."""
    return SitePiece(path.partition("/")[2], quote(download_path(path)))


def about_download(path: str) -> Text:
    """What the artefact at `path` is."""
    return _ABOUT[path.partition("/")[0]]


class FilesOfElements:
    """Says where the document of a process or a domain and the schemas of a message are.

    They are links to the files that the site has `held` of the complete set; else it says what a release calls the
    document.
    """

    def __init__(self, held: Collection[str], said: Translate) -> None:
        self._held = held
        self._in_set = SitePiece(said(say("in the complete set")), link_to(_FOLDER))

    def document(self, kind: DocumentKind, name: str) -> tuple[str, Text, SiteCell]:
        """The OpenAPI document of a domain or a process, with its key and its label."""
        path = f"openapi/{kind}/{name}.yaml"
        found: SiteCell = (
            (download_link(path),) if path in self._held else (f"{path} ", self._in_set)
        )
        return "bestand", _ABOUT["openapi"], found

    def schemas(self, message: Message) -> SiteCell:
        """The JSON Schemas of `message` in the set, by operation; empty where that is not there."""
        folder = f"jsonschema/{DocumentKind.PROCESS}/{message.process}/{message.name}"
        paths = {each: f"{folder}.{each.lower()}.schema.json" for each in OPERATIONS}
        links = [
            SitePiece(operation, quote(download_path(path)))
            for operation, path in paths.items()
            if path in self._held
        ]
        return in_row(links)


def downloads_page(
    site: SiteContents, files: Mapping[str, bytes], schemas: Mapping[str, bytes], *, whole: bool
) -> SitePage:
    """The page of what there is to take along: the artefacts `files`, and the file of `schemas` of messages, by path.

    `whole` says that the artefacts are all of a release.
    """
    said = site.said
    columns = (
        SiteColumn("bestand", said(say("File"))),
        SiteColumn("inhoud", said(say("What it is"))),
        SiteColumn("omvang", said(say("Size"))),
    )
    of_schemas = (
        SiteRow(((SitePiece(path, path),), said(_about_schemas(site, path)), _size(content)))
        for path, content in schemas.items()
    )
    of_artefacts = (
        SiteRow(((download_link(path),), said(about_download(path)), _size(content)))
        for path, content in files.items()
    )
    intro = NoteBlock(
        said(say("Each page is there as JSON too: index.json beside its index.html."))
    )
    elsewhere = say(
        "The complete set, with OpenAPI documents, JSON Schemas and a spreadsheet, stands in the release of this "
        "version. `verac build --only all` makes it, and `verac site --set` puts it on this page."
    )
    table = filled_table("bestanden", said(say("Files")), columns, (*of_schemas, *of_artefacts))
    name = said(say("Downloads"))
    return SitePage(
        folder=_FOLDER,
        sort="downloads",
        label=name,
        name=name,
        blocks=(intro, table) if whole else (intro, table, NoteBlock(said(elsewhere))),
        active="downloads",
    )


def _about_schemas(site: SiteContents, path: str) -> Text:
    first = next(iter(site.addresses.schemas.values()))
    return say(
        "JSON Schemas of all messages. The page of a message names the anchors of its operations, for references: "
        "{example}",
        example=f'{{"$ref": "{path}#{first}.{OPERATIONS[0]}"}}',
    )


def _size(content: bytes) -> str:
    return f"{-(-len(content) // 1024)} kB"
