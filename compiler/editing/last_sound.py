"""What a broken file said when it was last sound: it answers what the file cannot answer now.

A statement that is half written is not read, and all that refers to it would be an error. So the statement as it was
stands in for it, with its places moved to where its lines stand now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from compiler.base.source import Name
from compiler.editing.line_map import moved_lines
from compiler.language.declarations import ParsedFile, SourceFile, Statement

_NUMBERS_OF_LINES = ("line", "end")


class SoundText(NamedTuple):
    """A text as it was when nothing in it was wrong, line by line, and what it declared."""

    lines: tuple[str, ...]
    source: SourceFile


def text_lines(text: str) -> tuple[str, ...]:
    """The lines of a text, as the parser counts them."""
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def with_broken_replaced(
    now: ParsedFile,
    lines: Sequence[str],
    before: SoundText,
    *,
    broken: AbstractSet[int] = frozenset(),
) -> SourceFile:
    """What `now` declares, and what it cannot declare as `before` had it.

    `lines` are the text of `now`. Statements that hold a line in `broken` are taken as they were, too.
    """
    moved = moved_lines(before.lines, lines)
    kept = [each for each in now.source.statements if not broken & set(_lines(each))]
    known = {_key(each) for each in kept}
    declared = {_key(each) for each in now.source.statements}
    taken = {line for each in now.source.statements for line in _lines(each)}
    wrong = {each.span.line for each in now.diagnostics} | broken
    merged: list[Statement] = list(kept)
    after: Statement | None = None  # what stood before in the old text, and stands in `merged`
    present = {_key(each): each for each in kept}
    for statement in before.source.statements:
        key = _key(statement)
        if key in known:
            after = present[key]
        elif key in declared or _is_meant(statement, moved, taken, wrong):
            revived = _moved(statement, moved)
            position = merged.index(after) + 1 if after is not None else 0
            merged.insert(position, revived)
            after = revived
    rest = [each for each in now.source.statements if broken & set(_lines(each))]
    found = {_key(each) for each in merged}
    merged = _with_rest(merged, [each for each in rest if _key(each) not in found], now)
    return now.source._replace(statements=tuple(merged))


def _with_rest(merged: list[Statement], rest: list[Statement], now: ParsedFile) -> list[Statement]:
    """`merged` with statements that nothing stands in for, each behind the one that it stands behind in the text."""
    order = {_key(each): number for number, each in enumerate(now.source.statements)}
    for each in rest:
        number = order[_key(each)]
        before = [
            at for at, other in enumerate(merged) if order.get(_key(other), len(order)) < number
        ]
        merged.insert(before[-1] + 1 if before else 0, each)
    return merged


def _is_meant(
    statement: Statement, moved: Mapping[int, int], taken: AbstractSet[int], wrong: AbstractSet[int]
) -> bool:
    """Whether `statement`, which is not declared now, is the one that is half written; else it was taken away."""
    numbers = _lines(statement)
    there = [moved[number] for number in numbers if number in moved]
    if any(number in taken for number in there):
        return False
    if there:
        return True
    first = max((moved[number] for number in moved if number < numbers[0]), default=0)
    last = min((moved[number] for number in moved if number > numbers[-1]), default=first + 1_000)
    return any(first <= number <= last and number not in taken for number in wrong)


def _lines(statement: Statement) -> range:
    """The numbers of the lines of a statement, its description left out."""
    first = statement.name.line
    return range(first, max(getattr(statement, "end", 0), first) + 1)


def _key(statement: Statement) -> tuple[str, str]:
    return type(statement).__name__, statement.name.text


def _moved(value: Any, moved: Mapping[int, int]) -> Any:
    """`value` with its places where their lines stand now; line 0 where a line is there no more."""
    if isinstance(value, Name):
        return value._replace(line=moved.get(value.line, 0))
    if not isinstance(value, tuple):
        return value
    fields = getattr(value, "_fields", None)
    if fields is None:
        return tuple(_moved(each, moved) for each in value)
    changed: dict[str, Any] = {}
    for field in fields:
        part = getattr(value, field)
        if field in _NUMBERS_OF_LINES and isinstance(part, int):
            changed[field] = moved.get(part, 0)
        elif isinstance(part, tuple):
            changed[field] = _moved(part, moved)
    return value._replace(**changed) if changed else value  # type: ignore[attr-defined]  # it has fields
