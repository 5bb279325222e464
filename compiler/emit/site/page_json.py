"""A page as JSON: what stands on it, by keys that are the same in every language."""

from __future__ import annotations

from typing import Any

from compiler.base.quick_json import dumps, loads
from compiler.emit.site.addresses import INDEX
from compiler.emit.site.plan import (
    CodeBlock,
    FactsBlock,
    GuideBlock,
    NoteBlock,
    PictureBlock,
    ProseBlock,
    SiteCell,
    SitePage,
    SitePiece,
    TableBlock,
)


def page_json(page: SitePage, standard: str, version: str) -> bytes:
    """`page` as JSON. Addresses count from the folder of the version."""
    found = _head(page, standard, version)
    for block in page.blocks:
        match block:
            case FactsBlock():
                found |= {key: _plain(value) for key, _, value in block.facts}
            case ProseBlock():
                found[block.key] = block.piece.text
            case TableBlock():
                found[block.key] = _rows(block)
                if block.intro:
                    found[f"{block.key}-toelichting"] = _bare(block.intro)
            case PictureBlock():
                found[block.key] = {"adres": block.href, "tekst": block.text}
            case CodeBlock():
                found[block.key] = loads(block.text)
            case GuideBlock():
                part = {"kop": block.heading} if block.heading else {}
                found.setdefault("delen", []).append(part | {"tekst": block.text})
            case NoteBlock():
                found.setdefault("noten", []).append(block.text)
            case _:
                pass
    return dumps(found) + b"\n"


def same_json(page: SitePage, standard: str, version: str, href: str) -> bytes:
    """What stands in the place of `page` where the one at `href` says the same."""
    return dumps(_head(page, standard, version) | {"gelijk": _address(href)}) + b"\n"


def _head(page: SitePage, standard: str, version: str) -> dict[str, Any]:
    """What every page tells: of which standard it is, where it stands, and what it is about."""
    return {
        "standaard": standard,
        "versie": version,
        "adres": f"{page.folder}/" if page.folder else "",
        "soort": page.sort,
        "naam": page.name,
    }


def _rows(block: TableBlock) -> list[dict[str, Any]]:
    shapes = [(column.key, _bare if column.bare else _plain) for column in block.columns]
    found = []
    for row in block.rows:
        made = {
            key: shape(value)
            for (key, shape), value in zip(shapes, row.cells, strict=True)
            if value != ""
        }
        if row.id:
            made["#"] = row.id
        if row.since:
            made["sinds"] = row.since
        found.append(made)
    return found


def _plain(value: SiteCell) -> Any:
    """A cell without its looks: a text, a link with its text, or a list of these."""
    if isinstance(value, str):
        return value
    pieces = [_piece(each) for each in value if each != ", "]
    return pieces[0] if len(pieces) == 1 else pieces


def _bare(value: SiteCell) -> str:
    """The text of a cell."""
    if isinstance(value, str):
        return value
    return "".join(each if isinstance(each, str) else each.text for each in value).strip()


def _piece(piece: str | SitePiece) -> Any:
    if isinstance(piece, str):
        return piece.strip()
    return {"tekst": piece.text, "adres": _address(piece.href)} if piece.href else piece.text


def _address(href: str) -> str:
    """A link as an address: of a folder, which stands for the page in it."""
    return href.replace(f"/{INDEX}", "/")
