"""Texts for people out of JSON that anybody may have written.

A template is looked at before it is filled in: Python would follow attributes that it names, and make it as wide as it
asks.
"""

from __future__ import annotations

import re
from typing import Any

from compiler.base.wording import Text, as_plain, from_plain

_MOST_DEEP = 20
_LONGEST = 1 << 20
_NAMED = re.compile(r"\{\{|\}\}|\{(\w+)\}")
_BRACE = re.compile(r"[{}]")


def written_text(text: Text) -> object:
    """`text` as JSON can hold it."""
    return as_plain(text)


def read_text(plain: Any) -> Text:
    """What `written_text` was given.

    Raises:
        TypeError, ValueError, KeyError: where `plain` was not made by it.
    """
    _length(plain, 0)
    return from_plain(plain)


def _length(plain: Any, depth: int) -> int:
    """How long the text is, at most: of each text in it as well, no more than any text for people is."""
    template, values = plain
    if depth > _MOST_DEEP or type(template) is not str or type(values) is not dict:
        raise ValueError("no text for people")
    lengths = {
        name: len(value) if type(value) is str else _length(value, depth + 1)
        for name, value in values.items()
    }
    if _BRACE.search(_NAMED.sub("", template)):
        raise ValueError("a template that does more than name values")
    length = len(template) + sum(lengths[name] for name in _NAMED.findall(template) if name)
    if length > _LONGEST:
        raise ValueError("longer than any text for people")
    return length
