"""Whom a change concerns: the entities, messages and documents that it reaches."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import NamedTuple

from compiler.compare.diff import Change, ChangeKind, flattened
from compiler.compare.tree import ARCHITECTURE_LINKS
from compiler.model.graph import ModelGraph
from compiler.model.graph_edges import EdgeKind, Node
from compiler.model.model import Model


class Reach(NamedTuple):
    """Entities by name, messages as PROCESS/Message, documents by domain or process; each sorted."""

    entities: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


class Reaches:
    """Looks up the reach of changes between two models. It makes their graphs when the first change is asked about."""

    def __init__(self, old: Model, new: Model) -> None:
        self._models = (old, new)
        self._families: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _graphs(self) -> tuple[ModelGraph, ...]:
        return tuple(map(ModelGraph, self._models))

    def of(self, change: Change) -> Reach:
        """What `change`, with its consequences, reaches."""
        entities: set[str] = set()
        messages: set[str] = set()
        documents: set[str] = set()
        shown = (each for each in flattened([change]) if each.fact not in ARCHITECTURE_LINKS)
        for each in shown:
            for kind, name in self._reached(each):
                {"entity": entities, "message": messages, "document": documents}[kind].add(name)
        documents |= {message.split("/", 1)[0] for message in messages}
        for model in self._models:
            there = (model.entities[name] for name in entities if name in model.entities)
            documents |= {entity.domain for entity in there}
        return Reach(tuple(sorted(entities)), tuple(sorted(messages)), tuple(sorted(documents)))

    def _reached(self, change: Change) -> Iterator[tuple[str, str]]:
        names = [name for _, name in change.path]
        match [kind for kind, _ in change.path]:
            case ["domain"]:
                yield "document", names[0]
            case ["entity"]:
                yield from self._entity(names[0])
            case ["entity", _]:
                paths = (
                    (*change.old, *change.new)
                    if change.kind is ChangeKind.MOVED
                    else (change.path,)
                )
                for path in paths:
                    yield from self._attribute(path[0][1], names[1])
            case ["list", *_]:
                for entity, attribute in self._users(names[0]):
                    yield from self._attribute(entity, attribute)
            case ["process"]:
                yield "document", names[0]
            case ["process", "message", *_]:
                yield "message", f"{names[0]}/{names[1]}"
                if names[2:]:
                    yield "entity", names[2]
            case _:
                pass

    def _entity(self, name: str) -> Iterator[tuple[str, str]]:
        yield "entity", name
        for _, message in self._showing(name):
            yield "message", f"{message[1]}/{message[2]}"

    def _attribute(self, entity: str, attribute: str) -> Iterator[tuple[str, str]]:
        for name in self._family(entity):
            yield "entity", name
            for graph, message in self._showing(name):
                if ("item", *message[1:], name, attribute) in graph:
                    yield "message", f"{message[1]}/{message[2]}"

    def _users(self, codelist: str) -> Iterator[tuple[str, str]]:
        """The (entity, attribute) that hold values of `codelist`, in either model."""
        for _, user in self._asked(("list", codelist), {EdgeKind.REFERENCE}):
            if user[0] == "attribute":
                yield user[1], user[2]

    def _showing(self, entity: str) -> Iterator[tuple[ModelGraph, Node]]:
        """The messages that show something of `entity`, each with the graph where it does."""
        for graph, user in self._asked(("entity", entity), {EdgeKind.PROJECTION}):
            if user[0] == "message":
                yield graph, user

    def _asked(self, node: Node, kinds: Collection[EdgeKind]) -> Iterator[tuple[ModelGraph, Node]]:
        """Who uses `node` by these `kinds`, in the old model and then in the new one."""
        for graph in self._graphs:
            if node in graph:
                yield from ((graph, user) for user in graph.users_of(node, kinds))

    def _family(self, entity: str) -> tuple[str, ...]:
        """`entity` and all that are derived from it, directly or not, in either model."""
        if entity not in self._families:
            node = ("entity", entity)
            derived = [
                user[1]
                for graph in self._graphs
                if node in graph
                for user in graph.users_of(node, {EdgeKind.INHERITANCE}, indirect=True)
            ]
            self._families[entity] = tuple(dict.fromkeys((entity, *derived)))
        return self._families[entity]
