"""Pages that are planned again only where something that they show is another, between runs too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import Any, NamedTuple, TypeVar

from compiler.base.context import Context
from compiler.base.kept_pieces import KeptPieces, SeenDigests
from compiler.base.memory import Notes
from compiler.base.store import digest, encoded
from compiler.emit.site.noted_contents import NotedContents
from compiler.emit.site.plan import SitePage, depth_of

_Key = TypeVar("_Key")
# What no address of a page has: it would be a place elsewhere on the disk.
_NO_FOLDER = re.compile(r"[\x00\\:]|(?:^|/)\.{0,2}(?:/|$)")


class PlannedPage(NamedTuple):
    """A page by its address, what it is called, and what tells its plan from any other; `plan` gives that itself."""

    folder: str
    name: str
    content: str
    plan: Callable[[], SitePage]

    @property
    def depth(self) -> int:
        """How many folders it is below the version."""
        return depth_of(self.folder)


def planned_page(page: SitePage) -> PlannedPage:
    """A page of which the plan is at hand."""
    return PlannedPage(page.folder, page.name, digest(encoded(page)), lambda: page)


class KeptPages:
    """Plans pages of `contents`; `options` tells them from those of other sites of the same standard."""

    def __init__(
        self, contents: NotedContents, digests: SeenDigests, options: str, context: Context
    ) -> None:
        standard = contents.site.model.standard
        self._contents = contents
        name = digest(context.fingerprint, "pages", standard.title, standard.version, options)
        self._pieces = KeptPieces(context.store, name, digests)

    def pages(
        self, kind: str, key: _Key, plan: Callable[[_Key], Iterable[SitePage]]
    ) -> Iterator[PlannedPage]:
        """The pages of this `kind` that `plan` makes for `key`, by what is kept of them where they are as they were.

        All that `plan` looks at, it asks of the contents.
        """
        planned: list[tuple[SitePage, ...]] = []

        def plain(notes: Notes) -> list[Any]:
            self._contents.note_into(notes)
            planned.append(tuple(plan(key)))
            return [[page.folder, page.name, digest(encoded(page))] for page in planned[0]]

        told = self._pieces.piece(encoded((kind, key)), plain, _are_pages)
        pages = cache(lambda: planned[0] if planned else tuple(plan(key)))
        for number, (folder, title, content) in enumerate(told):
            yield PlannedPage(folder, title, content, partial(_numbered, pages, number))

    def save(self) -> None:
        """Keep what was asked for, for the next run."""
        self._pieces.save()


def _are_pages(plain: Any) -> bool:
    """Whether these are pages as they are kept: the address, the name, and what tells the plan of each."""
    return isinstance(plain, list) and all(map(_is_page, plain))


def _is_page(plain: Any) -> bool:
    if not isinstance(plain, list) or [type(each) for each in plain] != [str, str, str]:
        return False
    folder, *_ = plain
    return _NO_FOLDER.search(folder) is None


def _numbered(pages: Callable[[], tuple[SitePage, ...]], number: int) -> SitePage:
    return pages()[number]
