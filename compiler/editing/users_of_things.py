"""Who holds an entity or a list, and which messages show a thing: what a pointer that rests wants to know.

`compiler/model/users.py` tells more, by way of a graph of the whole model; that takes longer than a pointer rests.
"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.editing.mentions import NameRole
from compiler.editing.things import Thing
from compiler.model.elements import Attribute, Message
from compiler.model.model import Model


def attributes_that_hold(thing: Thing, model: Model) -> Iterator[str]:
    """The attributes that hold `thing`, an entity or a list, in the order of the model."""
    if thing.role is not NameRole.ATTRIBUTE:
        for each in model.written:
            if each.attribute.target == thing.name:
                yield f"{each.entity.name}.{each.text}"


def messages_that_show(thing: Thing, model: Model) -> Iterator[str]:
    """The messages that show `thing`, an entity, an attribute or a list, in the order of the model."""
    for message in model.messages():
        if _shows(message, thing, model):
            yield f"{message.process}/{message.name}"


def _shows(message: Message, thing: Thing, model: Model) -> bool:
    if thing.role is NameRole.ENTITY:
        return thing.name in message.projections
    return any(
        _is(attribute, key, thing, model)
        for key, projection in message.projections.items()
        for attribute in projection.attributes
    )


def _is(attribute: Attribute, key: str, thing: Thing, model: Model) -> bool:
    """Whether `attribute`, shown of the entity `key`, is `thing` or holds a value of it."""
    if thing.role is not NameRole.ATTRIBUTE:
        return thing.role is NameRole.LIST and attribute.target == thing.name
    return attribute.name.text == thing.name and _writer_of(model, key, thing.name) == thing.owner


def _writer_of(model: Model, key: str, name: str) -> str:
    """The key of the entity that writes the attribute `name` of the entity `key`."""
    family = (model.entities[key], *model.bases(key))
    return next((each.key for each in family if each.attribute(name) is not None), key)
