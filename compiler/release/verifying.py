"""Whether a release is what was published: files, manifest, index, provenance and signature."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import Text, say
from compiler.release.problems import obstacle
from compiler.release.provenance import SignedEnvelope, read_envelope, signed_part, statement_of
from compiler.release.release import MANIFEST_FILE, PROVENANCE_FILE, Release, digest_of, sums_of
from compiler.release.release_manifest import ReleaseManifest, parse_release_manifest
from compiler.release.release_version import parse_release_version
from compiler.release.signing import is_signed_by, key_id
from compiler.release.target import PublishedRelease, shown_digest


class PublicKey(NamedTuple):
    """A public key in PEM, and the file it stands in."""

    content: bytes
    place: str


class VerifiedRelease(NamedTuple):
    """What verifying found: the manifest where it can be read, the ids of the keys that signed, and what is wrong."""

    manifest: ReleaseManifest | None
    signed_by: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def verify_release(
    release: Release, published: PublishedRelease, key: PublicKey | None = None
) -> VerifiedRelease:
    """Everything that can be wrong with a release that a target holds as `published`; `key` should have signed it.

    Raises:
        ReleaseRefusedError: where `key` is no public key.
    """
    envelope = read_envelope(release.provenance)
    signed_by = tuple(each.key for each in envelope.signatures) if envelope else ()
    manifest = parse_release_manifest(release.manifest)
    if isinstance(manifest, str):
        message = say("the manifest is damaged: {reason}", reason=manifest)
        return VerifiedRelease(None, signed_by, (_changed(MANIFEST_FILE, message),))
    found = [
        *_faults_of_files(release, manifest),
        *_faults_of_manifest(manifest, published),
        *_faults_of_provenance(release, manifest, envelope),
        *(_faults_of_signature(envelope, key) if key else ()),
    ]
    return VerifiedRelease(manifest, signed_by, tuple(found))


def told_withdrawn(published: PublishedRelease) -> tuple[Diagnostic, ...]:
    """A warning where the release was withdrawn."""
    mark = published.withdrawn
    if mark is None:
        return ()
    message = say(
        "{version} was withdrawn: {because}", version=published.label, because=mark.because
    )
    hint = say("take {version} instead", version=mark.successor)
    return (Diagnostic("REL14", Severity.WARNING, Span(str(published.label)), message, hint=hint),)


def _faults_of_files(release: Release, manifest: ReleaseManifest) -> Iterator[Diagnostic]:
    """Files that are not as the manifest has them, and those of which one of the two knows nothing."""
    sums = sums_of(release.files)
    for path in sorted({*sums, *manifest.sums}):
        if path not in sums:
            yield _changed(path, say("the file is missing"))
        elif path not in manifest.sums:
            yield _changed(path, say("the manifest does not know this file"))
        elif sums[path] != manifest.sums[path]:
            yield _changed(path, say("the content is not what the manifest says"))


def _faults_of_manifest(
    manifest: ReleaseManifest, published: PublishedRelease
) -> Iterator[Diagnostic]:
    """What the manifest says of itself, and what the index says of it."""
    if manifest.digest != digest_of(manifest.sums):
        yield _changed(MANIFEST_FILE, say("its digest is not that of the files it names"))
    if manifest.digest != published.digest:
        message = say(
            "the index says {index}, and the manifest {manifest}",
            index=shown_digest(published.digest),
            manifest=shown_digest(manifest.digest),
        )
        yield _changed(MANIFEST_FILE, message)
    version = parse_release_version(manifest.version)
    label = published.label
    core = version and (version.version.core, version.day, version.run)
    if core != (label.version.core, label.day, label.run):
        message = say(
            "the manifest is of version {version}, and the index calls it {label}",
            version=manifest.version,
            label=label,
        )
        yield _changed(MANIFEST_FILE, message)


def _faults_of_provenance(
    release: Release, manifest: ReleaseManifest, envelope: SignedEnvelope | None
) -> Iterator[Diagnostic]:
    """A provenance that cannot be read, or is about something else."""
    if envelope is None:
        yield _changed(PROVENANCE_FILE, say("the provenance is damaged or cut off"))
        return
    expected = json.loads(statement_of(manifest, release.manifest))
    try:
        told = json.loads(envelope.payload)
    except (ValueError, RecursionError):
        told = None
    if told != expected:
        yield _changed(PROVENANCE_FILE, say("the provenance is about something else"))


def _faults_of_signature(envelope: SignedEnvelope | None, key: PublicKey) -> Iterator[Diagnostic]:
    """A provenance that was not signed by `key`."""
    own = key_id(key.content, key.place)
    if envelope is None:
        return
    if not envelope.signatures:
        message = say("the release is not signed")
        yield obstacle(
            "REL10", PROVENANCE_FILE, message, say("ask who published it for one that is")
        )
        return
    signed = signed_part(envelope.payload)
    right = [
        each for each in envelope.signatures if is_signed_by(signed, each, key.content, key.place)
    ]
    if right:
        return
    others = {each.key for each in envelope.signatures}
    told: Text = (
        say("the signature is not right, though it names the key in {place}", place=key.place)
        if own in others
        else say("the release is signed by another key than that in {place}", place=key.place)
    )
    yield obstacle("REL10", PROVENANCE_FILE, told, say("do not use it before you know why"))


def _changed(path: str, message: Text) -> Diagnostic:
    hint = say("take the release from another target, and tell who publishes it")
    return obstacle("REL09", path, message, hint)
