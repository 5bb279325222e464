"""The definitions of one schema: entities as this place shows them, what they refer to by keys, and lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeAlias

from compiler.codes import valid_on
from compiler.emit.jsonschema.plan import (
    ALL_CODES,
    Case,
    ChoiceDefinition,
    CodesDefinition,
    Definition,
    ObjectDefinition,
    Options,
    Property,
)
from compiler.emit.jsonschema.properties import property_of
from compiler.model import Attribute, Entity, Model, TypeKind
from compiler.wire import KEYS, Shape, key_shape

BASIS = "-basis"
Shown: TypeAlias = Mapping[str, tuple[Attribute, ...]]
Naming: TypeAlias = Callable[[Entity], str]
Shaper: TypeAlias = Callable[[Attribute], tuple[Shape, str]]


class Definitions:
    """Collects the definitions of a schema; `complete` asks for every attribute in what is not empty (PUT).

    `domain` is that of a bundle, None for a message; it decides how keys show what they refer to.
    """

    def __init__(self, model: Model, options: Options, domain: str | None, *, complete: bool) -> None:
        self._model = model
        self._options = options
        self._domain = domain
        self._complete = complete
        self.made: dict[str, Definition] = {}

    def property_of(self, attribute: Attribute, shaper: Shaper) -> Property:
        """The property of `attribute`; `shaper` gives its shape and, where that is another one, what it refers to."""
        shape, ref = shaper(attribute)
        if attribute.kind is TypeKind.CODELIST and shape.ref:
            ref = self._codes(attribute.target, shape.ref) or ref
        return property_of(attribute, shape, self._model, ref=ref)

    def add_entities(self, shown: Shown, shaper: Shaper, naming: Naming, *, complete: bool = True) -> None:
        """Define the entities of `shown` with their attributes there, each under the name that `naming` gives it."""
        value = self._model.standard.interface.code_entity
        for key, attributes in shown.items():
            entity = self._model.entities[key]
            properties = tuple(self.property_of(attribute, shaper) for attribute in attributes)
            base = self._model.entities[entity.base] if entity.base in shown and entity.base else None
            derived = [self._model.entities[other] for other in entity.derived if other in shown]
            parents = (naming(base) + BASIS,) if base else ()
            name = naming(entity)
            whole = self._complete and complete and entity.name.text != value
            required = tuple(p.name for p in properties) if whole else ()
            own = name + BASIS if derived else name
            self.made[own] = ObjectDefinition(own, properties, parents, required, entity.description)
            if derived:
                self.made[name] = self._choice(entity, derived, shown, naming)

    def _choice(self, entity: Entity, derived: list[Entity], shown: Shown, naming: Naming) -> ChoiceDefinition:
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
        parts = tuple((attribute, tuple(places)) for attribute, places in added.items() if attribute not in visible)
        return ChoiceDefinition(name, tuple(alternatives), cases, parts, entity.description)

    def _chain(self, key: str, shown: Shown) -> Iterable[str]:
        """The entity and its bases, as far as they are shown."""
        yield key
        for base in self._model.bases(key):
            if base.key not in shown:
                return
            yield base.key

    def add_referred(self, refs: Iterable[str] = ()) -> None:
        """Define what the definitions, and `refs`, refer to: a value of reference data, and keys of entities."""
        roots = [*refs, *(ref for definition in list(self.made.values()) for ref in references(definition))]
        self._add_values(roots)
        self._add_keys(roots)

    def _add_keys(self, waiting: list[str]) -> None:
        """Define the keys of every entity that is referred to by them, and of those that they refer to."""
        names = {entity.name.text + KEYS: entity for entity in self._model.entities.values()}
        while waiting:
            ref = waiting.pop()
            if ref in self.made or ref not in names:
                continue
            core = [a for a in self._model.attributes_of(names[ref].key) if a.core]
            self.made[ref] = ObjectDefinition(ref, tuple(self.property_of(a, self._key_shaper) for a in core))
            waiting += references(self.made[ref])

    def _key_shaper(self, attribute: Attribute) -> tuple[Shape, str]:
        return key_shape(attribute, self._domain, self._model), ""

    def _add_values(self, refs: list[str]) -> None:
        """Define the entity that shows a value of a reference data list, with its keys, where that is not done yet."""
        name = self._model.standard.interface.code_entity
        entity = next((e for e in self._model.entities.values() if e.name.text == name), None)
        for missing in (name, name + KEYS):
            if missing in self.made or missing not in refs:
                continue
            if entity is None:
                properties = tuple(Property(text, types=("string", "null")) for text in ("code", "naam"))
            else:
                attributes = [*self._model.attributes_of(entity.key)]
                kept = [a for a in attributes if a.core or missing == name]
                properties = tuple(self.property_of(a, self._key_shaper) for a in kept)
            self.made[missing] = ObjectDefinition(missing, properties)
            refs += references(self.made[missing])

    def _codes(self, name: str, entity: str) -> str:
        """The definition of the list `name`; empty where its values are not asked for, or not known."""
        codelist = self._model.codelists[name]
        asked = self._options.codes
        if not asked or not codelist.codes:
            return ""
        if name not in self.made:
            values = codelist.codes if asked == ALL_CODES else valid_on(codelist, date.fromisoformat(asked))
            codes = tuple(dict.fromkeys(value.code.text for value in values))
            self.made[name] = CodesDefinition(name, entity, "code", codes, codelist.description)
        return name


def references(definition: Definition) -> list[str]:
    """The names that `definition` refers to."""
    if isinstance(definition, ObjectDefinition):
        return [*definition.parents, *(p.ref for p in definition.properties if p.ref)]
    if isinstance(definition, CodesDefinition):
        return [definition.entity]
    return [*definition.alternatives]
