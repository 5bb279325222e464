"""All that would stop a build of a sound model, or make it less than it says: found by a check, before it is made."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from compiler.base.diagnostics import Diagnostic
from compiler.emit.contradictions import (
    contradictions_in_entity,
    contradictions_in_message,
    contradictions_with_the_envelope,
)
from compiler.emit.file_names import no_documents, unsafe_names
from compiler.emit.openapi.building import unknown_corrections
from compiler.emit.spreadsheet.limits import texts_of_cells, texts_of_the_first_sheet
from compiler.emit.taken_names import taken_names
from compiler.model.elements import written_in
from compiler.model.keeping import kept
from compiler.model.model import Model


def obstacles(model: Model) -> Iterator[Diagnostic]:
    """What stands in the way of the artefacts of `model`, whichever are asked for."""
    yield from unsafe_names(model)
    yield from taken_names(model)
    yield from contradictions_with_the_envelope(model)
    yield from unknown_corrections(model)
    yield from no_documents(model)
    yield from texts_of_the_first_sheet(model)
    for key in model.entities:
        yield from kept(model, "obstacles in an entity", key, partial(_in_entity, key))
    for name in model.message_of:
        yield from kept(model, "obstacles in a message", name, partial(_in_message, name))


def _in_entity(key: str, model: Model) -> list[Diagnostic]:
    """What stands in the way by what one entity says."""
    entity = model.entities[key]
    return [*contradictions_in_entity(entity, model), *texts_of_cells(written_in(entity))]


def _in_message(name: tuple[str, str], model: Model) -> list[Diagnostic]:
    """What stands in the way by what one message says."""
    message = model.message_of[name]
    return [
        *contradictions_in_message(message, model),
        *texts_of_cells(model.written_for(message)),
    ]
