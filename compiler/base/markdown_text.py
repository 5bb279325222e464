"""Texts of a model in Markdown: on one line, and without meaning there, whatever they hold."""

from __future__ import annotations

import re

from compiler.base.in_print import seen_only

# An ampersand begins an entity where a letter or a # follows; what looks like an address becomes a link by itself.
_MEANING = re.compile(r"[\\`*_\[\]<>|#~]|&(?=[#A-Za-z])|(?<=:)/(?=/)|(?<=\bwww)\.|@", re.IGNORECASE)
# Alone at the begin of a line they make an item, a heading or a rule.
_AT_BEGIN = re.compile(r"^(\d{0,9})([-+=.)])(?!\w)")


class Markdown(str):
    """A text that is Markdown already: a link, a title of our own."""

    __slots__ = ()


def plain(text: str) -> str:
    """`text` on one line, without meaning for Markdown; what is `Markdown` already keeps its own."""
    if isinstance(text, Markdown):
        return " ".join(text.split())
    escaped = _MEANING.sub(r"\\\g<0>", seen_only(text))
    return _AT_BEGIN.sub(r"\1\\\2", escaped)


def cell(text: str) -> str:
    """`text` as a cell of a table."""
    if isinstance(text, Markdown):
        return plain(Markdown(text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")))
    return plain(text)
