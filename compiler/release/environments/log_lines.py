"""A line of the log of runs: what it says, and how it stands in the file.

The log is JSON lines in UTF-8. A line without a newline behind it is what a crash left; the next write closes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from operator import itemgetter
from typing import Any, NamedTuple

from compiler.base import quick_json
from compiler.base.wording import NOTHING, Text, as_plain, from_plain


class LogEvent(StrEnum):
    """What a line tells: the verdict on a trigger, or how far one run of it came.

    A run that `began` ends with `done` or `failed`. Without either it was killed, and is taken up by its id.
    """

    VERDICT = "verdict"
    BEGAN = "began"
    DONE = "done"
    FAILED = "failed"


class LogLine(NamedTuple):
    """A line of the log.

    `time` is ISO 8601 in UTC. `run` is the id of a run; a verdict has that of the first run it leads to, empty for
    none. `trigger` is empty for what somebody did by hand. `environments` are all that a verdict is about, and the one
    of a run; a run that publishes has none. `action` is `publish`, `promote`, `hold` or `resume`, empty in a verdict.
    `verdict` and `reason` are of the trigger; in the line of a run `reason` says what became of it. `saw` are the
    values that it was decided on, by name. `version` is the label of the release that it is about, `before` what the
    environment held before. The source is a commit; `model` and `release` are digests; what is not known is empty.
    `tool` is the version of verac, `who` the user and the machine.
    """

    time: str
    event: LogEvent
    run: str
    trigger: str
    environments: tuple[str, ...]
    verdict: str
    reason: Text
    saw: Mapping[str, Any]
    version: str
    source: str
    model: str
    release: str
    tool: str
    who: str = ""
    action: str = ""
    before: str = ""


class ReadLog(NamedTuple):
    """The lines of a log, oldest first; the numbers of lines that are none, from 1; whether the last one is cut off."""

    lines: tuple[LogLine, ...]
    unreadable: tuple[int, ...] = ()
    is_cut_off: bool = False


def log_line_bytes(line: LogLine) -> bytes:
    """The line as it stands in the file, with its newline."""
    fields = line._asdict() | {"reason": as_plain(line.reason), "saw": dict(line.saw)}
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return text.encode(errors="backslashreplace") + b"\n"


def parse_log_line(content: bytes) -> LogLine | None:
    """The line that `content` is, with or without its newline; None where it is none."""
    try:
        found = _loaded(content)
        texts = time, run, trigger, verdict, version, source, model, release, tool = _texts(found)
        beside = who, action, before = [found.get(name, "") for name in _OPTIONAL_TEXTS]
        environments = tuple(found["environments"])
        saw = found["saw"]
        if {*map(type, texts), *map(type, beside), *map(type, environments)} != {str}:
            return None
        if not (isinstance(saw, dict) and isinstance(found["environments"], list)):
            return None
        return LogLine(
            time=time,
            event=_EVENTS[found["event"]],
            run=run,
            trigger=trigger,
            environments=environments,
            verdict=verdict,
            reason=from_plain(found["reason"]) if found["reason"] else NOTHING,
            saw=saw,
            version=version,
            source=source,
            model=model,
            release=release,
            tool=tool,
            who=who,
            action=action,
            before=before,
        )
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        return None


def _loaded(content: bytes) -> Any:
    """The value of a line; half a character, which a name may hold, is read by the slower reader alone."""
    try:
        return quick_json.loads(content)
    except ValueError:
        return json.loads(content)


def parse_log(content: bytes) -> ReadLog:
    """All lines of a log. What is no line is passed by and told; empty lines are nothing."""
    parts = content.split(b"\n")
    is_cut_off = bool(parts[-1])
    return read_log_lines(parts[:-1])._replace(is_cut_off=is_cut_off)


def read_log_lines(parts: Iterable[bytes]) -> ReadLog:
    """The lines that `parts` are."""
    lines: list[LogLine] = []
    unreadable: list[int] = []
    for number, part in enumerate(parts, 1):
        line = parse_log_line(part) if part else None
        if line is not None:
            lines.append(line)
        elif part:
            unreadable.append(number)
    return ReadLog(tuple(lines), tuple(unreadable))


_TEXTS = ("time", "run", "trigger", "verdict", "version", "source", "model", "release", "tool")
_OPTIONAL_TEXTS = ("who", "action", "before")
_EVENTS = {each.value: each for each in LogEvent}
_texts = itemgetter(*_TEXTS)
