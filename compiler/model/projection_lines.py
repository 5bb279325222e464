"""Ketenproces → the part of the model that its messages use: what is in, what is left out, and what departs from it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from enum import StrEnum
from typing import NamedTuple

from compiler.base.wording import NOTHING, Text, joined, say
from compiler.model.elements import Attribute, Message, Process, Projection, TypeKind
from compiler.model.holding import Holding, held_in_message
from compiler.model.model import Model

UNKNOWN = say("not in the model")


class Shown(StrEnum):
    """How a message shows an attribute; entities embedded or by their keys."""

    VALUE = "value"
    EMBEDDED = "embedded"
    KEYS = "keys"
    LEFT_OUT = "left out"


class ProjectionLine(NamedTuple):
    """One attribute of one entity in one message. `departs` says in what it is otherwise than in the model."""

    process: str
    message: str
    entity: str
    attribute: str
    shown: Shown
    type: str
    departs: Text


class View(NamedTuple):
    """One entity in one message, with its attributes: in the order of the message, then what is left out."""

    process: str
    message: str
    entity: str
    lines: tuple[ProjectionLine, ...]

    @property
    def shown(self) -> tuple[ProjectionLine, ...]:
        """What the message shows."""
        return tuple(line for line in self.lines if line.shown is not Shown.LEFT_OUT)

    @property
    def left_out(self) -> tuple[ProjectionLine, ...]:
        """What the entity has and the message does not."""
        return tuple(line for line in self.lines if line.shown is Shown.LEFT_OUT)


def views(process: Process, model: Model) -> Iterator[View]:
    """Each entity in each message of `process`."""
    for message in process.messages:
        yield from views_in(message, model)


def views_in(message: Message, model: Model) -> Iterator[View]:
    """Each entity in `message`.

    What an entity inherits from a base that the message shows itself is told there, and not again.
    """
    for projection in message.projections.values():
        lines = (*_in(projection, message, model), *_out(projection, message, model))
        yield View(message.process, message.name.text, projection.name.text, lines)


def _in(projection: Projection, message: Message, model: Model) -> Iterator[ProjectionLine]:
    for attribute in projection.attributes:
        shown = shown_as(attribute, message.projections, model)
        known = model.named_attributes[projection.entity].get(attribute.name.text)
        departs = joined(_departs(attribute, known, shown, model), "; ")
        yield _line(projection, message, attribute, shown, departs, model)


def _out(projection: Projection, message: Message, model: Model) -> Iterator[ProjectionLine]:
    there = {attribute.name.text for attribute in projection.attributes}
    entity = model.entities[projection.entity]
    apart = [base for base in model.bases(entity.key) if base.key not in message.projections]
    for owner in (*reversed(apart), entity):
        for attribute in owner.attributes:
            if attribute.name.text not in there:
                yield _line(projection, message, attribute, Shown.LEFT_OUT, NOTHING, model)


def _line(
    projection: Projection,
    message: Message,
    attribute: Attribute,
    shown: Shown,
    departs: Text,
    model: Model,
) -> ProjectionLine:
    return ProjectionLine(
        process=message.process,
        message=message.name.text,
        entity=projection.name.text,
        attribute=attribute.name.text,
        shown=shown,
        type=written_type(attribute, model),
        departs=departs,
    )


def shown_as(attribute: Attribute, embedded: Container[str], model: Model) -> Shown:
    """How `attribute` shows in a message that shows the entities with the keys `embedded`.

    An entity that the message does not hold shows by its keys, also where the model embeds it.
    """
    held = held_in_message(attribute, embedded, model)
    if held.target is None:
        return Shown.VALUE
    return Shown.KEYS if held.holding is Holding.KEYS else Shown.EMBEDDED


def _departs(
    attribute: Attribute, known: Attribute | None, shown: Shown, model: Model
) -> Iterator[Text]:
    """In what `attribute` is otherwise than the model has it (`known`): PB01, PB02, and what a message may choose."""
    if known is None:
        yield UNKNOWN
        return
    has_same_keys = known.keys is attribute.keys
    same = attribute.same_type(known if has_same_keys else known._replace(keys=attribute.keys))
    if not same or (attribute.own and not attribute.same_type(known)):
        yield say("{type} in the model", type=written_type(known, model))
    elif known.kind is TypeKind.ENTITY and known.keys is not (shown is Shown.KEYS):
        yield say("by its keys in the model") if known.keys else say("embedded in the model")
    if attribute.obsolete is not known.obsolete:
        yield say("obsolete here") if attribute.obsolete else say("obsolete in the model")
    if attribute.own and (attribute.pattern, attribute.constraint) != (
        known.pattern,
        known.constraint,
    ):
        yield say("other constraints in the model")
    if attribute.description != known.description:
        yield say("described otherwise in the model")


def written_type(attribute: Attribute, model: Model) -> str:
    """The type as one writes it: `Relatie.sleutels[]`."""
    name = (
        model.entities[attribute.target].name.text
        if attribute.kind is TypeKind.ENTITY
        else attribute.target
    )
    return name + ".sleutels" * attribute.keys + "[]" * attribute.many
