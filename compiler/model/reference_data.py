"""Reference data: which values of a list hold on a day (RD04), and where its values are used (RD05)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from compiler.model.elements import Code, CodeList, Entity, day_of
from compiler.model.graph import ModelGraph
from compiler.model.graph_edges import EdgeKind, Node
from compiler.model.model import Model

# The columns of the reference data of a release, so that what is written can be read again.
VALUE_HEADER = (
    "Soort",
    "Code",
    "Naam",
    "Omschrijving",
    "Begindatum",
    "Einddatum",
    "Parent",
    "Informatiedomein",
)


class ReleasedValue(NamedTuple):
    """A value of a list as a release has it: `VALUE_HEADER` tells its columns. Dates stand as they were written."""

    list: str
    code: str
    label: str
    description: str
    begin: str
    end: str
    parent: str
    domains: str


class Use(NamedTuple):
    """An attribute that holds values of a list, and a message that shows it, as `BRG/Relaties`.

    `message` is empty where no message shows it. `own` says that it is an attribute of the message only.
    """

    list: str
    domain: str
    entity: str
    attribute: str
    message: str
    own: bool


def uses(model: Model) -> Iterator[Use]:
    """Where the values of every list stand: list by list, in the order of the model."""
    graph = ModelGraph(model)
    for name in model.codelists:
        users = graph.users_of(("list", name), {EdgeKind.REFERENCE})
        found = (use for user in users for use in _uses_by(user, name, graph, model))
        yield from sorted(found, key=lambda use: use[1:])


def _uses_by(user: Node, name: str, graph: ModelGraph, model: Model) -> Iterator[Use]:
    """The uses of the list `name` by `user`: an attribute with the messages that show it, or what a message adds."""
    match user:
        case ("attribute", key, attribute):
            entity = model.entities[key]
            shown = [_message_of(item) for item in graph.users_of(user, {EdgeKind.SHOWS})]
            for message in dict.fromkeys(filter(None, shown)) or ("",):
                yield _use(name, entity, attribute, message, own=False)
        case ("item", _, _, key, attribute) if not graph.edges_from(user, {EdgeKind.SHOWS}):
            entity = model.entities[key]
            yield _use(name, entity, attribute, _message_of(user), own=True)


def _use(name: str, entity: Entity, attribute: str, message: str, *, own: bool) -> Use:
    return Use(
        list=name,
        domain=entity.domain,
        entity=entity.name.text,
        attribute=attribute,
        message=message,
        own=own,
    )


def _message_of(item: Node) -> str:
    """The message that an item stands in, as `BRG/Relaties`; empty for an item of the envelope."""
    match item:
        case ("item", process, message, _, _):
            return f"{process}/{message}"
        case _:
            return ""


def released_values(model: Model) -> Iterator[ReleasedValue]:
    """Every value of every list, in the order of the model."""
    for codelist in model.codelists.values():
        yield from (released_value(codelist, code) for code in codelist.codes)


def released_value(codelist: CodeList, code: Code) -> ReleasedValue:
    """A value of `codelist`; the domains of the list are those of a value that has none of its own."""
    return ReleasedValue(
        list=codelist.name.text,
        code=code.code.text,
        label=code.label,
        description=code.description,
        begin=code.begin,
        end=code.end,
        parent=".".join(code.parent or ()),
        domains=", ".join(code.domains or codelist.domains),
    )


def valid_on(codelist: CodeList, day: date) -> Iterator[Code]:
    """The values of `codelist` that hold on `day`.

    A begin and an end are dates that count themselves (GM08: a date means up to and including); one that is no date
    bounds nothing.
    """
    for code in codelist.codes:
        begin, end = day_of(code.begin), day_of(code.end)
        if (begin is None or begin <= day) and (end is None or day <= end):
            yield code


def ended_by(codelist: CodeList, day: date) -> Iterator[tuple[Code, date]]:
    """The values of `codelist` that have ended before `day`, with their last day; the latest of a code last."""
    ends = ((code, day_of(code.end)) for code in codelist.codes)
    ended = [(code, end) for code, end in ends if end is not None and end < day]
    yield from sorted(ended, key=itemgetter(1))


def begun_after(codelist: CodeList, day: date) -> Iterator[tuple[Code, date]]:
    """The values of `codelist` that begin after `day`, with their first day; the earliest of a code last."""
    begins = ((code, day_of(code.begin)) for code in codelist.codes)
    later = [(code, begin) for code, begin in begins if begin is not None and begin > day]
    yield from sorted(later, key=itemgetter(1), reverse=True)


class Ancestors:
    """Tells which codes are above others (RD03), of the lists of a model."""

    def __init__(self, lists: Mapping[str, CodeList]) -> None:
        self._lists = lists
        self._parents: dict[str, dict[str, list[tuple[str, str] | None]]] = {}

    def of(self, name: str, text: str) -> dict[str, tuple[str, ...]]:
        """The codes above the code `text` of the list `name`, by list: its parent first, then the parent of that.

        A code that stands twice in its list may have two parents. Where one of them has none, nothing need be above it.
        """
        found: dict[str, tuple[str, ...]] = {}
        seen: set[tuple[str, str]] = set()
        waiting = [(name, text)]
        while waiting:
            nearer, waiting = waiting, []
            for list_, code in nearer:
                for parent in self._parents_of(list_, code):
                    if parent not in seen:
                        seen.add(parent)
                        waiting.append(parent)
                        found[parent[0]] = (*found.get(parent[0], ()), parent[1])
        return found

    def _parents_of(self, name: str, text: str) -> list[tuple[str, str]]:
        if name not in self._parents:
            known: dict[str, list[tuple[str, str] | None]] = {}
            for code in self._lists[name].codes if name in self._lists else ():
                known.setdefault(code.code.text, []).append(code.parent)
            self._parents[name] = known
        parents = self._parents[name].get(text, [])
        return [] if None in parents else [parent for parent in parents if parent is not None]
