"""The file of environments on the command line: read, and ended where it is wrong; who asks, when, and why."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compiler.base.wording import say
from compiler.cli.common import fail, report
from compiler.cli.lang import misuse
from compiler.cli.release_targets import opened

if TYPE_CHECKING:
    from compiler.base.context import Context
    from compiler.base.diagnostics import Diagnostic
    from compiler.base.source import Name
    from compiler.release.environments.declared import DeclaredFile
    from compiler.release.environments.log_file import LogFile
    from compiler.release.target import Target

BY = click.option(
    "--by", default="", metavar="NAME", help="Who asks, in the records; else the user and the machine."
)  # fmt: skip
LOG = click.option(
    "--log",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The log; else that of the file, or runs.jsonl in a target that is a folder.",
)
DECLARED_TARGET = click.option(
    "--from",
    "source",
    metavar="TARGET",
    default="",
    help="Where releases and records are; else the one in the file, or releases.",
)


def declared_of(model: Path, context: Context, format_: str = "text") -> DeclaredFile:
    """What the file of environments in the folder of a model declares; ends the program where it cannot be used."""
    from compiler.base.diagnostics import Diagnostic, Severity
    from compiler.base.source import Span
    from compiler.release.environments.declaring import read_declared
    from compiler.workspace.model_reading import read_environments
    from compiler.workspace.model_walk import ENVIRONMENTS_FILE

    problem, content = read_environments(model)
    if problem:
        fail(problem, format_=format_)
    if content is None:
        message = say('"{model}" has no file {file}', model=model, file=ENVIRONMENTS_FILE)
        hint = say("write omgevingen {{ omgeving test }} into it: see docs/environments.md")
        fail(Diagnostic("ENV14", Severity.ERROR, Span(str(model)), message, hint=hint), 2, format_)
    read = read_declared(content, context)
    if read.declared is None:
        report(read.diagnostics, model, quiet=False, format_=format_)
        sys.exit(1)
    return read.declared


def environment_findings(model: Path, context: Context) -> tuple[Diagnostic, ...]:
    """What is wrong with the file of environments of a model; nothing where it has none."""
    from compiler.workspace.model_reading import read_environments

    problem, content = read_environments(model)
    if problem:
        return (problem,)
    return () if content is None else declared_findings(content, context)


def declared_findings(content: bytes, context: Context) -> tuple[Diagnostic, ...]:
    """What is wrong with the bytes of a file of environments."""
    from compiler.release.environments.binding import correction_faults
    from compiler.release.environments.declaring import read_declared

    read = read_declared(content, context)
    if read.declared is None:
        return read.diagnostics
    return tuple(correction_faults(read.declared.environments))


def target_of(declared: DeclaredFile, source: str) -> Target:
    """The target that is given, else that of the file, else the usual one.

    Raises:
        ReleaseRefusedError: where it is none.
    """
    from compiler.release.open_target import DEFAULT_TARGET

    return opened(source or declared.target.text or DEFAULT_TARGET, writing=True)


def environment_named(declared: DeclaredFile, name: str) -> Name:
    """The place where an environment is declared.

    Raises:
        ReleaseRefusedError: where it is not.
    """
    from compiler.base.diagnostics import nearest
    from compiler.base.wording import one_of
    from compiler.release.problems import refused
    from compiler.workspace.model_walk import ENVIRONMENTS_FILE

    found = declared.environment(name)
    if found is None:
        known = [each.name.text for each in declared.environments]
        message = say('there is no environment "{name}"', name=name)
        hint = nearest(name, known) or (one_of(known) if known else say("declare it"))
        raise refused("ENV03", ENVIRONMENTS_FILE, message, hint, code=2)
    return found.name


def now() -> datetime:
    """The moment."""
    return datetime.now(UTC)


def asking(by: str) -> str:
    """Who asks: what is given, else the user and the machine."""
    import getpass
    import socket

    if by.strip():
        return " ".join(by.split())
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a machine may not know its users
        user = "?"
    return f"{user}@{socket.gethostname()}"


def reason_given(because: str) -> str:
    """The reason that --because gives, on one line; what cannot be printed is misuse."""
    reason = " ".join(because.split())
    if not reason or not reason.isprintable():
        misuse(
            say("write the reason on one line, in words that can be printed"), option="--because"
        )
    return reason


def log_where_known(target: Target, declared: DeclaredFile, given: Path | None) -> LogFile | None:
    """The log for what is done by hand, which can be written; None where it has no place, for the record tells it too.

    Raises:
        ReleaseRefusedError: where it cannot be written.
    """
    from compiler.release.environments.log_file import log_of
    from compiler.release.problems import ReleaseRefusedError

    try:
        log = log_of(target, declared, given)
    except ReleaseRefusedError:
        return None
    log.ensure()
    return log
