"""What an object of an example turns out to be: which derived entity, told by which code, with which attributes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from compiler.emit.examples.samples import SamplePlace
from compiler.emit.examples.values import Values, list_of
from compiler.emit.jsonschema.plan import (
    Case,
    ChoiceDefinition,
    CodesDefinition,
    Definition,
    ObjectDefinition,
    SchemaProperty,
)
from compiler.model.elements import Entity
from compiler.model.model import Model

Told: TypeAlias = Mapping[str, str | None]


class Member(NamedTuple):
    """An attribute of an object, and the entity that defines it.

    `disputed` says that it is defined twice, and asks two things: it is left empty, in the way that both allow, if any.
    """

    prop: SchemaProperty
    owner: str
    disputed: bool = False


class ObjectKind(NamedTuple):
    """An object: its entity, its attributes, and whether it must have all of them where it is not empty (PUT).

    `told` are the codes by attribute that say what it is, None where any code would say otherwise.
    """

    entity: Entity | None
    members: tuple[Member, ...]
    told: Told
    complete: bool


class Kinds:
    """Finds what the definitions of one schema stand for, in examples of `model`."""

    def __init__(self, model: Model, values: Values, definitions: tuple[Definition, ...]) -> None:
        self._model = model
        self._values = values
        self._definitions = {definition.name: definition for definition in definitions}
        self._owners: dict[tuple[str, str], tuple[str, ...]] = {}
        self._same_everywhere: dict[str, ObjectKind] = {}

    def definition(self, name: str) -> Definition:
        """The definition `name`; of a list with its codes the entity that shows a value."""
        found = self._definitions[name]
        return self.definition(found.entity) if isinstance(found, CodesDefinition) else found

    def entity_of(self, name: str) -> Entity | None:
        """The entity that the definition `name` shows, whole, in part or by its keys."""
        definition = self._definitions.get(name)
        key = (
            ""
            if definition is None or isinstance(definition, CodesDefinition)
            else definition.entity
        )
        return self._model.entities.get(key)

    def shows_keys(self, prop: SchemaProperty) -> bool:
        """Whether `prop` refers to an entity by its keys, and does not embed it."""
        definition = self._definitions.get(prop.ref)
        is_keys = isinstance(definition, ObjectDefinition) and definition.by_keys
        return is_keys and not list_of(prop)

    def resolved(self, name: str, place: SamplePlace) -> ObjectKind:
        """What the definition `name` is at `place`: of a choice one alternative, with the code that tells it."""
        known = self._same_everywhere.get(name)
        if known is not None:
            return known
        definition = self.definition(name)
        if isinstance(definition, ChoiceDefinition):
            ref, told = self._alternative(definition, place)
            kind = self.resolved(ref, place)
            return kind._replace(told={**kind.told, **told})
        assert not isinstance(definition, CodesDefinition)
        own_entity = self.entity_of(name)
        parents = [self.resolved(parent, place) for parent in definition.parents]
        members = _members(definition.properties, own_entity, parents)
        told = _told_by_parents(parents)
        if own_entity is not None:
            told |= self._told_by_itself(own_entity, members, place)
        complete = bool(definition.required) or any(parent.complete for parent in parents)
        entity = own_entity or (parents[0].entity if parents else None)
        kind = ObjectKind(entity, members, told, complete)
        if not told:  # only codes that tell differ between places
            self._same_everywhere[name] = kind
        return kind

    def _told_by_itself(
        self, entity: Entity, members: tuple[Member, ...], place: SamplePlace
    ) -> dict[str, str | None]:
        """The code by which an object says that it is `entity`, by its attribute; nothing where no code tells."""
        if not entity.told_by:
            return {}
        attribute, *codes = entity.told_by
        prop = {member.prop.name: member.prop for member in members}.get(attribute)
        if prop is None or not list_of(prop):
            return {}
        return {attribute: self._values.code_among(codes, prop, self._at(entity, place))}

    def owners(self, entity: Entity | None, also: str = "") -> tuple[str, ...]:
        """The names by which samples may call an attribute of `entity`: its own, those of its bases, and `also`."""
        asked = (entity.key if entity else "", also)
        if asked not in self._owners:
            related = (entity, *self._model.bases(entity.key)) if entity else ()
            names = (*(each.name.text for each in related), also)
            self._owners[asked] = tuple(dict.fromkeys(filter(None, names)))
        return self._owners[asked]

    def owners_of(self, member: Member, kind: ObjectKind) -> tuple[str, ...]:
        """The same of an attribute of an object of `kind`; the envelope of a message is of no entity."""
        return self.owners(kind.entity if member.owner else None, member.owner)

    def place_of(self, member: Member, kind: ObjectKind, place: SamplePlace) -> SamplePlace:
        """The place of an attribute of an object of `kind` that stands at `place`."""
        return place.of(self.owners_of(member, kind))

    def _at(self, entity: Entity | None, place: SamplePlace) -> SamplePlace:
        return place.of(self.owners(entity))

    def _alternative(self, choice: ChoiceDefinition, place: SamplePlace) -> tuple[str, Told]:
        """One alternative of `choice`, and the code that says so: that of a sample, else the first that is told.

        Where no code tells, it is the base itself: a derived entity would be a guess.
        """
        basis = choice.basis
        members = self.resolved(basis, place).members if basis in self._definitions else ()
        telling = {member.prop.name: member.prop for member in members if list_of(member.prop)}
        cases = [case for case in choice.cases if case.attribute in telling]
        free = basis if basis in choice.alternatives else ""
        here = self._at(self.entity_of(choice.name), place)
        sampled = self._sampled_case(cases, telling, free, here)
        if sampled is not None:
            return sampled
        for case in cases:
            code = self._values.code_among(case.codes, telling[case.attribute], here)
            if code is not None:
                return case.ref, {case.attribute: code}
        return free or _untold(choice), {case.attribute: None for case in choice.cases}

    def _sampled_case(
        self,
        cases: list[Case],
        telling: Mapping[str, SchemaProperty],
        free: str,
        place: SamplePlace,
    ) -> tuple[str, Told] | None:
        """The alternative that a sample chooses, with its code; `free` is the one of codes that tell none."""
        for attribute in dict.fromkeys(case.attribute for case in cases):
            refs = _refs_by_code(cases, attribute)
            codelist = list_of(telling[attribute])
            known = self._values.codes(codelist)
            for code in self._values.sampled_codes(codelist, attribute, place):
                ref = refs.get(code, free)
                if ref and code in known:
                    return ref, {attribute: code}
        return None


def _members(
    properties: tuple[SchemaProperty, ...], entity: Entity | None, parents: list[ObjectKind]
) -> tuple[Member, ...]:
    """The attributes of an object: those of its parents, but for what it defines anew, and its own."""
    owner = entity.name.text if entity else ""
    inherited = tuple(member for parent in parents for member in parent.members)
    return together(inherited, tuple(Member(prop, owner) for prop in properties))


def together(inherited: tuple[Member, ...], own: tuple[Member, ...]) -> tuple[Member, ...]:
    """Attributes of one object from two sides; of what both have that of `own`, disputed where they ask two things."""
    if not inherited:
        return own
    before = {member.prop.name: member for member in inherited}
    own_names = {member.prop.name for member in own}
    kept = [member for member in inherited if member.prop.name not in own_names]
    for member in own:
        other = before.get(member.prop.name)
        differs = other is not None and (
            other.disputed or _asked(other.prop) != _asked(member.prop)
        )
        kept.append(member._replace(disputed=True) if differs else member)
    return tuple(kept)


def _asked(prop: SchemaProperty) -> SchemaProperty:
    """What `prop` asks of a value, without what only explains it."""
    return prop._replace(description="", deprecated=False, annotations=())


def _told_by_parents(parents: list[ObjectKind]) -> dict[str, str | None]:
    told: dict[str, str | None] = {}
    for parent in parents:
        told.update(parent.told)
    return told


def _refs_by_code(cases: list[Case], attribute: str) -> dict[str, str]:
    """The alternative by the code that tells it in `attribute`; of a code that tells two the first."""
    refs: dict[str, str] = {}
    for case in cases:
        if case.attribute == attribute:
            for code in case.codes:
                refs.setdefault(code, case.ref)
    return refs


def _untold(choice: ChoiceDefinition) -> str:
    """The first alternative that no code tells, else the first."""
    told = {case.ref for case in choice.cases}
    untold = [ref for ref in choice.alternatives if ref not in told]
    return untold[0] if untold else choice.alternatives[0]
