"""A comparison → what to tell of it: the changes grouped by what they mean for clients, in texts.

changes_printers.py and changes_json.py print it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from compiler.base.wording import Text, joined, say, shortened
from compiler.compare.comparison import Comparison
from compiler.compare.diff import ChangeKind
from compiler.compare.judge import Verdict
from compiler.compare.judged import Judged
from compiler.compare.texts import KINDS, SUBJECT_WORDS, VERDICTS, describe
from compiler.report.changes_filter import Filter

_MOST_NAMES = 6
_DESCRIPTION_CHANGED = "CH80"


class ChangeLine(NamedTuple):
    """One line about a change: the judge's id, the sentence, and whom it reaches and why it is accepted."""

    id: str
    text: str
    further: tuple[str, ...] = ()


class ChangeGroup(NamedTuple):
    """The changes of one verdict."""

    title: str
    number: int
    lines: tuple[ChangeLine, ...]


class Count(NamedTuple):
    """How many changes of one kind to one kind of element there are, by verdict."""

    what: str
    numbers: tuple[int, ...]


class ChangesReport(NamedTuple):
    """All that is shown of a comparison."""

    title: str
    conclusion: str
    verdicts: tuple[str, ...]
    counts: tuple[Count, ...]
    groups: tuple[ChangeGroup, ...]

    def written(self, write: Callable[[str], str]) -> ChangesReport:
        """The report with each of its texts as `write` has it."""
        return ChangesReport(
            title=write(self.title),
            conclusion=write(self.conclusion),
            verdicts=tuple(map(write, self.verdicts)),
            counts=tuple(Count(write(count.what), count.numbers) for count in self.counts),
            groups=tuple(
                ChangeGroup(
                    write(group.title),
                    group.number,
                    tuple(
                        ChangeLine(
                            write(line.id), write(line.text), tuple(map(write, line.further))
                        )
                        for line in group.lines
                    ),
                )
                for group in self.groups
            ),
        )


def report_of(
    comparison: Comparison, shown: Filter, *, summary: bool, descriptions: bool
) -> ChangesReport:
    """What to show of `comparison`. `summary` leaves the single changes out, `descriptions` lists those too."""
    judged = [each for each in comparison.changes if shown.takes(each)]
    return ChangesReport(
        title=f"{comparison.old_version} → {comparison.new_version}",
        conclusion=_conclusion(comparison),
        verdicts=tuple(VERDICTS[verdict] for verdict in Verdict),
        counts=tuple(_counts(judged)),
        groups=() if summary else tuple(_groups(judged, descriptions=descriptions)),
    )


def _conclusion(comparison: Comparison) -> Text:
    if not comparison.changes:
        return say("nothing changed")
    least = (
        say("least version {version} ({step})", version=comparison.least, step=comparison.step)
        if comparison.least
        else say("the least version cannot be said")
    )
    return joined((_breaking(len(comparison.breaking)), least), "; ")


def _breaking(number: int) -> Text:
    if number == 0:
        return say("nothing breaks clients")
    if number == 1:
        return say("one change breaks clients")
    return say("{number} changes break clients", number=number)


def _counts(judged: Iterable[Judged]) -> Iterator[Count]:
    found = Counter((each.change.subject, each.change.kind, each.verdict) for each in judged)
    for subject, word in SUBJECT_WORDS.items():
        for kind in ChangeKind:
            numbers = tuple(found[subject, kind, verdict] for verdict in Verdict)
            if any(numbers):
                yield Count(joined((word, KINDS[kind])), numbers)


def _groups(judged: Sequence[Judged], *, descriptions: bool) -> Iterator[ChangeGroup]:
    for verdict in Verdict:
        of_verdict = [each for each in judged if each.verdict is verdict]
        if of_verdict:
            lines = tuple(_lines(of_verdict, descriptions=descriptions))
            yield ChangeGroup(VERDICTS[verdict], len(of_verdict), lines)


def _lines(judged: Iterable[Judged], *, descriptions: bool) -> Iterator[ChangeLine]:
    """A line per change; values of one list share one, and so do all descriptions unless they are asked for."""
    told = 0
    values: dict[tuple[str, str, ChangeKind], list[Judged]] = {}
    for each in judged:
        change = each.change
        if change.fact == "description" and not descriptions:
            told += 1
        elif change.subject == "value":
            values.setdefault((each.id, change.path[0][1], change.kind), []).append(each)
        else:
            yield ChangeLine(each.id, describe(change), tuple(_further(each)))
    for (id_, name, kind), alike in values.items():
        codes = list(dict.fromkeys(each.change.path[-1][1] for each in alike))
        yield ChangeLine(id_, _values_of_list(name, kind, codes), tuple(_of_values(alike)))
    if told:
        yield ChangeLine(_DESCRIPTION_CHANGED, _descriptions(told))


def _of_values(judged: Iterable[Judged]) -> Iterator[Text]:
    """What each value was and is, where that is another thing, and why it is accepted."""
    for each in judged:
        if each.change.kind in (ChangeKind.CHANGED, ChangeKind.RENAMED):
            yield describe(each.change)
        if each.accepted:
            yield say("accepted: {reason}", reason=each.accepted)


def _values_of_list(name: str, kind: ChangeKind, codes: Sequence[str]) -> Text:
    what = (
        say("one value {changed}", changed=KINDS[kind])
        if len(codes) == 1
        else say("{number} values {changed}", number=len(codes), changed=KINDS[kind])
    )
    return say(
        '{list} "{name}": {what}: {codes}',
        list=SUBJECT_WORDS["list"],
        name=name,
        what=what,
        codes=shortened(codes, _MOST_NAMES),
    )


def _descriptions(number: int) -> Text:
    if number == 1:
        return say("one description changed")
    return say("{number} descriptions changed", number=number)


def _further(each: Judged) -> Iterator[Text]:
    """Whom the change reaches, and the reason why it is accepted."""
    if reached := _reached(each):
        yield say("reaches {whom}", whom=joined(reached, "; "))
    if each.accepted:
        yield say("accepted: {reason}", reason=each.accepted)


def _reached(each: Judged) -> list[Text]:
    """The entities (where there are others than the one that changed), messages and documents it reaches."""
    if not each.change.path or each.change.path[0][0] == "process":
        return []
    entities, messages, documents = each.reach
    found = []
    if len(entities) > 1:
        found.append(say("entities {names}", names=shortened(entities, _MOST_NAMES)))
    if messages:
        found.append(say("messages {names}", names=shortened(messages, _MOST_NAMES)))
    if documents:
        found.append(say("documents {names}", names=shortened(documents, _MOST_NAMES)))
    return found
