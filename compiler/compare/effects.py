"""What each change does to the payloads of messages: the places it takes away, alters and adds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from compiler.compare.diff import Change, ChangeKind, flattened
from compiler.compare.payload import Payload, Place, Sign, payload
from compiler.compare.tree import Element, Hierarchy
from compiler.model.model import Model


class Effect(NamedTuple):
    """What a change does on the wire.

    `lost` and `altered` break clients; `gained` does not. `resources` are the (document, resource) whose address is
    gone. `patterns` says that the documents of the new version hold regular expressions to check messages against.
    """

    lost: tuple[Place, ...] = ()
    altered: tuple[Place, ...] = ()
    gained: tuple[Place, ...] = ()
    resources: tuple[tuple[str, str], ...] = ()
    patterns: bool = False

    @property
    def breaks(self) -> bool:
        """Whether a client that worked with the old version can stop working with the new one."""
        return bool(self.lost or self.altered or self.resources)


class Effects:
    """The payloads of two versions side by side. Names of the old one are translated to those of the new one."""

    def __init__(
        self, old: Model, new: Model, trees: tuple[Element, Element], changes: Iterable[Change]
    ) -> None:
        self._old, self._new = trees
        self._patterns = bool({"OA02", "all"} & set(new.standard.corrections))
        self._names = _renamed(changes)
        before, after = self._translated(payload(old)), payload(new)
        shared = {place[:3] for place in before.places} & {place[:3] for place in after.places}
        self.lost = {p for p in before.places if p not in after.places and p[:3] in shared}
        self.gained = {p for p in after.places if p not in before.places and p[:3] in shared}
        self.altered = {
            p
            for p, sign in after.places.items()
            if p in before.places and self._differs(before.places[p], sign)
        }
        self._signs = (before.places, after.places)
        self.resources = {
            r for r, path in before.resources.items() if after.resources.get(r) != path
        }
        processes = {name for tree in trees for kind, name in tree.parts if kind == "process"}
        self._entity_resources = {r for r in self.resources if r[0] not in processes}
        self._hierarchies = tuple(map(Hierarchy, trees))
        self._by_attribute: dict[tuple[str, str], list[Place]] = {}
        self._by_entity: dict[str, list[Place]] = {}
        for place in sorted(self.lost | self.gained | self.altered):
            self._by_attribute.setdefault((place.entity, place.attribute), []).append(place)
            for key in {place.entity, *self._targets(place)}:
                self._by_entity.setdefault(key, []).append(place)

    def of(self, change: Change) -> Effect:
        """What `change`, with its consequences, does to payloads."""
        places: dict[Place, None] = {}
        resources: set[tuple[str, str]] = set()
        for each in flattened([change]):
            places |= dict.fromkeys(self._places(each))
            resources |= {r for r in self._resources(each) if r in self.resources}
        lost, altered, gained = (
            tuple(sorted(p for p in places if p in kind))
            for kind in (self.lost, self.altered, self.gained)
        )
        return Effect(lost, altered, gained, tuple(sorted(resources)), self._patterns)

    # -- which places a change can touch -----------------------------------------------------------------------------

    def _places(self, change: Change) -> Iterator[Place]:
        match [kind for kind, _ in change.path], [name for _, name in change.path]:
            case ["identifier"], [name]:
                yield from self._everywhere(self._both_names(change, name))
            case ["domain"], [name]:
                held = {key for tree in (self._old, self._new) for key in _entities_in(tree, name)}
                yield from (place for key in sorted(held) for place in self._by_entity.get(key, ()))
            case ["entity"], [name]:
                family = self._family(name) if change.fact == "base" else {name}
                yield from (
                    place for key in sorted(family) for place in self._by_entity.get(key, ())
                )
            case ["entity", _], [_, name]:
                yield from self._of_attribute(change, name)
            case ["envelope", "attribute"], [_, name]:
                yield from self._by_attribute.get(("", name), ())
            case ["envelope", "projection"], [_, entity]:
                yield from (place for place in self._by_entity.get(entity, ()) if not place.message)
            case ["envelope", "projection", _], [_, entity, name]:
                yield from (
                    place
                    for place in self._by_attribute.get((entity, name), ())
                    if not place.message
                )
            case ["process", "message", *_], [process, message, *rest]:
                yield from self._in_message(process, message, rest)
            case _:
                pass

    def _of_attribute(self, change: Change, name: str) -> Iterator[Place]:
        owners = {change.path[0][1]}
        if change.kind is ChangeKind.MOVED:
            owners |= {path[0][1] for path in (*change.old, *change.new)}
        for entity in sorted(set().union(*map(self._family, owners))):
            for each in self._both_names(change, name):
                yield from self._by_attribute.get((entity, each), ())

    def _in_message(self, process: str, message: str, rest: list[str]) -> Iterator[Place]:
        """Of an entity with those derived from it, or of one attribute; and what refers to the entity there."""
        if not rest:
            return
        entities = self._family(rest[0])
        for entity in sorted(entities):
            for place in self._by_entity.get(entity, ()):
                fits = place[:2] == (process, message) or (
                    place.document == process and place.message in ("", "sleutels")
                )
                if fits and (len(rest) < 2 or place.attribute == rest[1]):
                    yield place

    def _everywhere(self, names: tuple[str, ...]) -> Iterator[Place]:
        for (_, attribute), places in self._by_attribute.items():
            if attribute in names:
                yield from places

    def _both_names(self, change: Change, name: str) -> tuple[str, ...]:
        return (name, change.old) if change.kind is ChangeKind.RENAMED else (name,)

    def _resources(self, change: Change) -> Iterator[tuple[str, str]]:
        names = [name for _, name in change.path]
        match [kind for kind, _ in change.path]:
            case ["entity"]:
                yield from (r for r in self._entity_resources if r[1] == names[0])
            case ["domain"] | ["process"]:
                yield from (r for r in self.resources if r[0] == names[0])
            case ["process", "message"]:
                yield (names[0], names[1])
            case _:
                pass

    def _family(self, entity: str) -> set[str]:
        return {name for hierarchy in self._hierarchies for name in hierarchy.family(entity)}

    def _targets(self, place: Place) -> Iterator[str]:
        for signs in self._signs:
            sign = signs.get(place)
            if sign is not None and sign.kind in ("entity", "keys"):
                yield sign.detail

    # -- names of the old version ------------------------------------------------------------------------------------

    def _translated(self, old: Payload) -> Payload:
        names = self._names

        def document_of(name: str) -> str:
            return names.get(("document", name), name)

        places = {
            Place(
                document_of(p.document),
                names.get((f"message {document_of(p.document)}", p.message), p.message),
                names.get(("entity", p.entity), p.entity),
                p.attribute,
            ): sign._replace(
                detail=names.get((sign.kind.replace("keys", "entity"), sign.detail), sign.detail)
            )
            for p, sign in old.places.items()
        }
        resources = {
            (
                document_of(document),
                names.get(
                    (f"message {document_of(document)}", name), names.get(("entity", name), name)
                ),
            ): path
            for (document, name), path in old.resources.items()
        }
        return Payload(places, resources)

    def _differs(self, old: Sign, new: Sign) -> bool:
        """Whether two signs differ; two lists do where both are known and hold other codes."""
        if old == new:
            return False
        if old.many == new.many and old.kind == new.kind == "list":
            lists = (
                self._old.parts.get(("list", old.detail)),
                self._new.parts.get(("list", new.detail)),
            )
            codes = [set(found.parts) for found in lists if found and found.parts]
            return len(codes) == len(lists) and codes[0] != codes[1]
        return True


def _entities_in(tree: Element, domain: str) -> Iterator[str]:
    return (
        name
        for (kind, name), part in tree.parts.items()
        if kind == "entity" and part.facts["domain"] == domain
    )


def _renamed(changes: Iterable[Change]) -> Mapping[tuple[str, str], str]:
    """New names by (kind, old name); domains and processes are documents, messages are told by their process."""
    found: dict[tuple[str, str], str] = {}
    for change in changes:
        if change.kind is ChangeKind.RENAMED:
            kind = {"domain": "document", "process": "document"}.get(change.subject, change.subject)
            kind = f"message {change.path[0][1]}" if kind == "message" else kind
            found[kind, change.old] = change.new
    return found
