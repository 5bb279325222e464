"""What omgevingen.vera declares, for commands; they end where it declares nothing, or is not right."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from compiler.base.wording import say
from compiler.cli.common import fail, report

if TYPE_CHECKING:
    from compiler.release.environments.declared import Declared


def declared_by(model: Path) -> Declared:
    """What the model in a folder declares of environments and triggers."""
    from compiler.base.diagnostics import Diagnostic, Severity
    from compiler.base.source import Span
    from compiler.release.environments.declaring import read_declared
    from compiler.workspace.model_reading import read_environments
    from compiler.workspace.model_walk import ENVIRONMENTS_FILE

    problem, content = read_environments(model)
    if problem:
        fail(problem)
    if content is None:
        message = say('"{model}" has no {file}', model=model, file=ENVIRONMENTS_FILE)
        hint = say("write environments and triggers in it: docs/environments.md")
        fail(Diagnostic("ENV05", Severity.ERROR, Span(str(model)), message, hint=hint))
    read = read_declared(content)
    if read.declared is None:
        report(read.diagnostics, model, quiet=False)
        sys.exit(1)
    return read.declared


def log_of(declared: Declared) -> Path:
    """The log of a model."""
    from compiler.release.open_target import DEFAULT_TARGET, LOG_FILE

    return (
        Path(declared.log.text)
        if declared.log.text
        else Path(declared.target.text or DEFAULT_TARGET) / LOG_FILE
    )
