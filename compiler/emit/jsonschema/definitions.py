"""The definitions of one schema: entities as a group shows them, what they refer to by keys, and lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from compiler.emit.jsonschema.options import ALL_CODES, SchemaOptions
from compiler.emit.jsonschema.plan import (
    Case,
    ChoiceDefinition,
    CodesDefinition,
    Definition,
    ObjectDefinition,
    SchemaProperty,
)
from compiler.emit.jsonschema.properties import property_of
from compiler.model.documents import BASIS, KEYS, DocumentContents, Group, ShownEntity
from compiler.model.holding import GroupKind, Holding, ShownAttribute
from compiler.model.manifest import Interface
from compiler.model.model import Code, CodeList, Entity
from compiler.model.reference_data import begun_after, ended_by, valid_on


class Definitions:
    """Collects the definitions of a schema: of a domain, or of one message.

    `own` is the group that the schema is about. `lists` are the reference data lists of the standard. `known` are the
    definitions of keys and of reference data that were made before, for another message.
    """

    def __init__(
        self,
        contents: DocumentContents,
        own: Group,
        interface: Interface,
        lists: Mapping[str, CodeList],
        options: SchemaOptions,
        known: dict[str, Definition] | None = None,
    ) -> None:
        self._own = own
        self._interface = interface
        self._lists = lists
        self._options = options
        self._known = {} if known is None else known
        self._envelope = contents.envelope.name if contents.envelope else ""
        self._keys = {shown.entity.name.text + KEYS: shown for shown in _entities(contents.keys)}
        self._values = {shown.entity.name.text: shown for shown in _entities(contents.codes)}
        self.made: dict[str, Definition] = {}

    def name_of(self, entity: Entity, group: GroupKind) -> str:
        """The name of the definition of `entity`; another one in the envelope where the message shows it too."""
        name = entity.name.text
        twice = group is GroupKind.ENVELOPE and entity.key in self._own.entities
        return f"{name}-{self._envelope}" if twice else name

    def property_of(self, shown: ShownAttribute) -> SchemaProperty:
        """The property that shows an attribute."""
        ref = ""
        if shown.holding is Holding.CODE and self._enumerated(shown.attribute.target):
            ref = shown.attribute.target
        elif shown.group is GroupKind.ENVELOPE and shown.target is not None:
            twice = shown.target.key in self._own.entities
            ref = f"{shown.target.name}-{self._envelope}" if twice else ""
        return property_of(shown, self._interface, ref=ref)

    def add_group(self, group: Group) -> None:
        """Define every entity of `group` as the group shows it."""
        for shown in _entities(group):
            properties = tuple(map(self.property_of, shown.attributes))
            parents = (self.name_of(shown.base, group.kind) + BASIS,) if shown.base else ()
            name = self.name_of(shown.entity, group.kind)
            own = name + BASIS if shown.derived else name
            self.made[own] = ObjectDefinition(
                own, properties, parents, description=shown.entity.description
            )
            if shown.derived:
                self.made[name] = self._choice(shown, group)

    def _choice(self, shown: ShownEntity, group: Group) -> ChoiceDefinition:
        name = self.name_of(shown.entity, group.kind)
        alternatives = [self.name_of(other, group.kind) for other in shown.derived]
        if shown.stands_alone:
            alternatives.append(name + BASIS)
        visible = {
            attribute.attribute.name.text
            for each in group.chain(shown.entity.key)
            for attribute in each.attributes
        }
        cases = tuple(
            Case(other.told_by[0], other.told_by[1:], self.name_of(other, group.kind))
            for other in shown.derived
            if other.told_by and other.told_by[0] in visible
        )
        added = self._added_below(shown, group)
        parts = tuple(
            (attribute, tuple(places))
            for attribute, places in added.items()
            if attribute not in visible
        )
        return ChoiceDefinition(
            name=name,
            alternatives=tuple(alternatives),
            cases=cases,
            added=parts,
            description=shown.entity.description,
        )

    def _added_below(self, shown: ShownEntity, group: Group) -> dict[str, list[str]]:
        """The attributes of what is derived from an entity, with the definitions that have them."""
        added: dict[str, list[str]] = {}
        for other in group.descendants(shown.entity.key):
            name = self.name_of(other.entity, group.kind)
            place = name + BASIS if other.derived else name
            for attribute in other.attributes:
                added.setdefault(attribute.attribute.name.text, []).append(place)
        return added

    def add_referred(self, refs: Iterable[str] = ()) -> None:
        """Define what the definitions, and `refs`, refer to: values of reference data, and keys of entities."""
        waiting = [*refs]
        for definition in list(self.made.values()):
            waiting += references(definition)
        while waiting:
            ref = waiting.pop()
            if ref in self.made:
                continue
            found = self._known.get(ref) or self._referred(ref)
            if found is not None:
                self.made[ref] = self._known[ref] = found
                waiting += references(found)

    def _referred(self, ref: str) -> Definition | None:
        if self._enumerated(ref):
            return self._codes(self._lists[ref])
        shown = self._keys.get(ref) or self._values.get(ref)
        if shown is None:
            return None
        return ObjectDefinition(ref, tuple(map(self.property_of, shown.attributes)))

    def _enumerated(self, name: str) -> bool:
        """Whether `name` is a list whose values are asked for, and known."""
        codelist = self._lists.get(name) if self._options.codes else None
        return codelist is not None and bool(codelist.codes)

    def _codes(self, codelist: CodeList) -> CodesDefinition:
        asked = self._options.codes
        is_all = asked == ALL_CODES
        values = codelist.codes if is_all else valid_on(codelist, date.fromisoformat(asked))
        codes = tuple(dict.fromkeys(value.code.text for value in values))
        day = None if is_all else date.fromisoformat(asked)
        return CodesDefinition(
            name=codelist.name.text,
            entity=self._interface.code_entity,
            attribute="code",
            codes=codes,
            ended=_apart(codes, ended_by(codelist, day)) if day else (),
            later=_apart(codes, begun_after(codelist, day)) if day else (),
            description=codelist.description,
        )


def _apart(
    codes: tuple[str, ...], days: Iterable[tuple[Code, date]]
) -> tuple[tuple[str, str], ...]:
    """The codes with their days that are not among `codes`; of one that comes more than once the last."""
    return tuple(
        {
            code.code.text: day.isoformat() for code, day in days if code.code.text not in codes
        }.items()
    )


def _entities(group: Group) -> Iterable[ShownEntity]:
    return group.entities.values()


def references(definition: Definition) -> list[str]:
    """The names that `definition` refers to."""
    if isinstance(definition, ObjectDefinition):
        return [*definition.parents, *(p.ref for p in definition.properties if p.ref)]
    if isinstance(definition, CodesDefinition):
        return [definition.entity]
    return [*definition.alternatives]
