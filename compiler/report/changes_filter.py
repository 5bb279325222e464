"""Which changes of a comparison to show."""

from __future__ import annotations

from typing import NamedTuple

from compiler.compare.diff import ChangeKind
from compiler.compare.judge import Verdict
from compiler.compare.judged import Judged
from compiler.compare.texts import FACTS, SUBJECT_WORDS


class Filter(NamedTuple):
    """Which changes to show: all that are of one of the domains or processes, and of one of the kinds; all if empty.

    A kind is a verdict (wire), a kind of change (added), a kind of element (entity) or a fact (type).
    """

    domains: tuple[str, ...] = ()
    processes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def takes(self, each: Judged) -> bool:
        """Whether `each` is to be shown."""
        change = each.change
        said = {each.verdict.value, change.kind.value, change.subject, change.fact, each.id.lower()}
        processes = (message.split("/", 1)[0] for message in each.reach.messages)
        where = {*(name for name, _ in each.concerned), *processes, each.home}
        where.add(change.path[0][1] if change.path else "")
        places = (*self.domains, *self.processes)
        return (not self.kinds or bool(said & set(self.kinds))) and (
            not places or bool(where & set(places))
        )


def kinds_known() -> set[str]:
    """The words that a filter takes for a kind; an association is an attribute to it."""
    verdicts = {verdict.value for verdict in Verdict}
    kinds = {kind.value for kind in ChangeKind}
    return (verdicts | kinds | SUBJECT_WORDS.keys() | FACTS.keys()) - {"association"}
