"""The table of reference data in release notes: a row for each list, with the values that came, went and changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from compiler.base.wording import Text, as_it_is, joined, say, shortened, with_more
from compiler.compare.diff import Change, ChangeKind
from compiler.compare.judged import Judged
from compiler.compare.texts import FACTS, step_of
from compiler.report.notes_parts import Table
from compiler.report.notes_writer import Writer

_MOST_CODES = 12
_HEADER = (say("List"), say("Added"), say("Removed"), say("Changed"))


def lists_table(judged: Iterable[Judged], writer: Writer) -> Table:
    """A row for each list that `judged` are about; columns in which nothing stands are left out."""
    by_list: dict[str, list[Change]] = {}
    for each in judged:
        by_list.setdefault(each.change.path[0][1], []).append(each.change)
    rows = [_row(name, changes) for name, changes in sorted(by_list.items())]
    columns = [number for number in range(len(_HEADER)) if any(row[number] for row in rows)]

    def written(row: Sequence[Text]) -> tuple[str, ...]:
        return tuple(writer.safe(row[number]) for number in columns)

    return Table(written(_HEADER), tuple(map(written, rows)))


def _row(name: str, changes: Sequence[Change]) -> tuple[Text, ...]:
    return (
        _list(name, changes),
        shortened(_codes(changes, ChangeKind.ADDED), _MOST_CODES),
        shortened(_codes(changes, ChangeKind.REMOVED), _MOST_CODES),
        _changed(changes),
    )


def _list(name: str, changes: Iterable[Change]) -> Text:
    """The name of a list, and what happened to the list itself."""
    for change in changes:
        if change.subject == "list" and change.kind is ChangeKind.ADDED:
            return say("{name} (new list)", name=name)
        if change.subject == "list" and change.kind is ChangeKind.REMOVED:
            return say("{name} (list removed)", name=name)
        if change.subject == "list" and change.kind is ChangeKind.RENAMED:
            return _renamed(change)
    return as_it_is(name)


def _renamed(change: Change) -> Text:
    """The new name, and what it was."""
    name = change.path[-1][1]
    if change.proposed:
        return say("{name} (was {old}; proposed: they are alike)", name=name, old=change.old)
    return say("{name} (was {old})", name=name, old=change.old)


def _codes(changes: Iterable[Change], kind: ChangeKind) -> list[str]:
    """The codes that came or went, with their list or by themselves."""
    found: list[str] = []
    for change in changes:
        if change.kind is kind and change.subject == "list":
            found += [code for _, code in (change.new or change.old).parts]
        elif change.kind is kind:
            found.append(change.path[-1][1])
    return found


def _changed(changes: Iterable[Change]) -> Text:
    """What each value that changed was and is; of the list itself too, but for its name."""
    clauses = [clause for change in changes for clause in _clause(change)]
    return with_more(joined(clauses[:_MOST_CODES], "; "), len(clauses) - _MOST_CODES)


def _clause(change: Change) -> Iterator[Text]:
    whole = change.subject == "list"
    if change.kind is ChangeKind.RENAMED and not whole:
        yield say("{facts}: {codes}", facts=say("code"), codes=_renamed(change))
    if change.kind is ChangeKind.CHANGED:
        code = say("the list itself") if whole else as_it_is(change.path[-1][1])
        said = say("{code}, {fact}", code=code, fact=FACTS[change.fact])
        yield say("{facts}: {codes}", facts=said, codes=step_of(change))
