"""A model → a release: everything that a build makes, notes, the text of the model, manifest and provenance."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, NamedTuple

from compiler import __version__, pipeline
from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic
from compiler.base.markdown_text import plain
from compiler.base.store import checksum
from compiler.base.translation import Translate
from compiler.base.wording import say
from compiler.compare.comparison import Comparison
from compiler.emit.families import Request, whole_set
from compiler.emit.readme.building import README_FILE, FilesBeside, readme_of
from compiler.emit.referencedata.building import reference_data_csv
from compiler.release.layout import (
    CHANGELOG_FILE,
    NOTES_FILE,
    laid_out,
    place_in_release,
)
from compiler.release.provenance import SignedEnvelope, envelope_json, signed_part, statement_of
from compiler.release.release import (
    MANIFEST_FILE,
    MODEL_FOLDER,
    PROVENANCE_FILE,
    Release,
    digest_of,
    sums_of,
)
from compiler.release.release_manifest import (
    EarlierRelease,
    PinnedInput,
    ReleasedFile,
    ReleaseManifest,
    SourceRevision,
    manifest_json,
)
from compiler.release.signing import Signature
from compiler.report.changes import report_of
from compiler.report.changes_filter import Filter
from compiler.report.changes_printers import render_report
from compiler.report.notes import release_notes

if TYPE_CHECKING:
    from compiler.model.model import Model

# What pyproject.toml asks for, and pyarrow; what is installed of verac itself may be older than its sources.
MADE_WITH = (
    "click",
    "cryptography",
    "graphlay",
    "jinja2",
    "jsonschema-rs",
    "lark",
    "lsprotocol",
    "markdown-it-py",
    "markupsafe",
    "networkx",
    "openapi-spec-validator",
    "orjson",
    "pyarrow",
    "pygls",
    "python-calamine",
    "pyyaml",
    "watchfiles",
)
Signer = Callable[[bytes], Signature]
BOUND_FILE = "environment.json"
_TOLD = {
    MANIFEST_FILE: "de SHA-256 van elk bestand, en waarvan en waarmee het gemaakt is",
    PROVENANCE_FILE: "de herkomst als in-toto-verklaring, met de handtekeningen",
    BOUND_FILE: "van welke uitgave dit is, voor welke omgeving, en de SHA-256 van elk bestand",
}


class ReleaseOptions(NamedTuple):
    """How a release is made.

    `notes_in` names the tongue of the notes, and `translate` says texts in it. `accepted` is what the baseline accepts,
    by rule. With `verify` other libraries judge the artefacts. `sign` signs the provenance; None leaves it without a
    signature.
    """

    notes_in: str
    translate: Translate
    accepted: Mapping[str, tuple[str, ...]] = {}
    verify: bool = True
    sign: Signer | None = None


class MadeRelease(NamedTuple):
    """A release, None where something stood in the way; what was found; and the step from the release before it."""

    release: Release | None
    diagnostics: tuple[Diagnostic, ...]
    comparison: Comparison | None = None


class ReleaseBefore(NamedTuple):
    """The release that the notes tell the changes from: its version, digest and files."""

    version: str
    release: Release


def make_release(
    files: Mapping[str, bytes],
    source: SourceRevision,
    before: ReleaseBefore | None,
    options: ReleaseOptions,
    context: Context,
) -> MadeRelease:
    """The release of the model in `files`, which is from `source`."""
    built = pipeline.build(files, whole_set(Request()), context)
    if options.verify and built.artefacts is not None:
        built = pipeline.verified(built, context)
    if built.artefacts is None:
        return MadeRelease(None, built.diagnostics)
    model = pipeline.read_version(files, context).model
    assert model is not None
    comparison = None
    if before is None:
        notes = _first_notes(model, options.translate)
    else:
        old = pipeline.read_version(before.release.model, context)
        if old.model is None:
            return MadeRelease(None, old.diagnostics)
        comparison = pipeline.compare(old.model, model)
        notes = _notes(model, comparison, before.release, options.translate, context)
    readme = readme_of(
        model,
        context,
        with_json=True,
        place=place_in_release,
        beside=told_beside(files, MANIFEST_FILE, PROVENANCE_FILE),
    )
    released = laid_out({**built.artefacts, README_FILE: readme}, files, notes)
    manifest = _manifest(model, files, released, source, before, options)
    made = manifest_json(manifest)
    statement = statement_of(manifest, made)
    signatures = (options.sign(signed_part(statement)),) if options.sign else ()
    provenance = envelope_json(SignedEnvelope(statement, signatures))
    return MadeRelease(Release(released, made, provenance), built.diagnostics, comparison)


def told_beside(model: Mapping[str, bytes], *own: str) -> tuple[FilesBeside, ...]:
    """What a release holds beside the artefacts, for its README; `own` are the files that say what it is."""
    return (
        FilesBeside((NOTES_FILE,), "wat er veranderde sinds de vorige uitgave"),
        FilesBeside((CHANGELOG_FILE,), "wat er per uitgave veranderde, de laatste eerst"),
        *(FilesBeside((file,), _TOLD[file]) for file in own),
        FilesBeside(
            tuple(f"{MODEL_FOLDER}{path}" for path in sorted(model)),
            "de tekst van het model, waarvan al het andere gemaakt is",
        ),
    )  # fmt: skip


def _first_notes(model: Model, translate: Translate) -> dict[str, bytes]:
    """Release notes and changelog of a release that follows none."""
    standard = model.standard
    told = plain(translate(say("There is no earlier release to tell changes from.")))
    text = f"# {plain(standard.title)}\n\n## {plain(standard.version)}\n\n{told}\n"
    return {NOTES_FILE: text.encode(), CHANGELOG_FILE: text.encode()}


def _notes(
    model: Model, comparison: Comparison, before: Release, translate: Translate, context: Context
) -> dict[str, bytes]:
    """Release notes and changelog: that of the release before, with the changes since then in front."""
    notes = release_notes(
        (comparison,),
        title=model.standard.title,
        translate=translate,
        format_="markdown",
        kept={},
        context=context,
    )
    told = report_of(comparison, Filter(), summary=False, descriptions=False)
    changes = render_report(told, "markdown", context, translate)
    head = f"# {plain(model.standard.title)}\n\n"
    earlier = before.files.get(CHANGELOG_FILE, b"").decode(errors="replace").partition("\n\n")[2]
    below = re.sub(r"(?m)^#", "##", changes.strip())
    changelog = head + below + "\n" + (f"\n{earlier}" if earlier else "")
    return {NOTES_FILE: notes.encode(), CHANGELOG_FILE: changelog.encode()}


def _manifest(
    model: Model,
    files: Mapping[str, bytes],
    released: Mapping[str, bytes],
    source: SourceRevision,
    before: ReleaseBefore | None,
    options: ReleaseOptions,
) -> ReleaseManifest:
    sums = sums_of(released)
    return ReleaseManifest(
        standard=str(model.standard.name),
        title=model.standard.title,
        version=model.standard.version,
        digest=digest_of(sums),
        model=digest_of(sums_of(files)),
        source=source,
        tool=__version__,
        dependencies=_dependencies(),
        notes_in=options.notes_in,
        since=EarlierRelease(before.version, before.release.digest) if before else None,
        accepted=options.accepted,
        pins=_pins(model),
        files=tuple(ReleasedFile(path, sums[path], len(released[path])) for path in sums),
    )


def _pins(model: Model) -> tuple[PinnedInput, ...]:
    """What the model takes from outside: its reference data, by the table that has it in the release."""
    if not model.codelists:
        return ()
    digest = f"sha256:{checksum(reference_data_csv(model))}"
    return (PinnedInput("referentiedata", model.standard.version, digest),)


def _dependencies() -> dict[str, str]:
    """The versions of what verac makes a release with, by distribution, of those that are there."""
    found = {}
    for name in MADE_WITH:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found
