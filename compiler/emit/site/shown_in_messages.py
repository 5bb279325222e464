"""What messages show of entities, in figures and names: what pages of entities, domains and processes tell of it."""

from __future__ import annotations

from typing import NamedTuple

from compiler.model.elements import Message
from compiler.model.model import Model
from compiler.model.projection_lines import views_in


class ShownInMessage(NamedTuple):
    """What the message `name` of a process, which is about `root`, shows of the entity with the key `entity`.

    It takes so many of all its attributes, and leaves those out that are named.
    """

    process: str
    name: str
    root: str
    entity: str
    taken: int
    of: int
    left_out: tuple[str, ...]


def views_of_message(message: Message, model: Model) -> tuple[ShownInMessage, ...]:
    """What `message` shows of each entity."""
    return tuple(
        ShownInMessage(
            process=message.process,
            name=message.name.text,
            root=message.root,
            entity=key,
            taken=len(view.shown),
            of=len(view.lines),
            left_out=tuple(line.attribute for line in view.left_out),
        )
        for key, view in zip(message.projections, views_in(message, model), strict=True)
    )
