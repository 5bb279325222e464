"""All that would stop a build of a sound model, or make it less than it says: found by a check, before it is made."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Diagnostic
from compiler.emit.contradictions import contradictions
from compiler.emit.file_names import no_documents, unsafe_names
from compiler.emit.openapi.building import unknown_corrections
from compiler.emit.spreadsheet.limits import texts_of_cells
from compiler.emit.taken_names import taken_names
from compiler.model.model import Model


def obstacles(model: Model) -> Iterator[Diagnostic]:
    """What stands in the way of the artefacts of `model`, whichever are asked for."""
    yield from unsafe_names(model)
    yield from taken_names(model)
    yield from contradictions(model)
    yield from unknown_corrections(model)
    yield from no_documents(model)
    yield from texts_of_cells(model)
