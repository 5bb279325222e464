"""A release made again of the revision that its manifest names, and compared byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from compiler import __version__
from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic
from compiler.base.translation import Translate
from compiler.base.wording import NOTHING, joined, say
from compiler.release.making import ReleaseBefore, ReleaseOptions, make_release
from compiler.release.problems import obstacle
from compiler.release.release import MANIFEST_FILE, Release
from compiler.release.release_manifest import ReleaseManifest, parse_release_manifest
from compiler.release.target import Target, find_release
from compiler.workspace.git_reading import read_revision


def rebuild_findings(
    release: Release,
    manifest: ReleaseManifest,
    target: Target,
    repository: Path,
    translate_to: Callable[[str], Translate],
    context: Context,
) -> tuple[Diagnostic, ...]:
    """REL16 for each file that comes out otherwise when the release is made again.

    `repository` is a folder in a clone that has the revision; the release before it is taken from `target`.
    `translate_to` gives what says texts in the tongue of the notes.

    Raises:
        ReleaseRefusedError: where the target has no longer what it had.
    """
    source = manifest.source
    name = f"{source.revision[:12]}:{source.path}"
    files = read_revision(name, source.revision, source.path, repository)
    if isinstance(files, Diagnostic):
        hint = say("--repository names a clone that has it")
        return (files._replace(hint=joined([each for each in (files.hint, hint) if each], "; ")),)
    before = None
    if manifest.since is not None:
        earlier = find_release(target, manifest.since.version)
        before = ReleaseBefore(manifest.since.version, target.take(earlier.label))
    options = ReleaseOptions(
        notes_in=manifest.notes_in,
        translate=translate_to(manifest.notes_in),
        accepted=manifest.accepted,
        verify=False,
    )
    made = make_release(files, source, before, options, context)
    if made.release is None:
        return made.diagnostics
    return tuple(_differences(release, made.release, manifest))


def _differences(
    release: Release, again: Release, manifest: ReleaseManifest
) -> Iterator[Diagnostic]:
    made = parse_release_manifest(again.manifest)
    assert not isinstance(made, str)
    same_tools = (made.tool, made.dependencies) == (manifest.tool, manifest.dependencies)
    hint = (
        NOTHING
        if same_tools
        else say(
            "it was made by verac {tool} with other libraries, and this is verac {own}",
            tool=manifest.tool,
            own=__version__,
        )
    )
    revision = manifest.source.revision[:12]
    message = say("made again of {revision} it has other bytes", revision=revision)
    for path in sorted({*release.files, *again.files}):
        if release.files.get(path) != again.files.get(path):
            yield obstacle("REL16", path, message, hint)
    if same_tools and release.manifest != again.manifest:
        yield obstacle("REL16", MANIFEST_FILE, message)
