"""What a release would be, and what stands in its way: a function of what is known to a value."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, ordered
from compiler.base.wording import NOTHING, say, shortened
from compiler.compare.versions import Version, parse_version
from compiler.release.making import MadeRelease
from compiler.release.problems import ReleaseRefusedError, obstacle
from compiler.release.release_manifest import ReleaseManifest
from compiler.release.release_version import ReleaseVersion, next_version
from compiler.release.target import (
    PublishedRelease,
    PublishOutcome,
    last_label,
    last_release,
    refuse_other_content,
    same_version,
)
from compiler.release.verifying import told_withdrawn
from compiler.workspace.git_source import SourceState

_MOST_NAMED = 4


class KnownTarget(NamedTuple):
    """A target by its name, and what it holds."""

    name: str
    releases: tuple[PublishedRelease, ...]


class ReleasePlan(NamedTuple):
    """What a release would be.

    `label` is what the targets would call it: its version, or that of a candidate; `after` is the last release, empty
    for none. `least` is the least version that the changes ask for, and `proposed` a version that would do.
    `published` are the names of the targets that have it. `in_the_way` is empty where it can be published.
    `withdrawn` are warnings: that it was withdrawn, or the release it follows.
    """

    version: ReleaseVersion
    label: ReleaseVersion
    after: str
    least: str
    proposed: str
    digest: str
    published: tuple[str, ...]
    in_the_way: tuple[Diagnostic, ...]
    withdrawn: tuple[Diagnostic, ...]


def plan_release(
    version: ReleaseVersion,
    made: MadeRelease,
    targets: Sequence[KnownTarget],
    today: date,
    *,
    candidate: bool = False,
    before: Iterable[Diagnostic] = (),
) -> ReleasePlan:
    """The plan for the release `made` of `version`.

    Args:
        version: that of the model.
        made: the release and the step from the one it follows.
        targets: where it is to go; the first one says what the last release was.
        today: the day that a proposed version is built on.
        candidate: whether it gets the label of a candidate.
        before: what is known to stand in the way already.
    """
    digest = made.release.digest if made.release else ""
    known = targets[0].releases if targets else ()
    label = _candidate(version, known, digest) if candidate else version
    last = release_followed(known, version, digest)
    comparison = made.comparison
    judged = comparison.diagnostics if comparison else ()
    published, refusals = _at_targets(label, version, digest, targets)
    least = comparison.least if comparison else str(version.version)
    found = [
        *before,
        *(each for each in made.diagnostics if each.stops_build),
        *(each for each in judged if each.stops_build and each.id != "VS03"),  # REL03 says it
        *refusals,
    ]
    return ReleasePlan(
        version=version,
        label=label,
        after=str(last.label) if last else "",
        least=least,
        proposed=_proposed(least, known, today),
        digest=digest,
        published=published,
        in_the_way=ordered(found),
        withdrawn=_marks(targets, {label, *([last.label] if last else [])}),
    )


def release_followed(
    known: Iterable[PublishedRelease], version: ReleaseVersion, digest: str
) -> PublishedRelease | None:
    """The release that a plan tells the changes from: the last one; None for none.

    A release that is there already with this content follows the one before it. A version that is not free, or too
    low, is what somebody has who asks which version the changes ask for.
    """
    known = tuple(known)
    there = same_version(known, version)
    if there is not None and there.digest == digest:
        return last_release(known, version)
    return last_release(known)


def source_findings(state: SourceState | None, model: str, branch: str) -> Iterator[Diagnostic]:
    """REL04 and REL05: a model that is not committed, or not on the main line."""
    if state is None:
        message = say('"{model}" is in no commit of a git repository', model=model)
        yield obstacle("REL04", model, message, say("git add and git commit, then plan again"))
        return
    if state.changed:
        files = shortened(state.changed, _MOST_NAMED)
        message = say("changes that are not committed: {files}", files=files)
        yield obstacle("REL04", model, message, say("commit them, or put the files back"))
    if not state.main:
        message = (
            say('the repository has no branch "{branch}"', branch=branch)
            if branch
            else say("the repository has no branch main or master")
        )
        hint = say("name the main line with --branch; git fetch gets that of others")
        yield obstacle("REL05", model, message, hint)
    elif not state.on_main:
        message = say(
            "commit {revision} is not on {main}", revision=state.revision[:12], main=state.main
        )
        hint = say("merge it and push; git fetch tells what others have")
        yield obstacle("REL05", model, message, hint)


def grown_baseline(
    accepted: Mapping[str, Sequence[str]], earlier: ReleaseManifest | None, file: str
) -> Iterator[Diagnostic]:
    """REL06: what the baseline accepts now, and did not at the earlier release."""
    if earlier is None:
        return
    for rule, elements in accepted.items():
        new = [each for each in elements if each not in earlier.accepted.get(rule, ())]
        if new:
            message = say(
                "the baseline accepts more of {rule} than at {version}: {elements}",
                rule=rule,
                version=earlier.version,
                elements=shortened(new, _MOST_NAMED),
            )
            hint = say("mend it, or give a reason beside the element: negeer {rule}", rule=rule)
            yield obstacle("REL06", file, message, hint)


def _candidate(
    version: ReleaseVersion, known: Iterable[PublishedRelease], digest: str
) -> ReleaseVersion:
    """The label of the candidate: that of the same content where it is there, else the next number."""
    number = 0
    for each in known:
        if each.label.candidate_number and each.label.version.core == version.version.core:
            if each.digest == digest and each.label._replace(version=version.version) == version:
                return each.label
            number = max(number, each.label.candidate_number)
    return version.as_candidate(number + 1)


def _marks(
    targets: Iterable[KnownTarget], labels: Collection[ReleaseVersion]
) -> tuple[Diagnostic, ...]:
    """What the targets tell of releases with these labels that were withdrawn."""
    found: list[Diagnostic] = []
    for target in targets:
        for each in target.releases:
            if each.label in labels:
                found += (mark for mark in told_withdrawn(each) if mark not in found)
    return tuple(found)


def _at_targets(
    label: ReleaseVersion, version: ReleaseVersion, digest: str, targets: Sequence[KnownTarget]
) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """The targets that have the release, and what others have against it; `digest` is empty where none was made."""
    published: list[str] = []
    found: list[Diagnostic] = []
    for target in targets:
        if not digest:  # nothing was made: it is not known whether it is what the target has
            found += [] if same_version(target.releases, version) else _too_low(version, target)
            continue
        try:
            of_version = refuse_other_content(target.name, target.releases, digest, version)
            of_label = refuse_other_content(target.name, target.releases, digest, label)
        except ReleaseRefusedError as refusal:
            found.append(refusal.diagnostic)
            continue
        if of_label is PublishOutcome.UNCHANGED:
            published.append(target.name)
        elif of_version is None:
            found += _too_low(version, target)
    return tuple(published), found


def _too_low(version: ReleaseVersion, target: KnownTarget) -> Iterator[Diagnostic]:
    last = last_label(target.releases)
    if last is None or last.version.older(version.version):
        return
    message = say(
        'version {version} is too low: "{target}" has {last}',
        version=version,
        target=target.name,
        last=last,
    )
    hint = say("give the standard a version that comes after it: versie")
    yield obstacle("REL03", target.name, message, hint)


def _proposed(least: str, known: Iterable[PublishedRelease], today: date) -> str:
    """A version that would do: at least `least`, and after the last release."""
    known = tuple(known)
    wanted = parse_version(least)
    last = last_label(known)
    if wanted is None:
        return NOTHING
    if last is not None and not last.version.older(wanted):
        major, minor, patch = last.version.core
        wanted = Version((major, minor, patch + 1))
    return str(next_version(wanted, (each.label for each in known), today))
