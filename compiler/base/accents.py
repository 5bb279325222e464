"""Letters without their accents."""

from __future__ import annotations

import unicodedata


def without_accents(text: str) -> str:
    """`text` with the letters that carry an accent without it; other letters stay.

    >>> without_accents("Coördinaat één")
    'Coordinaat een'
    """
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare)
