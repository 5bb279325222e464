"""Markdown → HTML that is safe in any page: the only module that knows markdown-it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from compiler.model.named_links import NAMED_LINK

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

# What links of our own begin with; no link of a text can.
OWN = "@/"
_ALLOWED = re.compile(r"(?i)(https?://|mailto:)[^\s]+")


class _Reader(MarkdownIt):
    """Markdown of which the links lead to the web or to mail."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - its name in the library
        return _ALLOWED.fullmatch(url) is not None


def markdown_with(links: Mapping[str, str]) -> Callable[[str], str]:
    """What makes HTML of a text of Markdown; `[[name]]` becomes the link that `links` has for it, else stays a name."""
    reader = _Reader("commonmark", {"html": False, "linkify": False, "breaks": False})
    reader.disable(["image", "html_inline", "html_block", "heading", "lheading", "hr", "reference"])

    def named(state: StateInline, silent: bool) -> bool:
        found = NAMED_LINK.match(state.src, state.pos)
        if found is None:
            return False
        if not silent:
            name = found[1].strip()
            href = links.get(name, "")
            if href:
                state.push("link_open", "a", 1).attrSet("href", OWN + href)
            state.push("text", "", 0).content = name
            if href:
                state.push("link_close", "a", -1)
        state.pos = found.end()
        return True

    reader.inline.ruler.before("link", "named_link", named)

    def made(text: str) -> str:
        html: str = reader.render(text)
        return html.strip()

    return made
