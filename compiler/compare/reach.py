"""Whom a change concerns: the entities, messages and documents that it reaches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compiler.compare.diff import Change, ChangeKind, flattened
from compiler.compare.tree import ARCHITECTURE_LINKS, Element, Hierarchy, TypeFact


class Reach(NamedTuple):
    """Entities by name, messages as PROCESS/Message, documents by domain or process; each sorted."""

    entities: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


class Reaches:
    """Looks up the reach of changes between two trees."""

    def __init__(self, old: Element, new: Element) -> None:
        self._trees = (old, new)
        self._shown: dict[str, dict[str, set[str]]] = {}
        self._users: dict[str, set[tuple[str, str]]] = {}
        self._hierarchies = (Hierarchy(old), Hierarchy(new))
        for tree in self._trees:
            self._index(tree)

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
        for tree in self._trees:
            parts = (tree.parts.get(("entity", name)) for name in entities)
            documents |= {part.facts["domain"] for part in parts if part is not None}
        return Reach(tuple(sorted(entities)), tuple(sorted(messages)), tuple(sorted(documents)))

    def _index(self, tree: Element) -> None:
        for (kind, code), part in tree.parts.items():
            if kind == "process":
                for message in part.parts.values():
                    for (_, entity), projection in message.parts.items():
                        shown = self._shown.setdefault(entity, {}).setdefault(
                            f"{code}/{message.name}", set()
                        )
                        shown |= {name for _, name in projection.parts}
            if kind == "entity":
                for (_, name), attribute in part.parts.items():
                    type_ = attribute.facts.get("type")
                    if isinstance(type_, TypeFact) and type_.kind == "codelist":
                        self._users.setdefault(type_.target, set()).add((code, name))

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
                for entity, attribute in sorted(self._users.get(names[0], ())):
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
        yield from (("message", message) for message in self._shown.get(name, ()))

    def _attribute(self, entity: str, attribute: str) -> Iterator[tuple[str, str]]:
        for name in {name for hierarchy in self._hierarchies for name in hierarchy.family(entity)}:
            yield "entity", name
            for message, shown in self._shown.get(name, {}).items():
                if attribute in shown:
                    yield "message", message
