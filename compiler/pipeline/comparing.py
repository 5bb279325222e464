"""Versions of a model to compare, from texts and from what was published, and what changed between two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from compiler.base.context import Context
from compiler.base.diagnostics import has_errors, ordered
from compiler.base.store import KeptValues, digest
from compiler.language.declarations import SourceFile
from compiler.pipeline.outcomes import Checked
from compiler.pipeline.stages import link, parse

if TYPE_CHECKING:
    from compiler.compare.chosen_corrections import Corrections
    from compiler.compare.comparison import Comparison
    from compiler.importers.release.release import Imported
    from compiler.model.manifest import Deviation
    from compiler.model.model import Model

_ALONE = Context()


class PublishedSide(NamedTuple):
    """A published release that was read, as the files of a model."""

    files: tuple[SourceFile, ...]


_PUBLISHED = KeptValues("published", PublishedSide)


def read_version(files: Mapping[str, bytes], context: Context = _ALONE) -> Checked:
    """A model to compare: stages 1 and 2, without the rules. None, with what is wrong, where it is not sound."""
    parsed = parse(files, context)
    found = [diagnostic for each in parsed for diagnostic in each.diagnostics]
    if has_errors(found):
        return Checked(None, ordered(found))
    model, problems = link(each.source for each in parsed)
    return Checked(None if has_errors(problems) else model, ordered(problems))


def read_published(
    sheet: Path, folder: Path, reference_data: Path | None, context: Context = _ALONE
) -> Checked:
    """A published release to compare: what sheet and documents say, as a model. It has no places in a text.

    What single documents say otherwise stands in it as an import would keep it, without a word about it. What was read
    before, from the same bytes, comes from the store.
    """
    from compiler.importers.release import release  # noqa: PLC0415 - only a published side needs it

    content = release.digest_of_release(sheet, folder, reference_data)
    key = digest(context.fingerprint, content)
    published = _PUBLISHED.get(context.store, key) if content else None
    if published is None:
        imported = release.read_release(sheet, folder, reference_data)
        if not imported.files:
            return Checked(None, ordered(imported.diagnostics))
        context.tick("import", 1, 2)
        published = PublishedSide(_with_deviations(imported))
        if content and content == release.digest_of_release(sheet, folder, reference_data):
            _PUBLISHED.put(context.store, key, published)
    context.tick("import", 2, 2)
    model, problems = link(published.files)
    return Checked(None if has_errors(problems) else model, ordered(problems))


def _with_deviations(imported: Imported) -> tuple[SourceFile, ...]:
    """The files of a release that was read, with what its documents say otherwise; as they are where no model is."""
    from compiler.emit.openapi.emitter import emit_documents  # noqa: PLC0415 - only a published side needs it
    from compiler.importers.release.acceptance import with_deviations  # noqa: PLC0415 - same
    from compiler.importers.release.published_deviations import published_deviations  # noqa: PLC0415 - same

    model, problems = link(imported.files)
    if model is None or imported.published is None or has_errors(problems):
        return imported.files
    standard = model.standard

    def documents_with(deviations: Sequence[Deviation]) -> Mapping[str, bytes]:
        interface = standard.interface._replace(deviations=tuple(deviations))
        deviating = replace(model, standard=standard._replace(interface=interface))
        return emit_documents(deviating, (), _ALONE)

    found = published_deviations(imported.published, documents_with)
    return (
        tuple(with_deviations(file, found) for file in imported.files) if found else imported.files
    )


def compare(old: Model, new: Model) -> Comparison:
    """What changed between two versions, and whether the version number allows it."""
    from compiler.compare.comparison import compare_models  # noqa: PLC0415 - nobody else needs it
    from compiler.emit.openapi.showing import differing_documents  # noqa: PLC0415 - same

    chosen = (_corrections_of(old, new), _corrections_of(new, old))
    return compare_models(old, new, chosen, differing_documents(old, new))


def _corrections_of(model: Model, other: Model) -> Corrections:
    """The corrections that `model` chooses; those that `other` does not, with the documents that they show in."""
    from compiler.compare.chosen_corrections import (  # noqa: PLC0415 - only a comparison needs it
        ChosenCorrection,
        Corrections,
    )
    from compiler.emit.openapi.building import chosen_corrections  # noqa: PLC0415 - same
    from compiler.emit.openapi.showing import NOWHERE, documents_with_each  # noqa: PLC0415 - same

    chosen, _ = chosen_corrections(model.standard.corrections)
    instead, _ = chosen_corrections(other.standard.corrections)
    shown = documents_with_each(model, chosen, [each for each in chosen if each not in instead])
    told = tuple(
        ChosenCorrection(
            id=each.id,
            title=each.title,
            begun="breaking" if shown.get(each.id, NOWHERE).widened else each.effect.value,
            ended="breaking" if shown.get(each.id, NOWHERE).narrowed else each.undone.value,
            documents=shown.get(each.id, NOWHERE).names,
            reshaped=shown.get(each.id, NOWHERE).beside_texts,
        )
        for each in chosen
    )
    return Corrections(told, frozenset().union(*(each.alters for each in chosen)))
