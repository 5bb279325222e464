"""What fires carried out, trigger by trigger: each step stands in the log before it is taken, and after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from compiler import __version__
from compiler.base.wording import Text
from compiler.release.environments import reasons
from compiler.release.environments.declared import DeclaredFile
from compiler.release.environments.log_file import LogFile
from compiler.release.environments.log_lines import LogEvent, LogLine
from compiler.release.environments.promoting import Asker, RecordChange, promote
from compiler.release.environments.situation import ReleaseContent, Situation
from compiler.release.environments.verdicts import PlannedRun, RunAction, TriggerVerdict
from compiler.release.problems import ReleaseRefusedError
from compiler.release.target import PublishedRelease, Target

_CHANGES = {
    RecordChange.DONE: reasons.is_done(),
    RecordChange.UNCHANGED: reasons.was_done(),
    RecordChange.OVERTAKEN: reasons.overtaken(),
}


class RunOutcome(StrEnum):
    """What became of a run."""

    PLANNED = "planned"
    DONE = "done"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class EndedRun(NamedTuple):
    """A run, what became of it, and the release that it was about."""

    run: PlannedRun
    outcome: RunOutcome
    reason: Text
    version: str
    digest: str


class PublishedByRun(NamedTuple):
    """What a publish put into the target, or found there."""

    change: RecordChange
    release: PublishedRelease
    content: ReleaseContent


class Work(Protocol):
    """What a run needs of the world. Each method raises a `ReleaseRefusedError` where it cannot."""

    target: Target
    declared: DeclaredFile

    def look(self) -> Situation:
        """What is, without looking at what takes long."""

    def look_closer(self, situation: Situation, verdicts: Sequence[TriggerVerdict]) -> Situation:
        """What is, with all that these verdicts wait to be looked at."""

    def publish(self) -> PublishedByRun:
        """Publish the model as it lies there."""


class Runner(NamedTuple):
    """A call: what it works with, its log, the clock, and who asks.

    `only` are the ids of the runs that it may do; where none is given it may do all.
    """

    work: Work
    log: LogFile
    clock: Callable[[], datetime]
    who: str
    only: frozenset[str] = frozenset()


def carried_out(
    runner: Runner, wave: Sequence[TriggerVerdict], situation: Situation
) -> list[tuple[EndedRun, ...]]:
    """What became of each trigger of a wave."""
    if len(wave) == 1:
        return [_of_trigger(runner, wave[0], situation)]
    with ThreadPoolExecutor(len(wave)) as pool:
        return list(pool.map(lambda verdict: _of_trigger(runner, verdict, situation), wave))


def _of_trigger(
    runner: Runner, verdict: TriggerVerdict, situation: Situation
) -> tuple[EndedRun, ...]:
    """Carry out the runs of a trigger, one after the other, until one fails."""
    began = [_run_line(runner, verdict, run, LogEvent.BEGAN, verdict.reason) for run in verdict.runs]  # fmt: skip
    runner.log.append([verdict_line(runner, verdict), *began])
    ended: list[EndedRun] = []
    published = _published(verdict, situation)
    for number, run in enumerate(verdict.runs):
        try:
            if run.action is RunAction.PUBLISH:
                published = runner.work.publish()
                change = published.change
            else:
                assert published is not None
                change = _promoted(runner, verdict, run, published)
        except ReleaseRefusedError as refusal:
            ended += _failed(runner, verdict, verdict.runs[number:], refusal.diagnostic.message)
            break
        digest = published.release.digest
        outcome = RunOutcome.DONE if change is RecordChange.DONE else RunOutcome.UNCHANGED
        done = _run_line(runner, verdict, run, LogEvent.DONE, _CHANGES[change], digest)
        runner.log.append([done])
        ended.append(ended_run(run, outcome, _CHANGES[change], digest))
    return tuple(ended)


def _promoted(
    runner: Runner, verdict: TriggerVerdict, run: PlannedRun, published: PublishedByRun
) -> RecordChange:
    environment = runner.work.declared.environment(run.environment)
    assert environment is not None
    asker = Asker(
        who=runner.who,
        now=runner.clock(),
        trigger=verdict.trigger,
        run=run.id,
        follows=run.follows,
    )
    release, content = published.release, published.content
    return promote(runner.work.target, environment.name, release, content, asker).change


def _published(verdict: TriggerVerdict, situation: Situation) -> PublishedByRun | None:
    """The release that a verdict is about, where it is published."""
    if not verdict.digest:
        return None
    own = (verdict.version, verdict.digest)
    releases = situation.releases
    found = next(each for each in releases if (str(each.label), each.digest) == own)
    return PublishedByRun(
        RecordChange.UNCHANGED, found, ReleaseContent(verdict.model, verdict.source)
    )


def _failed(
    runner: Runner, verdict: TriggerVerdict, runs: Sequence[PlannedRun], why: Text
) -> Iterator[EndedRun]:
    """What is told of a run that failed, and of those behind it."""
    told = [(run, why if not number else reasons.not_tried()) for number, run in enumerate(runs)]
    runner.log.append(
        [_run_line(runner, verdict, run, LogEvent.FAILED, reason) for run, reason in told]
    )
    for run, reason in told:
        yield ended_run(run, RunOutcome.FAILED, reason, run.digest)


def ended_run(run: PlannedRun, outcome: RunOutcome, reason: Text, digest: str) -> EndedRun:
    """What became of `run`, of a release with that `digest`."""
    return EndedRun(run=run, outcome=outcome, reason=reason, version=run.version, digest=digest)


def logged_moment(runner: Runner) -> str:
    """The moment that it is, as the log has it."""
    return runner.clock().isoformat(timespec="seconds")


def verdict_line(runner: Runner, verdict: TriggerVerdict) -> LogLine:
    """What the log says of a verdict."""
    return LogLine(
        time=logged_moment(runner),
        event=LogEvent.VERDICT,
        run=verdict.planned[0].id if verdict.planned else "",
        trigger=verdict.trigger,
        environments=verdict.environments,
        verdict=verdict.verdict,
        reason=verdict.reason,
        saw=verdict.saw,
        version=verdict.version,
        source=verdict.source,
        model=verdict.model,
        release=verdict.digest,
        tool=__version__,
        who=runner.who,
    )


def _run_line(
    runner: Runner,
    verdict: TriggerVerdict,
    run: PlannedRun,
    event: LogEvent,
    reason: Text,
    digest: str = "",
) -> LogLine:
    return verdict_line(runner, verdict)._replace(
        event=event,
        run=run.id,
        environments=(run.environment,) if run.environment else (),
        reason=reason,
        saw={},
        release=digest or run.digest,
        action=run.action,
    )
