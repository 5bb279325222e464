"""Which attributes of an object an example fills, for one operation and one size (see maker.py for the sizes)."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Literal, NamedTuple, TypeAlias

from compiler.emit.examples.kinds import Kinds, Member, ObjectKind
from compiler.emit.examples.leaves import Leaves, is_leaf, is_unfilled
from compiler.emit.examples.samples import SamplePlace
from compiler.emit.examples.values import Values, list_of
from compiler.emit.jsonschema.plan import SchemaProperty
from compiler.model.elements import Entity
from compiler.model.model import Model

Size: TypeAlias = Literal["minimal", "usual", "full"]
DEEPEST = 2


class _Budget(NamedTuple):
    """How many values, references by keys and embedded entities a usual example shows of one entity."""

    values: int
    references: int
    embedded: int


_USUAL = (_Budget(8, 1, 3), _Budget(6, 1, 1), _Budget(5, 0, 1), _Budget(3, 0, 0))
_CHANGED = 3


class Selection:
    """Chooses what is shown in one example."""

    def __init__(
        self, model: Model, values: Values, kinds: Kinds, operation: str, size: Size
    ) -> None:
        self._model = model
        self._values = values
        self._kinds = kinds
        self._leaves = Leaves(values, kinds)
        self._operation = operation
        self._size = size
        self._wanted = 1 if size == "minimal" else _CHANGED
        self._source_key = model.standard.interface.source_key
        self._ids = [declared.name.text for declared in model.standard.ids]

    def chosen(self, kind: ObjectKind, place: SamplePlace, level: int, *, alone: bool) -> set[str]:
        """The names of the attributes of `kind` that are filled.

        Args:
            kind: the object.
            place: where it stands.
            level: how deep it is embedded; the message itself is 0.
            alone: it embeds nothing.
        """
        agreed = [member for member in kind.members if not member.disputed]
        leaves = [member for member in agreed if is_leaf(member.prop)]
        relations = [member for member in agreed if not is_leaf(member.prop)]
        if self._size == "full":
            embedded = {
                member.prop.name for member in relations if not self._kinds.shows_keys(member.prop)
            }
            everything = {member.prop.name for member in agreed}
            return everything - embedded if alone else everything
        core = self._core(kind.entity)
        leaves = [
            each for each in leaves if not each.prop.deprecated or each.prop.name in kind.told
        ]
        relations = [each for each in relations if not each.prop.deprecated]
        leaves.sort(key=lambda member: self._rank(member, kind, core))
        with_key = level == 0 or self._operation != "POST"
        keys = {self._source_key} if with_key else set()
        if self._operation == "PATCH" and level == 0:
            changed = self._changed(leaves, kind, core, place)
            references = [
                each.prop.name
                for each in relations
                if each.owner and self._kinds.shows_keys(each.prop)
            ]
            return keys | changed | set(references[: max(0, self._wanted - len(changed))])
        if self._size == "minimal":
            return keys | self._fewest(leaves, core)
        chosen = keys | self._usual_leaves(leaves, kind, level)
        return chosen | self._usual_relations(relations, level, alone=alone)

    def _core(self, entity: Entity | None) -> set[str]:
        if entity is None:
            return set()
        attributes = self._model.attributes_of(entity.key)
        return {attribute.name.text for attribute in attributes if attribute.core}

    def _fewest(self, leaves: Sequence[Member], core: AbstractSet[str]) -> set[str]:
        """The core of the entity, or else the attribute that tells most; what is made has no key yet."""
        names = [member.prop.name for member in leaves]
        shown = {name for name in names if name in core} or set(names[:1])
        return shown - {self._source_key} if self._operation == "POST" else shown

    def _changed(
        self,
        leaves: Sequence[Member],
        kind: ObjectKind,
        core: AbstractSet[str],
        place: SamplePlace,
    ) -> set[str]:
        """What a PATCH changes: attributes that tell most, before those that say which object it is."""
        identity = core | kind.told.keys()
        telling = self._telling(leaves, kind)
        others = [member for member in telling if member.prop.name not in identity]
        chosen: set[str] = set()
        for member in (*others, *leaves):
            more = chosen | {member.prop.name}
            if len(chosen) < self._wanted and self._are_filled(more, leaves, kind, place):
                chosen = more
        return chosen

    def _are_filled(
        self, names: set[str], leaves: Sequence[Member], kind: ObjectKind, place: SamplePlace
    ) -> bool:
        """Whether all of `names` get a value where they stand in one object; the key changes nothing."""
        codes_by_list = self._leaves.told_codes(kind)
        order = [member for member in kind.members if member in leaves]
        for member in order:
            if member.prop.name in names:
                here = self._kinds.place_of(member, kind, place)
                value = self._leaves.value(member.prop, here, kind.told, codes_by_list)
                if member.prop.name == self._source_key or is_unfilled(value):
                    return False
        return True

    def _usual_leaves(self, leaves: list[Member], kind: ObjectKind, level: int) -> set[str]:
        """As many as the budget has of those that tell most; the message itself shows the last identifier too.

        Identifiers are better than nothing.
        """
        telling = [member.prop.name for member in self._telling(leaves, kind) or leaves]
        shown = set(telling[: _budget(level).values])
        return shown | set(self._ids[-1:]) if level == 0 else shown

    def _telling(self, leaves: Sequence[Member], kind: ObjectKind) -> list[Member]:
        """All but the identifiers that any entity has; those that the manifest has samples of just here tell much."""
        return [
            member
            for member in leaves
            if member.prop.name not in self._ids or self._has_own_samples(member, kind)
        ]

    def _has_own_samples(self, member: Member, kind: ObjectKind) -> bool:
        """Whether the manifest has samples of just this entity."""
        owners = self._kinds.owners(kind.entity, member.owner)
        return any(self._values.samples.exactly(member.prop.name, owners))

    def _usual_relations(self, relations: Sequence[Member], level: int, *, alone: bool) -> set[str]:
        """As many references by keys and embedded entities as the budget has; `alone` embeds nothing."""
        budget = _budget(level)
        own = [member.prop for member in relations if member.owner]
        references = [prop.name for prop in own if self._kinds.shows_keys(prop)]
        shown = set(references[: budget.references])
        if alone:
            return shown
        embedded = [prop for prop in own if not self._kinds.shows_keys(prop)]
        return shown | set(self._telling_relations(embedded, level)[: budget.embedded])

    def _telling_relations(self, embedded: Sequence[SchemaProperty], level: int) -> list[str]:
        """What is embedded, that first which the manifest has samples of; deep down only that, and no collection."""
        sampled: list[tuple[int, str]] = []
        others: list[str] = []
        for prop in embedded:
            owners = self._kinds.owners(self._kinds.entity_of(prop.ref))
            position = self._values.samples.first_of(owners)
            if level >= DEEPEST and (position is None or prop.many):
                continue
            if position is None:
                others.append(prop.name)
            else:
                sampled.append((position, prop.name))
        sampled.sort(key=lambda found: found[0])
        return [*(name for _, name in sampled), *others]

    def _rank(self, member: Member, kind: ObjectKind, core: AbstractSet[str]) -> tuple[int, int]:
        """How early a usual example shows an attribute: keys, what has samples, in their order, codes, the others."""
        prop = member.prop
        if prop.name in kind.told or prop.name in core:
            return 0, 0
        position = self._values.sampled(prop, self._kinds.owners_of(member, kind))
        if position is not None:
            return 1, position
        has_codes = bool(self._values.codes(list_of(prop)))
        return (2, 0) if has_codes else (3, 0)


def _budget(level: int) -> _Budget:
    return _USUAL[min(level, len(_USUAL) - 1)]
