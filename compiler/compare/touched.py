"""Which places and resources a change can touch: it is answerable for those of them that differ."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.hierarchy import Hierarchy
from compiler.compare.payload import REFERRED_TO, Place, ResourceKey
from compiler.compare.tree import Element

_WHOLE_FAMILY = ("base", "domain", "abstract")


class Touched:
    """Looks up what differs by the element that changed.

    Args:
        trees: the old and the new version.
        hierarchies: who is derived from whom in each of them.
        subjects: per place that differs the entities and lists that it is about.
        resources: those that differ.
    """

    def __init__(
        self,
        trees: tuple[Element, Element],
        hierarchies: tuple[Hierarchy, Hierarchy],
        subjects: Mapping[Place, Iterable[tuple[str, str]]],
        resources: Collection[ResourceKey],
    ) -> None:
        self._trees = trees
        self._hierarchies = hierarchies
        self._places = tuple(subjects)
        self._differing_resources = tuple(sorted(resources))
        self._by_attribute: dict[tuple[str, str], list[Place]] = {}
        self._by_subject: dict[tuple[str, str], list[Place]] = {}
        for place, about in subjects.items():
            self._by_attribute.setdefault((place.entity, place.attribute), []).append(place)
            for subject in about:
                self._by_subject.setdefault(subject, []).append(place)

    def places(self, change: Change) -> Iterator[Place]:
        """The places that `change` can touch."""
        by_kind: Mapping[str, Callable[[Change], Iterable[Place]]] = {
            "identifier": self._of_identifier,
            "domain": self._of_domain,
            "entity": self._of_entity,
            "list": lambda change: self._about("list", [change.path[0][1]]),
            "envelope": self._of_envelope,
            "process": self._of_process,
        }
        if change.path and change.path[0][0] in by_kind:
            yield from by_kind[change.path[0][0]](change)

    def resources(self, change: Change) -> Iterator[ResourceKey]:
        """The resources that `change` can touch."""
        names = [name for _, name in change.path]
        match [kind for kind, _ in change.path]:
            case ["entity"]:
                yield from (
                    (document, name)
                    for document, name in self._differing_resources
                    if name == names[0] and self._is_domain(document)
                )
            case ["domain"] | ["process"]:
                yield from (each for each in self._differing_resources if each[0] == names[0])
            case ["process", "message"]:
                yield (names[0], names[1])
            case _:
                pass

    # -- by the kind of the element --------------------------------------------------------------------------------

    def _of_identifier(self, change: Change) -> Iterator[Place]:
        names = _both_names(change)
        for (_, attribute), places in self._by_attribute.items():
            if attribute in names:
                yield from places

    def _of_domain(self, change: Change) -> Iterator[Place]:
        name = change.path[0][1]
        held = {
            key
            for tree in self._trees
            for (kind, key), part in tree.parts.items()
            if kind == "entity" and part.facts["domain"] == name
        }
        yield from self._about("entity", held)
        yield from self._in_document(name)

    def _of_entity(self, change: Change) -> Iterator[Place]:
        """Of an entity as a whole, or of one of its attributes, with what is derived from it."""
        name = change.path[0][1]
        if len(change.path) == 1:
            whole = change.kind is not ChangeKind.CHANGED or change.fact in _WHOLE_FAMILY
            yield from self._about("entity", self._family(name) if whole else {name})
            return
        owners = {name}
        if change.kind is ChangeKind.MOVED:
            owners |= {path[0][1] for path in (*change.old, *change.new)}
        for entity in sorted(set().union(*map(self._family, owners))):
            for attribute in _both_names(change):
                yield from self._by_attribute.get((entity, attribute), ())

    def _of_envelope(self, change: Change) -> Iterator[Place]:
        """Of the envelope as a whole, of one of its attributes, or of what it shows of an entity."""
        match change.path:
            case [_, ("attribute", name)]:
                yield from self._by_attribute.get(("", name), ())
            case [_, ("projection", entity)]:
                yield from self._about("entity", self._family(entity))
            case [_, ("projection", entity), (_, name)]:
                yield from self._by_attribute.get((entity, name), ())
            case _:
                yield from self._about("entity", {"", *self._shown_by_envelope()})

    def _shown_by_envelope(self) -> Iterator[str]:
        for tree in self._trees:
            envelope = tree.parts.get(("envelope", ""))
            for kind, name in envelope.parts if envelope else ():
                if kind == "projection":
                    yield name

    def _of_process(self, change: Change) -> Iterator[Place]:
        """Of a process, of a message, of what it shows of an entity with those derived from it, or of one attribute."""
        _, process = change.path[0]
        message, entity, attribute = ([name for _, name in change.path[1:]] + ["", "", ""])[:3]
        if not entity:
            here = self._in_document(process)
            yield from (place for place in here if not message or place.message == message)
            return
        for key in sorted(self._family(entity)):
            for place in self._by_subject.get(("entity", key), ()):
                of_message = place[:2] == (process, message)
                of_all = place.document == process and place.message in ("", REFERRED_TO)
                if (of_message or of_all) and attribute in ("", place.attribute):
                    yield place

    # -- looking up ------------------------------------------------------------------------------------------------

    def _about(self, kind: str, names: Iterable[str]) -> Iterator[Place]:
        for name in sorted(names):
            yield from self._by_subject.get((kind, name), ())

    def _in_document(self, name: str) -> Iterator[Place]:
        return (place for place in self._places if place.document == name)

    def _is_domain(self, document: str) -> bool:
        return any(("domain", document) in tree.parts for tree in self._trees)

    def _family(self, entity: str) -> set[str]:
        return {name for hierarchy in self._hierarchies for name in hierarchy.family(entity)}


def _both_names(change: Change) -> tuple[str, ...]:
    """The name of what changed, and the one before where that is another."""
    name = change.path[-1][1]
    return (name, change.old) if change.kind is ChangeKind.RENAMED else (name,)
