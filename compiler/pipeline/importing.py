"""Models of others → texts of the language: published releases, and drawn models.

As the stages in stages.py, which these use: values in, values out, and mistakes are diagnostics.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic, ordered
from compiler.base.wording import Text
from compiler.emit.families import Request
from compiler.emit.openapi.options import OpenAPIOptions
from compiler.emit.schema_names import reserved_names
from compiler.importers.release import acceptance, release
from compiler.importers.uml import reading, texts
from compiler.importers.uml.taking import taking
from compiler.model.manifest import Interface
from compiler.pipeline.stages import build, check, parse

_ALONE = Context()


class ImportedModel(NamedTuple):
    """An imported model as texts by path; None where a file could not be read. `account` says where every row went."""

    files: Mapping[str, bytes] | None
    diagnostics: tuple[Diagnostic, ...]
    account: tuple[Text, ...]


def import_release(
    sheet: Path,
    folder: Path,
    reference_data: Path | None,
    *,
    descriptions: bool = True,
    context: Context = _ALONE,
) -> ImportedModel:
    """A published release → model texts: what sheet and documents say, with what is wrong in it accepted."""
    context.tick("import", 0, 3)
    imported = release.read_release(sheet, folder, reference_data, descriptions=descriptions)
    if not imported.files:
        return ImportedModel(None, imported.diagnostics, ())
    context.tick("import", 1, 3)
    stages = acceptance.Stages(
        parse=partial(parse, context=context),
        findings=lambda texts: check(texts, context).diagnostics,
        documents=partial(_plain_documents, context=context),
    )
    accepted = acceptance.accepted(
        imported, stages, lambda done: context.tick("import", done, 3), descriptions=descriptions
    )
    found = ordered([*imported.diagnostics, *accepted.diagnostics])
    return ImportedModel(accepted.texts, found, imported.account)


def import_drawing(
    path: Path, *, fix_names: bool = False, context: Context = _ALONE
) -> ImportedModel:
    """A drawn model (PlantUML, Mermaid, XMI, .qea) → model texts, and what became of each thing."""
    taken = _taken(path, fix_names=fix_names)
    if not taken.files:
        return ImportedModel(None, taken.diagnostics, ())
    made = texts.texts_of_drawing(
        taken,
        parse=partial(parse, context=context),
        findings=lambda files: check(files, context).diagnostics,
    )
    found = ordered([*taken.diagnostics, *made.diagnostics])
    return ImportedModel(made.texts, found, (*taken.account, *made.account))


def update_from_drawing(
    path: Path,
    files: Mapping[str, bytes],
    before: bytes,
    *,
    fix_names: bool = False,
    context: Context = _ALONE,
) -> ImportedModel:
    """A model with what changed in its drawing since the last import.

    Args:
        path: the file of the drawn model.
        files: the model, as it is now.
        before: what the last import kept of the drawing, as it was then (`texts.DRAWN`).
        fix_names: whether names are spelled as the rules ask.
        context: the store between runs.
    """
    ours = parse(files, context)
    wrong = [found for each in ours for found in each.diagnostics if found.stops_build]
    taken = _taken(path, fix_names=fix_names)
    if wrong or not taken.files:
        return ImportedModel(None, ordered([*wrong, *taken.diagnostics]), ())
    earlier = parse({texts.DRAWN: before}, context)
    made = texts.updated_texts(taken, earlier, ours, parse=partial(parse, context=context))
    found = ordered([*taken.diagnostics, *made.diagnostics])
    if made.texts is None:
        return ImportedModel(None, found, ())
    return ImportedModel({**files, **made.texts}, found, (*taken.account, *made.account))


def _taken(path: Path, *, fix_names: bool) -> taking.Taken:
    drawing = reading.read_drawing(path)
    reserved = reserved_names(Interface())
    return taking.take_over(drawing, path.stem, path.name, reserved=reserved, fix_names=fix_names)


def _plain_documents(
    files: Mapping[str, bytes], context: Context
) -> tuple[Mapping[str, bytes] | None, tuple[Diagnostic, ...]]:
    """The documents of a model as they are published: without corrections, whatever the manifest says."""
    uncorrected = Request(families=("openapi",), openapi=OpenAPIOptions(corrections=("none",)))
    built = build(files, uncorrected, context)
    return built.artefacts, built.diagnostics
