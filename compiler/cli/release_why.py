"""What stands in the way of the next promotion of an environment: release why."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compiler.base.wording import Text, as_it_is, joined, say
from compiler.cli.common import Progress, make_context, report
from compiler.cli.lang import tell, translate
from compiler.cli.options import MODEL, TOLD_FORMAT
from compiler.cli.release_declaring import (
    DECLARED_TARGET,
    LOG,
    declared_of,
    environment_named,
    now,
    target_of,
)
from compiler.cli.release_environments import plain_environment, tell_chain
from compiler.cli.release_targets import ending_where_refused
from compiler.cli.terminal import put_json

if TYPE_CHECKING:
    from compiler.base.source import Name
    from compiler.release.environments.declared import Condition, DeclaredFile
    from compiler.release.environments.log_file import LogFile
    from compiler.release.environments.next_promotion import ConditionNow, TriggerOnTheWay
    from compiler.release.target import Target


@click.command("why")
@click.argument("environment")
@MODEL
@DECLARED_TARGET
@LOG
@TOLD_FORMAT
def why_command(environment: str, model: Path, source: str, log: Path | None, format_: str) -> None:
    """Tell what stands in the way of the next promotion to ENVIRONMENT.

    It shows what the environment holds, and the triggers that lead there: each condition, and the values it has now.

    \b
    Examples:
      verac release why productie
      verac release why productie --model models/vera --format json
    """
    from compiler.cli.release_looking import PublishOptions, WorkOfRuns
    from compiler.release.environments.chains import clock_faults
    from compiler.release.environments.next_promotion import triggers_on_the_way
    from compiler.release.environments.verdicts import VerdictKind

    context = make_context(Progress(shown=False))
    declared = declared_of(model, context, format_)
    with ending_where_refused(format_, model):
        name = environment_named(declared, environment)
        target = target_of(declared, source)
        at = _log_or_none(target, declared, log)
        options = PublishOptions("", None, None, False)  # noqa: FBT003 - of a publish, which this is not
        work = WorkOfRuns(model, declared, target, at, options, context)
        situation, moment = work.look(), now()
        looking = [
            each.verdict
            for each in triggers_on_the_way(situation, moment, environment)
            if each.verdict.verdict is VerdictKind.LOOKS
        ]
        situation = work.look_closer(situation, looking)
        way = triggers_on_the_way(situation, moment, environment)
    chain = situation.chains.get(environment, ())
    places = [each.name for each in declared.environments]
    wrong = [*clock_faults(situation.chains, places, moment), *situation.faults.values()]
    if format_ == "json":
        told = plain_environment(name, chain, history=False) | {"triggers": [*map(_plain, way)]}
        put_json(told)
    else:
        tell_chain(environment, chain, history=False)
        _tell_way(name, way)
    report(wrong, model, quiet=False)
    sys.exit(1 if wrong else 0)


def _log_or_none(target: Target, declared: DeclaredFile, given: Path | None) -> LogFile:
    """The log, which tells of runs that failed; an empty one where it has no place."""
    from compiler.release.environments.log_file import LogFile, log_of
    from compiler.release.problems import ReleaseRefusedError

    try:
        return log_of(target, declared, given)
    except ReleaseRefusedError:
        return LogFile(Path(os.devnull), declared.place.span)


def _tell_way(name: Name, way: tuple[TriggerOnTheWay, ...]) -> None:
    from compiler.release.environments.reasons import VERDICT_NAMES

    if not any(each.is_direct for each in way):
        tell(
            say('no trigger promotes to "{name}": verac release promote does it by hand', name=name)
        )
    for each in way:
        verdict = each.verdict
        trigger, kind = verdict.trigger, VERDICT_NAMES[verdict.verdict]
        tell(
            say(
                "{trigger}  {verdict}: {reason}",
                trigger=trigger,
                verdict=kind,
                reason=verdict.reason,
            )
        )
        for condition in each.conditions:
            tell(_told_condition(condition))


def _told_condition(found: ConditionNow) -> Text:
    from compiler.release.environments.log_texts import short_value

    words = _words(found.condition)
    saw = ", ".join(f"{name}: {short_value(value)}" for name, value in found.saw.items())
    if found.looks:
        return say("  not known      {condition}  ({saw})", condition=words, saw=saw)
    if not found.reason:
        return say("  holds          {condition}  ({saw})", condition=words, saw=saw)
    return say(
        "  does not hold  {condition}: {reason}  ({saw})",
        condition=words,
        reason=found.reason,
        saw=saw,
    )


def _words(condition: Condition) -> Text:
    """A condition in the words of the file."""
    told = ["als", condition.kind.value]
    if condition.environment:
        told.append(condition.environment)
    if condition.moment is not None:
        told.append(condition.moment.isoformat(timespec="minutes"))
    return joined(map(as_it_is, (*told, *condition.days)))


def _plain(found: TriggerOnTheWay) -> dict[str, Any]:
    verdict, said = found.verdict, translate()
    return {
        "trigger": verdict.trigger,
        "direct": found.is_direct,
        "environments": list(verdict.environments),
        "verdict": verdict.verdict.value,
        "reason": said(verdict.reason),
        "version": verdict.version,
        "runs": [each.id for each in verdict.planned],
        "conditions": [
            {
                "condition": said(_words(each.condition)),
                "holds": None if each.looks else not each.reason,
                "reason": said(each.reason),
                "saw": dict(each.saw),
            }
            for each in found.conditions
        ],
    }
