"""The links of a Markdown text, as a reader finds them."""

from __future__ import annotations

from urllib.parse import unquote

from markdown_it import MarkdownIt

READER = MarkdownIt("commonmark").enable("table")


def links_in(text: str) -> list[str]:
    """The addresses in a Markdown text."""
    return [
        unquote(str(inline.attrs["href"]))
        for block in READER.parse(text)
        for inline in block.children or ()
        if inline.type == "link_open"
    ]
