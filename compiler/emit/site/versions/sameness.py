"""What is the same in several versions, and is held by one of them: pages, pictures, files to take along.

The newest of the versions in which something is the same holds it, so what most people read is whole, and what is
older shrinks as versions come.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote, unquote

from compiler.base.store import checksum, encoded
from compiler.emit.site.addresses import SCHEMA_FILE, version_folder
from compiler.emit.site.plan import PictureBlock, SiteCell, SitePage, SitePiece, TableBlock
from compiler.emit.site.planned import PlannedSite
from compiler.emit.site.versions.lives import Lives

# Files of a version that its pages show or lead to. The index of a search is of one version alone.
_SHARED = ("diagram/", "downloads/", SCHEMA_FILE)
_FILE = re.compile(r'"((?:diagram|downloads)/[^"#]+\.[a-z]+)"')


class Sameness:
    """Who holds what: `plans` are those of all versions, oldest first, with `pages` as they are shown, by folder."""

    def __init__(
        self, plans: Sequence[PlannedSite], pages: Sequence[Mapping[str, SitePage]], lives: Lives
    ) -> None:
        self._plans = plans
        self._sums = [
            {
                path: checksum(content)
                for path, content in plan.files.items()
                if path.startswith(_SHARED)
            }
            for plan in plans
        ]
        self._files = self._holders(self._sums)
        signed = [
            {folder: self._signature(number, page) for folder, page in of_version.items()}
            for number, of_version in enumerate(pages)
        ]
        self._pages = self._holders([
            {folder: each for folder, each in here.items() if self._stays(lives, number, folder)}
            | {folder: f"{number}" for folder in here if not self._stays(lives, number, folder)}
            for number, here in enumerate(signed)
        ])  # fmt: skip

    def _holders(self, sums: Sequence[Mapping[str, str]]) -> list[dict[str, int]]:
        """For each version by path the number of the version that holds it."""
        found: list[dict[str, int]] = [{} for _ in sums]
        for number in reversed(range(len(sums))):
            later = sums[number + 1] if number + 1 < len(sums) else {}
            for path, own in sums[number].items():
                same = later.get(path) == own
                found[number][path] = found[number + 1][path] if same else number
        return found

    def _stays(self, lives: Lives, number: int, folder: str) -> bool:
        """Whether the page at `folder` is about the same element in the next version, if there is one."""
        if number + 1 == len(self._plans):
            return True
        return lives.page_in(number, folder, number + 1) == folder

    def _signature(self, number: int, page: SitePage) -> str:
        """All that a page shows, with what is in the files that it shows, and in the schemas that it leads to."""
        text = encoded(page)
        files = (self._sums[number].get(unquote(path), "") for path in _FILE.findall(text))
        schemas = self._plans[number].schemas.get(page.folder, "")
        return checksum("\n".join((text, schemas, *files)).encode())

    def holder(self, number: int, folder: str) -> int:
        """The number of the version that holds the page at `folder` of version `number`."""
        return self._pages[number].get(folder, number)

    def holds_file(self, number: int, path: str) -> bool:
        """Whether the file at `path` of version `number` stands in its own folder."""
        return self.holder_of_file(number, path) == number

    def holder_of_file(self, number: int, path: str) -> int:
        """The number of the version that holds the file at `path` of version `number`."""
        return self._files[number].get(path, number)

    def readdressed(self, number: int, page: SitePage) -> SitePage:
        """`page` of version `number` with links to files where they are held."""
        blocks = tuple(
            block._replace(href=self._href(number, block.href))
            if isinstance(block, PictureBlock)
            else block._replace(rows=tuple(
                row._replace(cells=tuple(self._cell(number, cell) for cell in row.cells))
                for row in block.rows
            ))
            if isinstance(block, TableBlock) and page.folder == "downloads"
            else block
            for block in page.blocks
        )  # fmt: skip
        return page._replace(blocks=blocks)

    def _cell(self, number: int, cell: SiteCell) -> SiteCell:
        if isinstance(cell, str):
            return cell
        return tuple(
            each._replace(href=self._href(number, each.href))
            if isinstance(each, SitePiece)
            else each
            for each in cell
        )

    def _href(self, number: int, href: str) -> str:
        holder = self.holder_of_file(number, unquote(href))
        return (
            href
            if holder == number
            else f"../{quote(version_folder(self._plans[holder].version))}/{href}"
        )
