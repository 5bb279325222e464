"""The targets of releases on the command line: opened, and left where they refuse something."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compiler.cli.common import report, tell_waiting

if TYPE_CHECKING:
    from compiler.release.target import Target

FROM = click.option(
    "--from",
    "source",
    metavar="TARGET",
    default="releases",
    show_default=True,
    help="Where the release is.",
)


@contextmanager
def ending_where_refused(format_: str = "text", root: Path = Path()) -> Iterator[None]:
    """End the program with the diagnostics of a target or key that refuses something; `root` is what places are in."""
    from compiler.release.problems import ReleaseRefusedError

    try:
        yield
    except ReleaseRefusedError as refusal:
        found = (refusal.diagnostic, *refusal.others)
        report(found, root, quiet=False, format_=format_)
        sys.exit(refusal.code)


def opened(
    name: str,
    *,
    writing: bool = False,
    sign_tag: bool = False,
    waiting: Callable[[], None] | None = None,
) -> Target:
    """The target that `name` names.

    Raises:
        ReleaseRefusedError: where it names none.
    """
    from compiler.release.open_target import open_target

    return open_target(
        name,
        writing=writing,
        sign_tag=sign_tag,
        waiting=waiting or (lambda: tell_waiting(Path(name))),
    )
