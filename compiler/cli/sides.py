"""The sides of a comparison, as the user names them: read, and compared in a row."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from compiler.base.wording import say
from compiler.cli.common import Progress, fail, make_context, report
from compiler.cli.lang import tell

if TYPE_CHECKING:
    from compiler.base.context import Context
    from compiler.compare.comparison import Comparison
    from compiler.model.model import Model


def compared(names: Sequence[str]) -> tuple[list[Model], list[Comparison], Context]:
    """The models of all sides, and the comparison of each with the next; older sides stand first."""
    from compiler import pipeline

    progress = Progress(shown=True)
    context = make_context(progress)
    models = [_read(name, context) for name in names]
    progress.clear()
    comparisons = []
    for number in range(len(models) - 1):
        comparison = pipeline.compare(models[number], models[number + 1])
        swapped = [d for d in comparison.diagnostics if d.id == "VS03"]
        if swapped:
            report(swapped, Path(names[number + 1]), quiet=False)
            tell(say("nothing compared"), err=True)
            sys.exit(1)
        comparisons.append(comparison)
    return models, comparisons, context


def _read(name: str, context: Context) -> Model:
    """The model that a side names; ends the program where there is none."""
    from compiler import pipeline
    from compiler.workspace.sides import read_side

    side = read_side(name)
    if side.problem:
        fail(side.problem)
    if side.published is not None and side.sheet is not None:
        found = pipeline.read_published(side.sheet, side.published, side.reference_data, context)
    else:
        assert side.files is not None
        found = pipeline.read_version(side.files, context)
    if found.model is None:
        report(found.diagnostics, Path(name), quiet=False)
        tell(say("nothing compared: {name} is no sound model", name=name), err=True)
        sys.exit(1)
    return found.model
