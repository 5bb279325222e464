"""Model and options → OpenAPI documents: the corrections that are asked for, by the caller or the manifest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic, Severity, nearest
from compiler.base.wording import Text, one_of, say
from compiler.emit.emitted import Emitted, UnknownWord
from compiler.emit.openapi.emitter import emit_documents
from compiler.emit.openapi.options import OpenAPIOptions
from compiler.model.model import Model

if TYPE_CHECKING:
    from compiler.emit.openapi.correction import Correction
    from compiler.emit.openapi.emitter import Exampler


def build_documents(
    model: Model, asked: OpenAPIOptions, context: Context, exampler: Exampler | None
) -> Emitted:
    """The documents of `model` as `asked`; `exampler` gives the operations of a message with an example.

    A correction that does not exist is an unknown word; one that the manifest names is found before.
    """
    words = model.standard.corrections if asked.corrections is None else asked.corrections
    chosen, unknown = chosen_corrections(words)
    if unknown:
        return Emitted(None, unknown=tuple(_in_request(unknown)))
    documents = emit_documents(
        model, chosen, context, json=asked.json, exampler=exampler, version=asked.version
    )
    return Emitted(documents)


def chosen_corrections(words: tuple[str, ...]) -> tuple[tuple[Correction, ...], tuple[str, ...]]:
    """What `choose` chooses; without a look at the corrections where none is asked for."""
    if set(words) <= {"none"}:
        return (), ()
    from compiler.emit.openapi.correcting import choose  # noqa: PLC0415 - only where something is corrected

    return choose(words)


def unknown_corrections(model: Model) -> Iterator[Diagnostic]:
    """A diagnostic for each correction in the manifest of `model` that does not exist."""
    _, unknown = chosen_corrections(model.standard.corrections)
    if not unknown:
        return
    from compiler.model.manifest import CORRECTION_GROUPS  # noqa: PLC0415 - only where one is unknown

    for word in unknown:
        place = model.standard.place_of(word).span
        message, hint = no_correction(word, CORRECTION_GROUPS)
        yield Diagnostic("STD01", Severity.ERROR, place, message, hint=hint)


def _in_request(unknown: tuple[str, ...]) -> Iterator[UnknownWord]:
    from compiler.emit.openapi.correcting import GROUPS  # noqa: PLC0415 - only where one is unknown

    for word in unknown:
        message, hint = no_correction(word, GROUPS)
        yield UnknownWord("corrections", word, message, hint)


def no_correction(word: str, groups: Iterable[str]) -> tuple[Text, Text]:
    """What is wrong with `word`, and what may be written in its place: one of `groups`, or an id."""
    from compiler.emit.openapi.correcting import all_corrections  # noqa: PLC0415 - only where one is unknown

    known = [*groups, *(correction.id for correction in all_corrections())]
    return say('"{word}" is no correction', word=word), nearest(word, known) or one_of(known)
