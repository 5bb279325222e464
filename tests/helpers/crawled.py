"""A site as a reader meets it: the pages, what stands on them, and where their links lead."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_NOT_IN_ADDRESSES = re.compile(r'[\s"<>\\^`{|}]')
VOID = {"meta", "link", "input", "img", "br", "hr"}


class CrawledPage(NamedTuple):
    """What is on a page: ids, addresses by attribute, tags that do not close as they should, and its text."""

    ids: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    faults: tuple[str, ...]
    tags: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    text: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.faults: list[str] = []
        self.tags: list[tuple[str, tuple[tuple[str, str], ...]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = tuple((name, value or "") for name, value in attrs)
        self.tags.append((tag, given))
        for name, value in given:
            if name == "id":
                self.ids.append(value)
            if name in ("href", "src", "action"):
                self.links.append((tag, value))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read_page(content: bytes) -> CrawledPage:
    """A page as read by the parser of the standard library, which forgives and tells."""
    reader = _Reader()
    reader.feed(content.decode("utf-8"))
    reader.close()
    faults = [*reader.faults, *(f"<{tag}> stays open" for tag in reader.open)]
    return CrawledPage(
        ids=tuple(reader.ids),
        links=tuple(reader.links),
        faults=tuple(faults),
        tags=tuple(reader.tags),
        text="".join(reader.text),
    )


def read_site(files: Mapping[str, bytes]) -> dict[str, CrawledPage]:
    """Every page of a site by its path."""
    return {path: read_page(content) for path, content in files.items() if path.endswith(".html")}


def dangling(files: Mapping[str, bytes], pages: Mapping[str, CrawledPage]) -> Iterator[str]:
    """Each link of the site that leads to no file, or to no place in it; links to others are none of ours."""
    ids = {path: set(page.ids) for path, page in pages.items()}
    for path, page in pages.items():
        for _, address in page.links:
            parts = urlsplit(address)
            if _NOT_IN_ADDRESSES.search(address):
                yield f"{path}: {address} has a character that no address has"
            if parts.scheme in ("http", "https", "mailto"):
                continue
            place = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
            target = place if parts.path else path
            if parts.scheme or parts.netloc or target not in files:
                yield f"{path}: {address} leads nowhere"
            elif parts.fragment and unquote(parts.fragment) not in ids.get(target, ()):
                yield f"{path}: {address} leads to no part of {target}"
