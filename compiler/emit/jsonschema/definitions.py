"""The definitions of one schema: entities as this place shows them, what they refer to by keys, and lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeAlias

from compiler.emit.jsonschema.plan import (
    ALL_CODES,
    Case,
    ChoiceDefinition,
    CodesDefinition,
    Definition,
    ObjectDefinition,
    Options,
    SchemaProperty,
)
from compiler.emit.jsonschema.properties import property_of
from compiler.model.model import Attribute, CodeList, Entity, Model, TypeKind
from compiler.model.reference_data import valid_on
from compiler.model.wire import KEYS, Shape, key_shape

BASIS = "-basis"
Shown: TypeAlias = Mapping[str, tuple[Attribute, ...]]
Naming: TypeAlias = Callable[[Entity], str]
Shaper: TypeAlias = Callable[[Attribute], tuple[Shape, str]]


class Definitions:
    """Collects the definitions of a schema.

    `domain` is that of a bundle, None for a message; it decides how keys show what they refer to. `known` are the
    definitions of keys and of reference data that were made before, for another message.
    """

    def __init__(
        self,
        model: Model,
        options: Options,
        domain: str | None = None,
        known: dict[str, Definition] | None = None,
    ) -> None:
        self._model = model
        self._options = options
        self._domain = domain
        self._known = {} if known is None else known
        self.made: dict[str, Definition] = {}

    def property_of(self, attribute: Attribute, shaper: Shaper) -> SchemaProperty:
        """The property of `attribute`; `shaper` gives its shape and, where that is another one, what it refers to."""
        shape, ref = shaper(attribute)
        if attribute.kind is TypeKind.CODELIST and shape.ref and self._enumerated(attribute.target):
            ref = attribute.target
        return property_of(attribute, shape, self._model, ref=ref)

    def add_entities(self, shown: Shown, shaper: Shaper, naming: Naming) -> None:
        """Define the entities of `shown` with their attributes there, each under the name that `naming` gives it."""
        for key, attributes in shown.items():
            entity = self._model.entities[key]
            properties = tuple(self.property_of(attribute, shaper) for attribute in attributes)
            base = (
                self._model.entities[entity.base] if entity.base in shown and entity.base else None
            )
            derived = [self._model.entities[other] for other in entity.derived if other in shown]
            parents = (naming(base) + BASIS,) if base else ()
            name = naming(entity)
            own = name + BASIS if derived else name
            self.made[own] = ObjectDefinition(
                own, properties, parents, description=entity.description
            )
            if derived:
                self.made[name] = self._choice(entity, derived, shown, naming)

    def _choice(
        self, entity: Entity, derived: list[Entity], shown: Shown, naming: Naming
    ) -> ChoiceDefinition:
        name = naming(entity)
        alternatives = [naming(other) for other in derived]
        if not entity.abstract:
            alternatives.append(name + BASIS)
        visible = {a.name.text for key in self._chain(entity.key, shown) for a in shown[key]}
        cases = tuple(
            Case(other.told_by[0], other.told_by[1:], naming(other))
            for other in derived
            if other.told_by and other.told_by[0] in visible
        )
        added: dict[str, list[str]] = {}
        for other in self._model.descendants(entity.key):
            if other.key in shown:
                below = any(key in shown for key in other.derived)
                place = naming(other) + BASIS if below else naming(other)
                for attribute in shown[other.key]:
                    added.setdefault(attribute.name.text, []).append(place)
        parts = tuple(
            (attribute, tuple(places))
            for attribute, places in added.items()
            if attribute not in visible
        )
        return ChoiceDefinition(name, tuple(alternatives), cases, parts, entity.description)

    def _chain(self, key: str, shown: Shown) -> Iterable[str]:
        """The entity and its bases, as far as they are shown."""
        yield key
        for base in self._model.bases(key):
            if base.key not in shown:
                return
            yield base.key

    def add_referred(self, refs: Iterable[str] = ()) -> None:
        """Define what the definitions, and `refs`, refer to: values of reference data, and keys of entities."""
        names = {entity.name.text + KEYS: entity for entity in self._model.entities.values()}
        interface = self._model.standard.interface
        values = (interface.code_entity, interface.code_entity + KEYS)
        waiting = [
            *refs,
            *(ref for definition in list(self.made.values()) for ref in references(definition)),
        ]
        while waiting:
            ref = waiting.pop()
            if ref in self.made:
                continue
            if ref not in self._known:
                if self._enumerated(ref):
                    self._known[ref] = self._codes(self._model.codelists[ref])
                elif ref in names:
                    self._known[ref] = self._object(
                        ref, [a for a in self._attributes(names[ref]) if a.core]
                    )
                elif ref in values:
                    self._known[ref] = self._value(ref)
                else:
                    continue
            self.made[ref] = self._known[ref]
            waiting += references(self._known[ref])

    def _attributes(self, entity: Entity) -> list[Attribute]:
        return [*self._model.attributes_of(entity.key)]

    def _object(self, name: str, attributes: Iterable[Attribute]) -> ObjectDefinition:
        return ObjectDefinition(
            name, tuple(self.property_of(a, self._key_shaper) for a in attributes)
        )

    def _key_shaper(self, attribute: Attribute) -> tuple[Shape, str]:
        return key_shape(attribute, self._domain, self._model), ""

    def _value(self, name: str) -> ObjectDefinition:
        """A value of a reference data list, as its entity says; a code with its name where there is none."""
        entity = next((e for e in self._model.entities.values() if e.name.text == name), None)
        if entity is not None:
            return self._object(name, self._attributes(entity))
        return ObjectDefinition(
            name, tuple(SchemaProperty(text, types=("string", "null")) for text in ("code", "naam"))
        )

    def _enumerated(self, name: str) -> bool:
        """Whether `name` is a list whose values are asked for, and known."""
        codelist = self._model.codelists.get(name) if self._options.codes else None
        return codelist is not None and bool(codelist.codes)

    def _codes(self, codelist: CodeList) -> CodesDefinition:
        asked = self._options.codes
        values = (
            codelist.codes if asked == ALL_CODES else valid_on(codelist, date.fromisoformat(asked))
        )
        codes = tuple(dict.fromkeys(value.code.text for value in values))
        entity = self._model.standard.interface.code_entity
        return CodesDefinition(codelist.name.text, entity, "code", codes, codelist.description)


def references(definition: Definition) -> list[str]:
    """The names that `definition` refers to."""
    if isinstance(definition, ObjectDefinition):
        return [*definition.parents, *(p.ref for p in definition.properties if p.ref)]
    if isinstance(definition, CodesDefinition):
        return [definition.entity]
    return [*definition.alternatives]
