"""The files that readers of a site can take along: where they are, and what they are."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import quote

from compiler.base.wording import Text, say
from compiler.emit.jsonschema.plan import OPERATIONS
from compiler.emit.site.plan import SitePiece
from compiler.model.documents import DocumentKind
from compiler.model.model import Message

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


def document_links(
    kind: DocumentKind, name: str, files: Collection[str]
) -> tuple[tuple[str, Text, SitePiece], ...]:
    """The link to an OpenAPI document among `files`, with its key and its label."""
    found = f"openapi/{kind}/{name}.yaml"
    return (("bestand", _ABOUT["openapi"], download_link(found)),) if found in files else ()


def schema_links(message: Message, files: Collection[str]) -> tuple[SitePiece, ...]:
    """Links to the JSON Schemas of a message among `files`, by operation."""
    folder = f"jsonschema/{DocumentKind.PROCESS}/{message.process}/{message.name}"
    paths = {each: f"{folder}.{each.lower()}.schema.json" for each in OPERATIONS}
    return tuple(
        SitePiece(operation, quote(download_path(path)))
        for operation, path in paths.items()
        if path in files
    )
