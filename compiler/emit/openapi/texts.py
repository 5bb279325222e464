"""Texts in documents."""

from __future__ import annotations


def trimmed(text: str) -> str:
    """`text` without blanks at the ends of its lines, and around it."""
    if "\n" not in text:
        return text.strip()
    return "\n".join(map(str.rstrip, text.split("\n"))).strip()
