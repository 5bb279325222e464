"""The command that writes sources in their canonical form: fmt."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from compiler.base.wording import Text, joined, say
from compiler.cli.common import Progress, cannot_write, files_counted, make_context, report
from compiler.cli.lang import misuse, tell
from compiler.cli.model_place import parts_of_model
from compiler.cli.options import MODEL_NAMED, QUIET
from compiler.cli.terminal import has_colour, put

if TYPE_CHECKING:
    from compiler.base.diagnostics import Diagnostic


_STANDARD_INPUT = Path("-")


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@MODEL_NAMED
@click.option(
    "--check",
    "check_",
    is_flag=True,
    help="Change nothing; exit with 1 when a file is not in canonical form.",
)
@click.option("--diff", is_flag=True, help="As --check, and show what would change.")
@QUIET
@click.pass_context
def fmt_command(
    context: click.Context, paths: tuple[Path, ...], *, check_: bool, diff: bool, quiet: bool
) -> None:
    """Write .vera files in their one canonical form.

    PATHS are files and folders, or - to read standard input and write standard output; without any it is the model that
    you stand in.

    \b
    Examples:
      verac fmt
      verac fmt models/voorbeeld models/vera/domeinen/Relaties.vera
      verac fmt --check
      verac fmt --diff
      verac fmt - < model.vera
    """
    from compiler.workspace.model_reading import vera_files
    from compiler.workspace.model_writing import tidy_files

    if _STANDARD_INPUT in paths:
        if len(paths) > 1:
            misuse(say("- is standard input, and stands alone"))
        _format_input(check=check_, diff=diff)
    files = list(vera_files(paths or (parts_of_model(context, ()).folder,)))
    changing = not check_ and not diff
    if changing:
        tidy_files({path.resolve().parent for path, problem in files if not problem})
    problems = [problem for _, problem in files if problem]
    formatter = _Formatter()
    changed = 0
    for path, problem in files:
        found, content, text = formatter.of(path) if not problem else ((), b"", None)
        problems += found
        if text is None:
            continue
        changed += 1
        if diff:
            _show_difference(content, text, path.as_posix())
        elif changing:
            _replace(path, text)
        if not diff and not (changing and quiet):
            tell(say("changed {path}", path=path) if changing else say("would change {path}", path=path))  # fmt: skip
    report(problems, Path(), quiet=quiet)
    if not quiet:
        counted = joined((files_counted(len(files)), _counted(changed, check=not changing)), ", ")
        tell(counted, err=diff)
    sys.exit(1 if problems or (changed and not changing) else 0)


def _format_input(*, check: bool, diff: bool) -> NoReturn:
    """Write what standard input holds to standard output, in its canonical form, and end."""
    content = sys.stdin.buffer.read()
    found, text = _Formatter().of_bytes(content, str(_STANDARD_INPUT))
    report(found, Path(), quiet=False)
    if not found and diff and text is not None:
        _show_difference(content, text, str(_STANDARD_INPUT))
    elif not found and not check and not diff:
        put((content if text is None else text).decode())
    sys.exit(1 if found or (text is not None and (check or diff)) else 0)


def _show_difference(content: bytes, text: bytes, file: str) -> None:
    from compiler.report.unified_diff import render_unified_diff

    old, new = (each.decode("utf-8-sig", "replace") for each in (content, text))
    colour = has_colour(sys.stdout)
    click.echo(render_unified_diff(old, new, file, colour=colour), nl=False, color=colour)


class _Formatter:
    """Puts files into their canonical form."""

    def __init__(self) -> None:
        from compiler.language.parser import Parser

        self._parser = Parser(make_context(Progress(shown=False)).store)

    def of(self, path: Path) -> tuple[Sequence[Diagnostic], bytes, bytes | None]:
        """What is wrong with the file at `path`, what it holds, and its canonical text; None where it has that."""
        from compiler.workspace.model_reading import read_file

        unreadable, content = read_file(path)
        if unreadable:
            return [unreadable], b"", None
        found, text = self.of_bytes(content, str(path))
        return found, content, text

    def of_bytes(self, content: bytes, name: str) -> tuple[Sequence[Diagnostic], bytes | None]:
        """What is wrong with the text `content`, and its canonical form; None where it has that already."""
        from compiler.language.canonical import canonical_text

        parsed = self._parser.parse_bytes(content, name)
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
