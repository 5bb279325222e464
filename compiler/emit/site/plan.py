"""The plan of a site: pages of blocks, small frozen values that a template lays out and that become JSON.

Addresses in a plan count from the folder of the version; the template puts the way up in front of them.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class SitePiece(NamedTuple):
    """A part of a cell: a text, a link to `href`, a text of Markdown as `html`, or a word with a `mark`."""

    text: str
    href: str = ""
    html: str = ""
    mark: str = ""


# What stands in a cell: a text, or pieces in a row.
SiteCell: TypeAlias = str | tuple[str | SitePiece, ...]


def in_dutch(text: str) -> SiteCell:
    """A cell with a text that is Dutch whatever the language of the interface."""
    return (SitePiece(text, mark="tekst"),) if text else ""


class SiteRow(NamedTuple):
    """A row: `id` is what addresses call it, `mark` how it looks; a value holds from the day `begin` until `end`.

    `since` is the version that it was new in.
    """

    cells: tuple[SiteCell, ...]
    id: str = ""
    mark: str = ""
    begin: str = ""
    end: str = ""
    since: str = ""


class SiteColumn(NamedTuple):
    """A column: `key` is what JSON calls it, `label` what readers see. `code` is for texts of machines.

    In JSON a `bare` one has texts only, where what they lead to stands beside them.
    """

    key: str
    label: str
    code: bool = False
    bare: bool = False


class FactsBlock(NamedTuple):
    """Pairs of what is told and what it is: the key in JSON, the label, the cell."""

    facts: tuple[tuple[str, str, SiteCell], ...]
    kind: str = "facts"


class ProseBlock(NamedTuple):
    """A text of the model, in paragraphs."""

    key: str
    piece: SitePiece
    kind: str = "prose"


class NoteBlock(NamedTuple):
    """Something that the site says itself."""

    text: str
    kind: str = "note"


class TableBlock(NamedTuple):
    """A table under a heading; `intro` stands above it, `dated` says that a reader may choose a day."""

    key: str
    heading: str
    columns: tuple[SiteColumn, ...]
    rows: tuple[SiteRow, ...]
    intro: SiteCell = ""
    dated: bool = False
    kind: str = "table"


def filled_table(
    key: str,
    heading: str,
    columns: tuple[SiteColumn, ...],
    rows: tuple[SiteRow, ...],
    intro: SiteCell = "",
    *,
    dated: bool = False,
) -> TableBlock:
    """A table without the columns that say nothing in any row; the first one stays."""
    shown = [at for at in range(len(columns)) if not at or any(row.cells[at] != "" for row in rows)]
    if len(shown) < len(columns):
        columns = tuple(columns[at] for at in shown)
        rows = tuple(row._replace(cells=tuple(row.cells[at] for at in shown)) for row in rows)
    return TableBlock(
        key=key, heading=heading, columns=columns, rows=rows, intro=intro, dated=dated
    )


class PictureBlock(NamedTuple):
    """A picture at `href`, with what it shows in words."""

    key: str
    heading: str
    href: str
    text: str
    width: str
    height: str
    kind: str = "picture"


class CodeBlock(NamedTuple):
    """JSON to copy, laid out for people, under a heading."""

    key: str
    heading: str
    text: str
    kind: str = "code"


class LinksBlock(NamedTuple):
    """Links in a row, such as the letters of an index."""

    key: str
    heading: str
    links: tuple[SitePiece, ...]
    kind: str = "links"


class GuideBlock(NamedTuple):
    """A part of a guidance page as `html`, under a heading or none; `text` is the Markdown that it is made of."""

    key: str
    heading: str
    html: str
    text: str
    kind: str = "guide"


SiteBlock: TypeAlias = (
    FactsBlock
    | ProseBlock
    | NoteBlock
    | TableBlock
    | PictureBlock
    | CodeBlock
    | LinksBlock
    | GuideBlock
)


class SitePage(NamedTuple):
    """A page: `folder` is its address, `sort` what it is about in Dutch, `label` that for readers, `name` the element.

    `trail` are the pages above it. `foreign` says that the title is a name, and no text of the interface.
    """

    folder: str
    sort: str
    label: str
    name: str
    blocks: tuple[SiteBlock, ...]
    trail: tuple[SitePiece, ...] = ()
    active: str = ""
    search: bool = False

    @property
    def depth(self) -> int:
        """How many folders it is below the version."""
        return depth_of(self.folder)


def depth_of(folder: str) -> int:
    """How many folders the page at `folder` is below the version."""
    return folder.count("/") + 1 if folder else 0
