"""Texts of others, as they may stand in a terminal."""

from __future__ import annotations


def in_print(text: str) -> str:
    """`text` without characters that would steer a terminal; line ends are among them, tabs stay."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\t" else "�" for c in text)
