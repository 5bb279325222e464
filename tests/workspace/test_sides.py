"""What a side of a comparison may be: a revision in any kind of clone, and the published repository as it is."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from compiler.workspace.sides import SHEET, read_side
from tests.helpers.release_maker import Release

MODEL = b"domein A\n"


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "protocol.file.allow=always"]
    command = ["git", *identity, *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    folder = tmp_path / "origin"
    (folder / "een map").mkdir(parents=True)
    git(folder, "init", "-b", "main")
    git(folder, "config", "uploadpack.allowFilter", "true")
    (folder / "een map" / "a.vera").write_bytes(MODEL)
    git(folder, "add", ".")
    git(folder, "commit", "-m", "a")
    git(folder, "tag", "1.0")
    (folder / "een map" / "a.vera").write_bytes(b"domein B\n")
    git(folder, "commit", "-am", "b")
    return folder


def clone(origin: Path, *options: str) -> Path:
    folder = origin.with_name("clone")
    git(origin.parent, "clone", *options, origin.as_uri(), str(folder))
    return folder


TAGS = ["release/4.2", "-x", "main", "v4.3.0+260116.28", "HEAD~1", "refs/tags/1.0"]


@pytest.mark.parametrize("tag", TAGS)
def test_a_revision_with_any_name(tag: str, origin: Path, monkeypatch: pytest.MonkeyPatch):
    if "~" not in tag and not tag.startswith("refs"):
        git(origin, "update-ref", f"refs/tags/{tag}", "1.0")
    monkeypatch.chdir(origin)
    for path in ("een map", "een map/"):
        assert read_side(f"{tag}:{path}").files == {"a.vera": MODEL}
    assert read_side(f"{tag}:").files == {"een map/a.vera": MODEL}


@pytest.mark.parametrize("name", ["een spatie:", "-:", "--help:", "a..b:", "1.0^{tree}:", "\n:"])
def test_a_revision_that_is_none(name: str, origin: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(origin)
    problem = read_side(name).problem
    assert problem is not None
    assert problem.id == "GIT02"


def test_a_bare_repository(origin: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(clone(origin, "--bare"))
    assert read_side("1.0:een map").files == {"a.vera": MODEL}


def test_a_shallow_clone_says_how_to_get_the_rest(origin: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(clone(origin, "--depth", "1", "--no-tags"))
    assert read_side("main:een map").files == {"a.vera": b"domein B\n"}
    problem = read_side("1.0:een map").problem
    assert problem is not None
    assert (problem.id, "--unshallow" in problem.hint) == ("GIT02", True)


@pytest.mark.parametrize("left_out", ["blob:none", "tree:0"])
def test_a_partial_clone_fetches_nothing(
    left_out: str, origin: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = clone(origin, "--no-checkout", f"--filter={left_out}")
    before = {path for path in (folder / ".git" / "objects").rglob("*") if path.is_file()}
    monkeypatch.chdir(folder)
    problem = read_side("1.0:een map").problem
    assert problem is not None
    assert problem.id == "GIT04"
    assert before == {path for path in (folder / ".git" / "objects").rglob("*") if path.is_file()}


def test_a_repository_of_another_user(origin: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.chdir(origin)
    problem = read_side("1.0:een map").problem
    assert problem is not None
    assert (problem.id, "safe.directory" in problem.hint) == ("GIT01", True)


def test_no_git(origin: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(origin))
    monkeypatch.chdir(origin)
    problem = read_side("1.0:een map").problem
    assert problem is not None
    assert (problem.id, "not installed" in problem.message) == ("GIT01", True)


def test_a_repository_runs_no_code(origin: Path, monkeypatch: pytest.MonkeyPatch):
    folder = clone(origin, "--no-checkout", "--filter=blob:none")
    trap = folder.parent / "trap"
    trap.write_text(f"#!/bin/sh\ntouch '{folder.parent}/sprung'\n")
    trap.chmod(0o755)
    keys = [
        "core.fsmonitor", "core.pager", "core.sshCommand", "core.gitProxy", "core.editor",
        "diff.external", "diff.a.textconv", "filter.a.smudge", "remote.origin.uploadpack",
        "credential.helper", "core.alternateRefsCommand", "gpg.program",
    ]  # fmt: skip
    for key in keys:
        git(folder, "config", key, str(trap))
    for command in ("rev-parse", "cat-file", "ls-tree", "for-each-ref"):
        git(folder, "config", f"alias.{command}", f"!{trap}")
    (folder / ".git" / "info" / "attributes").write_text("* diff=a filter=a\n")
    for hook in ("post-index-change", "reference-transaction", "fsmonitor-watchman"):
        (folder / ".git" / "hooks").mkdir(exist_ok=True)
        (folder / ".git" / "hooks" / hook).symlink_to(trap)
    monkeypatch.chdir(folder)
    for name in ("1.0:een map", "main:", "gone:"):
        assert read_side(name).problem is not None
    assert not (folder.parent / "sprung").exists()


# -- published ---------------------------------------------------------------------------------------------------------

WIKI = "Soort;Omschrijving\nA;b\n"


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A repository as it is published: documents at the top, sheet and a list for the wiki in docs/."""
    folder = tmp_path / "published"
    (folder / "docs").mkdir(parents=True)
    Release().write(folder)
    (folder / SHEET).rename(folder / "docs" / SHEET)
    (folder / "docs" / "wiki.csv").write_text(WIKI)
    return folder


def test_the_published_repository_is_a_side(published: Path):
    side = read_side(str(published))
    assert side.problem is None
    assert (side.published, side.sheet) == (published, published / "docs" / SHEET)
    assert side.reference_data == published / "codes.csv"


def test_only_a_list_for_the_wiki(published: Path):
    (published / "codes.csv").unlink()
    assert read_side(str(published))[:6] == (
        str(published), None, published, published / "docs" / SHEET, None, None,
    )  # fmt: skip


def test_two_files_with_reference_data_are_told(published: Path):
    (published / "docs" / "ook.csv").write_bytes((published / "codes.csv").read_bytes())
    problem = read_side(str(published)).problem
    assert problem is not None
    assert "codes.csv, docs/ook.csv" in problem.message


def test_two_sheets_are_told(published: Path):
    (published / "oud").mkdir()
    (published / "oud" / SHEET).write_bytes((published / "docs" / SHEET).read_bytes())
    problem = read_side(str(published)).problem
    assert problem is not None
    assert f"docs/{SHEET}, oud/{SHEET}" in problem.message
