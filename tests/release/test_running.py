"""What a call does with what fires: step by step into the log, tried again so often, and overtaken by others."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from compiler.base.source import Span
from compiler.base.wording import NOTHING, as_it_is
from compiler.release.environments.carrying_out import PublishedByRun, Runner, RunOutcome
from compiler.release.environments.chains import read_chains
from compiler.release.environments.declared import DeclaredFile
from compiler.release.environments.log_file import TAIL_BYTES, LogFile
from compiler.release.environments.log_lines import LogEvent
from compiler.release.environments.past_runs import past_runs
from compiler.release.environments.promoting import Asker, RecordChange, promote
from compiler.release.environments.running import planned_accounts, run_triggers
from compiler.release.environments.situation import (
    Gates,
    ModelState,
    ReleaseContent,
    Situation,
)
from compiler.release.environments.verdicts import TriggerVerdict, VerdictKind
from compiler.release.open_target import open_target
from compiler.release.problems import refused
from compiler.release.release_manifest import ReleaseManifest, parse_release_manifest
from compiler.release.target import PublishedRelease, Target
from tests.helpers.released import label, small_release
from tests.helpers.released_runs import chain_of, check_log, log_in
from tests.helpers.triggers import BEGIN, declared_of_text

VERSION = "1.0.0+260101.1"
ONE = small_release(VERSION)
TEXT = """omgevingen {
    omgeving test
    omgeving acceptatie
    omgeving productie
    trigger a { publiceer, promoveer test, probeer 3 { wacht "1 uur" } }
    trigger b { promoveer acceptatie, als in test, naast c }
    trigger c { promoveer productie, als in test }
}
"""


class Rehearsal:
    """A model that is one release; publishing fails so often, and `before` happens before each look."""

    def __init__(self, target: Target, declared: DeclaredFile, log: LogFile) -> None:
        self.target = target
        self.declared = declared
        self.failures = 0
        self.looks = 0
        self.before: Callable[[], object] = int
        self._log = log

    def look(self) -> Situation:
        self.before()
        self.looks += 1
        releases = self.target.releases()
        manifest = parse_release_manifest(ONE.manifest)
        assert isinstance(manifest, ReleaseManifest)
        places = [each.name for each in self.declared.environments]
        return Situation(
            declared=self.declared,
            model=ModelState(label(VERSION), manifest.model, "c"),
            releases=releases,
            contents={each.digest: ReleaseContent(manifest.model, "c") for each in releases},
            chains=read_chains(self.target, places).chains,
            runs=past_runs(self._log.tail().lines),
        )

    def look_closer(self, situation: Situation, verdicts: Sequence[TriggerVerdict]) -> Situation:
        assert {each.verdict for each in verdicts} == {VerdictKind.LOOKS}
        verified = {each.digest: NOTHING for each in situation.releases}
        return situation._replace(gates=Gates(are_green=True), verified=verified)

    def publish(self) -> PublishedByRun:
        if self.failures:
            self.failures -= 1
            raise refused("REL08", "x", as_it_is("no room"))
        outcome = self.target.publish(ONE, label(VERSION))
        change = RecordChange.DONE if outcome.value == "published" else RecordChange.UNCHANGED
        content = ReleaseContent("m", "c")
        return PublishedByRun(change, PublishedRelease(label(VERSION), ONE.digest), content)


class Stage:
    """A target, a log, a clock that a test moves, and calls."""

    def __init__(self, folder: Path) -> None:
        self.name = str(folder / "releases")
        self.path = folder / "runs.jsonl"
        self.now = BEGIN
        log = LogFile(self.path, Span("omgevingen.vera"))
        target = open_target(self.name, writing=True)
        self.work = Rehearsal(target, declared_of_text(TEXT), log)
        self.runner = Runner(work=self.work, log=log, clock=lambda: self.now, who="a@b")

    def call(self) -> dict[str, str]:
        """The verdicts of a call, by trigger."""
        accounts = run_triggers(self.runner).triggers
        return {each.verdict.trigger: each.verdict.verdict.value for each in accounts}

    def events(self) -> list[tuple[str, str]]:
        return [(line.event.value, line.action or line.trigger) for line in log_in(self.path).lines]


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


def test_each_step_stands_in_the_log_before_it_is_taken(stage: Stage) -> None:
    seen: list[list[tuple[str, str]]] = []
    publish = stage.work.publish

    def watched() -> PublishedByRun:
        seen.append(stage.events())
        return publish()

    stage.work.publish = watched  # type: ignore[method-assign]
    assert set(stage.call().values()) == {"fires"}
    assert seen == [[("verdict", "a"), ("began", "publish"), ("began", "promote")]]
    assert stage.events()[:5] == [*seen[0], ("done", "publish"), ("done", "promote")]
    assert len(log_in(stage.path).lines) == 5 + 3 + 3
    check_log(log_in(stage.path).lines)


def test_a_call_without_a_step_writes_nothing(stage: Stage) -> None:
    planned = planned_accounts(stage.runner).triggers
    assert [run.outcome for each in planned for run in each.runs] == [RunOutcome.PLANNED] * 2
    assert not stage.path.exists()
    assert not Path(stage.name).exists()


def test_a_run_that_fails_is_tried_so_often_and_with_a_pause(stage: Stage) -> None:
    stage.work.failures = 9
    told = []
    for _ in range(6):
        told.append(stage.call()["a"])
        stage.now += timedelta(minutes=31)
    assert told == ["fires", "waits", "fires", "waits", "fires", "given-up"]
    assert stage.work.failures == 6
    failed = [line for line in log_in(stage.path).lines if line.event is LogEvent.FAILED]
    assert [str(line.reason) for line in failed[:2]] == [
        "no room",
        "not tried: what comes before it failed",
    ]
    assert chain_of(stage.name, "test") == ()


def test_failures_are_known_where_their_lines_are_long_gone(stage: Stage) -> None:
    stage.work.failures = 9
    for _ in range(4):
        stage.call()
        stage.now += timedelta(hours=2)
    given_up = log_in(stage.path).lines[-3]
    assert (given_up.trigger, given_up.verdict) == ("a", "given-up")
    line = given_up._replace(trigger="x", run="", reason=as_it_is("y" * 9000))
    stage.runner.log.append([line] * (TAIL_BYTES // 9000 + 1))
    # Nothing tells of it: a log of so many lines since the last call is no log of ours
    assert stage.call()["a"] == "fires"
    stage.work.failures = 9
    for _ in range(3):
        stage.call()
        stage.now += timedelta(hours=2)
    for _ in range(3):
        stage.runner.log.append([line] * (TAIL_BYTES // 20_000))
        assert stage.call()["a"] == "given-up"


def test_it_goes_on_where_it_failed(stage: Stage) -> None:
    stage.work.failures = 1
    assert stage.call() == {"a": "fires", "b": "waits", "c": "waits"}
    stage.now += timedelta(hours=1)
    assert stage.call() == {"a": "fires", "b": "fires", "c": "fires"}
    assert [len(chain_of(stage.name, each)) for each in ("test", "acceptatie", "productie")] == [1, 1, 1]  # fmt: skip


def test_those_beside_each_other_run_at_the_same_time(stage: Stage) -> None:
    """Each of two waits until the other one is there as well; they would wait forever in a row."""
    stage.call()
    both = threading.Barrier(2, timeout=20)
    for name in ("acceptatie", "productie"):
        for path in (Path(stage.name) / "environments" / name).iterdir():
            path.unlink()
    clock = stage.runner.clock

    def met() -> datetime:
        if threading.current_thread() is not threading.main_thread() and not both.broken:
            both.wait()
        return clock()

    stage.runner = stage.runner._replace(clock=met)
    stage.path.unlink()
    assert stage.call() == {"a": "idle", "b": "fires", "c": "fires"}
    check_log(log_in(stage.path).lines)


def test_somebody_else_who_was_first(stage: Stage) -> None:
    """Between the look and the record somebody promotes another release: nothing is done over it."""
    other = PublishedRelease(label("0.9.0+250101.1"), f"sha256:{9:064}")
    environment = stage.work.declared.environment("test")
    assert environment is not None
    publish = stage.work.publish

    def overtaken() -> PublishedByRun:
        promote(stage.work.target, environment.name, other, ReleaseContent("", ""), Asker("z", BEGIN))  # fmt: skip
        return publish()

    stage.work.publish = overtaken  # type: ignore[method-assign]
    account = run_triggers(stage.runner).triggers[0]
    assert [run.outcome for run in account.runs] == [RunOutcome.DONE, RunOutcome.UNCHANGED]
    assert "somebody else changed the environment" in account.runs[1].reason
    assert [each.who for each in chain_of(stage.name, "test")][:1] == ["z"]
