"""Reference data: which values of a list hold on a day (RD04), and where its values are used (RD05)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from compiler.model.graph import ModelGraph
from compiler.model.graph_edges import EdgeKind, Node
from compiler.model.model import Code, CodeList, Entity, Model, day_of


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
