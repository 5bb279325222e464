"""The command that writes sources in their canonical form: fmt."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compiler.base.resources import DEFAULT_MODEL
from compiler.base.wording import Text, joined, say
from compiler.cli.common import Progress, cannot_write, files_counted, make_context, report
from compiler.cli.lang import tell
from compiler.cli.options import QUIET

if TYPE_CHECKING:
    from compiler.base.diagnostics import Diagnostic


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--check",
    "check_",
    is_flag=True,
    help="Change nothing; exit with 1 when a file is not in canonical form.",
)
@QUIET
def fmt_command(paths: tuple[Path, ...], check_: bool, quiet: bool) -> None:
    """Write .vera files in their one canonical form. PATHS are files and folders; models/vera without any.

    \b
    Examples:
      verac fmt
      verac fmt models/voorbeeld models/vera/domeinen/Relaties.vera
      verac fmt --check
    """
    from compiler.workspace.model_reading import vera_files
    from compiler.workspace.model_writing import tidy_files

    files = list(vera_files(paths or (DEFAULT_MODEL,)))
    if not check_:
        tidy_files({path.resolve().parent for path, problem in files if not problem})
    problems = [problem for _, problem in files if problem]
    formatted = _Formatter()
    changed = 0
    for path, problem in files:
        if problem:
            continue
        found, text = formatted.of(path)
        problems += found
        if text is None:
            continue
        changed += 1
        if check_:
            tell(say("would change {path}", path=path))
            continue
        if not quiet:
            tell(say("changed {path}", path=path))
        _replace(path, text)
    report(problems, Path(), quiet=quiet)
    if not quiet:
        tell(joined((files_counted(len(files)), _counted(changed, check=check_)), ", "))
    sys.exit(1 if problems or (check_ and changed) else 0)


class _Formatter:
    """Puts files into their canonical form."""

    def __init__(self) -> None:
        from compiler.language.parser import Parser

        self._parser = Parser(make_context(Progress(shown=False)).store)

    def of(self, path: Path) -> tuple[Sequence[Diagnostic], bytes | None]:
        """What is wrong with the file at `path`, and its canonical text; None where it has that already."""
        from compiler.language.canonical import canonical_text
        from compiler.workspace.model_reading import read_file

        unreadable, content = read_file(path)
        if unreadable:
            return [unreadable], None
        parsed = self._parser.parse_bytes(content, str(path))
        if parsed.diagnostics:
            return parsed.diagnostics, None
        refused, text = canonical_text(parsed.source, self._parser)
        if refused:
            return [refused], None
        return (), None if text == content else text


def _replace(path: Path, text: bytes) -> None:
    from compiler.workspace.model_writing import replace_file

    try:
        replace_file(path, text)
    except OSError as error:
        cannot_write(path, error)


def _counted(changed: int, *, check: bool) -> Text:
    if check:
        return say("{number} to change", number=changed)
    return say("{number} changed", number=changed)
