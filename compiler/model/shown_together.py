"""What processes show, with where it is written: each message and the envelope, as the documents have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from compiler.base.source import Name
from compiler.model.document_builder import (
    envelope_of_messages,
    group_of_envelope,
    group_of_message,
)
from compiler.model.documents import Group
from compiler.model.elements import Attribute, Message, Projection
from compiler.model.holding import ShownAttribute
from compiler.model.model import Model


class ShownTogether(NamedTuple):
    """A group of a document of a process with the projections that it is made of, by the keys of their entities.

    `message` is None for the envelope, whose group is the same in every document.
    """

    group: Group
    projections: Mapping[str, Projection]
    message: Message | None


def shown_in(message: Message, model: Model) -> ShownTogether:
    """What `message` shows."""
    group = group_of_message(model, message.process, message.name.text)
    return ShownTogether(group, message.projections, message)


def shown_in_envelope(model: Model) -> Iterator[ShownTogether]:
    """The envelope, where some document shows it."""
    if model.envelope is not None and model.processes:
        yield ShownTogether(group_of_envelope(model), model.envelope.projections, None)


def shown_attributes(
    together: ShownTogether, model: Model
) -> Iterator[tuple[ShownAttribute, Name]]:
    """Every attribute that is shown together, with where the text says so."""
    for key, projection in together.projections.items():
        for shown in together.group.entities[key].attributes:
            yield shown, place_in(projection, shown.attribute, model)
    if together.message is None and (envelope := envelope_of_messages(model)) is not None:
        yield from ((shown, shown.attribute.name) for shown in envelope.attributes)


def place_in(projection: Projection, attribute: Attribute, model: Model) -> Name:
    """Where `projection` says that it shows `attribute`: its name there, or its own where it says `alle`."""
    entity = model.entities[projection.entity]
    of_entity = entity.attribute(attribute.name.text)
    taken_over = of_entity is not None and of_entity.name == attribute.name
    return projection.name if taken_over else attribute.name
