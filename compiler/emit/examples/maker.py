"""Examples of messages, made from the plan of their schemas, so that an example always validates.

Three sizes:

- minimal: the fewest attributes that mean something. POST: the key attributes of the entity but the source's key; GET:
  one answer with its keys; PATCH: the source's key and one attribute; PUT: as GET, and everything else empty.
- usual, what a person would show: keys, some attributes that tell most (those first that the manifest has samples of,
  in the order there), and of what they embed two levels; below that only what the manifest has samples of. PATCH
  changes three attributes.
- full: every attribute, to the third level; a collection has one item. Where an entity leads back to itself, or deeper,
  it is empty, and so is a value of a list that is kept elsewhere.

The same model gives the same example: what is chosen from several values depends on the path alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from itertools import islice
from typing import Any, Literal, NamedTuple, TypeAlias

from compiler.emit.examples.kinds import Kinds, Member, ObjectKind
from compiler.emit.examples.samples import SamplePlace
from compiler.emit.examples.values import Values, list_of
from compiler.emit.jsonschema.options import ALL_CODES, SchemaOptions
from compiler.emit.jsonschema.plan import (
    OPERATIONS,
    ObjectDefinition,
    SchemaDocument,
    SchemaProperty,
)
from compiler.emit.jsonschema.planning import plan_message
from compiler.model.documents import KEYS
from compiler.model.model import Message, Model, Process

Size: TypeAlias = Literal["minimal", "usual", "full"]
CODE, LABEL = "code", "naam"  # of a value of reference data: the wire calls them so
_DEEPEST = 2


class _Budget(NamedTuple):
    """How many values, references by keys and embedded entities a usual example shows of one entity."""

    values: int
    references: int
    embedded: int


_USUAL = (_Budget(8, 1, 3), _Budget(6, 1, 1), _Budget(5, 0, 1), _Budget(3, 0, 0))
_CHANGED = 3


def find_message(model: Model, name: str) -> tuple[Process, Message] | None:
    """The process and the message that `name` means, as in "BRG/Relaties"; None where there is no such message."""
    found = ((p, m) for p in model.processes.values() for m in p.messages)
    return next((pair for pair in found if message_name(*pair) == name), None)


def message_name(process: Process, message: Message) -> str:
    """How a message is called, as in "BRG/Relaties"."""
    return f"{process.code.text}/{message.name.text}"


def made_example(
    model: Model, name: str, operation: str = "POST", size: Size = "usual", day: date | None = None
) -> dict[str, Any]:
    """An example of one message.

    Args:
        model: where the message comes from.
        name: the process and the message, as in "BRG/Relaties".
        operation: GET, POST, PUT or PATCH.
        size: minimal, usual or full; see above.
        day: the day on which the codes hold that are shown; codes without an end where None.

    Returns:
        The message as plain values; of GET one answer.

    Raises:
        KeyError: there is no such message.
        ValueError: there is no such operation.
    """
    found = find_message(model, name)
    if found is None:
        raise KeyError(name)
    if operation not in OPERATIONS:
        raise ValueError(operation)
    (document,) = plan_message(model, *found, SchemaOptions(), (operation,))
    return Examples(model, day).of(document, size)


def day_of_codes(codes: str) -> date | None:
    """The day on which codes hold in schemas that are made with `codes` (compiler/emit/jsonschema/plan.py)."""
    return None if codes in ("", ALL_CODES) else date.fromisoformat(codes)


def as_text(message: Mapping[str, Any]) -> str:
    """A message as JSON, laid out for people."""
    return json.dumps(message, ensure_ascii=False, indent=2)


class Examples:
    """Makes examples of the messages of `model`, with the codes that hold on `day`; see `example`."""

    def __init__(self, model: Model, day: date | None = None) -> None:
        self._model = model
        self._values = Values(model, day)
        self._texts: dict[tuple[str, str], str] = {}

    def of(self, document: SchemaDocument, size: Size = "usual") -> dict[str, Any]:
        """An example of the message and the operation that `document` plans the schema of; of a bundle nothing."""
        return (
            {}
            if document.root is None
            else _Maker(self._model, self._values, document, size).message()
        )

    def text(self, document: SchemaDocument) -> str:
        """The usual example of `document` as JSON; it is made once."""
        key = (document.message, document.operation)
        if key not in self._texts:
            self._texts[key] = as_text(self.of(document))
        return self._texts[key]

    def texts(self, process: Process, message: Message) -> tuple[tuple[str, str], ...]:
        """The operations of a message with their usual examples as JSON."""
        documents = plan_message(self._model, process, message, SchemaOptions())
        return tuple((document.operation, self.text(document)) for document in documents)


class _Maker:
    """Makes one example."""

    def __init__(self, model: Model, values: Values, document: SchemaDocument, size: Size) -> None:
        assert document.root is not None
        self._model = model
        self._values = values
        self._root = document.root
        self._name = document.message
        self._operation = document.operation
        self._size = size
        self._key = model.standard.interface.source_key
        self._ids = [declared.name.text for declared in model.standard.ids]
        self._kinds = Kinds(model, values, document.definitions)

    def message(self) -> dict[str, Any]:
        """The whole message."""
        place = SamplePlace(self._name)
        kind = self._kinds.resolved(self._root.ref, place)
        envelope = tuple(Member(prop, "") for prop in self._root.properties)
        whole = kind._replace(members=kind.members + envelope, complete=self._operation == "PUT")
        root = self._kinds.definition(self._root.ref)
        answered = root.parents if self._root.array and isinstance(root, ObjectDefinition) else ()
        return self._object(whole, place, answered or (root.name,))

    def _object(
        self, kind: ObjectKind, place: SamplePlace, trail: tuple[str, ...], *, alone: bool = False
    ) -> dict[str, Any]:
        """An object of `kind`; `trail` are the definitions around it, `alone` says that it embeds nothing."""
        chosen = self._chosen(kind, place, len(trail) - 1, alone=alone)
        made: dict[str, Any] = {}
        lists: dict[str, str] = {}
        for prop, owner in kind.members:
            if len(trail) == 1 and prop.name == self._root.forbidden:
                continue
            value = _empty(prop)
            if prop.name in chosen:
                here = place._replace(
                    owners=self._kinds.owners(kind.entity if owner else None, owner)
                )
                value = self._property(prop, here, kind.told, trail, lists)
            if kind.complete or self._size == "full" or value not in (None, {}, []):
                made[prop.name] = value
        return made

    def _property(
        self, prop: SchemaProperty, place: SamplePlace, told: Mapping[str, str | None], trail: tuple[str, ...],
        lists: dict[str, str],
    ) -> Any:  # fmt: skip
        if not prop.ref:
            value: Any = self._values.value(prop, place)
        elif list_of(prop):
            value = self._code(prop, place, told, lists)
        elif _by_keys(prop):
            value = self._keys(prop.ref, place.below(prop.name), level=len(trail) - 1)
        else:
            value = self._embedded(prop.ref, place.below(prop.name), trail)
        if not prop.many:
            return value
        return [] if value in (None, {}) else [value]

    def _embedded(self, ref: str, place: SamplePlace, trail: tuple[str, ...]) -> dict[str, Any]:
        if ref in trail or len(trail) > _DEEPEST + (self._size != "full"):
            return {}
        kind = self._kinds.resolved(ref, place)
        around = [entity for entity in map(self._kinds.entity_of, trail) if entity is not None]
        stems = {self._model.root_of(entity.key).key for entity in around}
        alone = kind.entity is not None and self._model.root_of(kind.entity.key).key in stems
        return self._object(kind, place, (*trail, ref), alone=alone)

    def _keys(self, ref: str, place: SamplePlace, *, level: int) -> dict[str, Any]:
        """Keys: all that are values at the first level of a full example, else the source's one and what it is."""
        kind = self._kinds.resolved(ref, place)
        few = level > 0 or self._size != "full"
        made: dict[str, Any] = {}
        lists: dict[str, str] = {}
        for prop, owner in kind.members:
            aside = prop.deprecated or (prop.name in self._ids and prop.name != self._key)
            if _is_value(prop) and not (few and aside):
                here = place._replace(owners=self._kinds.owners(kind.entity, owner))
                value = self._property(prop, here, kind.told, (ref,), lists)
                made |= {prop.name: value} if value not in (None, {}, []) else {}
        return made

    def _code(
        self,
        prop: SchemaProperty,
        place: SamplePlace,
        told: Mapping[str, str | None],
        lists: dict[str, str],
    ) -> dict[str, Any]:
        """A value of reference data; `lists` holds the codes of this object by list."""
        if prop.name in told:
            text = told[prop.name] or ""
            code = next(
                (code for code in self._values.codes(list_of(prop)) if code.code.text == text), None
            )
        else:
            text, code = self._values.code(prop, place, lists)
        if code is not None:
            lists[list_of(prop)] = text
            if code.parent:
                lists.setdefault(*code.parent)
        shown = self._kinds.resolved(prop.ref, place).members
        texts = {member.prop.name for member in shown if member.prop.types == ("string", "null")}
        pairs = ((CODE, text), (LABEL, code.label if code else ""))
        return {name: value for name, value in pairs if name in texts and value}

    # -- what is shown -------------------------------------------------------------------------------------------------

    def _chosen(self, kind: ObjectKind, place: SamplePlace, level: int, *, alone: bool) -> set[str]:
        """The names of the attributes of `kind` that are filled."""
        embedding = [
            member for member in kind.members if member.prop.ref and not _is_value(member.prop)
        ]
        if self._size == "full":
            cut = {member.prop.name for member in embedding if alone and not _by_keys(member.prop)}
            return {member.prop.name for member in kind.members} - cut
        core = (
            {a.name.text for a in self._model.attributes_of(kind.entity.key) if a.core}
            if kind.entity
            else set()
        )
        values = [member for member in kind.members if _is_value(member.prop)]
        values.sort(key=lambda member: self._rank(member, kind, core, place))
        names = [member.prop.name for member in values]
        keys = {self._key} if level == 0 or self._operation != "POST" else set()
        changing = self._operation == "PATCH" and level == 0
        if self._size == "minimal" and not changing:
            shown = {name for name in names if name in core} or set(names[:1])
            return keys | (shown - {self._key} if self._operation == "POST" else shown)
        telling = [
            m.prop.name for m in values if m.prop.name not in self._ids or self._particular(m, kind)
        ]
        if changing:
            others = [
                m
                for m in values
                if m.prop.name in telling and m.prop.name not in core | kind.told.keys()
            ]
            filled = (
                m.prop.name
                for m in (*others, *values)
                if m.prop.name not in keys and self._fillable(m, kind, place)
            )
            return keys | set(islice(filled, 1 if self._size == "minimal" else _CHANGED))
        budget = _USUAL[min(level, len(_USUAL) - 1)]
        references = [m.prop.name for m in embedding if m.owner and _by_keys(m.prop)]
        embedded = [] if alone else self._telling(embedding, level)
        shown = {
            *telling[: budget.values],
            *references[: budget.references],
            *embedded[: budget.embedded],
        }
        return keys | shown | (set(self._ids[-1:]) if level == 0 else set())

    def _fillable(self, member: Member, kind: ObjectKind, place: SamplePlace) -> bool:
        """Whether an attribute, which holds a value, gets one."""
        here = place._replace(
            owners=self._kinds.owners(kind.entity if member.owner else None, member.owner)
        )
        return self._property(member.prop, here, kind.told, (), {}) not in (None, {}, [])

    def _particular(self, member: Member, kind: ObjectKind) -> bool:
        """Whether the manifest has samples of just this entity."""
        return any(
            self._values.samples.exactly(
                member.prop.name, self._kinds.owners(kind.entity, member.owner)
            )
        )

    def _telling(self, embedding: list[Member], level: int) -> list[str]:
        """What is embedded, that first which the manifest has samples of; deep down only that, and no collection."""
        ranked: list[tuple[bool, int, str]] = []
        for prop, owner in embedding:
            if owner and not _by_keys(prop) and not prop.deprecated:
                entity = self._kinds.entity_of(prop.ref)
                at = self._values.samples.first_of(self._kinds.owners(entity))
                if level < _DEEPEST or (at is not None and not prop.many):
                    ranked.append((at is None, at or 0, prop.name))
        return [name for *_, name in sorted(ranked, key=lambda entry: entry[:2])]

    def _rank(
        self, member: Member, kind: ObjectKind, core: set[str], place: SamplePlace
    ) -> tuple[int, int]:
        """How early a usual example shows an attribute: keys, what has samples, in their order, codes, the others."""
        prop = member.prop
        if prop.deprecated:
            return 4, 0
        owners = self._kinds.owners(kind.entity if member.owner else None, member.owner)
        sampled = self._values.sampled(prop, place._replace(owners=owners))
        if prop.name in kind.told or prop.name in core:
            return 0, 0
        if sampled is not None:
            return 1, sampled
        return 2 if self._values.codes(list_of(prop)) else 3, 0


def _is_value(prop: SchemaProperty) -> bool:
    """Whether it holds a value, maybe one of reference data."""
    return not prop.ref or bool(list_of(prop))


def _by_keys(prop: SchemaProperty) -> bool:
    return prop.ref.endswith(KEYS) and not list_of(prop)


def _empty(prop: SchemaProperty) -> Any:
    if prop.many:
        return []
    return {} if prop.ref else None
