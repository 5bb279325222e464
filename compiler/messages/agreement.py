"""What the attributes of one object say together: an end is not before its begin, a detail is one of what it refines.

These are GM08 and GM07. A JSON Schema cannot compare two values, so they are looked at beside it. Where to look is
found once, from the outline of the schema: a message is walked only along the attributes that lead to something.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from compiler.messages.agreement_texts import end_before_begin, of_another_parent
from compiler.messages.json_tokens import Path
from compiler.messages.message_finding import MessageFinding
from compiler.messages.moments import is_before, is_earlier_in_the_day
from compiler.messages.outline import Outline, OutlineNode
from compiler.messages.parents import Parents
from compiler.messages.refinements import Mismatch, Refinement, refinements_of
from compiler.model.periods import periods_among

_FORMATS = ("date", "date-time")
_TIME_WORDS, _DAY_WORDS, _YEAR = ("tijdstip", "tijd", "uur"), ("datum",), "jaar"


class Disagreement(NamedTuple):
    """What two attributes do not say together, and the places that it is about: nothing is said of refused ones."""

    finding: MessageFinding
    about: tuple[Path, ...]


class _Period(NamedTuple):
    """Two attributes of one object; `days` are those of the days of two times of day, which may be whole hours.

    Where `is_of_numbers`, they are whole numbers: years, or hours of a day.
    """

    begin: str
    end: str
    is_of_days: bool = False
    days: tuple[str, str] | None = None
    is_of_numbers: bool = False

    def is_wrong(self, held: Mapping[str, Any]) -> bool:
        """Whether the end comes before the begin in the object `held`; where that cannot be told it does not."""
        values: list[Any] = [held.get(self.begin), held.get(self.end)]
        of_type = int if self.is_of_numbers else str
        if any(type(value) is not of_type for value in values):
            return False
        begin, end = values
        if self.days is not None:
            first, last = self.days
            if type(held.get(first)) is not str or held[first] != held.get(last):
                return False
        if self.is_of_numbers:
            return bool(end < begin)
        return (is_before if self.days is None else is_earlier_in_the_day)(end, begin)


class _Place:
    """What there is to compare in an object, and the attributes below which there is more."""

    __slots__ = ("below", "days", "details", "moments", "periods", "refinements")

    def __init__(self, periods: Iterable[_Period], refinements: Iterable[Refinement]) -> None:
        self.periods = tuple(periods)
        self.days = tuple((each.begin, each.end) for each in self.periods if each.is_of_days)
        self.moments = tuple(each for each in self.periods if not each.is_of_days)
        self.refinements = tuple(refinements)
        self.details = tuple((each.detail, each.fitting) for each in self.refinements)
        self.below: tuple[tuple[str, _Place], ...] = ()

    def agrees(self, held: dict[str, Any]) -> bool:  # noqa: C901, PLR0912 - a call costs, at every message
        """Whether there is nothing to say of the object `held` and of what is below it; False may be wrong.

        Raises:
            RecursionError: it is nested too deep.
            TypeError, AttributeError: values that belong together are of types that nothing compares.
        """
        if self.days:
            for begin, end in self.days:
                if end in held and begin in held:
                    first, last = held[begin], held[end]
                    if first and last and last < first:
                        return False
        if self.moments:
            for period in self.moments:
                if period.end in held and period.is_wrong(held):
                    return False
        for detail, fitting in self.details:
            if told := held.get(detail):
                asked = fitting.get(told.get("code"))
                if asked is not None and (held.get(asked[0]) or {}).get("code") not in asked[1]:
                    return False
        if self.below:
            for name, place in self.below:
                if name in held:
                    inner = held[name]
                    for item in inner if type(inner) is list else (inner,):
                        if item and not place.agrees(item):
                            return False
        return True


class Agreement:
    """Tells whether the attributes of messages agree.

    Args:
        outline: of the schema of the messages.
        parents: which codes lie below which others.
    """

    def __init__(self, outline: Outline, parents: Parents) -> None:
        self._outline = outline
        self._parents = parents
        self._root = _places(outline.root, parents)

    def holds(self, value: Any) -> bool:
        """Whether there is nothing to say of the message `value`; False may be wrong."""
        try:
            return type(value) is not dict or self._root.agrees(value)
        except (RecursionError, TypeError, AttributeError):
            return False

    def findings(self, value: Any, refused: Collection[Path]) -> Iterator[MessageFinding]:
        """What does not agree in the message `value`, but for what is about a place that is `refused` already."""
        if not self.holds(value):
            for finding, about in self._disagreements(value):
                if not any(path in refused for path in about):
                    yield finding

    def _disagreements(self, value: Any) -> Iterator[Disagreement]:
        """Everything in the message `value` that does not agree, each once; items in their order."""
        waiting: list[tuple[_Place, Any, Path]] = [(self._root, value, ())]
        while waiting:
            place, held, path = waiting.pop()
            if isinstance(held, list):
                waiting += [(place, item, (*path, at)) for at, item in enumerate(held)][::-1]
            elif isinstance(held, dict):
                yield from self._of_object(place, held, path)
                waiting += [
                    (below, held[name], (*path, name))
                    for name, below in place.below
                    if name in held
                ]

    def _of_object(
        self, place: _Place, held: Mapping[str, Any], path: Path
    ) -> Iterator[Disagreement]:
        for period in place.periods:
            if period.is_wrong(held):
                begin, end = (*path, period.begin), (*path, period.end)
                finding = end_before_begin(
                    end, str(held[period.end]), begin, str(held[period.begin])
                )
                yield Disagreement(finding, (begin, end))
        for refinement in place.refinements:
            for found in refinement.mismatches(held):
                finding = of_another_parent(found, path, self._allowed(refinement, found, path))
                yield Disagreement(finding, tuple((*path, *about) for about in found.about))

    def _allowed(self, refinement: Refinement, found: Mismatch, path: Path) -> list[str]:
        """The codes that could stand in place of the one that was `found`, as far as its place takes them."""
        node = self._outline.at(path).attribute(refinement.detail)
        inner = node.item if "array" in node.types else node
        taken = inner.attribute("code").annotation("enum")
        return self._parents.below(refinement.list, (found.above, found.others), taken)


def _places(root: OutlineNode, parents: Parents) -> _Place:
    """The place of `root`, from which others are reached where there is something to compare."""
    made = {root: _place(root, parents)}
    above: dict[OutlineNode, list[tuple[OutlineNode, str]]] = {}
    waiting = [root]
    while waiting:
        node = waiting.pop()
        for name, attribute in node.deep.items():
            inner = attribute.item if "array" in attribute.types else attribute
            if not inner.names:
                continue
            if inner not in made:
                made[inner] = _place(inner, parents)
                waiting.append(inner)
            above.setdefault(inner, []).append((node, name))
    told = [node for node, place in made.items() if place.periods or place.refinements]
    reached = set(told)
    while told:
        node = told.pop()
        for outer, name in above.get(node, ()):
            made[outer].below += ((name, made[node]),)
            if outer not in reached:
                reached.add(outer)
                told.append(outer)
    return made[root]


def _place(node: OutlineNode, parents: Parents) -> _Place:
    return _Place(_periods(node), refinements_of(node, parents))


def _periods(node: OutlineNode) -> Iterator[_Period]:
    """The periods of an object: of two days, moments or years, and of two times of day where it tells their days."""
    names = sorted(node.names)
    formats = {
        name: node.attribute(name).annotation("format")
        for pair in periods_among(names)
        for name in pair
    }
    days = {
        _without(begin, _DAY_WORDS): (begin, end)
        for begin, end in periods_among(names)
        if formats[begin] == formats[end] == "date"
    }
    for begin, end in periods_among(names):
        if formats[begin] in _FORMATS and formats[end] in _FORMATS:
            yield _Period(begin, end, is_of_days=formats[begin] == formats[end] == "date")
        elif formats[begin] is formats[end] is None:
            types = node.attribute(begin).types | node.attribute(end).types
            of_numbers = "integer" in types and "string" not in types
            of_days = days.get(_without(begin, _TIME_WORDS))
            if of_days or (of_numbers and _YEAR in begin.lower()):
                yield _Period(begin, end, days=of_days, is_of_numbers=of_numbers)


def _without(name: str, words: Iterable[str]) -> str:
    """`name` in small letters without the first of `words` that it holds."""
    small = name.lower()
    word = next((word for word in words if word in small), "")
    return small.replace(word, "", 1) if word else small
