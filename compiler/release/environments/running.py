"""Triggers evaluated, and what fires run: the order of it, and what is told of each trigger in the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, ordered
from compiler.release.environments import reasons
from compiler.release.environments.carrying_out import (
    EndedRun,
    Runner,
    RunOutcome,
    carried_out,
    ended_run,
    logged_moment,
    verdict_line,
)
from compiler.release.environments.chains import clock_faults
from compiler.release.environments.declared import DeclaredFile
from compiler.release.environments.evaluating import evaluate
from compiler.release.environments.log_lines import LogEvent
from compiler.release.environments.past_runs import open_runs
from compiler.release.environments.situation import Situation
from compiler.release.environments.verdicts import RunAction, TriggerVerdict, VerdictKind


class TriggerAccount(NamedTuple):
    """The verdict on a trigger, and what its runs came to."""

    verdict: TriggerVerdict
    runs: tuple[EndedRun, ...] = ()


class CallAccount(NamedTuple):
    """What a call did: an account of each trigger, in the order of the file, and what is wrong with environments."""

    triggers: tuple[TriggerAccount, ...]
    diagnostics: tuple[Diagnostic, ...]


def planned_accounts(runner: Runner) -> CallAccount:
    """What a call would do now. Nothing is written, not even a log."""
    situation, verdicts = _verdicts(runner, ())
    accounts = tuple(
        TriggerAccount(
            verdict,
            tuple(
                ended_run(run, RunOutcome.PLANNED, verdict.reason, run.digest)
                for run in verdict.runs
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
            for verdict, runs in zip(wave, carried_out(runner, wave, situation), strict=True):
                accounts[verdict.trigger] = TriggerAccount(verdict, runs)
        quiet = [each for each in verdicts if each.trigger not in accounts]
        runner.log.append([verdict_line(runner, each) for each in quiet])
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


def _close(runner: Runner, verdicts: Sequence[TriggerVerdict], situation: Situation) -> None:
    """Log the end of runs that were cut off and have nothing left to do."""
    if situation.faults:  # what there is to do is not known
        return
    planned = {run.id for verdict in verdicts for run in verdict.planned}
    opened = open_runs(runner.log.tail().lines)
    ends = [
        line._replace(time=logged_moment(runner), event=LogEvent.DONE, reason=reasons.needless())
        for id_, line in opened.items()
        if id_ not in planned
    ]
    if ends:
        runner.log.append(ends)
