"""Edits → new texts: all of them, or none where two of them would write in one place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from compiler.base.mends import Edit, Stretch

_LINE_END = re.compile(r"\r\n|\n|\r")


def applied(texts: Mapping[str, str], edits: Iterable[Edit]) -> dict[str, str] | None:
    """The new texts of the files that `edits` change; None where edits overlap, or go beyond what is there.

    The same edit twice is one edit. Two texts at one place have no order, so they overlap.
    """
    changed = {}
    by_file: dict[str, set[Edit]] = {}
    for edit in edits:
        by_file.setdefault(edit.stretch.file, set()).add(edit)
    for file, of_file in sorted(by_file.items()):
        text = _text_with(texts[file], of_file) if file in texts else None
        if text is None:
            return None
        changed[file] = text
    return changed


def overlap(edits: Iterable[Edit]) -> bool:
    """Whether two of `edits`, each counted once, would write in one place."""
    stretches = sorted(edit.stretch for edit in set(edits))
    return any(_meet(one, other) for one, other in pairwise(stretches))


def line_starts(text: str) -> list[int]:
    """The offsets in `text` at which its lines begin."""
    return [0, *(found.end() for found in _LINE_END.finditer(text))]


def _meet(one: Stretch, other: Stretch) -> bool:
    """Whether `other`, which does not begin before `one`, begins before that ends, or at its very place."""
    if one.file != other.file:
        return False
    begin, end = (other.line, other.column), (one.end_line, one.end_column)
    return begin < end or (one.line, one.column) == begin


def _text_with(text: str, edits: Iterable[Edit]) -> str | None:
    """`text` with `edits` made; None where that cannot be."""
    if overlap(edits):
        return None
    starts = line_starts(text)
    parts, at = [], 0
    for edit in sorted(edits):
        begin = _offset(text, starts, edit.stretch.line, edit.stretch.column)
        end = _offset(text, starts, edit.stretch.end_line, edit.stretch.end_column)
        if begin is None or end is None or end < begin:
            return None
        parts += [text[at:begin], edit.text]
        at = end
    return "".join([*parts, text[at:]])


def _offset(text: str, starts: Sequence[int], line: int, column: int) -> int | None:
    """The offset of a place in `text`; None where that is not in it."""
    if not 1 <= line <= len(starts) or column < 1:
        return None
    begin = starts[line - 1]
    of_line = text[begin : starts[line] if line < len(starts) else len(text)].rstrip("\r\n")
    return begin + column - 1 if column - 1 <= len(of_line) else None
