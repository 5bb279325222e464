"""What each change does to the documents: what it takes away from messages, alters and adds, and what else differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from compiler.compare.beside_messages import taken_and_given
from compiler.compare.chosen_corrections import NO_CORRECTIONS, Corrections
from compiler.compare.deviating import deviating
from compiler.compare.diff import Change, ChangeKind, flattened
from compiler.compare.held_objects import HeldObjects, asks_more, takes_more
from compiler.compare.hierarchy import Hierarchy
from compiler.compare.marks import marked
from compiler.compare.payload import Payload, Place, ResourceKey, Sign, payload
from compiler.compare.touched import Touched
from compiler.compare.translation import Translation
from compiler.compare.tree import INTERFACE_FACT, Element
from compiler.model.manifest import Interface
from compiler.model.model import Model


class Effect(NamedTuple):
    """What a change does to the documents.

    On the wire: `lost` and `altered` places of messages break clients, `gained` ones do not; `resources` are those
    whose address is gone, by document and resource, `new_resources` those that came. `reshaped` are the places where
    documents say something else beside their texts, whether a message can hold them or not.
    """

    lost: tuple[Place, ...] = ()
    altered: tuple[Place, ...] = ()
    gained: tuple[Place, ...] = ()
    resources: tuple[ResourceKey, ...] = ()
    new_resources: tuple[ResourceKey, ...] = ()
    reshaped: tuple[Place, ...] = ()

    @property
    def breaks(self) -> bool:
        """Whether a client that worked with the old version can stop working with the new one."""
        return bool(self.lost or self.altered or self.resources)

    @property
    def adds(self) -> bool:
        """Whether a message can hold more, or there is a resource more."""
        return bool(self.gained or self.new_resources)

    @property
    def shows(self) -> bool:
        """Whether any document is another one, beside its texts."""
        return bool(self.breaks or self.adds or self.reshaped)


class Effects:
    """The documents of two versions side by side. Names of the old one are translated to those of the new one."""

    def __init__(
        self,
        models: tuple[Model, Model],
        trees: tuple[Element, Element],
        changes: Iterable[Change],
        corrections: tuple[Corrections, Corrections] = (NO_CORRECTIONS, NO_CORRECTIONS),
    ) -> None:
        self._models = models
        self._of_corrections = {
            each.id: each.reshaped for side in corrections for each in side.chosen
        }
        self._altered = (corrections[0].alters, corrections[1].alters)
        self._trees = trees
        self._hierarchies = (Hierarchy(trees[0]), Hierarchy(trees[1]))
        before, after = (
            payload(model, chosen.alters) for model, chosen in zip(models, corrections, strict=True)
        )
        changes = tuple(changes)
        before = Translation(changes).of(before)
        self._all_places = tuple(after.places)
        self._objects_before = before.objects
        self._holders = self._held_lists(before, after)
        self.lost = self._gone(before, after)
        self.altered, taking_more = self._other_signs(before, after)
        self.gained = self._gone(after, before) | taking_more
        asked = self._keys_asked(self.gained, models[1].standard.interface)
        self.altered |= asked
        self.gained -= asked
        self.taken_over = {
            place
            for change in changes
            for place in self._under_names_of_others(change)
            if place in before.places and place in after.places
        }
        self.reshaped = {
            place
            for place in before.structure.keys() | after.structure.keys()
            if before.structure.get(place) != after.structure.get(place)
        }
        self.resources = {
            resource
            for resource, address in before.resources.items()
            if after.resources.get(resource) != address
        }
        self.new_resources = after.resources.keys() - before.resources.keys()
        differing = self.lost | self.gained | self.altered | self.reshaped | self.taken_over
        self._touched = Touched(
            trees, self._hierarchies, _subjects(differing, before, after),
            self.resources | self.new_resources,
        )  # fmt: skip

    def of(self, change: Change) -> Effect:
        """What `change`, with its consequences, does to the documents."""
        if change.subject == "correction":
            documents = self._of_corrections.get(change.path[-1][1], ())
            return Effect(reshaped=tuple(Place(name, "", "", "") for name in documents))
        if not change.path:
            if change.fact == "interface deviations":
                return Effect(reshaped=tuple(deviating(*self._models)))
            beside = taken_and_given(change.fact, self._models, self._altered)
            return Effect(
                lost=beside.lost,
                altered=_sorted(self._asked_by(change.fact)),
                gained=beside.gained,
                reshaped=tuple(marked(change.fact, self._models, self._altered)),
            )
        if change.subject == "value":
            return Effect(altered=_sorted(self._without_code(change)))
        places: set[Place] = set()
        resources: set[ResourceKey] = set()
        altered = self.altered
        if change.kind is ChangeKind.RENAMED:
            altered = altered | self.taken_over
        for each in flattened([change]):
            places.update(self._touched.places(each))
            resources.update(self._touched.resources(each))
        return Effect(
            lost=_sorted(places & self.lost),
            altered=_sorted(places & altered),
            gained=_sorted(places & self.gained),
            resources=tuple(sorted(resources & self.resources)),
            new_resources=tuple(sorted(resources & self.new_resources)),
            reshaped=_sorted(places & self.reshaped),
        )

    def _other_signs(self, before: Payload, after: Payload) -> tuple[set[Place], set[Place]]:
        """The places of both that refuse what they held, and those that only take more than they did."""
        refusing, taking_more = set(), set()
        held = HeldObjects(before, after)
        for place, sign in after.places.items():
            old = before.places.get(place, sign)
            if old != sign:
                if self._differs(old, sign) and not held.holds_as_much(place):
                    refusing.add(place)
                elif takes_more(old, sign):
                    taking_more.add(place)
        return refusing, taking_more

    def _asked_by(self, fact: str) -> set[Place]:
        """The keys that messages have to tell, and had not if `fact` of the interface were as before."""
        name = fact.removeprefix(INTERFACE_FACT)
        if name == fact:
            return set()
        old, new = (model.standard.interface for model in self._models)
        as_before = new._replace(**{name: getattr(old, name)})
        now, before = (self._keys_asked(self._all_places, each) for each in (new, as_before))
        return now - before

    def _keys_asked(self, places: Iterable[Place], interface: Interface) -> set[Place]:
        """Of `places` the keys of the source system in messages of before, where messages have to tell theirs."""
        if not all("required" in altered for altered in self._altered):
            return set()
        new = self._models[1]
        roots = {
            (process.code.text, message.name.text): self._root(new.entities[message.root].name.text)
            for process in new.processes.values()
            for message in process.messages
        }
        return {
            place
            for place in places
            if place.attribute == interface.source_key
            and place[:3] in self._objects_before
            and (not place.message or roots.get(place[:2]) == self._root(place.entity))
        }

    def _held_lists(self, before: Payload, after: Payload) -> dict[str, set[Place]]:
        """By list the places that held its codes, and hold them now."""
        found: dict[str, set[Place]] = {}
        for place, sign in after.places.items():
            if sign.kind == "list" and before.places.get(place) == sign:
                found.setdefault(sign.detail, set()).add(place)
        return found

    def _without_code(self, change: Change) -> set[Place]:
        """The places that took a code which `change` takes away; none where the list is no longer known."""
        name = change.path[0][1]
        known = self._trees[1].parts.get(("list", name))
        gone = change.kind in (ChangeKind.REMOVED, ChangeKind.RENAMED)
        return self._holders.get(name, set()) if gone and known and known.parts else set()

    def _under_names_of_others(self, change: Change) -> Iterator[Place]:
        """The places whose name another attribute had: what is held there now means something else."""
        if change.kind is not ChangeKind.RENAMED or change.subject not in (
            "attribute",
            "identifier",
        ):
            return
        name, family = change.path[-1][1], self._family(change.path[0][1])
        for place in self._all_places:
            of_owner = place.entity in family or change.subject == "identifier"
            if place.attribute == name and of_owner:
                yield place

    def _gone(self, one: Payload, other: Payload) -> set[Place]:
        """The places that `one` has and `other` has not, where that takes something away from a message.

        An entity that a message can hold no more takes nothing away by itself: what referred to it does. One of a
        hierarchy does, where no other object of it holds such an attribute.
        """
        messages = {place[:2] for place in other.places}
        held = {(*place[:2], place.attribute, self._root(place.entity)) for place in other.places}
        found = set()
        for place in one.places.keys() - other.places.keys():
            root = self._root(place.entity)
            alone = root == place.entity and not self._family(root) - {root}
            elsewhere = (*place[:2], place.attribute, root) in held
            taken_from_hierarchy = not alone and not elsewhere and place[:2] in messages
            if place[:3] in other.objects or taken_from_hierarchy:
                found.add(place)
        return found

    def _root(self, entity: str) -> str:
        """The topmost base of `entity` in the new version; in the old one where that has it alone."""
        for hierarchy in reversed(self._hierarchies):
            if entity in hierarchy.entities:
                return [entity, *hierarchy.bases(entity)][-1]
        return entity

    def _family(self, entity: str) -> set[str]:
        return {name for hierarchy in self._hierarchies for name in hierarchy.family(entity)}

    def _differs(self, old: Sign, new: Sign) -> bool:
        """Whether two signs differ, so that what was held is refused; two known lists do where a code is gone."""
        if old._replace(patterns=new.patterns) == new:
            return asks_more(old, new)
        if old.many == new.many and old.kind == new.kind == "list":
            before, after = self._trees
            lists = (
                before.parts.get(("list", old.detail)),
                after.parts.get(("list", new.detail)),
            )
            codes = [set(found.parts) for found in lists if found and found.parts]
            return len(codes) == len(lists) and not codes[0] <= codes[1]
        return True


def _subjects(
    differing: Iterable[Place], before: Payload, after: Payload
) -> dict[Place, set[tuple[str, str]]]:
    """Per place that differs the entities and the lists that it is about, by kind and name."""
    found = {}
    for place in sorted(differing):
        about = found[place] = {("entity", place.entity)}
        for side in (before, after):
            if place in side.structure:
                about.update(side.structure[place].refers)
            sign = side.places.get(place)
            if sign is not None and sign.kind in ("entity", "keys"):
                about.add(("entity", sign.detail))
    return found


def _sorted(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(places))
