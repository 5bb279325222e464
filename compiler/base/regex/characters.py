"""Sets of Unicode characters as ranges of code points: what a class in a regular expression stands for.

A set is a tuple of ranges (first, last), in order, that neither overlap nor touch. Surrogates are in none: they are no
characters.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

CodePoints: TypeAlias = tuple[tuple[int, int], ...]

EVERY: CodePoints = ((0, 0xD7FF), (0xE000, 0x10FFFF))
# What ECMA-262 reads in \d, \w and \s, and leaves out of a dot; `ECMA_TEXT` writes them between square brackets.
DIGITS: CodePoints = ((0x30, 0x39),)
WORD_CHARACTERS: CodePoints = (*DIGITS, (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A))
BLANKS: CodePoints = (
    (0x09, 0x0D), (0x20, 0x20), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F),
    (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF),
)  # fmt: skip
LINE_ENDS: CodePoints = ((0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029))
ECMA_TEXT = {
    DIGITS: "0-9",
    WORD_CHARACTERS: "0-9A-Za-z_",
    BLANKS: r"\t-\r \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF",
    LINE_ENDS: r"\n\r\u2028\u2029",
}

# What an example shows rather than another character of the same set.
_CLEAREST = "a1A0Zz9 .,-_/:;"


def union(sets: Iterable[CodePoints]) -> CodePoints:
    """The characters of all `sets`; a range over the surrogates leaves them out."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(found for points in sets for found in points):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    cut = ((max(first, low), min(last, high)) for first, last in merged for low, high in EVERY)
    return tuple((first, last) for first, last in cut if first <= last)


def complement(points: CodePoints) -> CodePoints:
    """All characters that are not in `points`."""
    gaps = []
    begin = 0
    for first, last in (*points, (0x110000, 0x110000)):
        if begin < first:
            gaps.append((begin, first - 1))
        begin = last + 1
    return union([tuple(gaps)])


def intersection(one: CodePoints, other: CodePoints) -> CodePoints:
    """The characters that are in both."""
    return complement(union((complement(one), complement(other))))


def example_of(points: CodePoints) -> str:
    """One character of `points`, a letter or a digit where there is one; empty where there is none."""
    clear = (c for c in _CLEAREST if any(first <= ord(c) <= last for first, last in points))
    return next(clear, chr(points[0][0]) if points else "")


def class_text(points: CodePoints) -> str:
    """`points`, neither none nor all, as a class that ECMA-262, Python and Rust read alike."""
    negated = points[-1][1] == EVERY[-1][1]
    ranges = complement(points) if negated else points
    each = (
        _written(first) + (f"-{_written(last)}" if last > first else "") for first, last in ranges
    )
    return f"[{'^' * negated}{ECMA_TEXT.get(ranges) or ''.join(each)}]"


def _written(point: int) -> str:
    if chr(point) in r"\[]^-&|~":
        return f"\\{chr(point)}" if chr(point) in r"\[]^-" else f"\\x{point:02X}"
    return chr(point) if point > 0xFFFF or chr(point).isprintable() else f"\\u{point:04X}"
