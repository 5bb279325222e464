"""What is done to an environment: another release, a hold, and its end. Each is a record behind its chain."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Name
from compiler.base.wording import NOTHING, Text, joined, say
from compiler.release.environments.chains import Chain, add_to_chain, clock_faults, read_chain
from compiler.release.environments.environment_records import (
    EnvironmentRecord,
    RecordAction,
    last_record,
)
from compiler.release.environments.reasons import on_hold, withdrawn
from compiler.release.environments.situation import ReleaseContent
from compiler.release.problems import ReleaseRefusedError
from compiler.release.release_manifest import ReleaseManifest, parse_release_manifest
from compiler.release.target import PublishedRelease, Target
from compiler.release.verifying import verify_release

_MOST_TRIES = 20  # of a record that somebody else was before


class RecordChange(StrEnum):
    """What became of it: done, there already, or overtaken by somebody else, so that it is not done."""

    DONE = "done"
    UNCHANGED = "unchanged"
    OVERTAKEN = "overtaken"


class Asker(NamedTuple):
    """Who does something and when; for a run of a trigger its id, and how many records it follows."""

    who: str
    now: datetime
    trigger: str = ""
    run: str = ""
    follows: int | None = None

    @property
    def when(self) -> str:
        """The moment as a record has it."""
        return self.now.isoformat(timespec="seconds")


class Changed(NamedTuple):
    """What became of it, and what the environment is now; None where nothing was ever done to it."""

    change: RecordChange
    record: EnvironmentRecord | None


def promote(
    target: Target,
    environment: Name,
    release: PublishedRelease,
    content: ReleaseContent,
    asker: Asker,
) -> Changed:
    """Let an environment hold a release, which is sound (`check_release`).

    Raises:
        ReleaseRefusedError: where it may not.
    """

    def following(last: EnvironmentRecord | None) -> EnvironmentRecord | None:
        if _holds(last, release):
            return None
        _refuse_held(environment, last)
        return EnvironmentRecord(
            number=_next(last),
            environment=environment.text,
            action=RecordAction.PROMOTED,
            label=str(release.label),
            digest=release.digest,
            since=asker.when,
            before=last.label if last else "",
            held="",
            who=asker.who,
            when=asker.when,
            trigger=asker.trigger,
            run=asker.run,
            source=content.source,
            model=content.model,
        )

    return _changed(target, environment, following, asker)


def hold(target: Target, environment: Name, because: str, asker: Asker) -> Changed:
    """Let nothing be promoted to an environment.

    Raises:
        ReleaseRefusedError: where that cannot be written, or it is on hold for another reason.
    """

    def following(last: EnvironmentRecord | None) -> EnvironmentRecord | None:
        if last is not None and last.held == because:
            return None
        _refuse_held(environment, last)
        return _as_it_was(last, environment, asker, RecordAction.HELD, because)

    return _changed(target, environment, following, asker)


def resume(target: Target, environment: Name, asker: Asker) -> Changed:
    """End a hold.

    Raises:
        ReleaseRefusedError: where that cannot be written.
    """

    def following(last: EnvironmentRecord | None) -> EnvironmentRecord | None:
        if last is None or not last.held:
            return None
        return _as_it_was(last, environment, asker, RecordAction.RESUMED, "")

    return _changed(target, environment, following, asker)


def check_environment(
    target: Target, environment: Name, release: PublishedRelease, asker: Asker
) -> None:
    """Look whether a release may be promoted to an environment.

    Raises:
        ReleaseRefusedError: where it may not.
    """
    last = last_record(_sound(target, environment, asker))
    if not _holds(last, release):
        _refuse_held(environment, last)


def check_release(target: Target, release: PublishedRelease) -> ReleaseContent:
    """What a release was made of, where it may be promoted: it is what was published, and nobody withdrew it.

    Raises:
        ReleaseRefusedError: where it may not.
    """
    mark = release.withdrawn
    if mark is not None:
        message = withdrawn(str(release.label), mark.because, mark.successor)
        hint = say("promote {version}", version=mark.successor)
        raise _refused("ENV11", Name(str(release.label), target.name), message, hint)
    wrong, content = look_at_release(target, release)
    if wrong:
        hint = say("verac release verify {version} tells more", version=release.label)
        raise _refused("ENV07", Name(str(release.label), target.name), wrong, hint)
    assert content is not None
    return content


def look_at_release(
    target: Target, release: PublishedRelease
) -> tuple[Text, ReleaseContent | None]:
    """What is wrong with a release, empty for nothing, and what it was made of, where that can be read."""
    try:
        taken = target.take(release.label)
    except ReleaseRefusedError as refusal:
        return _no_longer(release, refusal.diagnostic.message), None
    verified = verify_release(taken, release)
    if verified.diagnostics:
        found = [each.message for each in verified.diagnostics]
        return _no_longer(release, joined(dict.fromkeys(found), "; ")), None
    manifest = parse_release_manifest(taken.manifest)
    assert isinstance(manifest, ReleaseManifest)
    return NOTHING, ReleaseContent(manifest.model, manifest.source.revision)


def _holds(last: EnvironmentRecord | None, release: PublishedRelease) -> bool:
    return last is not None and (last.label, last.digest) == (str(release.label), release.digest)


def _refuse_held(environment: Name, last: EnvironmentRecord | None) -> None:
    if last is not None and last.held:
        hint = say("verac release resume {environment} ends that", environment=environment)
        raise _refused("ENV06", environment, on_hold(environment.text, last.held), hint)


def _no_longer(release: PublishedRelease, why: Text) -> Text:
    return say("{version} is no longer what was published: {why}", version=release.label, why=why)


def _changed(
    target: Target,
    environment: Name,
    following: Callable[[EnvironmentRecord | None], EnvironmentRecord | None],
    asker: Asker,
) -> Changed:
    """Write what follows the last record, until nobody else comes in between."""
    for _ in range(_MOST_TRIES):
        chain = _sound(target, environment, asker)
        last = last_record(chain)
        record = following(last)
        if record is None:
            return Changed(RecordChange.UNCHANGED, last)
        if asker.follows is not None and asker.follows != len(chain):
            return Changed(RecordChange.OVERTAKEN, last)
        if add_to_chain(target, record):
            return Changed(RecordChange.DONE, record)
    message = say('others write to "{environment}" all the time', environment=environment)
    raise _refused("ENV13", environment, message, say("do it again in a while"))


def _sound(target: Target, environment: Name, asker: Asker) -> Chain:
    chain = read_chain(target, environment)
    if isinstance(chain, Diagnostic):
        raise ReleaseRefusedError(chain)
    faults = clock_faults({environment.text: chain}, (environment,), asker.now)
    if faults:
        raise ReleaseRefusedError(faults[0])
    return chain


def _as_it_was(
    last: EnvironmentRecord | None, environment: Name, asker: Asker, action: RecordAction, held: str
) -> EnvironmentRecord:
    """A record that leaves the release where it is."""
    fresh = EnvironmentRecord(
        number=_next(last),
        environment=environment.text,
        action=action,
        label="",
        digest="",
        since="",
        before="",
        held=held,
        who=asker.who,
        when=asker.when,
    )
    if last is None:
        return fresh
    return fresh._replace(
        label=last.label,
        digest=last.digest,
        since=last.since,
        before=last.before,
        source=last.source,
        model=last.model,
    )


def _next(last: EnvironmentRecord | None) -> int:
    return last.number + 1 if last else 1


def _refused(id_: str, place: Name, message: Text, hint: Text) -> ReleaseRefusedError:
    return ReleaseRefusedError(Diagnostic(id_, Severity.ERROR, place.span, message, hint=hint))
