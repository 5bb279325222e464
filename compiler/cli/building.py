"""From what is asked of a model to what stands in a folder: what the commands that build share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from compiler.base.wording import Text, say
from compiler.cli.common import (
    Progress,
    cannot_write,
    fail,
    make_context,
    report,
    report_build,
    tell_waiting,
)
from compiler.cli.lang import tell
from compiler.cli.output_place import refuse_among_texts
from compiler.cli.positions import write_beside
from compiler.emit.diagrams.options import DiagramOptions
from compiler.emit.families import Request

if TYPE_CHECKING:
    from compiler.base.context import Context
    from compiler.base.diagnostics import Diagnostic
    from compiler.pipeline import Built


class WantedBuild(NamedTuple):
    """What to build of a model, and the folder `output` for it.

    `counted` says how much was built, by its paths, and `told` the last line from that. What is built has its paths in
    `output` without `top`. `build` makes it where that is not the way of the pipeline, of the model and of what has the
    keys `beside`.
    """

    model: Path
    output: Path
    request: Request
    counted: Callable[[Iterable[str]], Text]
    told: Callable[[Text], Text]
    top: str = ""
    build: Callable[[Mapping[str, bytes], Request, Context], Built] | None = None
    beside: tuple[str, ...] = ()
    verify: bool = False
    quiet: bool = False


def build_into_folder(wanted: WantedBuild) -> None:
    """Build what is wanted, unless it stands there already, and tell what came of it; without success the run ends."""
    from compiler.workspace.build_writing import read_state
    from compiler.workspace.folder_writing import tidy
    from compiler.workspace.model_reading import read_model

    sources = read_model(wanted.model)
    if sources.problem:
        fail(sources.problem)
    refuse_among_texts(wanted.output, wanted.model, sources.files)
    tidy(wanted.output)
    state = read_state(wanted.output, _key(wanted, wanted.request, sources.files))
    if state is not None:
        report_build(state.diagnostics, wanted.model, complete=state.complete, quiet=wanted.quiet)
        if not wanted.quiet:
            counted = wanted.counted(state.outputs)
            tell(say("{output} is up to date: {counted}", output=wanted.output, counted=counted))
        return
    built = _built(wanted, sources.files)
    if built.artefacts is None:
        report_build(_placed(built), wanted.model, complete=built.complete, quiet=wanted.quiet)
        _end_without(wanted, 2 if built.unknown else 1)
    kept = DiagramOptions(write_beside(wanted.model, built.beside))
    key = _key(wanted, wanted.request._replace(diagrams=kept), sources.files)
    _write(wanted, built, built.artefacts, key)
    report_build(built.diagnostics, wanted.model, complete=built.complete, quiet=wanted.quiet)
    if not wanted.quiet:
        tell(wanted.told(wanted.counted(built.artefacts)))


def _key(wanted: WantedBuild, request: Request, files: Mapping[str, bytes]) -> str:
    """What tells a build from others: the compiler, all that was asked, the files of the model, and what is beside."""
    from compiler.base.store import digest, encoded
    from compiler.workspace.cache import fingerprint

    inputs = [part for path, content in sorted(files.items()) for part in (path, content)]
    asked = ("verified",) if wanted.verify else ()
    return digest(fingerprint(), encoded(request), *asked, *inputs, *wanted.beside)


def _built(wanted: WantedBuild, files: Mapping[str, bytes]) -> Built:
    from compiler import pipeline

    progress = Progress(shown=not wanted.quiet)
    context = make_context(progress)
    build = wanted.build or pipeline.build
    built = build(files, wanted.request, context)
    if wanted.verify and built.artefacts is not None:
        built = pipeline.verified(built, context)
    progress.clear()
    return built


def _placed(built: Built) -> tuple[Diagnostic, ...]:
    """All that stood in the way of a build; words that name nothing stand at the option they were given to."""
    from compiler.base.diagnostics import Diagnostic, Severity, ordered
    from compiler.base.source import Span

    asked = [
        Diagnostic("STD01", Severity.ERROR, Span(f"--{each.option}"), each.message, hint=each.hint)
        for each in built.unknown
    ]
    return ordered([*built.diagnostics, *asked])


def _write(wanted: WantedBuild, built: Built, artefacts: Mapping[str, bytes], key: str) -> None:
    from compiler.workspace.build_writing import write_build

    try:
        in_the_way = write_build(
            wanted.output,
            {path.removeprefix(wanted.top): content for path, content in artefacts.items()},
            key,
            built.diagnostics,
            complete=built.complete,
            waiting=lambda: tell_waiting(wanted.output),
        )
    except OSError as error:
        cannot_write(wanted.output, error)
    if in_the_way:
        report([_not_ours(path) for path in in_the_way], wanted.output, quiet=wanted.quiet)
        _end_without(wanted, 1)


def _not_ours(path: str) -> Diagnostic:
    """What is said of a file that verac did not make, where an artefact would take its place."""
    from compiler.base.diagnostics import Diagnostic, Severity
    from compiler.base.source import Span

    message = say('"{path}" stands in the way, and verac did not make it', path=path)
    hint = say("move it away, or choose another folder with -o")
    return Diagnostic("OUT03", Severity.ERROR, Span(path), message, hint=hint)


def _end_without(wanted: WantedBuild, code: int) -> NoReturn:
    tell(say("nothing built; {output} is as it was", output=wanted.output), err=True)
    sys.exit(code)
