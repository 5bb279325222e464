"""From what is, and the moment, to a verdict and a reason for each trigger. Nothing here looks at anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from compiler.base.wording import Text
from compiler.release.environments import reasons
from compiler.release.environments.chains import clock_faults
from compiler.release.environments.conditions import ConditionAnswer, Question, answer, gates_answer
from compiler.release.environments.declared import Trigger
from compiler.release.environments.environment_records import last_record
from compiler.release.environments.situation import Situation
from compiler.release.environments.subjects import (
    UNKNOWN_PAST,
    Subject,
    looks_at,
    runs_of,
    subject_of,
    taken_back,
)
from compiler.release.environments.trigger_order import waits_for
from compiler.release.environments.verdicts import (
    PlannedRun,
    RunAction,
    TriggerVerdict,
    VerdictKind,
)
from compiler.release.target import same_version

_IN_THE_WAY = (VerdictKind.FIRES, VerdictKind.LOOKS, VerdictKind.BLOCKED, VerdictKind.GIVEN_UP)


class _Said(NamedTuple):
    """A verdict and its reason."""

    verdict: VerdictKind
    reason: Text


def evaluate(situation: Situation, now: datetime) -> tuple[TriggerVerdict, ...]:
    """The verdict on each trigger, in the order of the file."""
    order = waits_for(situation.declared.triggers)
    found: dict[str, TriggerVerdict] = {}
    left = list(situation.declared.triggers)
    while left:  # the order has no circles: reading the file refuses them
        trigger = next(each for each in left if found.keys() >= {*order[each.name.text]})
        left.remove(trigger)
        found[trigger.name.text] = _evaluated(trigger, situation, now, found)
    return tuple(found[trigger.name.text] for trigger in situation.declared.triggers)


def wanted_inputs(situation: Situation) -> tuple[str, ...]:
    """The files that triggers want to be there, by name."""
    found: dict[str, None] = {}
    for trigger in situation.declared.triggers:
        subject = subject_of(trigger, situation)
        if subject is not None:
            found.update(dict.fromkeys(_inputs(trigger, subject)))
    return tuple(found)


def _evaluated(
    trigger: Trigger, situation: Situation, now: datetime, others: Mapping[str, TriggerVerdict]
) -> TriggerVerdict:
    subject = subject_of(trigger, situation)
    saw = {
        f"holds.{each.text}": _held_label(situation, each.text)
        for each in trigger.promotes
        if each.text in situation.chains
    }
    runs: tuple[PlannedRun, ...] = ()
    if subject is None:
        said = _without_subject(trigger, situation, now)
    else:
        runs = runs_of(trigger, subject, situation)
        question = Question(trigger, subject, situation, now)
        said = _verdict(question, runs, others, saw)
    return TriggerVerdict(
        trigger=trigger.name.text,
        environments=tuple(each.text for each in trigger.promotes),
        verdict=said.verdict,
        reason=said.reason,
        saw=saw,
        version=subject.version if subject else "",
        digest=subject.digest if subject else "",
        model=subject.model if subject else "",
        source=subject.source if subject else "",
        planned=runs,
    )


def _without_subject(trigger: Trigger, situation: Situation, now: datetime) -> _Said:
    wrong = _faults(trigger, situation, now)
    if wrong:
        return _Said(VerdictKind.BLOCKED, reasons.wrong(wrong))
    if trigger.publishes:
        return _Said(VerdictKind.WAITS, reasons.no_model(situation.model.problem))
    nothing = [name for name in looks_at(trigger) if last_record(situation.chains.get(name, ())) is None]  # fmt: skip
    return _Said(VerdictKind.WAITS, reasons.holds_nothing(nothing[0]) if nothing else reasons.no_release())  # fmt: skip


def _verdict(
    question: Question,
    runs: Sequence[PlannedRun],
    others: Mapping[str, TriggerVerdict],
    saw: dict[str, str],
) -> _Said:
    """The verdict on a trigger that is about something; what it saw goes into `saw`."""
    trigger, subject, situation, now = question
    wrong = _faults(trigger, situation, now)
    if wrong:
        return _Said(VerdictKind.BLOCKED, reasons.wrong(wrong))
    if not runs:
        back = taken_back(trigger, subject, situation)
        for environment, record in back.items():
            return _Said(
                VerdictKind.IDLE, reasons.brought_back(subject.version, environment, record)
            )
        names = (each.text for each in trigger.promotes)
        return _Said(VerdictKind.IDLE, reasons.all_is_there(subject.version, names))
    forbidden = [*_forbidden(question, runs)]
    if forbidden:
        return _Said(VerdictKind.BLOCKED, reasons.wrong(forbidden))
    if subject.published is None and _is_taken(question):
        return _Said(VerdictKind.WAITS, reasons.other_content(subject.version))
    tried = _tried(question, runs, saw)
    if tried is not None:
        return tried
    return _of_conditions(question, runs, others, saw)


def _of_conditions(
    question: Question,
    runs: Sequence[PlannedRun],
    others: Mapping[str, TriggerVerdict],
    saw: dict[str, str],
) -> _Said:
    trigger, subject, situation, _ = question
    answers = [answer(each, question) for each in trigger.conditions]
    # A release is sound before it goes anywhere, whatever a trigger says
    needed = gates_answer(question)
    for each in (*answers, needed):
        saw.update(each.saw)
    what = reasons.steps([_step(run) for run in runs])
    # What began is finished, whatever became of its conditions
    if any(run.is_open for run in runs):
        return _looked_at((needed,), VerdictKind.FIRES, reasons.taken_up(what))
    unmet = [each.reason for each in answers if each.reason]
    missing = [name for name in _inputs(trigger, subject) if not situation.inputs.get(name)]
    saw.update({f"invoer.{name}": situation.inputs.get(name, "") for name in _inputs(trigger, subject)})  # fmt: skip
    if missing:
        unmet.append(reasons.inputs_missing(missing))
    first = [name.text for name in trigger.after if others[name.text].verdict in _IN_THE_WAY]
    if first:
        unmet.append(reasons.after_others(first))
    if unmet:
        return _Said(VerdictKind.WAITS, reasons.not_yet(unmet))
    return _looked_at((*answers, needed), VerdictKind.FIRES, reasons.all_hold(what))


def _looked_at(answers: Sequence[ConditionAnswer], verdict: VerdictKind, reason: Text) -> _Said:
    """The verdict where nothing is left to look at; red gates wait."""
    if any(each.looks for each in answers):
        return _Said(VerdictKind.LOOKS, reasons.to_be_looked_at())
    red = [each.reason for each in answers if each.reason]
    return _Said(VerdictKind.WAITS, reasons.not_yet(red)) if red else _Said(verdict, reason)


def _faults(trigger: Trigger, situation: Situation, now: datetime) -> list[Text]:
    """What is wrong with the clocks, and with the environments that a trigger promotes to or looks at."""
    places = [each.name for each in situation.declared.environments]
    found = [each.message for each in clock_faults(situation.chains, places, now)]
    touched = (*(each.text for each in trigger.promotes), *looks_at(trigger))
    found += [situation.faults[name].message for name in touched if name in situation.faults]
    return found


def _forbidden(question: Question, runs: Sequence[PlannedRun]) -> Iterator[Text]:
    """What nobody may do: promote what was withdrawn or is damaged, or to an environment that is on hold."""
    subject, situation = question.subject, question.situation
    damage = situation.verified.get(subject.digest)
    if damage:
        yield damage
    mark = subject.published.withdrawn if subject.published else None
    if mark is not None:
        yield reasons.withdrawn(subject.version, mark.because, mark.successor)
    for run in runs:
        record = last_record(situation.chains.get(run.environment, ()))
        if record is not None and record.held:
            yield reasons.on_hold(run.environment, record.held)


def _is_taken(question: Question) -> bool:
    """Whether the version of the model is that of a release with other content."""
    version = question.situation.model.version
    return version is not None and same_version(question.situation.releases, version) is not None


def _tried(question: Question, runs: Sequence[PlannedRun], saw: dict[str, str]) -> _Said | None:
    """The verdict where a run failed as often as it may, or a moment ago; None where it may be tried."""
    pasts = [question.situation.runs.get(run.id, UNKNOWN_PAST) for run in runs]
    failures = max(past.failures for past in pasts)
    # What failed later than now did so by another clock
    moments = (min(past.failed_at, question.now) for past in pasts if past.failed_at)
    last = max(moments, default=None)
    if not failures:
        return None
    saw["failures"] = str(failures)
    saw["failed_at"] = last.isoformat(timespec="seconds") if last else ""
    trigger = question.trigger
    if failures >= trigger.tries:
        return _Said(VerdictKind.GIVEN_UP, reasons.given_up(failures, trigger.tries))
    if last is not None and question.now < last + trigger.pause:
        return _Said(VerdictKind.WAITS, reasons.tried_again_at(last + trigger.pause))
    return None


def _inputs(trigger: Trigger, subject: Subject) -> tuple[str, ...]:
    """The files that a trigger wants, for the release that it is about."""
    return tuple(
        each.text.replace("{versie}", subject.version).replace("{model}", subject.model)
        for each in trigger.inputs
    )


def _held_label(situation: Situation, environment: str) -> str:
    record = last_record(situation.chains.get(environment, ()))
    return record.label if record else ""


def _step(run: PlannedRun) -> Text:
    if run.action is RunAction.PUBLISH:
        return reasons.to_publish(run.version)
    return reasons.to_promote(run.version, run.environment)
