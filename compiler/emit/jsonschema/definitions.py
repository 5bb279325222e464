"""The definitions of one schema: entities as a group shows them, what they refer to by keys, and lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeAlias

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
from compiler.emit.schema_names import names_in_schema
from compiler.model.documents import DocumentContents, DocumentKind, Group, ShownEntity
from compiler.model.elements import Code, CodeList
from compiler.model.holding import GroupKind, Holding, ShownAttribute
from compiler.model.manifest import Interface
from compiler.model.reference_data import begun_after, ended_by, valid_on

# An attribute by its id, and how it is shown: held as what, embedded by which group, under which definition.
_ShownAs: TypeAlias = tuple[int, Holding, GroupKind | None, str]


class SharedDefinitions:
    """What the schemas of one model, as some options ask for them, have in common: it is made once for all.

    `definitions` are those of keys and of reference data in messages, by name.
    """

    def __init__(self) -> None:
        self.definitions: dict[str, Definition] = {}
        self._properties: dict[_ShownAs, tuple[ShownAttribute, SchemaProperty]] = {}

    def property_of(self, shown: ShownAttribute, interface: Interface, ref: str) -> SchemaProperty:
        """What `property_of` gives. `shown` is kept with it, so that the id of its attribute stays its own."""
        key = (id(shown.attribute), shown.holding, shown.group, ref)
        known = self._properties.get(key)
        if known is None:
            known = self._properties[key] = (shown, property_of(shown, interface, ref))
        return known[1]


class Definitions:
    """Collects the definitions of a schema: of a domain, or of one message.

    `own` is the group that the schema is about. `lists` are the reference data lists of the standard.
    """

    def __init__(
        self,
        contents: DocumentContents,
        own: Group,
        interface: Interface,
        lists: Mapping[str, CodeList],
        options: SchemaOptions,
        shared: SharedDefinitions,
    ) -> None:
        self._contents = contents
        self._interface = interface
        self._lists = lists
        self._options = options
        self._shared = shared
        enumerated = [name for name in lists if self._enumerated(name)]
        self.names = names_in_schema(contents, own, interface, enumerated)
        # A domain shows addresses where another embeds, and where something has another name than usual, other messages
        # may call it otherwise.
        is_usual = contents.kind is DocumentKind.PROCESS and self.names.plain
        self._known = shared.definitions if is_usual else {}
        self._referred = {
            self.names.entity(group, key): (group, shown)
            for group in (contents.codes, contents.keys)
            for key, shown in group.entities.items()
        }
        shown_by_keys = (False, True) if contents.code_key in contents.keys.entities else (False,)
        self._codes_of = {
            self.names.list(name, by_keys=by_keys): (lists[name], by_keys)
            for name in enumerated
            for by_keys in shown_by_keys
        }
        self.made: dict[str, Definition] = {}

    def properties(
        self, attributes: Iterable[ShownAttribute], group: Group
    ) -> tuple[SchemaProperty, ...]:
        """The properties that show `attributes`, which stand in `group`."""
        return tuple(
            self._shared.property_of(shown, self._interface, self._ref(shown, group))
            for shown in attributes
        )

    def _ref(self, shown: ShownAttribute, group: Group) -> str:
        target = shown.attribute.target
        if shown.holding is Holding.CODE and self._enumerated(target):
            return self.names.list(target, by_keys=shown.group is GroupKind.KEYS)
        return self.names.ref(shown, group)

    def add_group(self, group: Group) -> None:
        """Define every entity of `group` as the group shows it."""
        for key, shown in group.entities.items():
            parents = (self.names.basis(group, shown.base.key),) if shown.base else ()
            own = self._own(shown, group)
            self.made[own] = ObjectDefinition(
                own,
                self.properties(shown.attributes, group),
                parents,
                description=shown.entity.description,
                entity=key,
            )
            if shown.derived:
                choice = self._choice(shown, group)
                self.made[choice.name] = choice

    def _own(self, shown: ShownEntity, group: Group) -> str:
        """The definition of what an entity has itself."""
        key = shown.entity.key
        return self.names.basis(group, key) if shown.derived else self.names.entity(group, key)

    def _choice(self, shown: ShownEntity, group: Group) -> ChoiceDefinition:
        key = shown.entity.key
        alternatives = [self.names.entity(group, other.key) for other in shown.derived]
        if shown.stands_alone:
            alternatives.append(self.names.basis(group, key))
        visible = {
            attribute.attribute.name.text
            for each in group.chain(key)
            for attribute in each.attributes
        }
        cases = tuple(
            Case(other.told_by[0], other.told_by[1:], self.names.entity(group, other.key))
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
            name=self.names.entity(group, key),
            alternatives=tuple(alternatives),
            cases=cases,
            added=parts,
            description=shown.entity.description,
            entity=key,
            basis=self.names.basis(group, key),
        )

    def _added_below(self, shown: ShownEntity, group: Group) -> dict[str, list[str]]:
        """The attributes of what is derived from an entity, with the definitions that have them."""
        added: dict[str, list[str]] = {}
        for other in group.descendants(shown.entity.key):
            place = self._own(other, group)
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
            found = self._known.get(ref) or self._defined(ref)
            if found is not None:
                self.made[ref] = self._known[ref] = found
                waiting += references(found)

    def _defined(self, ref: str) -> Definition | None:
        if ref in self._codes_of:
            return self._codes(ref, *self._codes_of[ref])
        if ref not in self._referred:
            return None
        group, shown = self._referred[ref]
        return ObjectDefinition(
            ref,
            self.properties(shown.attributes, group),
            entity=shown.entity.key,
            by_keys=group.kind is GroupKind.KEYS,
        )

    def _enumerated(self, name: str) -> bool:
        """Whether `name` is a list whose values are asked for, and known."""
        codelist = self._lists.get(name) if self._options.codes else None
        return codelist is not None and bool(codelist.codes)

    def _codes(self, name: str, codelist: CodeList, by_keys: bool) -> CodesDefinition:
        asked = self._options.codes
        is_all = asked == ALL_CODES
        values = codelist.codes if is_all else valid_on(codelist, date.fromisoformat(asked))
        codes = tuple(dict.fromkeys(value.code.text for value in values))
        day = None if is_all else date.fromisoformat(asked)
        return CodesDefinition(
            name=name,
            entity=self.names.code(by_keys=by_keys),
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


def references(definition: Definition) -> list[str]:
    """The names that `definition` refers to."""
    if isinstance(definition, ObjectDefinition):
        return [*definition.parents, *(p.ref for p in definition.properties if p.ref)]
    if isinstance(definition, CodesDefinition):
        return [definition.entity]
    return [*definition.alternatives]
