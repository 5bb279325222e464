"""The parts that a model is judged in: an entity, a list, a message, and what stands beside these."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from compiler.model.elements import (
    ArchitectureElement,
    CodeList,
    Entity,
    Message,
    WrittenAttribute,
    written_in,
)
from compiler.model.model import Model
from compiler.model.shown_together import ShownTogether, shown_in, shown_in_envelope
from compiler.model.written_texts import (
    WrittenText,
    texts_of_entity,
    texts_of_envelope,
    texts_of_list,
    texts_of_message,
    texts_of_the_rest,
)


class WrittenAttributes(tuple[WrittenAttribute, ...]):
    """The attributes that are written in an entity, or in a message (`eigen`)."""

    __slots__ = ()


# What a rule may judge by itself: `@rule(…, of=(Entity,))`.
JudgedElement: TypeAlias = (
    ArchitectureElement
    | CodeList
    | Entity
    | Message
    | ShownTogether
    | WrittenAttributes
    | WrittenText
)


class JudgedPart(NamedTuple):
    """A part of a model, by what it is and its key; `process` is that of a message."""

    kind: str
    key: str = ""
    process: str = ""


_ENVELOPE, _REST = JudgedPart("envelope"), JudgedPart("rest")


def judged_parts(model: Model) -> Iterator[JudgedPart]:
    """The parts of `model`; each element of it stands in one of them."""
    yield from (JudgedPart("entity", key) for key in model.entities)
    yield from (JudgedPart("list", name) for name in model.codelists)
    yield from (JudgedPart("message", name, code) for code, name in model.message_of)
    yield from (_ENVELOPE, _REST)


def judged_elements(part: JudgedPart, model: Model) -> Iterator[JudgedElement]:
    """What stands in `part`, in the order of the model; texts that are empty left out."""
    match part.kind:
        case "entity":
            entity = model.entities[part.key]
            yield entity
            yield WrittenAttributes(written_in(entity))
            texts = texts_of_entity(entity)
        case "list":
            codelist = model.codelists[part.key]
            yield codelist
            texts = texts_of_list(codelist)
        case "message":
            message = model.message_of[part.process, part.key]
            yield message
            yield shown_in(message, model)
            yield WrittenAttributes(model.written_for(message))
            texts = texts_of_message(message, model)
        case "envelope":
            yield from shown_in_envelope(model)
            envelope = model.envelope
            texts = texts_of_envelope(envelope, model) if envelope else iter(())
        case _:
            yield from model.architecture.values()
            texts = texts_of_the_rest(model)
    yield from (each for each in texts if each.text)
