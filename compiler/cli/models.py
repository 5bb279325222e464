"""Models as commands need them, and names in them; where there is none, what is wrong, and the end."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from compiler.base.wording import Text, say
from compiler.cli.common import Progress, fail, make_context, report
from compiler.cli.lang import misuse

if TYPE_CHECKING:
    from compiler.model.model import Model


def linked_model(folder: Path) -> Model:
    """The model in `folder`, whatever rules may find in it; where it is not sound, what is wrong, and the end."""
    from compiler import pipeline

    files = _files(folder)
    progress = Progress(shown=True)
    checked = pipeline.read_version(files, make_context(progress))
    progress.clear()
    if checked.model is None:
        report(checked.diagnostics, folder, quiet=False)
        sys.exit(1)
    return checked.model


def sound_model(folder: Path) -> Model:
    """The model in `folder`; where something stands in the way of a build, what that is, and the end."""
    from compiler import pipeline

    files = _files(folder)
    progress = Progress(shown=True)
    checked = pipeline.check(files, make_context(progress))
    progress.clear()
    if checked.model is None or any(d.stops_build for d in checked.diagnostics):
        report((d for d in checked.diagnostics if d.stops_build), folder, quiet=False)
        sys.exit(1)
    return checked.model


def _files(folder: Path) -> Mapping[str, bytes]:
    from compiler.workspace.model_reading import read_model

    sources = read_model(folder)
    if sources.problem:
        fail(sources.problem)
    return sources.files


def known_name(name: str, known: Iterable[str], what: Text, otherwise: Text) -> str:
    """The entry of `known` that is called `name`, in whatever capitals; else the command ends as misuse.

    `what` the names are is for the message; `otherwise` is the hint where no entry is like `name`.
    """
    from compiler.base.diagnostics import nearest

    names = list(known)
    found = next((each for each in (name, name.upper()) if each in names), None)
    if found is None:
        hint = nearest(name, names) or nearest(name.upper(), names) or otherwise
        misuse(say('"{name}" is no {what}; {hint}', name=name, what=what, hint=hint))
    return found
