"""The command that writes sources in their canonical form: fmt."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from compiler.base.resources import DEFAULT_MODEL
from compiler.base.wording import joined, say
from compiler.cli.common import Progress, cannot_write, files_counted, make_context, report
from compiler.cli.lang import tell
from compiler.cli.options import QUIET


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
    from compiler.language.formatter import format_source
    from compiler.language.parser import Parser
    from compiler.workspace.reading import read_file, vera_files
    from compiler.workspace.writing import replace_file

    files = list(vera_files(paths or (DEFAULT_MODEL,)))
    problems = [problem for _, problem in files if problem]
    context = make_context(Progress(shown=False))
    parser = Parser(context.store)
    changed = 0
    for path, problem in files:
        if problem:
            continue
        unreadable, content = read_file(path)
        if unreadable:
            problems.append(unreadable)
            continue
        parsed = parser.parse_bytes(content, str(path))
        if parsed.diagnostics:
            problems += parsed.diagnostics
            continue
        text = format_source(parsed.source).encode()
        if text != content:
            changed += 1
            if not quiet or check_:
                tell(
                    say("would change {path}", path=path)
                    if check_
                    else say("changed {path}", path=path)
                )
            if not check_:
                try:
                    replace_file(path, text)
                except OSError as error:
                    cannot_write(path, error)
    report(problems, Path(), quiet=quiet)
    if not quiet:
        done = (
            say("{number} to change", number=changed)
            if check_
            else say("{number} changed", number=changed)
        )
        tell(joined((files_counted(len(files)), done), ", "))
    sys.exit(1 if problems or (check_ and changed) else 0)
