"""One example of a message: its objects, filled with what is selected, down to where an entity leads back to itself."""

from __future__ import annotations

from typing import Any

from compiler.emit.examples.coherence import made_to_agree
from compiler.emit.examples.kinds import Kinds, Member, ObjectKind, together
from compiler.emit.examples.leaves import Leaves, is_leaf, is_unfilled
from compiler.emit.examples.samples import SamplePlace
from compiler.emit.examples.selection import DEEPEST, Selection, Size
from compiler.emit.examples.values import Values
from compiler.emit.jsonschema.plan import (
    ObjectDefinition,
    Root,
    SchemaDocument,
    SchemaProperty,
)
from compiler.model.model import Model


class MessageMaker:
    """Makes one example of the message and the operation that `document` plans the schema of, from its `root`."""

    def __init__(
        self, model: Model, values: Values, document: SchemaDocument, root: Root, size: Size
    ) -> None:
        self._model = model
        self._root = root
        self._name = document.message
        self._operation = document.operation
        self._size = size
        self._source_key = model.standard.interface.source_key
        self._ids = [declared.name.text for declared in model.standard.ids]
        self._kinds = Kinds(model, values, document.definitions)
        self._leaves = Leaves(values, self._kinds)
        self._selection = Selection(model, values, self._kinds, document.operation, size)

    def message(self) -> dict[str, Any]:
        """The whole message."""
        place = SamplePlace(self._name)
        kind = self._kinds.resolved(self._root.ref, place)
        envelope = tuple(Member(prop, "") for prop in self._root.properties)
        whole = kind._replace(
            members=together(kind.members, envelope), complete=self._operation == "PUT"
        )
        return self._object(whole, place, self._first_trail())

    def _first_trail(self) -> tuple[str, ...]:
        """The definitions that the message itself stands for; of one answer of many what the answer is made of."""
        root = self._kinds.definition(self._root.ref)
        if self._root.array and isinstance(root, ObjectDefinition) and root.parents:
            return root.parents
        return (root.name,)

    def _object(
        self, kind: ObjectKind, place: SamplePlace, trail: tuple[str, ...], *, alone: bool = False
    ) -> dict[str, Any]:
        """An object of `kind`; `trail` are the definitions around it, `alone` says that it embeds nothing."""
        chosen = self._selection.chosen(kind, place, len(trail) - 1, alone=alone)
        with_empty = kind.complete or self._size == "full"
        forbidden = self._root.forbidden if len(trail) == 1 else None
        made: dict[str, Any] = {}
        codes_by_list = self._leaves.told_codes(kind)
        for member in kind.members:
            prop = member.prop
            if prop.name == forbidden:
                continue
            value = _empty(prop)
            if prop.name in chosen:
                here = self._kinds.place_of(member, kind, place)
                value = self._property(prop, here, kind, trail, codes_by_list)
            is_empty = is_unfilled(value)
            if not is_empty or kind.complete or (with_empty and not member.disputed):
                made[prop.name] = value
        made_to_agree(made, _single_values(kind))
        return made

    def _property(
        self,
        prop: SchemaProperty,
        place: SamplePlace,
        kind: ObjectKind,
        trail: tuple[str, ...],
        codes_by_list: dict[str, str],
    ) -> Any:
        """What stands under `prop` of an object of `kind`; for the rest see `_object` and `Leaves.value`."""
        if is_leaf(prop):
            value = self._leaves.value(prop, place, kind.told, codes_by_list)
        elif self._kinds.shows_keys(prop):
            value = self._keys(prop.ref, place.below(prop.name), level=len(trail) - 1)
        else:
            value = self._embedded(prop.ref, place.below(prop.name), trail)
        return _as_many(value) if prop.many else value

    def _embedded(self, ref: str, place: SamplePlace, trail: tuple[str, ...]) -> dict[str, Any]:
        """The entity that `ref` defines; empty where it leads back to itself or stands too deep."""
        deepest = DEEPEST if self._size == "full" else DEEPEST + 1
        if ref in trail or len(trail) > deepest:
            return {}
        kind = self._kinds.resolved(ref, place)
        return self._object(kind, place, (*trail, ref), alone=self._is_around(kind, trail))

    def _is_around(self, kind: ObjectKind, trail: tuple[str, ...]) -> bool:
        """Whether one of the definitions around it shows an entity of the same tree."""
        if kind.entity is None:
            return False
        own_root = self._model.root_of(kind.entity.key).key
        around = (self._kinds.entity_of(name) for name in trail)
        return any(
            entity is not None and self._model.root_of(entity.key).key == own_root
            for entity in around
        )

    def _keys(self, ref: str, place: SamplePlace, *, level: int) -> dict[str, Any]:
        """Keys: all that are values at the first level of a full example, else the source's one and what it is."""
        kind = self._kinds.resolved(ref, place)
        all_keys = level == 0 and self._size == "full"
        made: dict[str, Any] = {}
        codes_by_list = self._leaves.told_codes(kind)
        for prop, owner, disputed in kind.members:
            if disputed or not is_leaf(prop) or (self._is_aside(prop) and not all_keys):
                continue
            here = place.of(self._kinds.owners(kind.entity, owner))
            value = self._property(prop, here, kind, (ref,), codes_by_list)
            if not is_unfilled(value):
                made[prop.name] = value
        return made

    def _is_aside(self, prop: SchemaProperty) -> bool:
        """Whether a reference can do without it: it is an identifier beside the source's key, or outdated."""
        other_identifier = prop.name in self._ids and prop.name != self._source_key
        return prop.deprecated or other_identifier


def _single_values(kind: ObjectKind) -> dict[str, SchemaProperty]:
    """The attributes of `kind` that hold one value, by name."""
    props = [member.prop for member in kind.members]
    return {prop.name: prop for prop in props if not (prop.ref or prop.many)}


def _as_many(value: Any) -> list[Any]:
    return [] if value in (None, {}) else [value]


def _empty(prop: SchemaProperty) -> Any:
    if prop.many:
        return []
    return {} if prop.ref else None
