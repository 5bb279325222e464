"""Rows and cells as HTML: texts are escaped, links begin where the page is, and a mark becomes a class."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from compiler.emit.rendering.html_templates import rooted, safe_html
from compiler.emit.site.plan import SiteCell, SitePiece, SiteRow


def rows_html(rows: Iterable[SiteRow], root: str, dutch: str, new_in: str) -> str:
    """The rows of a table, not to be escaped again; the first cell of each heads it.

    Args:
        rows: what stands in them.
        root: what leads from the page to the folder of the version.
        dutch: the attribute that marks a text of the model as Dutch; empty where the page is Dutch.
        new_in: says that something is new, with # for the version that it is new in.
    """
    return safe_html("".join(_row(row, root, dutch, new_in) for row in rows))


def cell_html(cell: SiteCell | SitePiece, root: str, dutch: str) -> str:
    """A cell, or one piece of it, elsewhere than in a table."""
    return safe_html(_cell((cell,) if isinstance(cell, SitePiece) else cell, root, dutch))


def _row(row: SiteRow, root: str, dutch: str, new_in: str) -> str:
    told = (("id", row.id), ("class", row.mark), ("data-begin", row.begin), ("data-end", row.end))
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in told if value)
    first, *others = [_cell(cell, root, dutch) for cell in row.cells]
    if row.since:
        first += f' <span class="nieuw">{_text(new_in.replace("#", row.since))}</span>'
    data = "".join([f"<td>{cell}</td>" for cell in others])
    return f'<tr{attributes}><th scope="row">{first}</th>{data}</tr>\n'


def _cell(cell: SiteCell, root: str, dutch: str) -> str:
    if isinstance(cell, str):
        return _text(cell)
    return "".join([_piece(each, root, dutch) for each in cell])


def _piece(piece: str | SitePiece, root: str, dutch: str) -> str:
    if isinstance(piece, str):
        return _text(piece)
    text = _text(piece.text)
    if piece.href:
        return f'<a href="{root}{escape(piece.href)}">{text}</a>'
    if piece.html:
        return f'<div class="tekst"{dutch}>{rooted(piece.html, root)}</div>'
    match piece.mark:
        case "tekst":
            return f"<span{dutch}>{text}</span>" if dutch else text
        case "patroon":
            return f'<code class="patroon">{text}</code>'
        case "regel":
            return f'<span class="regel"{dutch}>{text}</span>'
        case "":
            return text
        case mark:
            return f'<span class="{escape(mark)}">{text}</span>'


def _text(text: str) -> str:
    """`text` between tags, where quotes stand as they are."""
    return escape(text, quote=False)
