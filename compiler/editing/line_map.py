"""Which line of a text is which line of a later one: edits are local, so most lines only move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

# A longer stretch that changed is not compared line by line: it would take longer than a key.
_MOST_COMPARED = 400


def moved_lines(old: Sequence[str], new: Sequence[str]) -> Mapping[int, int]:
    """The number of each line of `old` that stands in `new` too, to its number there; both count from 1.

    >>> moved_lines(("a", "b", "c"), ("a", "x", "y", "c"))
    {1: 1, 3: 4}
    """
    shorter = min(len(old), len(new))
    begin = 0
    while begin < shorter and old[begin] == new[begin]:
        begin += 1
    end = 0
    while end < shorter - begin and old[-1 - end] == new[-1 - end]:
        end += 1
    found = {number: number for number in range(1, begin + 1)}
    old_middle, new_middle = old[begin : len(old) - end], new[begin : len(new) - end]
    if len(old_middle) <= _MOST_COMPARED and len(new_middle) <= _MOST_COMPARED:
        matcher = SequenceMatcher(None, old_middle, new_middle, autojunk=False)
        for block in matcher.get_matching_blocks():
            for offset in range(block.size):
                found[begin + block.a + offset + 1] = begin + block.b + offset + 1
    shift = len(new) - len(old)
    found |= {number: number + shift for number in range(len(old) - end + 1, len(old) + 1)}
    return found
