"""A log of runs, read for people: line after line, with what is wrong with some of them, and the same but once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from compiler import __version__
from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import NOTHING, Text, say
from compiler.release.environments.log_lines import LogEvent, LogLine, parse_log_line

LONGEST_LINE = 1 << 20  # bytes; a line of ours has about a thousand
_BEGIN = b'{"time":'  # of every line of ours


class LogFilter(NamedTuple):
    """Which lines are asked for; what is empty asks for all.

    A version is one with or without a build, and of a run the beginning of its id is enough.
    """

    environment: str = ""
    trigger: str = ""
    version: str = ""
    run: str = ""

    def takes(self, line: LogLine) -> bool:
        """Whether a line is asked for."""
        return (
            (not self.environment or self.environment in line.environments)
            and (not self.trigger or self.trigger == line.trigger)
            and (not self.version or self.version in (line.version, _without_build(line.version)))
            and line.run.startswith(self.run)
        )


class LogReader:
    """Reads logs. `diagnostics` are what is wrong with lines that are none."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._seen: set[tuple[tuple[str, ...], str, str, str]] = set()
        self._first = self._last = 0  # lines in a row with which the same is wrong
        self._fault: _Fault | None = None

    def lines(self, parts: Iterable[bytes], file: str) -> Iterator[LogLine]:
        """The lines of a log, of which `parts` are those of its file, each with its line end."""
        seen = self._seen
        for number, part in enumerate(parts, 1):
            line = parse_log_line(part)
            if line is not None:
                seen.add((line.environments, line.trigger, line.version, line.run))
                yield line
            if line is None or not part.endswith(b"\n"):
                self._wrong(_fault_of(part), number, file)
        self._tell(file)

    @property
    def is_empty(self) -> bool:
        """Whether there was no line so far."""
        return not self._seen

    def names(self) -> dict[str, set[str]]:
        """Every name that stands in the lines so far, by the field of a filter that asks for it."""
        environments, triggers, versions, runs = (
            zip(*self._seen, strict=True) if self._seen else ((),) * 4
        )
        return {
            "environment": {name for names in environments for name in names},
            "trigger": set(triggers),
            "version": {*versions, *map(_without_build, versions)},
            "run": set(runs),
        }

    def _wrong(self, fault: _Fault | None, number: int, file: str) -> None:
        if fault is None:
            return
        if fault != self._fault or number != self._last + 1:
            self._tell(file)
            self._fault, self._first = fault, number
        self._last = number

    def _tell(self, file: str) -> None:
        """Take down what is wrong with the lines in a row."""
        fault = self._fault
        if fault is None:
            return
        message = fault.message
        if self._last > self._first:
            message = say("{message} (up to line {last})", message=message, last=self._last)
        place = Span(file, self._first)
        found = Diagnostic(fault.id, Severity.WARNING, place, message, hint=fault.hint)
        self.diagnostics.append(found)
        self._fault = None


class LogRow(NamedTuple):
    """A line of a log, how often it stands there in a row, and the time of the last one."""

    line: LogLine
    times: int
    until: str


def gathered_rows(lines: Iterable[LogLine]) -> list[LogRow]:
    """The lines, where a verdict that only says again what the one before on the same trigger said is counted."""
    rows: list[LogRow] = []
    last: dict[str, int] = {}
    for line in lines:
        number = last.get(line.trigger)
        if (
            number is not None
            and line.event is LogEvent.VERDICT
            and _is_again(rows[number].line, line)
        ):
            rows[number] = LogRow(rows[number].line, rows[number].times + 1, line.time)
            continue
        last[line.trigger] = len(rows)
        rows.append(LogRow(line, 1, line.time))
    return rows


def _is_again(before: LogLine, line: LogLine) -> bool:
    """Whether a verdict says what the one before said; the values that both saw may differ, such as an age."""
    return (
        before.event is LogEvent.VERDICT
        and before.verdict == line.verdict
        and before.reason == line.reason
        and before.version == line.version
        and before.run == line.run
        and before.tool == line.tool
        and before.source == line.source
    )


class _Fault(NamedTuple):
    """What is wrong with a line."""

    id: str
    message: Text
    hint: Text = NOTHING


_CUT_OFF = _Fault(
    "LOG02",
    say("a crash cut this line off"),
    say("what was under way is taken up by the next verac release run"),
)
_NO_LINE = _Fault(
    "LOG03",
    say("this is no line of a log of runs, and is passed by"),
    say("verac alone writes into its log; keep other things elsewhere"),
)
_TOO_LONG = _Fault(
    "LOG03",
    say("this line has more than {most} bytes, and is passed by", most=LONGEST_LINE),
    say("verac alone writes into its log; keep other things elsewhere"),
)


def _fault_of(part: bytes) -> _Fault | None:
    """What is wrong with a line that is none of a log, or has no end; nothing with an empty one."""
    text = part.strip()
    if not text:
        return None
    if len(part) >= LONGEST_LINE:
        return _TOO_LONG
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return _CUT_OFF if text[: len(_BEGIN)] == _BEGIN[: len(text)] else _NO_LINE
    if not part.endswith(b"\n"):
        return _CUT_OFF
    tool = found.get("tool") if isinstance(found, dict) else None
    if isinstance(tool, str) and _numbers(tool) > _numbers(__version__):
        message = say("verac {version} wrote this line, which this one cannot read", version=tool)
        return _Fault("LOG04", message, say("update verac"))
    return _NO_LINE


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version of verac, up to the first part that is none."""
    found: list[int] = []
    for part in version.split("."):
        if not (part.isascii() and part.isdecimal() and len(part) < 10):
            break
        found.append(int(part))
    return tuple(found)


def _without_build(version: str) -> str:
    return version.partition("+")[0]
