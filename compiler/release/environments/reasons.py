"""The words of verdicts: why a trigger does what it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time

from compiler.base.wording import Text, joined, say
from compiler.release.environments.environment_records import EnvironmentRecord
from compiler.release.environments.verdicts import VerdictKind
from compiler.release.release_version import ReleaseVersion
from compiler.release.target import PublishedRelease

VERDICT_NAMES = {
    VerdictKind.FIRES: say("fires"),
    VerdictKind.IDLE: say("has nothing to do"),
    VerdictKind.WAITS: say("waits"),
    VerdictKind.BLOCKED: say("is blocked"),
    VerdictKind.GIVEN_UP: say("has given up"),
    VerdictKind.LOOKS: say("has to look"),
}


def all_hold(what: Text) -> Text:
    """That a trigger fires, and what it does."""
    return say("all conditions hold: {what}", what=what)


def taken_up(what: Text) -> Text:
    """That a run which was cut off is finished."""
    return say("a run was cut off, and is taken up again: {what}", what=what)


def to_publish(version: str) -> Text:
    """That a release is to be published."""
    return say("publish {version}", version=version)


def to_promote(version: str, environment: str) -> Text:
    """That a release is to go to an environment."""
    return say("promote {version} to {environment}", version=version, environment=environment)


def steps(parts: Sequence[Text]) -> Text:
    """Several things in a row."""
    return joined(parts, "; ")


def all_is_there(version: str, environments: Iterable[str]) -> Text:
    """That there is nothing to do."""
    names = ", ".join(environments)
    if not names:
        return say("{version} is published", version=version)
    return say("{environments} has {version}", environments=names, version=version)


def brought_back(version: str, environment: str, now: EnvironmentRecord) -> Text:
    """That somebody took a release back, which no trigger undoes."""
    return say(
        "{environment} held {version} before, and {who} brought it to {label}: verac release promote alone undoes that",
        environment=environment,
        version=version,
        who=now.who,
        label=now.label,
    )


def no_release() -> Text:
    """That there is no release that it could be about."""
    return say("there is no release yet")


def no_model(problem: Text) -> Text:
    """That the model makes no release."""
    return say("the model makes no release: {problem}", problem=problem or lacks_version())


def other_content(version: str) -> Text:
    """That the version of the model is taken."""
    return say("{version} is published with another model: raise the version", version=version)


def withdrawn(version: str, because: str, successor: str) -> Text:
    """That a release was withdrawn."""
    return say(
        "{version} was withdrawn: {because}; use {successor} instead",
        version=version,
        because=because,
        successor=successor,
    )


def on_hold(environment: str, because: str) -> Text:
    """That nothing may be promoted to an environment."""
    return say("{environment} is on hold: {because}", environment=environment, because=because)


def wrong(faults: Sequence[Text]) -> Text:
    """That something is wrong which somebody has to set right."""
    return joined(dict.fromkeys(faults), "; ")


def not_yet(parts: Sequence[Text]) -> Text:
    """Each condition that does not hold."""
    return joined(dict.fromkeys(parts), "; ")


def gates_are_red(reason: Text) -> Text:
    """That the gates are not green."""
    return say("the gates are red: {reason}", reason=reason)


def to_be_looked_at() -> Text:
    """That it cannot be said yet."""
    return say("all else holds; the gates have to be looked at")


def same_model(release: PublishedRelease | None) -> Text:
    """That the model did not change."""
    label = release.label if release else ""
    return say("the model is the same as at {version}", version=label)


def lacks_version() -> Text:
    """That the model has no version of a release."""
    return say("the model has no version of a release")


def not_raised(own: ReleaseVersion, last: str) -> Text:
    """That a version is not higher than the last one."""
    return say("version {version} is not higher than {last}", version=own, last=last)


def holds_nothing(environment: str) -> Text:
    """That an environment holds no release."""
    return say("{environment} holds nothing yet", environment=environment)


def held_there(environment: str, because: str) -> Text:
    """That there are findings in the environment before."""
    return say(
        "{environment} is on hold, which counts as a finding: {because}",
        environment=environment,
        because=because,
    )


def holds_another(environment: str, label: str, version: str) -> Text:
    """That an environment holds another release."""
    return say(
        "{environment} holds {label}, and not {version}",
        environment=environment,
        label=label,
        version=version,
    )


def too_young(environment: str, version: str, ripe: datetime) -> Text:
    """That a release is not long enough in the environment before."""
    return say(
        "{version} has to be in {environment} without findings until {moment}",
        version=version,
        environment=environment,
        moment=ripe.isoformat(timespec="minutes"),
    )


def too_early(moment: datetime) -> Text:
    """That its day has not come."""
    return say("not before {moment}", moment=moment.isoformat(timespec="minutes"))


def not_the_hour(days: Iterable[str], opens: time, closes: time) -> Text:
    """That it is another day or hour."""
    return say(
        "only on {days} from {opens} to {closes}",
        days=", ".join(days),
        opens=f"{opens:%H:%M}",
        closes=f"{closes:%H:%M}",
    )


def inputs_missing(names: Iterable[str]) -> Text:
    """That files are not there."""
    return say("missing: {names}", names=", ".join(names))


def after_others(names: Iterable[str]) -> Text:
    """That other triggers come first."""
    return say("{names} comes first", names=", ".join(names))


def is_done() -> Text:
    """That a run did what it should."""
    return say("done")


def was_done() -> Text:
    """That a run found done what it should do."""
    return say("it was there already")


def overtaken() -> Text:
    """That somebody else changed the environment in between."""
    return say("somebody else changed the environment in the meantime; nothing was done")


def needless() -> Text:
    """That a run which was cut off has nothing left to do."""
    return say("a run was cut off; what it was to do is there, or no longer asked")


def not_tried() -> Text:
    """That a run was not tried, because the one before it failed."""
    return say("not tried: what comes before it failed")


def given_up(failures: int, tries: int) -> Text:
    """That a run failed as often as it may."""
    return say(
        "failed {failures} times, and may be tried {tries}: look at the log, and promote or publish by hand",
        failures=failures,
        tries=tries,
    )


def tried_again_at(moment: datetime) -> Text:
    """That a run failed, and has to wait."""
    return say("failed; tried again at {moment}", moment=moment.isoformat(timespec="seconds"))
