"""The conditions of triggers: a table, in which each kind has a function that tells whether it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from compiler.base.wording import NOTHING, Text
from compiler.release.environments import reasons
from compiler.release.environments.chains import clean_since
from compiler.release.environments.declared import Condition, ConditionKind, Trigger
from compiler.release.environments.declaring_triggers import WEEKDAYS
from compiler.release.environments.environment_records import last_record
from compiler.release.environments.situation import Situation
from compiler.release.environments.subjects import Subject
from compiler.release.release_version import parse_release_version
from compiler.release.target import last_release


class Question(NamedTuple):
    """What a condition is asked about: the trigger, what it is about, all that is known, and the moment."""

    trigger: Trigger
    subject: Subject
    situation: Situation
    now: datetime


class ConditionAnswer(NamedTuple):
    """What a condition answers: why it does not hold, empty where it does, and what it saw, by name.

    `looks` says that it cannot tell before somebody looks: at the gates.
    """

    reason: Text
    saw: Mapping[str, str]
    looks: bool = False


def answer(condition: Condition, question: Question) -> ConditionAnswer:
    """Whether a condition holds."""
    return _ANSWERS[condition.kind](condition, question)


def gates_answer(question: Question) -> ConditionAnswer:
    """Whether the gates are green: of the model where it is to be published, else of the release."""
    subject, situation = question.subject, question.situation
    if subject.published is not None:
        is_known = subject.digest in situation.verified  # what is damaged is forbidden before
        return ConditionAnswer(
            NOTHING, {"poorten": "groen" if is_known else "?"}, looks=not is_known
        )
    gates = situation.gates
    if gates is None:
        return ConditionAnswer(NOTHING, {"poorten": "?"}, looks=True)
    if gates.are_green:
        return ConditionAnswer(NOTHING, {"poorten": "groen"})
    return ConditionAnswer(reasons.gates_are_red(gates.reason), {"poorten": "rood"})


def _model_changed(_: Condition, question: Question) -> ConditionAnswer:
    subject, situation = question.subject, question.situation
    last = last_release(situation.releases)
    content = situation.contents.get(last.digest) if last else None
    saw = {"model": subject.model, "model.last": content.model if content else ""}
    if subject.published is None:
        is_new = content is None or content.model != subject.model
        return ConditionAnswer(NOTHING if is_new else reasons.same_model(last), saw)
    held = [_held_model(name.text, situation) for name in question.trigger.promotes]
    names = (f"model.{name.text}" for name in question.trigger.promotes)
    saw |= dict(zip(names, held, strict=True))
    if any(model != subject.model for model in held):
        return ConditionAnswer(NOTHING, saw)
    return ConditionAnswer(reasons.same_model(subject.published), saw)


def _version_raised(_: Condition, question: Question) -> ConditionAnswer:
    subject, situation = question.subject, question.situation
    own = parse_release_version(subject.version)
    last = last_release(situation.releases)
    saw = {"version": subject.version, "version.last": str(last.label) if last else ""}
    if own is None:
        return ConditionAnswer(reasons.lacks_version(), saw)
    if subject.published is None:
        if last is None or last.label.comes_before(own):
            return ConditionAnswer(NOTHING, saw)
        return ConditionAnswer(reasons.not_raised(own, str(last.label)), saw)
    for place in question.trigger.promotes:
        record = last_record(situation.chains.get(place.text, ()))
        held = record.label if record else ""
        saw[f"version.{place.text}"] = held
        before = parse_release_version(held)
        is_other = record is not None and record.digest != subject.digest
        if is_other and before is not None and not before.comes_before(own):
            return ConditionAnswer(reasons.not_raised(own, held), saw)
    return ConditionAnswer(NOTHING, saw)


def _gates(_: Condition, question: Question) -> ConditionAnswer:
    return gates_answer(question)


def _held_by(condition: Condition, question: Question) -> ConditionAnswer:
    name, subject, situation = condition.environment, question.subject, question.situation
    chain = situation.chains.get(name, ())
    record = last_record(chain)
    saw = {f"in.{name}": record.label if record else ""}
    if record is None or not record.digest:
        return ConditionAnswer(reasons.holds_nothing(name), saw)
    saw[f"in.{name}.since"] = record.since
    if record.held:
        return ConditionAnswer(
            reasons.held_there(name, record.held), saw | {f"in.{name}.held": record.held}
        )
    if record.digest != subject.digest:
        return ConditionAnswer(reasons.holds_another(name, record.label, subject.version), saw)
    since = clean_since(chain)
    ripe = since + condition.age if since else question.now
    saw[f"in.{name}.until"] = ripe.isoformat(timespec="seconds")
    if not condition.age or question.now >= ripe:
        return ConditionAnswer(NOTHING, saw)
    return ConditionAnswer(reasons.too_young(name, subject.version, ripe), saw)


def _from(condition: Condition, question: Question) -> ConditionAnswer:
    moment = condition.moment
    assert moment is not None
    saw = {"vanaf": moment.isoformat(timespec="minutes")}
    return ConditionAnswer(NOTHING if question.now >= moment else reasons.too_early(moment), saw)


def _every(condition: Condition, question: Question) -> ConditionAnswer:
    here = question.now.astimezone(ZoneInfo(question.situation.declared.zone))
    weekday = WEEKDAYS[here.weekday()]
    days = {weekday, "dag", *(("werkdag",) if here.weekday() < 5 else ())}
    saw = {"elke": f"{weekday} {here:%H:%M}"}
    if days & {*condition.days} and condition.opens <= here.time() <= condition.closes:
        return ConditionAnswer(NOTHING, saw)
    return ConditionAnswer(
        reasons.not_the_hour(condition.days, condition.opens, condition.closes), saw
    )


def _held_model(environment: str, situation: Situation) -> str:
    record = last_record(situation.chains.get(environment, ()))
    content = situation.contents.get(record.digest) if record else None
    return content.model if content else record.model if record else ""


_ANSWERS: Mapping[ConditionKind, Callable[[Condition, Question], ConditionAnswer]] = {
    ConditionKind.MODEL_CHANGED: _model_changed,
    ConditionKind.VERSION_RAISED: _version_raised,
    ConditionKind.GATES: _gates,
    ConditionKind.HELD_BY: _held_by,
    ConditionKind.FROM: _from,
    ConditionKind.EVERY: _every,
}
