"""The command that checks and builds whenever a file changes: watch."""

from __future__ import annotations

import gc
import shutil
import sys
import time
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from compiler.base.in_print import in_print
from compiler.base.wording import Text, joined, say
from compiler.cli.common import Progress, cannot_write, fail, from_here, make_context
from compiler.cli.lang import misuse, tell, translate
from compiler.cli.options import model_argument
from compiler.cli.output_place import refuse_among_texts
from compiler.cli.positions import read_beside, write_beside
from compiler.cli.release_declaring import environment_findings
from compiler.cli.terminal import has_colour, width_of_terminal
from compiler.emit.diagrams.options import DiagramOptions
from compiler.emit.families import FAMILIES, Request
from compiler.workspace.model_walk import ENVIRONMENTS_FILE

if TYPE_CHECKING:
    from compiler.base.diagnostics import Diagnostic
    from compiler.cli.serving import SiteServer
    from compiler.editing.session import Answer, Session
    from compiler.workspace.model_looking import LookedAtFolder

_CLEARED = "\x1b[2J\x1b[3J\x1b[H"
_WAIT_FOR_MORE, _LOOK_EVERY = (
    60,
    20,
)  # milliseconds: an editor that saves all files is answered once
_LOOK_ANYWAY = (
    1000  # not every disk tells what changes on it, and none does before somebody listens
)
_LEAST_SHOWN = 5
# Looking for garbage costs an eighth of an edit, which leaves some five megabytes.
_LOOKS_BETWEEN_GARBAGE = 5


class Answered(NamedTuple):
    """What is shown after a change: what is wrong or new, how much there is, and what was built.

    `address` is where the site is shown, empty where it is not.
    """

    shown: tuple[Diagnostic, ...]
    gone: int
    all: tuple[Diagnostic, ...]
    built: Text
    seconds: float
    address: str


@click.command("watch")
@model_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("build"), show_default=True,
              help="Folder to build into.")  # fmt: skip
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(tuple(FAMILIES)),
    metavar="FAMILY",
    help="Build these artefacts and leave the others as they are. May be given more than once.",
)
@click.option("--no-build", is_flag=True, help="Check, and build nothing.")
@click.option(
    "--serve",
    is_flag=True,
    help="Build the site too and show it on this machine; pages load again after a build.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
              help="Port of --serve; 0 takes any that is free.")  # fmt: skip
def watch_command(
    model: Path, *, output: Path, only: tuple[str, ...], no_build: bool, serve: bool, port: int
) -> None:
    """Check a model and build it, again after every change, until Ctrl-C.

    Shown are errors, and what a change brought; the other findings are counted. What was built stays as it was while
    the model has errors.

    \b
    Examples:
      verac watch
      verac watch models/voorbeeld -o /tmp/uit
      verac watch --only openapi
      verac watch --no-build
      verac watch --serve --only site
    """
    if serve and no_build:
        misuse(say("--serve shows what is built; leave out --no-build"))
    from compiler.editing.session import Session
    from compiler.workspace.model_looking import LookedAtFolder
    from compiler.workspace.model_reading import read_model

    sources = read_model(model)
    if sources.problem:
        fail(sources.problem)
    if not no_build:
        refuse_among_texts(output, model, sources.files)
    progress = Progress(shown=True)
    context = make_context(progress)
    folder = LookedAtFolder(model)
    folder.changes()
    session = Session(sources.files, context)
    server = _server(port) if serve else None
    families = _families(only, serve=serve)
    watching = _Watching(session, model, None if no_build else output, families, server)
    try:
        watching.look()
        progress.clear()
        watching.follow(folder)
    except KeyboardInterrupt:
        click.echo()


def _is_of_model(_change: object, path: str) -> bool:
    return path.endswith((".vera", ".md"))


def _families(only: Collection[str], *, serve: bool) -> tuple[str, ...]:
    """The families to build; none stand for the usual ones, and a site that is shown is built too."""
    wanted = only or [name for name, family in FAMILIES.items() if family.usual and serve]
    return tuple(name for name in FAMILIES if name in wanted or (serve and name == "site"))


def _server(port: int) -> SiteServer:
    from compiler.cli.serving import SiteServer

    return SiteServer(port)


class _Watching:
    """Checks and builds what `session` holds, and shows what came of it."""

    def __init__(
        self,
        session: Session,
        model: Path,
        output: Path | None,
        families: tuple[str, ...],
        server: SiteServer | None,
    ) -> None:
        self._session = session
        self._model = model
        self._output = output
        self._families = families
        self._server = server
        from compiler.workspace.seen_files import SeenFiles

        self._seen = SeenFiles()
        self._before: frozenset[tuple[str, str, str]] | None = None
        self._looks = 0

    def follow(self, folder: LookedAtFolder) -> None:
        """Look at the model whenever something in its `folder` changes, until somebody ends the run."""
        from watchfiles import watch

        gc.freeze()  # what a model is made of stays; only what changes is looked through
        for _ in watch(
            self._model,
            watch_filter=_is_of_model,
            debounce=_WAIT_FOR_MORE,
            step=_LOOK_EVERY,
            rust_timeout=_LOOK_ANYWAY,
            yield_on_timeout=True,
        ):
            for path, content in folder.changes().items():
                self._session.on_disk(path, content)
            self._read_environments()
            if not self._session.is_answered:
                self.look()

    def _read_environments(self) -> None:
        """Let the session hold the file of environments, so that its lines are known and a change of it is one."""
        from compiler.workspace.model_reading import read_environments

        _, content = read_environments(self._model)
        self._session.on_disk(ENVIRONMENTS_FILE, content)

    def look(self) -> None:
        """Look at the model as it is now, and at the file of environments beside it, which stops no build."""
        self._read_environments()
        begin = time.process_time()
        answer = self._session.checked()
        built = self._build(answer)
        beside = environment_findings(self._model, self._session.context)
        seconds = time.process_time() - begin
        counted = tuple(each for each in (*answer.diagnostics, *beside) if not each.suppressed)
        now = frozenset(map(_identity, counted))
        before = now if self._before is None else self._before
        shown = [each for each in counted if each.stops_build or _identity(each) not in before]
        self._before = now
        gone = len(before - now)
        view = Answered(
            shown=tuple(shown),
            gone=gone,
            all=counted,
            built=built,
            seconds=seconds,
            address=self._server.address if self._server is not None else "",
        )
        _show(view, self._session, self._model)
        self._looks += 1
        if self._looks % _LOOKS_BETWEEN_GARBAGE == 0:
            gc.collect()

    def _build(self, answer: Answer) -> Text:
        """Build, where that is wanted and can be; what came of it."""
        from compiler.pipeline import Sound, compiled

        if self._output is None:
            return say("nothing is built")
        if not answer.sound or any(each.stops_build for each in answer.diagnostics):
            return say("not built: {output} is as it was", output=self._output)
        sound = Sound(answer.model, answer.diagnostics, complete=True)
        request = Request(self._families, diagrams=DiagramOptions(read_beside(self._model)))
        built = compiled(sound, request, self._session.context)
        if built.artefacts is None:
            return say("not built: {output} is as it was", output=self._output)
        from compiler.workspace.build_writing import write_build

        try:
            # Its key is that of no other run, so nobody reads what was found from there.
            in_the_way = write_build(self._output, built.artefacts, "watch", (), seen=self._seen)
        except OSError as error:
            cannot_write(self._output, error)
        if in_the_way:
            return say('not built: "{path}" stands in the way', path=in_the_way[0])
        write_beside(self._model, built.beside)
        if self._server is not None:
            self._server.show(built.artefacts)
        number = len(built.artefacts)
        return say("built: {number} files in {output}", number=number, output=self._output)


def _identity(found: Diagnostic) -> tuple[str, str, str]:
    """What tells a finding from others wherever its line went."""
    return found.id, found.span.file, found.message


def _show(view: Answered, session: Session, model: Path) -> None:
    """Show what came of a change: in a terminal in place of what stood there, elsewhere below it."""
    from compiler.report.counts import summary
    from compiler.report.text import render_text

    live = sys.stdout.isatty()
    room = max(shutil.get_terminal_size().lines - 4, _LEAST_SHOWN)
    lines: list[str] = []
    shown = 0
    for each in _most_severe_first(view.shown):
        lines_of = partial(_line, session.lines(each.span.file))
        found = from_here([each], model)
        colour, width = has_colour(sys.stdout), width_of_terminal()
        block = list(
            render_text(found, lines_of, colour=colour, translate=translate(), width=width)
        )
        if live and lines and len(lines) + len(block) > room:
            break
        between = [""] * (width is not None and bool(lines))
        lines += between + block
        shown += 1
    if live:
        click.echo(_CLEARED, nl=False)
    lines += [""] * bool(live and lines)
    click.echo("".join(f"{line}\n" for line in lines), nl=False)
    if shown < len(view.shown):
        tell(
            say(
                "and {number} more: verac check {model}",
                number=len(view.shown) - shown,
                model=model,
            )
        )
    told = [summary(view.all) if view.all else say("nothing found")]
    if view.gone:
        told.append(say("{number} gone", number=view.gone))
    told += [view.built, *([say("site: {address}", address=view.address)] if view.address else [])]
    told += [say("{seconds} s", seconds=f"{view.seconds:.2f}")]
    click.echo(f"{time.strftime('%H:%M:%S')}  {in_print(translate()(joined(told, '; ')))}")


def _line(lines: Sequence[str], _file: str, number: int) -> str | None:
    """The line with that number of a text; None where it has none."""
    return lines[number - 1] if 0 < number <= len(lines) else None


def _most_severe_first(found: Sequence[Diagnostic]) -> Iterable[Diagnostic]:
    from compiler.base.diagnostics import Severity

    return sorted(found, key=lambda each: list(Severity).index(each.severity))
