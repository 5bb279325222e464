"""Folders to write into that would get what is written among the texts of a model: refused before anything is made."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import say
from compiler.cli.common import fail


def refuse_among_texts(output: Path, model: Path, files: Iterable[str]) -> None:
    """End where `output` holds texts of the model, its `files`, or is another model: that is where people write.

    A folder of its own below that of the model is right: a model may be all of a repository.
    """
    from compiler.workspace.model_finding import has_manifest
    from compiler.workspace.places import absolute_place, folder_at

    if not folder_at(output):
        return
    real = absolute_place(output)
    texts = [each for each in files if absolute_place(model / each).is_relative_to(real)]
    if texts or has_manifest(output):
        message = say('"{output}" is a folder of a model', output=output)
        if texts:
            message = say(
                '"{output}" holds texts of the model: {file}', output=output, file=texts[0]
            )
        hint = say("name a folder with -o that is for what is made alone; nothing was written")
        fail(Diagnostic("OUT08", Severity.ERROR, Span(str(output)), message, hint=hint))


def refuse_within_model(output: Path) -> None:
    """End where `output` lies in a model: .vera files that are written there would become a part of it."""
    from compiler.workspace.model_finding import model_above
    from compiler.workspace.places import absolute_place

    above = model_above(absolute_place(output).parent)
    if above is not None:
        shown = Path(os.path.relpath(above))
        message = say('"{output}" lies in the model {model}', output=output, model=shown)
        hint = say(
            "what is written there would become a part of it; name a folder beside the model, nothing was written"
        )
        fail(Diagnostic("OUT08", Severity.ERROR, Span(str(output)), message, hint=hint))
