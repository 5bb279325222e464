"""How much a cell of a spreadsheet holds."""

from __future__ import annotations

# A cell holds so many UTF-16 units; programs call a file with more damaged.
MOST_UNITS = 32_767


def units_of(text: str) -> int:
    """How many UTF-16 units `text` has, as a cell counts.

    >>> units_of("aé😀")
    4
    """
    return len(text) + sum(letter > "\uffff" for letter in text)


def fits(text: str) -> bool:
    """Whether a cell holds all of `text`."""
    return len(text) * 2 <= MOST_UNITS or units_of(text) <= MOST_UNITS


def fitting(text: str) -> str:
    """`text`, or as much of it as a cell holds, with an ellipsis behind it."""
    if fits(text):
        return text
    units, end = 1, 0  # of the ellipsis
    for end, letter in enumerate(text):  # noqa: B007 - where it stops is what is asked for
        units += 1 + (letter > "\uffff")
        if units > MOST_UNITS:
            break
    return text[:end] + "…"
