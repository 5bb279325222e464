"""Who holds an entity or a list, and which messages show a thing: what a pointer that rests wants to know at once.

`compiler/model/users.py` tells more, by way of a graph of the whole model; that takes longer than a pointer rests.
"""

from __future__ import annotations

from functools import lru_cache

from compiler.editing.mentions import Role
from compiler.editing.things import Thing
from compiler.model.model import Model


class Holders:
    """Attributes by what they hold, and messages by what they show, each in the order of the model."""

    def __init__(self, model: Model) -> None:
        self._attributes: dict[str, list[str]] = {}
        self._messages: dict[Thing, dict[str, None]] = {}
        for each in model.written:
            name = f"{each.entity.name}.{each.text}"
            self._attributes.setdefault(each.attribute.target, []).append(name)
        for message in model.messages():
            full = f"{message.process}/{message.name}"
            for key, projection in message.projections.items():
                self._shows(Thing(Role.ENTITY, key), full)
                for attribute in projection.attributes:
                    writer = _writer_of(model, key, attribute.name.text)
                    self._shows(Thing(Role.ATTRIBUTE, attribute.name.text, writer), full)
                    self._shows(Thing(Role.LIST, attribute.target), full)

    @staticmethod
    @lru_cache(maxsize=1)
    def of(model: Model) -> Holders:
        """Those of `model`, gathered once."""
        return Holders(model)

    def attributes(self, thing: Thing) -> list[str]:
        """The attributes that hold `thing`, an entity or a list."""
        return self._attributes.get(thing.name, []) if thing.role is not Role.ATTRIBUTE else []

    def messages(self, thing: Thing) -> list[str]:
        """The messages that show `thing`."""
        return list(self._messages.get(thing, ()))

    def _shows(self, thing: Thing, message: str) -> None:
        self._messages.setdefault(thing, {})[message] = None


def _writer_of(model: Model, key: str, name: str) -> str:
    """The key of the entity that writes the attribute `name` of the entity `key`."""
    family = (model.entities[key], *model.bases(key))
    return next((each.key for each in family if each.attribute(name) is not None), key)
