"""A release taken for an environment: which one, and its files as that environment serves them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from compiler import __version__
from compiler.base.wording import say
from compiler.cli.common import Progress, make_context, report
from compiler.cli.lang import tell
from compiler.cli.release_declaring import declared_of, environment_named

if TYPE_CHECKING:
    from compiler.base.context import Context
    from compiler.release.environments.declared import DeclaredEnvironment
    from compiler.release.release import Release
    from compiler.release.target import PublishedRelease, Target


class EnvironmentToTake(NamedTuple):
    """An environment, and the version to take for it; `model` is the folder that declares it."""

    environment: DeclaredEnvironment
    version: str
    model: Path
    context: Context

    def files_of(self, release: Release, published: PublishedRelease) -> Mapping[str, bytes]:
        """The files of a release for the environment; ends the program where they cannot be made."""
        from compiler.release.environments.binding import bind_release
        from compiler.release.release_manifest import ReleaseManifest, parse_release_manifest

        bound = bind_release(release, published, self.environment, self.context)
        if bound.files is None:
            report(bound.diagnostics, self.model, quiet=False)
            tell(say("nothing taken"), err=True)
            sys.exit(1)
        manifest = parse_release_manifest(release.manifest)
        if isinstance(manifest, ReleaseManifest) and manifest.tool != __version__:
            tell(
                say(
                    "the release was made by verac {tool}, and this is {own}: more may differ than was asked",
                    tool=manifest.tool,
                    own=__version__,
                ),
                err=True,
            )
        return bound.files


def environment_to_take(name: str, version: str, target: Target, model: Path) -> EnvironmentToTake:
    """The environment called `name`, and the version to take: the one that is given, else the one that it holds.

    Raises:
        ReleaseRefusedError: where there is no such environment, or it holds nothing.
    """
    from compiler.base.diagnostics import Diagnostic, Severity
    from compiler.release.environments.chains import read_chain
    from compiler.release.environments.environment_records import last_record
    from compiler.release.environments.reasons import holds_nothing
    from compiler.release.problems import ReleaseRefusedError

    context = make_context(Progress(shown=False))
    declared = declared_of(model, context)
    place = environment_named(declared, name)
    environment = declared.environment(name)
    assert environment is not None
    if not version:
        chain = read_chain(target, place)
        if isinstance(chain, Diagnostic):
            raise ReleaseRefusedError(chain)
        last = last_record(chain)
        if last is None or not last.label:
            hint = say("give the version to take")
            found = Diagnostic("ENV03", Severity.ERROR, place.span, holds_nothing(name), hint=hint)
            raise ReleaseRefusedError(found, 2)
        version = last.label
    return EnvironmentToTake(environment, version, model, context)
