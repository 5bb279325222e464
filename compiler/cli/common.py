"""What all commands share: the progress bar, the store between runs, printing of diagnostics, and how to give up."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from compiler import __version__
from compiler.base.reasons import reason_of
from compiler.base.wording import Text, joined, say
from compiler.cli.lang import misuse, tell, translate
from compiler.cli.terminal import has_colour, put, show, width_of_terminal

if TYPE_CHECKING:
    from compiler.base.context import Context
    from compiler.base.diagnostics import Diagnostic


FINDING_FORMATS = ("text", "json", "sarif", "github", "junit")
_STAGES = {
    "read": say("read"),
    "write": say("write"),
    "schemas": say("schemas"),
    "diagrams": say("diagrams"),
    "site": say("site"),
    "import": say("import"),
}


class Progress:
    """A bar on a terminal, for work that takes longer than a second; nothing in a pipe."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown and sys.stderr.isatty()
        self._start = time.monotonic()

    def tick(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` steps of `stage` are done."""
        if self._shown and time.monotonic() - self._start > 1:
            filled = 30 * done // max(total, 1)
            bar = f"[{'#' * filled}{'.' * (30 - filled)}] {done}/{total}"
            click.echo(
                f"\r\x1b[K{translate()(_STAGES.get(stage, stage)):8} {bar}", err=True, nl=False
            )

    def clear(self) -> None:
        """Take the bar away."""
        if self._shown and time.monotonic() - self._start > 1:
            click.echo("\r\x1b[K", err=True, nl=False)


def make_context(progress: Progress) -> Context:
    """The context of this run: with the store between runs, where that is not switched off."""
    from compiler.base.context import Context
    from compiler.base.store import NoStore
    from compiler.workspace.cache import RunStore, cache_folder, fingerprint, prepared_folder
    from compiler.workspace.folder_store import FolderStore, limit_of_cache

    folder = cache_folder()
    own = FolderStore(folder, limit_of_cache()) if folder else NoStore()
    store = RunStore(own, FolderStore(prepared_folder()))
    return Context(store, fingerprint(), progress.tick)


def report(
    diagnostics: Iterable[Diagnostic], root: Path, *, quiet: bool, format_: str = "text"
) -> None:
    """Print diagnostics: as text to standard error, in another format to standard output.

    Files below `root` are named from where the user stands.
    """
    from compiler.report.counts import summary

    shown = from_here((d for d in diagnostics if not quiet or d.stops_build), root)
    if format_ != "text":
        print_findings([shown], format_)
        return
    colour = has_colour(sys.stderr)
    width = width_of_terminal(sys.stderr)
    text = findings_text(shown, colour=colour, width=width)
    click.echo(text, err=True, nl=False, color=colour)
    if shown and not quiet:
        if width is not None:
            click.echo(err=True)
        tell(summary(shown), err=True)


def findings_text(diagnostics: Iterable[Diagnostic], *, colour: bool, width: int | None) -> str:
    """What people read of `diagnostics`, whose files are named from where the user stands."""
    from compiler.report.text import render_groups

    lines: dict[str, list[str]] = {}

    def source_line(file: str, number: int) -> str | None:
        if file not in lines:
            try:
                text = Path(file).read_text(encoding="utf-8-sig", errors="replace")
                lines[file] = text.splitlines()
            except (OSError, ValueError):
                lines[file] = []
        return lines[file][number - 1] if 0 < number <= len(lines[file]) else None

    text = render_groups(
        diagnostics, source_line, colour=colour, translate=translate(), width=width
    )
    return "".join(f"{line}\n" for line in text)


def print_findings(
    batches: Iterable[Iterable[Diagnostic]], format_: str, *, quiet: bool = False
) -> None:
    """Print diagnostics as they come to standard output, in a format for machines: any but text.

    With `quiet` only the errors that count.
    """
    for part in _parts(_loud(batches) if quiet else batches, format_):
        put(part)
    if format_ == "json":
        put("\n")


def from_here(diagnostics: Iterable[Diagnostic], model: Path) -> list[Diagnostic]:
    """`diagnostics` with the paths of files of the model from where the user stands; other files as they are."""
    known: dict[str, str] = {}
    found = []
    for each in diagnostics:
        span = each.span
        if span.file not in known:
            known[span.file] = path_from_here(model, span.file)
        file = span.file if each.id.startswith("BAS") else known[span.file]
        found.append(each if file == span.file else each._replace(span=span._replace(file=file)))
    return found


def path_from_here(model: Path, file: str) -> str:
    """The path of a file of the model from where the user stands; `file` as it is where that is none."""
    try:
        path = Path(model, file)
        return Path(os.path.relpath(path)).as_posix() if path.is_file() else file
    except (OSError, ValueError):
        return file


def _loud(batches: Iterable[Iterable[Diagnostic]]) -> Iterator[list[Diagnostic]]:
    for batch in batches:
        yield [diagnostic for diagnostic in batch if diagnostic.stops_build]


def _parts(batches: Iterable[Iterable[Diagnostic]], format_: str) -> Iterator[str]:
    if format_ == "github":
        from compiler.report.github import render_github_stream

        return render_github_stream(batches, translate())
    if format_ == "junit":
        from compiler.report.junit import render_junit_stream

        return render_junit_stream(batches, translate())
    if format_ == "sarif":
        from compiler.report.explanations import explanations
        from compiler.report.sarif import render_sarif_stream

        titles = {id_: each.title for id_, each in explanations().items()}
        return render_sarif_stream(batches, titles, __version__, translate())
    from compiler.report.json_list import render_json_stream

    return render_json_stream(batches, translate())


def report_build(
    diagnostics: Iterable[Diagnostic], root: Path, *, complete: bool, quiet: bool
) -> None:
    """Print what stops a build; of what does not, how much there is, and where to see it.

    Without `complete` there may be more: the rules that cannot stop a build were not asked.
    """
    from compiler.report.counts import summary

    diagnostics = list(diagnostics)
    report([d for d in diagnostics if d.stops_build], root, quiet=quiet)
    others = [d for d in diagnostics if not d.stops_build]
    if others and not quiet:
        counted = [summary(others)] + [say("rules that only warn were not asked")] * (not complete)
        tell(
            say("{summary}: verac check {root}", summary=joined(counted, "; "), root=root), err=True
        )


def fail(diagnostic: Diagnostic, code: int = 2, format_: str = "text") -> NoReturn:
    """Print `diagnostic` and end with `code`."""
    report([diagnostic], Path(), quiet=False, format_=format_)
    sys.exit(code)


def checked_day(text: str) -> str:
    """`text` where it is a day, "all" or empty; else the command ends as misuse."""
    from datetime import date

    try:
        return text if text in ("", "all") else date.fromisoformat(text).isoformat()
    except ValueError:
        hint = say("write a day as 2026-01-31, or --codes alone behind the other words")
        misuse(say('"{text}" is no day; {hint}', text=text, hint=hint), option="--codes")


def files_counted(number: int) -> Text:
    """How many files, in words."""
    return say("1 file") if number == 1 else say("{number} files", number=number)


def cannot_write(path: Path, error: OSError) -> NoReturn:
    """Say that `path` cannot be written, and end."""
    from compiler.base.diagnostics import Diagnostic, Severity
    from compiler.base.source import Span

    message = say('"{path}" cannot be written: {reason}', path=path, reason=reason_of(error))
    hint = say(
        "what stood there is as it was; make room, or see that you may write there, and do it again"
    )
    if isinstance(error, FileExistsError | NotADirectoryError):
        hint = say(
            "what stands there stays as it is; name a folder that is one, or is not there yet"
        )
    fail(Diagnostic("OUT02", Severity.ERROR, Span(str(path)), message, hint=hint), 1)


def tell_waiting(output: Path) -> None:
    """Say that another run writes `output`, and that this one waits for it."""
    tell(say("another run writes {output}; waiting for it", output=output), err=True)


def write_text(text: str, output: Path | None, *, safe: bool = False) -> None:
    """Print `text`, `safe` for a terminal or not, or write it to the file `output`."""
    from compiler.workspace.model_writing import replace_file

    if output is None:
        show(text, safe=safe)
        return
    content = text.encode("utf-8", "backslashreplace")
    try:
        replace_file(output, content)
    except OSError as error:
        cannot_write(output, error)
