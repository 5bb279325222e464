"""What a trigger is about: the release that it publishes or promotes, and what there is to do with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compiler.release.environments.chains import once_held
from compiler.release.environments.declared import ConditionKind, Trigger
from compiler.release.environments.environment_records import EnvironmentRecord, last_record
from compiler.release.environments.situation import RunPast, Situation
from compiler.release.environments.verdicts import PlannedRun, RunAction, run_id
from compiler.release.target import PublishedRelease, last_release, same_version

UNKNOWN_PAST = RunPast()


class Subject(NamedTuple):
    """The release that a trigger is about.

    `published` is None where it is still to be made of the model as it lies there. `fired_by` is the digest that its
    runs have in their ids. `version`, `model` and `source` are empty where nothing is known of it.
    """

    version: str
    published: PublishedRelease | None
    fired_by: str
    model: str
    source: str

    @property
    def digest(self) -> str:
        """The digest of the release; empty before it is published."""
        return self.published.digest if self.published else ""


def subject_of(trigger: Trigger, situation: Situation) -> Subject | None:
    """What a trigger is about; None where there is nothing that it could be about.

    One that publishes is about the model; one that looks at environments about what the first of these holds; any other
    about the last release.
    """
    if trigger.publishes:
        return _of_model(situation)
    looked_at = [each.environment for each in trigger.conditions if each.environment]
    if looked_at:
        last = last_record(situation.chains.get(looked_at[0], ()))
        if last is None or not last.digest:
            return None
        held = (last.label, last.digest)
        releases = situation.releases
        found = next((each for each in releases if (str(each.label), each.digest) == held), None)
    else:
        found = last_release(situation.releases)
    return _of_release(found, situation) if found else None


def runs_of(trigger: Trigger, subject: Subject, situation: Situation) -> tuple[PlannedRun, ...]:
    """What there is to do; nothing where all is there already, or was taken back by somebody."""
    return tuple(_runs(trigger, subject, situation))


def taken_back(
    trigger: Trigger, subject: Subject, situation: Situation
) -> dict[str, EnvironmentRecord]:
    """The environments that held the release before and were brought to another one, with what they hold now.

    Going back is the word of somebody, and no trigger undoes it.
    """
    found = {}
    for name in trigger.promotes:
        chain = situation.chains.get(name.text, ())
        if subject.digest and once_held(chain, subject.digest) is not None:
            found[name.text] = chain[-1]
    return found


def _runs(trigger: Trigger, subject: Subject, situation: Situation) -> Iterator[PlannedRun]:
    name = trigger.name.text
    if trigger.publishes and subject.published is None:
        number = sum(each.label.is_final for each in situation.releases)
        yield _run(RunAction.PUBLISH, name, "", subject, number, situation)
    back = taken_back(trigger, subject, situation)
    for place in trigger.promotes:
        chain = situation.chains.get(place.text)
        last = last_record(chain or ())
        if chain is None or place.text in back:
            continue
        if last is None or not subject.digest or last.digest != subject.digest:
            yield _run(RunAction.PROMOTE, name, place.text, subject, len(chain), situation)


def _run(
    action: RunAction,
    trigger: str,
    environment: str,
    subject: Subject,
    follows: int,
    situation: Situation,
) -> PlannedRun:
    id_ = run_id(trigger, environment, subject.fired_by, follows)
    return PlannedRun(
        id=id_,
        action=action,
        environment=environment,
        version=subject.version,
        digest=subject.digest,
        follows=follows,
        is_open=situation.runs.get(id_, UNKNOWN_PAST).is_open,
    )


def _of_model(situation: Situation) -> Subject | None:
    model = situation.model
    if model.version is None or not model.digest:
        return None
    there = same_version(situation.releases, model.version)
    content = situation.contents.get(there.digest) if there and there.digest else None
    published = there if content and content.model == model.digest else None
    return Subject(
        version=str(model.version),
        published=published,
        fired_by=f"{model.version} {model.digest}",
        model=model.digest,
        source=content.source if content and published else model.source,
    )


def _of_release(release: PublishedRelease, situation: Situation) -> Subject:
    content = situation.contents.get(release.digest)
    return Subject(
        version=str(release.label),
        published=release,
        fired_by=release.digest,
        model=content.model if content else "",
        source=content.source if content else "",
    )


def looks_at(trigger: Trigger) -> tuple[str, ...]:
    """The environments that have to hold the release for a trigger to fire."""
    held = (each for each in trigger.conditions if each.kind is ConditionKind.HELD_BY)
    return tuple(each.environment for each in held)
