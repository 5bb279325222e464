"""What publishing a model takes: its version, its place in git, the release before it, and the release itself."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from compiler.base.wording import say
from compiler.cli.baselines import read_baseline
from compiler.cli.common import Progress, fail, make_context, report, tell_waiting
from compiler.cli.lang import misuse, translate_written, written_language
from compiler.cli.release_targets import opened

if TYPE_CHECKING:
    from compiler.base.context import Context
    from compiler.release.making import MadeRelease, ReleaseBefore, Signer
    from compiler.release.planning import KnownTarget, ReleasePlan
    from compiler.release.release import Release
    from compiler.release.release_manifest import ReleaseManifest, SourceRevision
    from compiler.release.release_version import ReleaseVersion
    from compiler.release.target import PublishedRelease, Target
    from compiler.workspace.git_source import SourceState


class PlannedRelease(NamedTuple):
    """A plan, what was made for it, and where it goes."""

    plan: ReleasePlan
    made: MadeRelease
    targets: tuple[Target, ...]


def planned_release(
    model: Path, names: Sequence[str], *, candidate: bool, branch: str, baseline: Path | None, key: Path | None,
    sign_tag: bool = False,
) -> PlannedRelease:  # fmt: skip
    """The plan for the model in a folder, with the release itself."""
    from datetime import date

    from compiler.release.making import MadeRelease, ReleaseOptions, make_release
    from compiler.release.planning import grown_baseline, plan_release, source_findings
    from compiler.workspace.model_reading import read_model

    sources = read_model(model)
    if sources.problem:
        fail(sources.problem)
    progress = Progress(shown=True)
    context = make_context(progress)
    version = _version(sources.files, model, context)
    targets, known = _targets(names, model, sign_tag=sign_tag)
    state = _source(model, sources.files, branch)
    before, earlier = _before(targets[0], known[0], version)
    accepted = _accepted(baseline)
    found = [
        *source_findings(state, str(model), branch),
        *grown_baseline(accepted, earlier, str(baseline)),
    ]
    if state is None:
        made = MadeRelease(None, ())
    else:
        options = ReleaseOptions(
            notes_in=written_language(),
            translate=translate_written(),
            accepted=accepted,
            sign=_signer(key),
        )
        made = make_release(sources.files, _revision(state), before, options, context)
        made = _since_the_last(made, sources.files, version, targets[0], known[0], context)
    progress.clear()
    plan = plan_release(
        version, made, known, date.today(), candidate=candidate, before=found  # noqa: DTZ011 - the day of who asks
    )  # fmt: skip
    return PlannedRelease(plan, made, targets)


def _targets(
    names: Sequence[str], model: Path, *, sign_tag: bool
) -> tuple[tuple[Target, ...], list[KnownTarget]]:
    """The targets of these names, to write to, and what they hold; the model lies in none of them."""
    from compiler.release.planning import KnownTarget

    if len(set(names)) < len(names):
        misuse(say("a target is given twice"), option="--to")
    for name in names:
        _refuse_own_repository(name, model)
    targets = tuple(
        opened(name, writing=True, sign_tag=sign_tag, waiting=partial(tell_waiting, Path(name)))
        for name in names
    )
    return targets, [KnownTarget(target.name, target.releases()) for target in targets]


def _revision(state: SourceState) -> SourceRevision:
    from compiler.release.release_manifest import SourceRevision

    return SourceRevision(
        repository=state.repository,
        revision=state.revision,
        path=state.path,
        committed=state.committed,
    )


def _since_the_last(
    made: MadeRelease,
    files: Mapping[str, bytes],
    version: ReleaseVersion,
    target: Target,
    known: KnownTarget,
    context: Context,
) -> MadeRelease:
    """The release with the step from the one that its plan follows, which is not the one before a version too low."""
    from compiler import pipeline
    from compiler.release.planning import release_followed
    from compiler.release.target import last_release

    digest = made.release.digest if made.release else ""
    followed = release_followed(known.releases, version, digest)
    if followed is None or (made.comparison and followed == last_release(known.releases, version)):
        return made
    old = pipeline.read_version(_taken(target, followed).model, context).model
    new = pipeline.read_version(files, context).model
    return made._replace(comparison=pipeline.compare(old, new)) if old and new else made


def _refuse_own_repository(name: str, model: Path) -> None:
    """A target around the model would get the release among its sources."""
    from compiler.release.problems import refused

    try:
        within = Path(name).exists() and model.resolve().is_relative_to(Path(name).resolve())
    except (OSError, ValueError):
        return
    if within:
        message = say('the model lies in "{target}"', target=name)
        hint = say("give a repository or a folder for releases alone")
        raise refused("REL07", name, message, hint, code=2)


def _version(files: Mapping[str, bytes], folder: Path, context: Context) -> ReleaseVersion:
    """The version of the model; ends the program where it is none of a release, or the model is not sound."""
    from compiler import pipeline
    from compiler.release.release_version import parse_release_version
    from compiler.release.target import no_version

    read = pipeline.read_version(files, context)
    if read.model is None:
        report(read.diagnostics, folder, quiet=False)
        sys.exit(1)
    standard = read.model.standard
    version = parse_release_version(standard.version)
    if version is None:
        place = (standard.version_at or standard.name).span
        report([no_version(standard.version).diagnostic._replace(span=place)], folder, quiet=False)
        sys.exit(1)
    return version


def _source(model: Path, files: Mapping[str, bytes], branch: str) -> SourceState | None:
    from compiler.release.problems import refused
    from compiler.workspace.git_source import source_state

    try:
        return source_state(model, files, branch)
    except OSError as error:
        message = say("git cannot be run, and a release is made of a commit")
        raise refused("REL04", str(model), message, say("install git")) from error


def _before(
    target: Target, known: KnownTarget, version: ReleaseVersion
) -> tuple[ReleaseBefore | None, ReleaseManifest | None]:
    """The last release before `version`, and its manifest; both None for none."""
    from compiler.release.making import ReleaseBefore
    from compiler.release.release_manifest import parse_release_manifest
    from compiler.release.target import last_release

    last = last_release(known.releases, version)
    if last is None:
        return None, None
    release = _taken(target, last)
    manifest = parse_release_manifest(release.manifest)
    assert not isinstance(manifest, str)
    return ReleaseBefore(str(last.label), release), manifest


def _taken(target: Target, published: PublishedRelease) -> Release:
    """A release of a target, where it is what was published."""
    from compiler.release.problems import ReleaseRefusedError
    from compiler.release.verifying import verify_release

    release = target.take(published.label)
    wrong = verify_release(release, published).diagnostics
    if wrong:
        raise ReleaseRefusedError(wrong[0], others=wrong[1:])
    return release


def _accepted(file: Path | None) -> dict[str, tuple[str, ...]]:
    return {} if file is None else read_baseline(file).accepted


def _signer(key: Path | None) -> Signer | None:
    from compiler.release.signing import sign
    from compiler.workspace.model_reading import read_file

    if key is None:
        return None
    problem, content = read_file(key)
    if problem:
        fail(problem)
    return partial(sign, private_key=content, place=str(key))
