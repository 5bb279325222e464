"""Triggers evaluated, and what fires carried out: each step stands in the log before it is taken, and after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from compiler import __version__
from compiler.base.diagnostics import Diagnostic, ordered
from compiler.base.wording import Text
from compiler.release.environments import reasons
from compiler.release.environments.chains import clock_faults
from compiler.release.environments.declared import DeclaredFile
from compiler.release.environments.evaluating import evaluate
from compiler.release.environments.log_file import LogFile
from compiler.release.environments.log_lines import LogEvent, LogLine
from compiler.release.environments.past_runs import open_runs
from compiler.release.environments.promoting import Asker, RecordChange, promote
from compiler.release.environments.situation import ReleaseContent, Situation
from compiler.release.environments.verdicts import (
    PlannedRun,
    RunAction,
    TriggerVerdict,
    VerdictKind,
)
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


class TriggerAccount(NamedTuple):
    """The verdict on a trigger, and what its runs came to."""

    verdict: TriggerVerdict
    runs: tuple[EndedRun, ...] = ()


class CallAccount(NamedTuple):
    """What a call did: an account of each trigger, in the order of the file, and what is wrong with environments."""

    triggers: tuple[TriggerAccount, ...]
    diagnostics: tuple[Diagnostic, ...]


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


def planned_accounts(runner: Runner) -> CallAccount:
    """What a call would do now. Nothing is written, not even a log."""
    situation, verdicts = _verdicts(runner, ())
    accounts = tuple(
        TriggerAccount(
            verdict,
            tuple(
                _ended(run, RunOutcome.PLANNED, verdict.reason, run.digest) for run in verdict.runs
            ),
        )
        for verdict in verdicts
    )
    return CallAccount(accounts, _faults(runner, situation))


def run_triggers(runner: Runner) -> CallAccount:
    """Evaluate all triggers, run what fires, and log each: also those that do not fire.

    After each step it is looked anew, for a trigger may wait for another one; each fires once in a call.
    """
    runner.log.ensure()
    with runner.log.alone():
        accounts: dict[str, TriggerAccount] = {}
        while True:
            situation, verdicts = _verdicts(runner, accounts)
            _close(runner, verdicts, situation)
            fires = [each for each in _asked_for(verdicts, runner.only) if each.runs]
            firing = [each for each in fires if each.trigger not in accounts]
            if not firing:
                break
            wave = _wave(firing, runner.work.declared)
            for verdict, runs in zip(wave, _carried_out(runner, wave, situation), strict=True):
                accounts[verdict.trigger] = TriggerAccount(verdict, runs)
        quiet = [each for each in verdicts if each.trigger not in accounts]
        runner.log.append([_verdict_line(runner, each) for each in quiet])
        accounts |= {each.trigger: TriggerAccount(each) for each in quiet}
        told = tuple(accounts[each.trigger] for each in verdicts)
        return CallAccount(told, _faults(runner, situation))


def _asked_for(
    verdicts: Iterable[TriggerVerdict], only: frozenset[str]
) -> Iterator[TriggerVerdict]:
    """The verdicts with the runs that may be done: nothing is promoted before it is published."""
    for verdict in verdicts:
        runs = verdict.planned
        if only and runs and (runs[0].action is RunAction.PROMOTE or runs[0].id in only):
            yield verdict._replace(planned=tuple(run for run in runs if run.id in only))
        elif not only:
            yield verdict


def _faults(runner: Runner, situation: Situation) -> tuple[Diagnostic, ...]:
    """What is wrong with clocks and environments."""
    places = [each.name for each in situation.declared.environments]
    clocks = clock_faults(situation.chains, places, runner.clock())
    return ordered([*clocks, *situation.faults.values()])


def _verdicts(
    runner: Runner, accounts: Mapping[str, TriggerAccount] | Sequence[str]
) -> tuple[Situation, tuple[TriggerVerdict, ...]]:
    situation, now = runner.work.look(), runner.clock()
    verdicts = evaluate(situation, now)
    looking = [each for each in verdicts if each.verdict is VerdictKind.LOOKS]
    looking = [each for each in looking if each.trigger not in accounts]
    if looking:
        situation = runner.work.look_closer(situation, looking)
        verdicts = evaluate(situation, now)
    return situation, verdicts


def _wave(firing: Sequence[TriggerVerdict], declared: DeclaredFile) -> list[TriggerVerdict]:
    """The first trigger that fires, and those that may run at the same time as all before them."""
    wave = [firing[0]]
    for each in firing[1:]:
        if all(_may_meet(each.trigger, other.trigger, declared) for other in wave):
            wave.append(each)
    return wave


def _may_meet(one: str, other: str, declared: DeclaredFile) -> bool:
    pairs = ((one, other), (other, one))
    return any(
        (trigger := declared.trigger(name)) is not None
        and beside in (each.text for each in trigger.beside)
        for name, beside in pairs
    )


def _carried_out(
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
    runner.log.append([_verdict_line(runner, verdict), *began])
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
        ended.append(_ended(run, outcome, _CHANGES[change], digest))
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
        yield _ended(run, RunOutcome.FAILED, reason, run.digest)


def _close(runner: Runner, verdicts: Sequence[TriggerVerdict], situation: Situation) -> None:
    """Log the end of runs that were cut off and have nothing left to do."""
    if situation.faults:  # what there is to do is not known
        return
    planned = {run.id for verdict in verdicts for run in verdict.planned}
    opened = open_runs(runner.log.tail().lines)
    ends = [
        line._replace(time=_time(runner), event=LogEvent.DONE, reason=reasons.needless())
        for id_, line in opened.items()
        if id_ not in planned
    ]
    if ends:
        runner.log.append(ends)


def _ended(run: PlannedRun, outcome: RunOutcome, reason: Text, digest: str) -> EndedRun:
    return EndedRun(run=run, outcome=outcome, reason=reason, version=run.version, digest=digest)


def _time(runner: Runner) -> str:
    return runner.clock().isoformat(timespec="seconds")


def _verdict_line(runner: Runner, verdict: TriggerVerdict) -> LogLine:
    return LogLine(
        time=_time(runner),
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
    return _verdict_line(runner, verdict)._replace(
        event=event,
        run=run.id,
        environments=(run.environment,) if run.environment else (),
        reason=reason,
        saw={},
        release=digest or run.digest,
        action=run.action,
    )
