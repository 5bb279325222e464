"""Dagster runs what verac release workflow writes for it: each run once, under its id, and again where it broke off."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.helpers.outside import program_of_others
from tests.helpers.released import (
    QUIET_GIT,
    two_environments_in_git,
)

pytestmark = pytest.mark.slow
VERAC = Path(sys.executable).with_name("verac")
PATIENCE = 240  # seconds until something has to have happened, on a machine that has other work
# A verac whose first run is killed before it did anything.
KILLED_ONCE = """\
#!/bin/sh
case "$*" in
    *--run*) mkdir "{folder}/killed" 2>/dev/null && exit 137 ;;
esac
exec "{verac}" "$@"
"""
# What Dagster knows of its runs, oldest first: key and status.
RUNS = """
import json, dagster
runs = dagster.DagsterInstance.get().get_runs()
print(json.dumps([[run.tags["dagster/run_key"], run.status.value] for run in reversed(runs)]))
"""


@contextmanager
def running(command: list[str], environment: dict[str, str], output: Path) -> Iterator[None]:
    """A program with all that it starts, until the end of the block."""
    with output.open("wb") as file:
        started = subprocess.Popen(
            command, env=environment, stdout=file, stderr=file, start_new_session=True
        )
        try:
            yield
        finally:
            os.killpg(started.pid, signal.SIGINT)
            try:
                started.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(started.pid, signal.SIGKILL)
                started.wait()


def wait_for(happened: Callable[[], bool], output: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, output.read_text(encoding="utf-8", errors="replace")[-8000:]
        time.sleep(1)


def environment_in(folder: Path) -> dict[str, str]:
    """What Dagster and verac find in `folder` alone; the first run that verac does is killed."""
    home = folder / "dagster"
    home.mkdir()
    (home / "dagster.yaml").write_text("telemetry:\n  enabled: false\n", encoding="utf-8")
    killed_once = folder / "verac"
    killed_once.write_text(KILLED_ONCE.format(folder=folder, verac=VERAC), encoding="utf-8")
    killed_once.chmod(0o755)
    return os.environ | QUIET_GIT | {
        "DAGSTER_HOME": str(home), "VERAC": str(killed_once), "VERAC_CACHE": str(folder / "cache"), "LANGUAGE": "en",
        "TMPDIR": str(folder),  # what is killed takes nothing of it away
    }  # fmt: skip


def test_dagster_runs_each_run_once(tmp_path: Path) -> None:
    daemon = program_of_others("dagster-daemon", "VERAC_DAGSTER")
    environment = environment_in(tmp_path)
    repository = two_environments_in_git(tmp_path / "the repository")
    file = repository / "orchestration" / "releases.py"

    def verac(*arguments: object) -> str:
        command = [str(each) for each in (VERAC, "release", *arguments)]
        done = subprocess.run(
            command,
            cwd=repository,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout

    verac("workflow", "model", "--for", "dagster", "-o", file)
    text = file.read_text(encoding="utf-8")
    assert "minimum_interval_seconds=60" in text
    file.write_text(
        text.replace("minimum_interval_seconds=60", "minimum_interval_seconds=3"), encoding="utf-8"
    )
    output = tmp_path / "daemon.log"
    with running([daemon, "run", "-f", str(file)], environment, output):
        wait_for(lambda: output.read_text(encoding="utf-8").count("naarProef: idle") >= 2, output)
    python = Path(daemon).with_name("python")
    told = subprocess.run([python, "-c", RUNS], env=environment, capture_output=True, check=True)
    found = json.loads(told.stdout)

    lines = json.loads(verac("log", "--model", "model", "--format", "json"))["lines"]
    done = [each for each in lines if each["event"] == "done"]
    assert [(each["action"], each["environments"]) for each in done] == [
        ("publish", []), ("promote", ["test"]), ("promote", ["proef"]),
    ]  # fmt: skip
    publish, to_test, to_proef = [each["run"] for each in done]
    assert found == [
        [publish, "FAILURE"],
        [f"{publish}/1", "SUCCESS"],
        [to_test, "SUCCESS"],
        [to_proef, "SUCCESS"],
    ]
    held = json.loads(verac("environments", "model", "--format", "json"))
    assert [each["label"] for each in held] == ["1.0.0+260101.1"] * 2
