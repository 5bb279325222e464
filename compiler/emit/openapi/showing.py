"""Which documents each correction shows in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from compiler.emit.openapi.emitter import sketch_documents

if TYPE_CHECKING:
    from compiler.emit.openapi.correction import Correction
    from compiler.emit.openapi.plan import Document
    from compiler.model.model import Model


def documents_with_each(
    model: Model, chosen: Sequence[Correction], asked: Iterable[Correction]
) -> dict[str, tuple[str, ...]]:
    """The names of the documents of `model` that would be others without a correction, for each that is `asked` about.

    What others of `chosen` do all the same is not its doing. Where several do the same, so that each could be missed,
    it is that of the first.
    """
    asked = tuple(asked)
    if not asked:
        return {}
    from compiler.emit.openapi.correcting import corrected  # noqa: PLC0415 - mostly nothing is corrected

    plain = tuple(sketch.plan() for sketch in sketch_documents(model))
    whole = corrected(plain, chosen)
    found = {}
    kept = tuple(chosen)
    for each in reversed(asked):
        without = tuple(other for other in kept if other is not each)
        found[each.id] = _differing(whole, corrected(plain, without))
        if not found[each.id]:
            kept = without
    return found


def _differing(one: Iterable[Document], other: Iterable[Document]) -> tuple[str, ...]:
    return tuple(a.path.rsplit("/", 1)[-1] for a, b in zip(one, other, strict=True) if a != b)
