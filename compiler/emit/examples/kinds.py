"""What an object of an example turns out to be: which derived entity, told by which code, with which attributes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from compiler.emit.examples.samples import SamplePlace
from compiler.emit.examples.values import Values, list_of
from compiler.emit.jsonschema.plan import (
    ChoiceDefinition,
    CodesDefinition,
    Definition,
    SchemaProperty,
)
from compiler.model.documents import BASIS, KEYS
from compiler.model.model import Entity, Model

_Told = Mapping[str, str | None]


class Member(NamedTuple):
    """An attribute of an object, and the entity that defines it."""

    prop: SchemaProperty
    owner: str


class ObjectKind(NamedTuple):
    """An object: its entity, its attributes, and whether it must have all of them where it is not empty (PUT).

    `told` are the codes by attribute that say what it is, None where any code would say otherwise.
    """

    entity: Entity | None
    members: tuple[Member, ...]
    told: _Told
    complete: bool


class Kinds:
    """Finds what the definitions of one schema stand for, in examples of `model`."""

    def __init__(self, model: Model, values: Values, definitions: tuple[Definition, ...]) -> None:
        self._model = model
        self._values = values
        self._definitions = {definition.name: definition for definition in definitions}
        self._entities: dict[str, Entity] = {}
        for entity in model.entities.values():
            self._entities.setdefault(entity.name.text, entity)

    def definition(self, name: str) -> Definition:
        """The definition `name`; of a list with its codes the entity that shows a value."""
        found = self._definitions[name]
        return self.definition(found.entity) if isinstance(found, CodesDefinition) else found

    def entity_of(self, name: str) -> Entity | None:
        """The entity that the definition `name` shows, whole, in part or by its keys."""
        envelope = f"-{self._model.envelope.name.text}" if self._model.envelope else KEYS
        for ending in ("", BASIS, KEYS, envelope + BASIS, envelope):
            if name.endswith(ending) and name.removesuffix(ending) in self._entities:
                return self._entities[name.removesuffix(ending)]
        return None

    def resolved(self, name: str, place: SamplePlace) -> ObjectKind:
        """What the definition `name` is at `place`: of a choice one alternative, with the code that tells it."""
        definition = self.definition(name)
        if isinstance(definition, ChoiceDefinition):
            ref, told = self._alternative(definition, place)
            kind = self.resolved(ref, place)
            return kind._replace(told={**kind.told, **told})
        assert not isinstance(definition, CodesDefinition)
        entity = self.entity_of(name)
        parents = [self.resolved(parent, place) for parent in definition.parents]
        own = tuple(
            Member(prop, entity.name.text if entity else "") for prop in definition.properties
        )
        names = {member.prop.name for member in own}
        members = (
            *(m for parent in parents for m in parent.members if m.prop.name not in names),
            *own,
        )
        told = {attribute: code for parent in parents for attribute, code in parent.told.items()}
        props = {member.prop.name: member.prop for member in members}
        if entity and entity.told_by and list_of(props.get(entity.told_by[0], SchemaProperty(""))):
            attribute, *codes = entity.told_by
            told[attribute] = self._values.code_among(
                codes, props[attribute], self._here(entity, place)
            )
        complete = bool(definition.required) or any(parent.complete for parent in parents)
        return ObjectKind(
            entity or next((parent.entity for parent in parents), None), members, told, complete
        )

    def _here(self, entity: Entity | None, place: SamplePlace) -> SamplePlace:
        return place._replace(owners=self.owners(entity))

    def owners(self, entity: Entity | None, also: str = "") -> tuple[str, ...]:
        """The names by which samples may call an attribute of `entity`: its own, those of its bases, and `also`."""
        bases = self._model.bases(entity.key) if entity else ()
        names = [entity.name.text] if entity else []
        return tuple(
            dict.fromkeys(filter(None, [*names, *(base.name.text for base in bases), also]))
        )

    def _alternative(
        self, choice: ChoiceDefinition, place: SamplePlace
    ) -> tuple[str, dict[str, str | None]]:
        """One alternative of `choice`, and the code that says so: that of a sample, else the first that is told.

        Where no code tells, it is the base itself: a derived entity would be a guess.
        """
        basis = choice.name + BASIS
        members = self.resolved(basis, place).members if basis in self._definitions else ()
        props = {m.prop.name: m.prop for m in members if list_of(m.prop)}
        here = self._here(self.entity_of(choice.name), place)
        free = basis if basis in choice.alternatives else ""
        cases = [case for case in choice.cases if case.attribute in props]
        for attribute in dict.fromkeys(case.attribute for case in cases):
            refs = {
                code: case.ref
                for case in reversed(cases)
                if case.attribute == attribute
                for code in case.codes
            }
            known = {code.code.text for code in self._values.codes(list_of(props[attribute]))}
            for code in self._values.sampled_codes(list_of(props[attribute]), attribute, here):
                if code in known and refs.get(code, free):
                    return refs.get(code, free), {attribute: code}
        for case in cases:
            told = self._values.code_among(case.codes, props[case.attribute], here)
            if told is not None:
                return case.ref, {case.attribute: told}
        untold = [
            ref for ref in choice.alternatives if ref not in {case.ref for case in choice.cases}
        ]
        return free or (*untold, *choice.alternatives)[0], {
            case.attribute: None for case in choice.cases
        }
