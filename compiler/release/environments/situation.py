"""What is: all that the verdicts on triggers are made of, besides the moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic
from compiler.base.wording import NOTHING, Text
from compiler.release.environments.chains import Chain
from compiler.release.environments.declared import DeclaredFile
from compiler.release.release_version import ReleaseVersion
from compiler.release.target import PublishedRelease


class ModelState(NamedTuple):
    """The model as it lies there: its version, digest and commit.

    The version is None where it has none that a release can have, or `problem` says why it is no model.
    """

    version: ReleaseVersion | None
    digest: str
    source: str
    problem: Text = NOTHING


class Gates(NamedTuple):
    """Whether the gates of a publish are green: check, and a plan without obstacles; else what stands in the way."""

    are_green: bool
    reason: Text = NOTHING


class RunPast(NamedTuple):
    """What the log tells of one run: whether it is open (began, without an end), and how often and when it failed."""

    is_open: bool = False
    failures: int = 0
    failed_at: datetime | None = None


class ReleaseContent(NamedTuple):
    """What a release was made of: the digest of its model, and the commit."""

    model: str
    source: str


class Situation(NamedTuple):
    """All that is known.

    `contents` are those of releases by digest, of the last release, of the one with the version of the model, and of
    those that environments hold. `chains` are those of environments that can be read; `faults` say by environment what
    is wrong with its chain or what it holds. `verified` tells of releases that were looked at whole, by digest, what is
    wrong with each, empty for nothing. `gates` are None where nobody looked yet. `inputs` are the checksums of files by
    name, empty for one that is not there. `runs` are pasts of runs by id.
    """

    declared: DeclaredFile
    model: ModelState
    releases: tuple[PublishedRelease, ...] = ()
    contents: Mapping[str, ReleaseContent] = {}
    chains: Mapping[str, Chain] = {}
    faults: Mapping[str, Diagnostic] = {}
    verified: Mapping[str, Text] = {}
    gates: Gates | None = None
    inputs: Mapping[str, str] = {}
    runs: Mapping[str, RunPast] = {}
