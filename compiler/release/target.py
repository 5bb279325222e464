"""What a target is: a place that releases go to, stay in as they are, and are taken from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple, Protocol

from compiler.base.wording import NOTHING, Text, say
from compiler.release.problems import ReleaseRefusedError, refused
from compiler.release.release import Release
from compiler.release.release_version import ReleaseVersion, newest, parse_release_version

WITHDRAWN = "withdrawn-"  # how the mark of a withdrawn release is called, in front of its label
WITHDRAWAL_FILE = "withdrawal.json"
MOST_RECORD_BYTES = 1 << 16


class Withdrawal(NamedTuple):
    """Why a release should no longer be used, and the label of the one to use instead."""

    because: str
    successor: str


class PublishedRelease(NamedTuple):
    """A release as the index of a target tells it: its label, its digest, and whether it was withdrawn.

    The digest is empty where something else than verac made it, as the tags were that a repository had before.
    """

    label: ReleaseVersion
    digest: str
    withdrawn: Withdrawal | None = None


class PublishOutcome(Enum):
    """What became of a publish: it is there now, or it was there already with the same content."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"


class Target(Protocol):
    """A place for releases. Each method raises a `ReleaseRefusedError` where it cannot do what it is asked.

    What is published there is never changed and never goes away. A publish that was killed leaves the whole release or
    none of it, and the same publish again completes it.
    """

    name: str

    def releases(self) -> tuple[PublishedRelease, ...]:
        """All releases and candidates, oldest first."""

    def take(self, label: ReleaseVersion) -> Release:
        """The release with this label, as the target holds it; `verifying.py` tells whether it is right."""

    def publish(self, release: Release, label: ReleaseVersion) -> PublishOutcome:
        """Put the release there under its label, whole or not at all, where no other content has that version."""

    def withdraw(self, label: ReleaseVersion, withdrawal: Withdrawal) -> PublishOutcome:
        """Mark the release with this label as withdrawn."""

    def records(self, chains: Sequence[str]) -> dict[str, tuple[bytes, ...]]:
        """The records of each of these chains, oldest first; none where nothing was written."""

    def add_record(self, chain: str, number: int, content: bytes, moment: int) -> bool:
        """Write record `number` of a chain, counted from 1; False where somebody else wrote that one first.

        The one before it is there. `moment` is when it is written, in seconds since 1970.
        """


def oldest_first(releases: Iterable[PublishedRelease]) -> tuple[PublishedRelease, ...]:
    """The releases in the order of their labels."""
    left = list(releases)
    found: list[PublishedRelease] = []
    while left:
        last = newest(each.label for each in left)
        found += (each for each in left if each.label == last)
        left = [each for each in left if each.label != last]
    return tuple(reversed(found))


def same_version(
    releases: Iterable[PublishedRelease], label: ReleaseVersion
) -> PublishedRelease | None:
    """The release that has the version of `label`, whatever its build; None for none."""
    return next((each for each in releases if each.label.version == label.version), None)


def find_release(target: Target, text: str) -> PublishedRelease:
    """The release of `target` that `text` names, by its version with or without a build; empty for the last one.

    Raises:
        ReleaseRefusedError: where it names none.
    """
    known = target.releases()
    if not text:
        found = last_release(known)
        if found is None:
            message = say('"{target}" holds no release', target=target.name)
            raise refused("REL11", target.name, message, say("verac release publish makes one"))
        return found
    label = parse_version_of(text)
    found = same_version(known, label)
    if found is None or (label.day and label != found.label):
        message = say('"{target}" has no release {version}', target=target.name, version=text)
        listed = ", ".join(str(each.label) for each in known[-8:])
        hint = say("it has {listed}", listed=listed) if listed else say("it holds no release")
        raise refused("REL11", target.name, message, hint)
    if not found.digest:
        message = say(
            '{version} in "{target}" was made by something else than verac',
            version=found.label,
            target=target.name,
        )
        hint = say("check its tag out with git: verac import and verac diff take such a folder")
        raise refused("REL11", target.name, message, hint)
    return found


def parse_version_of(text: str) -> ReleaseVersion:
    """The version that a user wrote.

    Raises:
        ReleaseRefusedError: where it is none.
    """
    found = parse_release_version(text)
    if found is None:
        raise no_version(text)
    return found


def no_version(text: str) -> ReleaseRefusedError:
    """That `text` is no version of a release."""
    message = say('"{version}" is no version of a release', version=text)
    hint = say(
        'three numbers, and behind a plus the day and the run of the build: "{example}"',
        example="4.3.1+261121.1",
    )
    return refused("REL01", text, message, hint, code=2)


def release_not_there(target: str, label: ReleaseVersion) -> ReleaseRefusedError:
    """That `target` has no release with this label."""
    message = say('"{target}" has no release {version}', target=target, version=label)
    hint = say("verac release list --from {target} tells which it has", target=target)
    return refused("REL11", target, message, hint)


def last_release(
    releases: Iterable[PublishedRelease], before: ReleaseVersion | None = None
) -> PublishedRelease | None:
    """The newest release that is no candidate, of a version older than `before` where that is given.

    A tag that somebody else made is no release.
    """
    fitting = {
        each.label: each
        for each in releases
        if each.label.is_final
        and each.digest
        and (before is None or each.label.version.older(before.version))
    }
    last = newest(fitting)
    return fitting[last] if last else None


def last_label(releases: Iterable[PublishedRelease]) -> ReleaseVersion | None:
    """The newest label that is no candidate, whoever made it: another release has to come after it."""
    return newest(each.label for each in releases if each.label.is_final)


def refuse_other_content(
    target: str, known: Iterable[PublishedRelease], digest: str, label: ReleaseVersion
) -> PublishOutcome | None:
    """Whether the release is there already: `UNCHANGED` where it is, None where its version is free.

    Raises:
        ReleaseRefusedError: where the version has another content.
    """
    found = same_version(known, label)
    if found is None:
        return None
    if found.digest == digest:
        return PublishOutcome.UNCHANGED
    message = say(
        '"{target}" has {version} with other content: {found}, and this is {digest}',
        target=target,
        version=found.label,
        found=shown_digest(found.digest) or say("made by something else"),
        digest=shown_digest(digest),
    )
    raise refused("REL02", target, message, say("give this content a version of its own"))


def check_withdrawal(
    target: str, known: Iterable[PublishedRelease], label: ReleaseVersion, asked: Withdrawal
) -> PublishOutcome | None:
    """Whether the release is withdrawn already: `UNCHANGED` where it is in the same words, None where it is not.

    Raises:
        ReleaseRefusedError: where it cannot be withdrawn so.
    """
    known = tuple(known)
    found = next((each for each in known if each.label == label), None)
    hint: Text = NOTHING
    if found is not None and found.withdrawn == asked:
        return PublishOutcome.UNCHANGED
    if found is None:
        message = say('"{target}" has no release {version}', target=target, version=label)
    elif found.withdrawn is not None:
        because = found.withdrawn.because
        message = say("{version} is withdrawn already: {because}", version=label, because=because)
        hint = say("a mark never changes; withdraw its successor where that is wrong too")
    else:
        check_successor(target, known, label, asked)
        return None
    raise refused("REL15", target, message, hint)


def check_successor(
    target: str, known: Iterable[PublishedRelease], label: ReleaseVersion, asked: Withdrawal
) -> None:
    """Look whether the release to use instead is there.

    Raises:
        ReleaseRefusedError: where it is not, or is the withdrawn one itself.
    """
    if asked.successor != str(label) and any(str(each.label) == asked.successor for each in known):
        return
    message = say(
        'the successor {version} is no other release of "{target}"',
        version=asked.successor,
        target=target,
    )
    raise refused("REL15", target, message, say("publish the release that takes its place first"))


def withdrawal_json(withdrawal: Withdrawal) -> bytes:
    """The file of a withdrawal."""
    return (json.dumps(withdrawal._asdict(), indent=1, ensure_ascii=False) + "\n").encode()


def read_withdrawal(content: bytes) -> Withdrawal:
    """What a mark says; a mark that cannot be read is one all the same."""
    try:
        found = json.loads(content)
        return Withdrawal(str(found["because"]), str(found["successor"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return Withdrawal("", "")


def shown_digest(digest: str) -> str:
    """The beginning of a digest, for people."""
    return digest[:19]
