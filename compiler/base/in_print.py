"""Texts of others, as they may stand in a terminal."""

from __future__ import annotations

import re

# What steers a terminal or turns the order of letters around.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def in_print(text: str) -> str:
    """`text` without characters that would steer a terminal; line ends are among them, tabs stay."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\t" else "�" for c in text)


def seen_only(text: str) -> str:
    """`text` on one line, as a document holds it: without what is not seen, and would change what is."""
    return _UNSEEN.sub("", " ".join(text.split()))
