"""What is, looked at for the triggers: the model, the target, the log; and closer, where a verdict waits for that."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from compiler.base.store import KeptValues, digest
from compiler.base.wording import NOTHING, Text, joined
from compiler.release.environments.situation import Gates, ModelState, ReleaseContent, Situation

if TYPE_CHECKING:
    from compiler.base.context import Context
    from compiler.cli.release_preparing import PlannedRelease
    from compiler.release.environments.carrying_out import PublishedByRun
    from compiler.release.environments.chains import Chain
    from compiler.release.environments.declared import DeclaredFile
    from compiler.release.environments.log_file import LogFile
    from compiler.release.environments.verdicts import TriggerVerdict
    from compiler.release.release_version import ReleaseVersion
    from compiler.release.target import PublishedRelease, Target


class _KeptVersion(NamedTuple):
    """The version that the text of a model has, and why it is no model."""

    version: str
    problem: Text


_CONTENTS = KeptValues("contents", ReleaseContent)
_VERSIONS = KeptValues("versions", _KeptVersion)


class PublishOptions(NamedTuple):
    """How a run publishes: as `verac release publish` takes it."""

    branch: str
    baseline: Path | None
    key: Path | None
    sign_tag: bool


class WorkOfRuns:
    """What a run of triggers works with."""

    def __init__(
        self, model: Path, declared: DeclaredFile, target: Target, log: LogFile, options: PublishOptions,
        context: Context,
    ) -> None:  # fmt: skip
        self.target = target
        self.declared = declared
        self._model = model
        self._log = log
        self._options = options
        self._context = context
        self._planned: tuple[str, PlannedRelease] | None = None

    def look(self) -> Situation:
        """What is, without looking at what takes long."""
        from compiler.release.environments.chains import read_chains
        from compiler.release.environments.evaluating import wanted_inputs
        from compiler.release.environments.held_releases import lost_releases
        from compiler.release.environments.past_runs import past_runs

        places = [each.name for each in self.declared.environments]
        read = read_chains(self.target, places)
        releases = self.target.releases()  # later than the chains: what these name is there
        model = self._model_state()
        found = Situation(
            declared=self.declared,
            model=model,
            releases=releases,
            contents=self._contents(releases, model.version, read.chains),
            chains=read.chains,
            faults={**read.faults, **lost_releases(places, read.chains, releases)},
            runs=past_runs(self._log.tail().lines),
        )
        return found._replace(inputs={name: _checksum(name) for name in wanted_inputs(found)})

    def look_closer(self, situation: Situation, verdicts: Sequence[TriggerVerdict]) -> Situation:
        """What is, with the gates of the model and whole releases looked at."""
        for verdict in verdicts:
            if verdict.digest:
                situation = self._verified(situation, verdict)
            elif situation.gates is None:
                situation = situation._replace(gates=self._gates(situation.model))
        return situation

    def publish(self) -> PublishedByRun:
        """Publish the model as it lies there."""
        from compiler.release.environments.carrying_out import PublishedByRun
        from compiler.release.environments.promoting import RecordChange
        from compiler.release.problems import ReleaseRefusedError
        from compiler.release.release_manifest import ReleaseManifest, parse_release_manifest
        from compiler.release.target import PublishedRelease, PublishOutcome

        planned = self._plan(self._model_state())
        made = planned.made.release
        if planned.plan.in_the_way or made is None:
            first, *others = planned.plan.in_the_way
            raise ReleaseRefusedError(first, others=tuple(others))
        outcome = self.target.publish(made, planned.plan.label)
        manifest = parse_release_manifest(made.manifest)
        assert isinstance(manifest, ReleaseManifest)
        return PublishedByRun(
            RecordChange.DONE if outcome is PublishOutcome.PUBLISHED else RecordChange.UNCHANGED,
            PublishedRelease(planned.plan.label, made.digest),
            ReleaseContent(manifest.model, manifest.source.revision),
        )

    # -- the model ----------------------------------------------------------------------------------------------------

    def _model_state(self) -> ModelState:
        """The model, where a trigger publishes it."""
        from compiler.release.release import digest_of, sums_of
        from compiler.release.release_version import parse_release_version
        from compiler.workspace.git_running import run_git
        from compiler.workspace.model_reading import read_model

        if not any(each.publishes for each in self.declared.triggers):
            return ModelState(None, "", "")
        sources = read_model(self._model)
        if sources.problem:
            return ModelState(None, "", "", sources.problem.message)
        content = digest_of(sums_of(sources.files))
        kept = self._version(content, sources.files)
        try:
            source = run_git("rev-parse", "--verify", "--quiet", "HEAD", folder=self._model).word
        except OSError:  # no git: the gates say so
            source = ""
        version = parse_release_version(kept.version)
        return ModelState(None if kept.problem else version, content, source, kept.problem)

    def _version(self, content: str, files: dict[str, bytes]) -> _KeptVersion:
        from compiler import pipeline

        key = digest(self._context.fingerprint, content)
        kept = _VERSIONS.get(self._context.store, key)
        if kept is None:
            read = pipeline.read_version(files, self._context)
            wrong = next((each for each in read.diagnostics if each.stops_build), None)
            version = read.model.standard.version if read.model else ""
            kept = _KeptVersion(version, wrong.message if wrong else NOTHING)
            _VERSIONS.put(self._context.store, key, kept)
        return kept

    # -- releases -----------------------------------------------------------------------------------------------------

    def _contents(
        self,
        releases: Sequence[PublishedRelease],
        version: ReleaseVersion | None,
        chains: Mapping[str, Chain],
    ) -> dict[str, ReleaseContent]:
        """What the releases were made of that verdicts may ask about."""
        from compiler.release.target import last_release, same_version

        last = last_release(releases)
        asked = {last.digest: last} if last else {}
        same = same_version(releases, version) if version else None
        if same is not None:
            asked[same.digest] = same
        held = {chain[-1].digest for chain in chains.values() if chain}
        asked |= {each.digest: each for each in releases if each.digest in held}
        found = {id_: self._content(each) for id_, each in asked.items() if id_}
        return {id_: content for id_, content in found.items() if content is not None}

    def _content(self, release: PublishedRelease) -> ReleaseContent | None:
        from compiler.release.environments.promoting import look_at_release

        kept = _CONTENTS.get(self._context.store, digest(release.digest))
        if kept is None:
            _, kept = look_at_release(self.target, release)
            if kept is not None:
                _CONTENTS.put(self._context.store, digest(release.digest), kept)
        return kept

    def _verified(self, situation: Situation, verdict: TriggerVerdict) -> Situation:
        """The situation with the release looked at whole, and with what the environments hold that it concerns."""
        from compiler.release.environments.held_releases import holds_damage
        from compiler.release.environments.promoting import look_at_release
        from compiler.release.environments.subjects import looks_at

        by_digest = {each.digest: each for each in situation.releases}
        release = by_digest[verdict.digest]
        wrong, _ = look_at_release(self.target, release)
        faults = dict(situation.faults)
        trigger = self.declared.trigger(verdict.trigger)
        for name in (*verdict.environments, *(looks_at(trigger) if trigger else ())):
            chain = situation.chains.get(name, ())
            held = by_digest.get(chain[-1].digest) if chain else None
            environment = self.declared.environment(name)
            if held is not None and environment is not None:
                damage, _ = look_at_release(self.target, held)
                if damage:
                    faults[name] = holds_damage(environment.name, damage)
        verified = {**situation.verified, release.digest: wrong}
        return situation._replace(verified=verified, faults=faults)

    # -- gates --------------------------------------------------------------------------------------------------------

    def _gates(self, model: ModelState) -> Gates:
        from compiler.release.problems import ReleaseRefusedError

        try:
            planned = self._plan(model)
        except ReleaseRefusedError as refusal:
            return Gates(are_green=False, reason=refusal.diagnostic.message)
        wrong = [each.message for each in planned.plan.in_the_way]
        if not wrong:
            return Gates(are_green=True)
        return Gates(are_green=False, reason=joined(dict.fromkeys(wrong), "; "))

    def _plan(self, model: ModelState) -> PlannedRelease:
        """The plan for the model as it lies there; made once."""
        from compiler.cli.release_preparing import planned_release

        if self._planned is None or self._planned[0] != model.digest:
            options = self._options
            planned = planned_release(
                self._model, (self.target.name,), candidate=False, branch=options.branch,
                baseline=options.baseline, key=options.key, sign_tag=options.sign_tag,
            )  # fmt: skip
            self._planned = (model.digest, planned)
        return self._planned[1]


def _checksum(name: str) -> str:
    """The checksum of a file; empty where it is not there or is empty."""
    try:
        content = Path(name).read_bytes()
    except (OSError, ValueError):
        return ""
    return f"sha256:{hashlib.sha256(content).hexdigest()}" if content else ""
