"""The texts of a drawn model: as drawn; what breaks rules is a warning, so that it builds from the first day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic
from compiler.base.wording import Text, as_it_is, say
from compiler.importers.model_texts import (
    NOT_OF_RULES,
    texts_of_files,
    unfaithful,
    with_severities,
)
from compiler.importers.uml.taking.taking import Taken
from compiler.importers.uml.update.updating import update
from compiler.language.declarations import ParsedFile, SourceFile
from compiler.language.formatter import format_source

DRAWN = "uml-bron.txt"
"""The file beside a model that keeps what was drawn at the last import, for the next one to compare with."""


class DrawnTexts(NamedTuple):
    """The texts of a model by path, None where they would not be sound; what is wrong, and what rules say, in lines."""

    texts: Mapping[str, bytes] | None
    diagnostics: tuple[Diagnostic, ...]
    account: tuple[Text, ...]


def texts_of_drawing(
    taken: Taken,
    parse: Callable[[Mapping[str, bytes]], Sequence[ParsedFile]],
    findings: Callable[[Mapping[str, bytes]], tuple[Diagnostic, ...]],
) -> DrawnTexts:
    """The texts of what was taken over.

    Args:
        taken: the files as declarations.
        parse: the files of model texts.
        findings: what a check finds in model texts.
    """
    texts = texts_of_files(taken.files)
    if wrong := unfaithful(texts, parse(texts)):
        return DrawnTexts(None, wrong, ())
    found = findings(texts)
    broken = [each for each in found if each.stops_build]
    unsound = tuple(each for each in broken if each.id.startswith(NOT_OF_RULES))
    if unsound:
        return DrawnTexts(None, unsound, ())
    lighter = dict.fromkeys(sorted({each.id for each in broken}), "waarschuwing")
    texts = texts_of_files(with_severities(file, lighter) for file in taken.files)
    counted = Counter(each.id for each in found)
    said = (as_it_is(f"{number} {id_}") for id_, number in sorted(counted.items()))
    account = tuple(_line(each) for each in [", ".join(said)] if each)
    return DrawnTexts({**texts, **_kept(taken)}, (), account)


def updated_texts(
    taken: Taken,
    earlier: Sequence[ParsedFile],
    ours: Sequence[ParsedFile],
    parse: Callable[[Mapping[str, bytes]], Sequence[ParsedFile]],
) -> DrawnTexts:
    """The texts that change in the model `ours`, which was drawn as `earlier` at its last import and is `taken` now."""
    wrong = [found for each in earlier for found in each.diagnostics]
    if wrong:
        return DrawnTexts(None, tuple(wrong), ())
    made = update([each.source for each in earlier], taken.files, [each.source for each in ours])
    texts = texts_of_files(made.files)
    if unsound := unfaithful(texts, parse(texts)):
        return DrawnTexts(None, unsound, ())
    return DrawnTexts({**texts, **_kept(taken)}, made.diagnostics, made.account)


def _kept(taken: Taken) -> dict[str, bytes]:
    """All that was drawn, in one file that no model reads."""
    statements = tuple(statement for file in taken.files for statement in file.statements)
    return {DRAWN: format_source(SourceFile(DRAWN, statements)).encode()}


def _line(counted: str) -> Text:
    return say(
        "findings of rules, which verac check shows: {counted}; those that stop a build are warnings in the manifest",
        counted=as_it_is(counted),
    )
