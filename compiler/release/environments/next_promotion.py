"""What stands in the way of the next promotion of an environment: triggers that lead there, and their conditions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from compiler.base.wording import Text
from compiler.release.environments.conditions import Question, answer
from compiler.release.environments.declared import Condition, Trigger
from compiler.release.environments.evaluating import evaluate
from compiler.release.environments.situation import Situation
from compiler.release.environments.subjects import subject_of
from compiler.release.environments.trigger_order import waits_for
from compiler.release.environments.verdicts import TriggerVerdict, VerdictKind


class ConditionNow(NamedTuple):
    """A condition, and what it saw: it holds where `reason` is empty, unless it `looks` and so cannot tell."""

    condition: Condition
    reason: Text
    saw: Mapping[str, str]
    looks: bool


class TriggerOnTheWay(NamedTuple):
    """A trigger that leads to an environment: its verdict, and each of its conditions.

    `is_direct` says that it promotes to the environment itself, and not to one that comes before. Where a trigger is
    about no release it has no conditions yet.
    """

    verdict: TriggerVerdict
    conditions: tuple[ConditionNow, ...]
    is_direct: bool


def triggers_on_the_way(
    situation: Situation, now: datetime, environment: str
) -> tuple[TriggerOnTheWay, ...]:
    """The triggers that promote to an environment, and, where these do not fire, those that they wait for.

    The nearest ones come first.
    """
    triggers = {each.name.text: each for each in situation.declared.triggers}
    verdicts = {each.trigger: each for each in evaluate(situation, now)}
    order = waits_for(situation.declared.triggers)
    direct = [name for name in triggers if environment in verdicts[name].environments]
    way = list(direct)
    for name in way:  # it grows
        if verdicts[name].verdict is not VerdictKind.FIRES:
            way += (each for each in order[name] if each not in way)
    return tuple(
        TriggerOnTheWay(
            verdict=verdicts[name],
            conditions=_conditions(triggers[name], situation, now),
            is_direct=name in direct,
        )
        for name in way
    )


def _conditions(trigger: Trigger, situation: Situation, now: datetime) -> tuple[ConditionNow, ...]:
    subject = subject_of(trigger, situation)
    if subject is None:
        return ()
    question = Question(trigger, subject, situation, now)
    found = ((each, answer(each, question)) for each in trigger.conditions)
    return tuple(
        ConditionNow(condition, told.reason, told.saw, told.looks) for condition, told in found
    )
