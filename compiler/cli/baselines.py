"""The baseline that an option names: read, and the end where there is none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from compiler.base.wording import say
from compiler.cli.common import fail

if TYPE_CHECKING:
    from compiler.rules.baseline import Baseline


def read_baseline(path: Path, format_: str = "text") -> Baseline:
    """The baseline in a file; ends the program where there is none."""
    from compiler.base.diagnostics import Diagnostic
    from compiler.rules.baseline import parse_baseline
    from compiler.workspace.model_reading import read_file
    from compiler.workspace.places import something_at

    problem, content = read_file(path)
    if problem:
        hint = (
            say("verac check --baseline {path} --update-baseline writes it", path=path)
            if not something_at(path)
            else problem.hint
        )
        fail(problem._replace(hint=hint), format_=format_)
    baseline = parse_baseline(content, str(path))
    if isinstance(baseline, Diagnostic):
        fail(baseline, format_=format_)
    return baseline
