"""What `verac check --fix` does before it checks: it makes the mends that are sure, or shows them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from compiler.base.wording import say
from compiler.cli.common import (
    Progress,
    cannot_write,
    fail,
    files_counted,
    make_context,
    tell_waiting,
)
from compiler.cli.finding_choice import AskedFindings, chosen, filter_for
from compiler.cli.lang import tell
from compiler.cli.terminal import has_colour, show

if TYPE_CHECKING:
    from compiler.base.diagnostics import Diagnostic
    from compiler.pipeline import Review
    from compiler.workspace.model_finding import FoundModel


def fix_model(
    place: FoundModel, asked: AskedFindings, *, only_shown: bool, format_: str, quiet: bool
) -> None:
    """Make the sure mends of the findings that are asked for, and tell how many those were.

    With `only_shown` nothing is written: the changes are printed, and the program ends, with 1 where there are any.
    """
    from compiler.editing.fixing import fixed
    from compiler.workspace.model_reading import read_model
    from compiler.workspace.model_writing import write_files

    model = place.folder
    sources = read_model(model)
    if sources.problem:
        fail(sources.problem, format_=format_)
    context = make_context(progress := Progress(shown=not quiet))
    wanted = filter_for(asked, sources.files, place, context, format_)

    def asked_for(review: Review) -> Iterable[Diagnostic]:
        return (review if wanted is None else chosen(review, wanted)).diagnostics

    made = fixed(sources.files, context, asked_for)
    progress.clear()
    if only_shown:
        show(_differences(model, sources.files, made.files), safe=True)
        sys.exit(1 if made.files else 0)
    try:
        write_files(model, made.files, lambda: tell_waiting(model))
    except OSError as error:
        cannot_write(model, error)
    if not quiet:
        files = files_counted(len(made.files))
        tell(say("{number} mended in {files}", number=made.mended, files=files), err=True)


def _differences(model: Path, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> str:
    """The changes as `git apply` and `patch -p1` read them, with paths from where the user stands."""
    from compiler.report.unified_diff import render_unified_diff

    colour, to_read = has_colour(sys.stdout), sys.stdout.isatty()
    parts = []
    for path, content in after.items():
        old, new = (text.decode("utf-8", "replace") for text in (before[path], content))
        file = _from_here(model / path)
        parts.append(render_unified_diff(old, new, file, colour=colour, to_read=to_read))
    return "".join(parts)


def _from_here(path: Path) -> str:
    """A path from where the user stands, as the header of a diff has it; a whole one without its first slash."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix().lstrip("/")
