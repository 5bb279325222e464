"""verac release run under fire: killed at any moment, or called twice at once, it does each thing once."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from compiler import pipeline
from compiler.release.environments.log_lines import LogEvent
from compiler.release.environments.reasons import is_done
from tests.helpers.children import ended, forked
from tests.helpers.released import QUIET_GIT, git, set_version
from tests.helpers.released_runs import (
    check_log,
    check_nothing_lost,
    log_in,
    model_with_environments,
    run_command,
)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="signals are those of Unix")

KILLS = [
    ("folder", 10),
    pytest.param("folder", 200, marks=pytest.mark.slow),
    pytest.param("git", 30, marks=pytest.mark.slow),
]
RACES = [
    ("folder", 5),
    ("address", 2),
    pytest.param("folder", 100, marks=pytest.mark.slow),
    pytest.param("git", 30, marks=pytest.mark.slow),
    pytest.param("address", 30, marks=pytest.mark.slow),
]
COLOURS = ("Blauw", "Bruin", "Geel", "Grijs", "Groen", "Oranje", "Paars", "Rood", "Wit", "Zwart")
A_TARGET = len(COLOURS)  # rounds that share a target


@pytest.fixture
def repository(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    monkeypatch.setenv("VERAC_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setattr(pipeline, "verified", lambda built, _: built)  # tests/cli has them judged
    for name, value in QUIET_GIT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    made = model_with_environments(tmp_path / "source")
    git(made, "tag", "first")
    return made


@pytest.fixture
def new(tmp_path: Path) -> Callable[[str], str]:
    """What makes a new target of a kind."""
    number = 0

    def made(kind: str) -> str:
        nonlocal number
        number += 1
        if kind == "folder":
            return str(tmp_path / f"releases{number}")
        bare = tmp_path / f"{number}.git"
        git(tmp_path, "init", "--quiet", "--bare", "--initial-branch", "main", bare.name)
        return str(bare) if kind == "git" else bare.as_uri()

    return made


def release_run(repository: Path, target: str, log: Path) -> int:
    """A call, in this process; its exit code."""
    asked = ("release", "run", "model", "--from", target, "--log", str(log))
    return run_command(repository, *asked)


def finished(repository: Path, target: str, log: Path) -> int:
    """Call until it ends well: a git that outlived the call that was killed holds its lock for a moment."""
    until = time.monotonic() + 20
    while (code := release_run(repository, target, log)) and time.monotonic() < until:
        time.sleep(0.2)
    return code


def raised(repository: Path, number: int) -> str:
    """Another model with a higher version, committed; for a new target the model is small again."""
    of_target = number % A_TARGET
    if of_target == 0:
        git(repository, "checkout", "--quiet", "first", "--", "model/domeinen")
    version = f"1.{number}.0+260101.{number}"
    set_version(repository, version, f"kenmerk{COLOURS[of_target]}")
    return version


def all_of(repository: Path, target: str, log: Path) -> Callable[[], int]:
    return lambda: release_run(repository, target, log)


@pytest.mark.parametrize(("kind", "rounds"), KILLS)
def test_a_run_that_is_killed_at_any_moment(
    repository: Path, new: Callable[[str], str], tmp_path: Path, kind: str, rounds: int
) -> None:
    chance = random.Random(rounds)
    took = []
    for number in (0, 10, 11, 12):  # the first one loads what the others find loaded
        raised(repository, number)
        began = time.monotonic()
        assert release_run(repository, new(kind), tmp_path / f"first{number}.jsonl") == 0
        took.append(time.monotonic() - began)
    # One that the machine held up would have all children end before they are killed
    usual = min(took)
    killed = 0
    for number in range(20, rounds + 20):
        if number % A_TARGET == 0:
            target, log, versions = new(kind), tmp_path / f"{number}.jsonl", []
        versions.append(raised(repository, number))
        child = forked(all_of(repository, target, log), tmp_path)
        time.sleep(chance.uniform(0, 1.1 * usual))
        with suppress(ProcessLookupError):
            (os.killpg if chance.random() < 0.5 else os.kill)(child, signal.SIGKILL)
        killed += ended(child) == -signal.SIGKILL
        assert finished(repository, target, log) == 0
        check_nothing_lost(target, versions, ("test", "acceptatie"))
        read = log_in(log)
        assert (read.unreadable, read.is_cut_off) == ((), False)
        check_log(read.lines)
        before = log.read_bytes()
        assert release_run(repository, target, log) == 0
        said = log_in(log).lines[len(read.lines) :]
        assert [line.verdict for line in said] == ["idle", "idle"]
        assert log.read_bytes().startswith(before)
    assert killed > rounds / 2


@pytest.mark.parametrize(("kind", "rounds"), RACES)
def test_two_calls_at_once(
    repository: Path, new: Callable[[str], str], tmp_path: Path, kind: str, rounds: int
) -> None:
    """On one machine they share a log, and one waits; on two each has its own, and git says who was first."""
    for number in range(rounds):
        if number % A_TARGET == 0:
            target, versions = new(kind), []
            names = ("a", "a") if kind == "folder" else ("a", "b")
            logs = [tmp_path / f"{number}{name}.jsonl" for name in names]
        versions.append(raised(repository, number))
        gate, start = os.pipe()

        def race(log: Path, gate: int = gate, target: str = target) -> int:
            os.read(gate, 1)
            return release_run(repository, target, log)

        children = [forked(lambda log=log: race(log), tmp_path) for log in logs]
        os.write(start, b"go")
        codes = [ended(child) for child in children]
        os.close(gate)
        os.close(start)
        assert codes == [0, 0]
        check_nothing_lost(target, versions, ("test", "acceptatie"))
        lines = [line for log in set(logs) for line in log_in(log).lines]
        done = [line.run for line in lines if line.event is LogEvent.DONE and line.reason == is_done()]  # fmt: skip
        assert len(done) == len(set(done)) == 3 * len(versions)
        for log in set(logs):
            check_log(log_in(log).lines)
