"""Releases for tests: a small one as a value, a small model in git, and the programs that targets need."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from compiler.release.making import Signer
from compiler.release.problems import ReleaseRefusedError
from compiler.release.provenance import SignedEnvelope, envelope_json, signed_part, statement_of
from compiler.release.release import Release, digest_of, sums_of
from compiler.release.release_manifest import (
    ReleasedFile,
    ReleaseManifest,
    SourceRevision,
    manifest_json,
)
from compiler.release.release_version import ReleaseVersion, parse_release_version
from tests.helpers.small_model import SMALL

SOURCE = SourceRevision("", "0" * 40, "model", "2026-01-01T00:00:00+00:00")
QUIET_GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}


def label(text: str) -> ReleaseVersion:
    """The version that `text` is."""
    found = parse_release_version(text)
    assert found
    return found


def refusal(done: Callable[[], object]) -> str:
    """The id of the diagnostic that something ends with."""
    with pytest.raises(ReleaseRefusedError) as found:
        done()
    return found.value.diagnostic.id


def small_release(
    version: str = "1.0.0+260101.1",
    files: Mapping[str, bytes] | None = None,
    sign: Signer | None = None,
) -> Release:
    """A release with a few files, with all that stands beside them."""
    released = {
        "Informatiedomeinen/A.yaml": f"version: {version}\n".encode(),
        "jsonschema/met spatie/é.json": b"{}\n",
        "model/a.vera": b"domein A\n",
        "model/'b' \"c\".vera": b"",
        **(files or {}),
    }
    sums = sums_of(released)
    manifest = ReleaseManifest(
        standard="Klein",
        title="Klein",
        version=version,
        digest=digest_of(sums),
        model=digest_of({}),
        source=SOURCE,
        tool="0",
        dependencies={},
        notes_in="en",
        since=None,
        accepted={},
        pins=(),
        files=tuple(ReleasedFile(path, sums[path], len(released[path])) for path in sums),
    )
    made = manifest_json(manifest)
    statement = statement_of(manifest, made)
    signatures = (sign(signed_part(statement)),) if sign else ()
    return Release(released, made, envelope_json(SignedEnvelope(statement, signatures)))


def git(folder: Path, *arguments: str, check: bool = True) -> str:
    """What git prints in `folder`, without anybody's configuration."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=os.environ | QUIET_GIT, capture_output=True, check=False
    )  # fmt: skip
    assert not check or done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def commit_all(folder: Path, message: str = "change") -> None:
    """Commit everything in a repository."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)


def small_model_in_git(folder: Path, version: str = "1.0.0+260101.1") -> Path:
    """A repository with the small model in its folder model/; the folder of the repository."""
    for name, text in SMALL.items():
        path = folder / "model" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace('versie "1.0.0"', f'versie "{version}"'), encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit_all(folder, "first")
    return folder


def set_version(repository: Path, version: str, more: str = "") -> None:
    """Give the small model in a repository another version, and an attribute `more`, and commit it."""
    path = repository / "model" / "standaard.vera"
    text = path.read_text(encoding="utf-8")
    before, _, rest = text.partition('versie "')
    path.write_text(f'{before}versie "{version}"{rest.partition(chr(34))[2]}', encoding="utf-8")
    if more:
        path = repository / "model" / "domeinen" / "Relaties.vera"
        text = path.read_text(encoding="utf-8")
        line = "    achternaam : string\n"
        path.write_text(text.replace(line, f"{line}    {more} : string\n"), encoding="utf-8")
    commit_all(repository, version)


def need(program: str) -> str:
    """Where a program is; without it a test is skipped, and on CI it fails."""
    found = shutil.which(program)
    if found:
        return found
    reason = f"{program} is not there: apt-get install {program}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


# A trigger publishes and promotes to the first environment, another one goes on from there.
TWO_ENVIRONMENTS = """\
omgevingen {
    omgeving test {
    }
    omgeving proef {
    }
    trigger naarTest {
        publiceer
        promoveer test
    }
    trigger naarProef {
        promoveer proef
        als in test
    }
}
"""


def two_environments_in_git(folder: Path) -> Path:
    """A repository at `folder` with the small model in model/, and two environments that triggers lead to."""
    made = small_model_in_git(folder)
    (made / "model" / "omgevingen.vera").write_text(TWO_ENVIRONMENTS, encoding="utf-8")
    commit_all(made, "environments")
    return made
