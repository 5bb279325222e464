"""Whom a change concerns: the entities, messages and documents that it reaches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from compiler.compare.chosen_corrections import Corrections
from compiler.compare.diff import Change, ChangeKind, flattened
from compiler.compare.shown_in import ShownIn
from compiler.compare.tree import ARCHITECTURE_LINKS
from compiler.model.graph import ModelGraph
from compiler.model.graph_edges import EdgeKind, Node
from compiler.model.model import Model


class Reach(NamedTuple):
    """Entities by name, messages as PROCESS/Message, documents by domain or process; each sorted.

    The documents are those that change by it.
    """

    entities: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


class Concerned(NamedTuple):
    """A document whose readers a change concerns, whether it is another one by it or not."""

    name: str
    of_process: bool


class Reaches:
    """Looks up the reach of changes between two models. It makes their graphs when the first change is asked about.

    Args:
        old: the model of the old version.
        new: that of the new one.
        differing: the documents that differ between both beside the version number. Without it, all may.
        corrections: those that each version carries out.
    """

    def __init__(
        self,
        old: Model,
        new: Model,
        differing: Collection[str] | None = None,
        corrections: Iterable[Corrections] = (),
    ) -> None:
        self._models = (old, new)
        self._differing = differing
        self._families: dict[str, tuple[str, ...]] = {}
        self._of_corrections = {
            each.id: each.documents for side in corrections for each in side.chosen
        }

    @cached_property
    def _graphs(self) -> tuple[ModelGraph, ...]:
        return tuple(map(ModelGraph, self._models))

    @cached_property
    def _shown(self) -> tuple[ShownIn, ...]:
        return tuple(map(ShownIn, self._models))

    def of(self, change: Change, *, alone: bool = False) -> Reach:
        """What `change`, with its consequences, reaches; `alone` says that nothing else changed."""
        entities: set[str] = set()
        messages: set[str] = set()
        documents: set[str] = set()
        shown = [each for each in flattened([change]) if each.fact not in ARCHITECTURE_LINKS]
        for each in shown:
            documents |= self._documents(each)
            for kind, name in self._reached(each):
                {"entity": entities, "message": messages}[kind].add(name)
        if self._differing is not None:
            documents = set(self._differing) if alone else documents & set(self._differing)
        return Reach(tuple(sorted(entities)), tuple(sorted(messages)), tuple(sorted(documents)))

    def concerned(self, change: Change, reach: Reach) -> tuple[Concerned, ...]:
        """The documents of `reach`, and those that hold values of the list in which something changed."""
        found = set(reach.documents)
        if change.path and change.path[0][0] == "list":
            found |= self._showing_any([("list", change.path[0][1])])
        processes = set().union(*(each.processes for each in self._shown))
        return tuple(Concerned(name, name in processes) for name in sorted(found))

    def home_of(self, change: Change) -> str:
        """The domain of the entity that changed, in the new version if it is there; empty for another element."""
        kind, name = change.path[0] if change.path else ("", "")
        found = (
            model.entities[name].domain
            for model in reversed(self._models)
            if name in model.entities
        )
        return next(found, "") if kind == "entity" else ""

    def _documents(self, change: Change) -> set[str]:
        """The documents that can show `change`. What a list holds stands in none of them."""
        names = [name for _, name in change.path]
        every = set().union(*(each.names for each in self._shown))
        match [kind for kind, _ in change.path]:
            case ["correction"]:
                return set(self._of_corrections.get(names[0], ()))
            case ["entity"]:
                return self._showing_any(("entity", name) for name in self._family(names[0]))
            case ["entity", _]:
                return self._documents_of_attribute(change)
            case ["list"] if change.kind is ChangeKind.RENAMED:
                return self._showing_any(("list", name) for name in (names[0], change.old))
            case ["list", *_] | ["element"]:
                return set()
            case ["process", *_]:
                renamed = len(names) == 1 and change.kind is ChangeKind.RENAMED
                return {names[0], change.old} if renamed else {names[0]}
            case _:
                return every

    def _documents_of_attribute(self, change: Change) -> set[str]:
        moved = change.kind is ChangeKind.MOVED
        paths = (*change.old, *change.new) if moved else (change.path,)
        names = {change.path[1][1], *([change.old] if change.kind is ChangeKind.RENAMED else [])}
        return self._showing_any(
            ("attribute", entity, name)
            for path in paths
            for entity in (*self._family(path[0][1]), *self._bases(path[0][1]))
            for name in names
        )

    def _showing_any(self, shown: Iterable[tuple[str, ...]]) -> set[str]:
        found: set[str] = set()
        for each in shown:
            for side in self._shown:
                found |= side.of(*each)
        return found

    def _bases(self, entity: str) -> set[str]:
        """The entities that `entity` is derived from, directly or not, in either model."""
        found: set[str] = set()
        for model in self._models:
            base = model.entities[entity].base if entity in model.entities else None
            while base and base not in found and base in model.entities:
                found.add(base)
                base = model.entities[base].base
        return found

    def _reached(self, change: Change) -> Iterator[tuple[str, str]]:
        names = [name for _, name in change.path]
        match [kind for kind, _ in change.path]:
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
            case ["process", "message", *_]:
                yield "message", f"{names[0]}/{names[1]}"
                if names[2:]:
                    yield "entity", names[2]
            case ["envelope", *_]:
                yield from self._all_messages()
                if names[1:] and change.path[1][0] == "projection":
                    yield "entity", names[1]
            case _:
                pass

    def _all_messages(self) -> Iterator[tuple[str, str]]:
        for model in self._models:
            for code, process in model.processes.items():
                yield from (("message", f"{code}/{each.name.text}") for each in process.messages)

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
