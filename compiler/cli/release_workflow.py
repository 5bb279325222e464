"""What schedulers of others need, written: release workflow."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compiler.base.wording import say
from compiler.cli.common import Progress, cannot_write, make_context, report, write_text
from compiler.cli.lang import misuse, tell
from compiler.cli.options import OUTPUT, model_argument
from compiler.cli.release_declaring import declared_of
from compiler.release.schedulers import SCHEDULERS

if TYPE_CHECKING:
    from compiler.release.environments.declared import DeclaredFile


@click.command("workflow")
@model_argument
@click.option(
    "--for", "name", required=True, type=click.Choice(tuple(SCHEDULERS)), help="The scheduler that calls verac."
)  # fmt: skip
@click.option(
    "--branch", default="main", show_default=True, metavar="NAME", help="The main line of the repository."
)  # fmt: skip
@OUTPUT
def workflow_command(model: Path, name: str, branch: str, output: Path | None) -> None:
    """Write what a scheduler needs to call verac release run for a model.

    verac says whether something runs; the scheduler says when, and keeps approvals and secrets.

    \b
    Examples:
      verac release workflow --for github -o .github/workflows/releases.yml
      verac release workflow models/vera --for azure -o azure-releases.yml
      verac release workflow --for dagster -o dagster/releases.py
      verac release workflow --for cron
    """
    from compiler.release.open_target import DEFAULT_TARGET
    from compiler.release.workflows import (
        Workflow,
        runs_of_triggers,
        unwritable_text,
        workflow_text,
    )
    from compiler.workspace.places import absolute_place

    if name == "dagster" and output is not None and output.name == "dagster.py":
        misuse(say('"dagster.py" would hide Dagster itself from Python'), option="--output")
    declared = _with_triggers(model)
    scheduler = SCHEDULERS[name]
    top = _repository(model)
    start = os.path.relpath(top, absolute_place(output).parent if output else Path.cwd())
    workflow = Workflow(
        model=_seen_from(top, model),
        folder=str(top) if name == "cron" else Path(start).as_posix(),
        verac=_program(),
        branch=branch,
        runs=runs_of_triggers(declared),
    )
    text = unwritable_text(scheduler, workflow)
    if text:
        shown = text.encode("utf-8", "backslashreplace").decode()
        misuse(say('"{text}" cannot stand in a file for {name}: rename it', text=shown, name=name))
    written = workflow_text(scheduler, workflow, make_context(Progress(shown=False)))
    if output is not None:
        try:
            # .github/workflows is seldom there yet
            output.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            cannot_write(output, error)
    write_text(written, output)
    _warn_of_folders(scheduler.keeps_folders, name, declared.target.text or DEFAULT_TARGET)


def _warn_of_folders(keeps: bool, name: str, target: str) -> None:
    """Say that the machines of a scheduler forget a folder beside the model, where they do."""
    if not keeps and ":" not in target and not Path(target).is_absolute():
        tell(
            say(
                'the machines of {name} forget "{target}" after each run: let doel be the address of a git repository',
                name=name,
                target=target,
            ),
            err=True,
        )


def _with_triggers(model: Path) -> DeclaredFile:
    """What the model declares; ends the program where there is nothing to call verac for."""
    from compiler.base.diagnostics import Diagnostic, Severity
    from compiler.workspace.model_walk import ENVIRONMENTS_FILE

    declared = declared_of(model, make_context(Progress(shown=False)))
    if declared.triggers:
        return declared
    message = say("no trigger is declared, so there is nothing to run")
    hint = say("write trigger NAME {{ … }} in {file}", file=ENVIRONMENTS_FILE)
    place = declared.place.span
    report([Diagnostic("ENV05", Severity.ERROR, place, message, hint=hint)], model, quiet=False)
    sys.exit(1)


def _repository(model: Path) -> Path:
    """The repository that a model is in, else the folder of whoever asks."""
    within = model.resolve()
    return next(
        (each for each in (within, *within.parents) if (each / ".git").exists()), Path.cwd()
    )


def _seen_from(top: Path, model: Path) -> str:
    """The folder of the model from the top of its repository; never to be taken for an option."""
    path = Path(os.path.relpath(model.resolve(), top)).as_posix()
    return f"./{path}" if path.startswith("-") else path


def _program() -> str:
    """The whole path of this program, where it is known."""
    called = Path(sys.argv[0])
    found = str(called) if called.stem == "verac" else shutil.which("verac")
    return str(Path(found).absolute()) if found else "verac"
