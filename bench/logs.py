"""A log of runs to measure by: of each run what its call of verac release run leaves behind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from compiler.base.wording import say
from compiler.release.environments.log_lines import LogEvent, LogLine, log_line_bytes

START = datetime(2026, 1, 1, tzinfo=UTC)


def write_log(path: Path, runs: int) -> None:
    """Write a log of `runs` runs, an hour apart: of each the verdicts on three triggers, its begin and its end."""
    with path.open("wb") as file:
        for number in range(runs):
            file.writelines(map(log_line_bytes, lines_of_run(number)))


def lines_of_run(number: int) -> list[LogLine]:
    """The lines of one call, in which the first trigger fires and the others wait."""
    version = f"1.{number}.0+260101.1"
    fired = LogLine(
        time=(START + timedelta(hours=number)).isoformat(),
        event=LogEvent.VERDICT,
        run=f"{number:016x}",
        trigger="naarTest",
        environments=("test",),
        verdict="fires",
        reason=say("all conditions hold: {what}", what=say("publish {version}", version=version)),
        saw={"modelVeranderd": "ja", "poorten": "groen"},
        version=version,
        source=f"{number:040x}",
        model=f"sha256:{number:064x}",
        release=f"sha256:{number + 1:064x}",
        tool="0.1.0",
        who="team@example.org",
    )
    waits = [
        fired._replace(
            trigger=name,
            environments=(name,),
            verdict="waits",
            run="",
            saw={"in": f"{number} dagen"},
        )
        for name in ("naarAcceptatie", "naarProductie")
    ]
    ran = fired._replace(verdict="", saw={}, action="promote", reason=say("test has it"))
    return [fired, *waits, ran._replace(event=LogEvent.BEGAN), ran._replace(event=LogEvent.DONE)]
