"""What a log tells of runs: which are open, and which failed how often."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from compiler.release.environments.chains import moment_in
from compiler.release.environments.log_lines import LogEvent, LogLine
from compiler.release.environments.situation import RunPast

_COUNT = re.compile(r"[0-9]{1,9}")  # a line may be of others
FAILURES, FAILED_AT = "failures", "failed_at"  # what the verdict on a run that failed saw of that


def past_runs(lines: Iterable[LogLine]) -> dict[str, RunPast]:
    """The past of each run, by id.

    A verdict carries on how often its run failed: it is known where the lines of the failures are long gone.
    """
    found: dict[str, RunPast] = {}
    for line in lines:
        past = found.get(line.run, RunPast())
        if line.event is LogEvent.VERDICT:
            told = line.saw.get(FAILURES)
            if (
                line.run
                and isinstance(told, str)
                and _COUNT.fullmatch(told)
                and int(told) > past.failures
            ):
                at = moment_in(str(line.saw.get(FAILED_AT, "")))
                found[line.run] = past._replace(failures=int(told), failed_at=at)
        elif line.event is LogEvent.FAILED:
            found[line.run] = RunPast(failures=past.failures + 1, failed_at=moment_in(line.time))
        elif line.trigger:
            found[line.run] = past._replace(is_open=line.event is LogEvent.BEGAN)
    return found


def open_runs(lines: Iterable[LogLine]) -> Mapping[str, LogLine]:
    """The line that each run began with which has no end, by id."""
    found: dict[str, LogLine] = {}
    for line in lines:
        if line.event is LogEvent.BEGAN and line.trigger:
            found[line.run] = line
        elif line.event is not LogEvent.VERDICT:
            found.pop(line.run, None)
    return found
