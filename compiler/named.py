"""What bears a name in a model: the attributes that somebody wrote, of entities and of messages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from compiler.dutch.words import Words, words_with
from compiler.model import Attribute, Entity, Model


class Written(NamedTuple):
    """An attribute with the entity it is of; `own` is one that a message adds to what it shows of the entity."""

    entity: Entity
    attribute: Attribute
    own: bool = False

    @property
    def text(self) -> str:
        """The name of the attribute."""
        return self.attribute.name.text


@lru_cache(maxsize=1)
def written(model: Model) -> tuple[Written, ...]:
    """Every attribute of an entity, then those that messages add. The identifiers of GM11 stand in the manifest.

    Kept for the model that was asked for last, since every rule on names walks them.
    """
    return tuple(_written(model))


def _written(model: Model) -> Iterator[Written]:
    for entity in model.entities.values():
        yield from (Written(entity, attribute) for attribute in entity.attributes if not attribute.standard)
    for message in model.messages():
        for projection in message.projections.values():
            entity = model.entities[projection.entity]
            yield from (Written(entity, attribute, own=True) for attribute in projection.attributes if attribute.own)


def dutch_of(model: Model) -> Words:
    """Dutch with the model's own words."""
    return words_with(model.standard.words)
