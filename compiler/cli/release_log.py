"""The log of runs, read for people: release log."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compiler.base.wording import say
from compiler.cli.common import Progress, fail, make_context, report
from compiler.cli.lang import misuse, tell, translate
from compiler.cli.model_place import named_or_here
from compiler.cli.options import MODEL_AT_NEED
from compiler.cli.release_declaring import declared_of, target_of
from compiler.cli.release_targets import ending_where_refused
from compiler.cli.terminal import put

if TYPE_CHECKING:
    from compiler.release.environments.log_lines import LogLine
    from compiler.release.environments.log_reading import LogFilter, LogReader, LogRow


@click.command("log")
@MODEL_AT_NEED
@click.option(
    "--log", "logs", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
    help="The log to read; repeatable. Without it, that of the model.",
)  # fmt: skip
@click.option(
    "--environment", default="", metavar="NAME", help="Only what is about this environment."
)
@click.option("--trigger", default="", metavar="NAME", help="Only what is about this trigger.")
@click.option("--version", default="", metavar="VERSION", help="Only what is about this release.")
@click.option(
    "--run", default="", metavar="ID", help="Only this run; the beginning of its id is enough."
)
@click.option(
    "--last", type=click.IntRange(min=1), metavar="NUMBER", help="Only so many, the last ones."
)
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text",
    help="How to tell it: text counts what is said again and again, json has every line.",
)  # fmt: skip
def log_command(
    model: Path | None, logs: tuple[Path, ...], environment: str, trigger: str, version: str, run: str,
    last: int | None, format_: str,
) -> None:  # fmt: skip
    """Read the log of verac release run: what ran, what did not, and why.

    \b
    Examples:
      verac release log
      verac release log --environment productie --last 10
      verac release log --version 4.3.1 --format json
      verac release log --log runs-1.jsonl --log runs-2.jsonl --trigger naarTest
    """
    from compiler.release.environments.log_reading import (
        LogFilter,
        LogReader,
        LogRow,
        gathered_rows,
    )

    files = logs or _logs_of(named_or_here(model))
    asked = LogFilter(environment=environment, trigger=trigger, version=version, run=run)
    reader = LogReader()
    found = chain.from_iterable(_lines(reader, each) for each in files)
    taken: Iterable[LogLine] = (line for line in found if asked.takes(line))
    if len(files) > 1:
        taken = sorted(taken, key=lambda line: line.time)
    all_lines = format_ == "json"
    rows = [LogRow(line, 1, line.time) for line in taken] if all_lines else gathered_rows(taken)
    rows = rows[-last:] if last else rows
    if any(asked):
        _refuse_unknown(asked, reader, _names_of(model))
    if reader.is_empty and reader.diagnostics:
        _no_log(files, format_)
    _tell(rows, reader, format_)


def _logs_of(model: Path) -> tuple[Path, ...]:
    """The log of a model."""
    from compiler.release.environments.log_file import log_of

    declared = declared_of(model, make_context(Progress(shown=False)))
    with ending_where_refused(root=model):
        return (log_of(target_of(declared, ""), declared).path,)


def _names_of(model: Path | None) -> dict[str, set[str]]:
    """The names of environments and triggers that a model declares, where there is one and it does."""
    from compiler.workspace.model_finding import FoundModel, model_here
    from compiler.workspace.model_reading import read_environments

    found = FoundModel(model) if model else model_here()
    _, content = (None, None) if found.problem else read_environments(found.folder)
    if content is None:
        return {}
    from compiler.release.environments.declaring import read_declared

    declared = read_declared(content).declared
    if declared is None:
        return {}
    return {
        "environment": {each.name.text for each in declared.environments},
        "trigger": {each.name.text for each in declared.triggers},
    }


def _lines(reader: LogReader, file: Path) -> Iterator[LogLine]:
    from compiler.base.reasons import reason_of
    from compiler.release.environments.log_reading import LONGEST_LINE
    from compiler.release.problems import obstacle
    from compiler.workspace.line_reading import lines_of_file

    shown = str(file).encode("utf-8", "backslashreplace").decode()
    try:
        yield from reader.lines(lines_of_file(file, LONGEST_LINE), shown)
    except FileNotFoundError:
        message = say('there is no log "{file}"', file=shown)
        hint = say("verac release run writes it; --log names another one")
        fail(obstacle("LOG01", shown, message, hint))
    except (OSError, ValueError) as error:  # ValueError: a name that is none
        reason = reason_of(error) if isinstance(error, OSError) else say("no file has such a name")
        message = say('"{file}" cannot be read: {reason}', file=shown, reason=reason)
        fail(obstacle("LOG01", shown, message, say("give the log of verac release run")))


def _refuse_unknown(asked: LogFilter, reader: LogReader, declared: Mapping[str, set[str]]) -> None:
    """End as misuse where a name is asked for that neither the logs nor the model know."""
    from compiler.base.diagnostics import nearest

    names = reader.names()
    for option, name in asked._asdict().items():
        there = (names[option] | declared.get(option, set())) - {""}
        begins = option in ("run", "version")  # of these the beginning is enough
        if name and not any(each == name or (begins and each.startswith(name)) for each in there):
            hint = nearest(name, there) or say("leave --{option} out to see all", option=option)
            message = say('no line knows "{name}"', name=name)
            misuse(say("{message}; {hint}", message=message, hint=hint), option=f"--{option}")


def _no_log(files: tuple[Path, ...], format_: str) -> None:
    """End where nothing in the files is a line of a log."""
    from compiler.release.problems import obstacle

    name = ", ".join(map(str, files))
    message = say('"{file}" is no log of runs: no line of it can be read', file=name)
    hint = say("give the log of verac release run, runs.jsonl")
    fail(obstacle("LOG01", name, message, hint), 1, format_)


def _tell(rows: list[LogRow], reader: LogReader, format_: str) -> None:
    if format_ == "json":
        from compiler.report.json_list import render_json

        said = translate()
        lines = ",\n  ".join(
            json.dumps(row.line._asdict() | {"reason": said(row.line.reason)}, ensure_ascii=False)
            for row in rows
        )
        wrong = render_json(reader.diagnostics, said).strip()
        put(f'{{"lines": [\n  {lines}\n], "diagnostics": {wrong}}}\n')
        return
    from compiler.base.in_print import in_print
    from compiler.release.environments.log_texts import LogTexts

    texts = LogTexts(translate())
    click.echo(
        "".join(f"{in_print(text)}\n" for row in rows for text in texts.of_row(row)), nl=False
    )
    if not rows:
        tell(say("the log is empty") if reader.is_empty else say("the log has no such line"))
    report(reader.diagnostics, Path(), quiet=False)
