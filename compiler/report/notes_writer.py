"""How a text comes on the page of release notes: in its language, safe for its format, in its place."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from compiler.base.in_print import seen_only
from compiler.base.markdown_text import plain
from compiler.base.translation import Translate
from compiler.report.notes_own_texts import marked_place


class Writer:
    """Writes texts for one page; `placed` are the names of the places written so far.

    Args:
        translate: what says texts in the language of the page.
        format_: markdown or html.
        kept: the team's own texts by the name of their place.
    """

    def __init__(self, translate: Translate, format_: str, kept: Mapping[str, str]) -> None:
        self._translate = translate
        self._escape = _in_html if format_ == "html" else plain
        self._kept = kept
        self.placed: set[str] = set()

    def said(self, text: str) -> str:
        """`text` as it is in the language of the page: no word of it comes from a model."""
        return self._translate(text)

    def safe(self, text: str) -> str:
        """`text` on one line, without meaning for the format."""
        return self._escape(self._translate(text))

    def place(self, name: str) -> str:
        """The place `name`, with the text of the team's own that is kept for it."""
        self.placed.add(name)
        return marked_place(name, self._kept.get(name, ""))


def _in_html(text: str) -> str:
    return escape(seen_only(text))
