"""A release as one environment serves it: made again of the text of the model in it, with what differs there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from compiler import __version__, pipeline
from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic, Severity
from compiler.emit.families import Request, whole_set
from compiler.emit.openapi.building import chosen_corrections, no_correction
from compiler.emit.readme.building import README_FILE, readme_of
from compiler.model.manifest import CORRECTION_GROUPS
from compiler.model.model import Model
from compiler.release.environments.declared import DeclaredEnvironment
from compiler.release.layout import CHANGELOG_FILE, NOTES_FILE, laid_out, place_in_release
from compiler.release.making import BOUND_FILE, told_beside
from compiler.release.release import Release, sums_of
from compiler.release.target import PublishedRelease


class BoundRelease(NamedTuple):
    """The files for an environment by path; None, with what stands in the way, where they cannot be made."""

    files: Mapping[str, bytes] | None
    diagnostics: tuple[Diagnostic, ...]


def bind_release(
    release: Release,
    published: PublishedRelease,
    environment: DeclaredEnvironment,
    context: Context,
) -> BoundRelease:
    """The files of a release for an environment; the release itself stays as it is.

    What differs is server, contact and corrections. The file environment.json says of which release they are, by its
    digest, and has their checksums, as the manifest of a release has.
    """
    faults = tuple(correction_faults((environment,)))
    if faults:
        return BoundRelease(None, faults)
    built = pipeline.build(
        release.model, whole_set(Request()), context, bound=lambda model: _bound(model, environment)
    )
    model = pipeline.read_version(release.model, context).model
    if built.artefacts is None or model is None:
        return BoundRelease(None, built.diagnostics)
    kept = {path: release.files[path] for path in (NOTES_FILE, CHANGELOG_FILE) if path in release.files}  # fmt: skip
    readme = readme_of(
        _bound(model, environment),
        context,
        with_json=True,
        place=place_in_release,
        beside=told_beside(release.model, BOUND_FILE),
    )
    files = laid_out({**built.artefacts, README_FILE: readme}, release.model, kept)
    return BoundRelease({**files, BOUND_FILE: _bound_json(files, published, environment)}, ())


def correction_faults(environments: Sequence[DeclaredEnvironment]) -> Iterator[Diagnostic]:
    """ENV01 for each correction that an environment chooses and that does not exist."""
    for environment in environments:
        _, unknown = chosen_corrections(environment.corrections or ("none",))
        for word in unknown:
            message, hint = no_correction(word, CORRECTION_GROUPS)
            place = environment.places.get(word, environment.name)
            yield Diagnostic("ENV01", Severity.ERROR, place.span, message, hint=hint)


def _bound(model: Model, environment: DeclaredEnvironment) -> Model:
    """The model with what differs in an environment."""
    standard = model.standard
    interface = standard.interface
    if environment.server is not None:
        interface = interface._replace(
            server=environment.server, variables=environment.variables or ()
        )
    return replace(
        model,
        standard=standard._replace(
            interface=interface,
            contact=environment.contact or standard.contact,
            corrections=environment.corrections or standard.corrections,
        ),
    )


def _bound_json(
    files: Mapping[str, bytes], published: PublishedRelease, environment: DeclaredEnvironment
) -> bytes:
    fields = {
        "verac-environment": 1,
        "environment": environment.name.text,
        "release": str(published.label),
        "digest": published.digest,
        "tool": __version__,
        "files": [{"path": path, "sha256": sum_} for path, sum_ in sums_of(files).items()],
    }
    return (json.dumps(fields, indent=1, ensure_ascii=False) + "\n").encode()
