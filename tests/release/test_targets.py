"""What every target does: takes a release once and whole, gives it back as it was, and tells who was withdrawn."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from compiler.release.folder_target import FolderTarget
from compiler.release.open_target import open_target
from compiler.release.problems import ReleaseRefusedError
from compiler.release.release import Release
from compiler.release.target import (
    PublishOutcome,
    Target,
    Withdrawal,
    find_release,
    last_release,
)
from compiler.release.verifying import verify_release
from tests.helpers.registries import free_port, running_registry
from tests.helpers.released import git, label, need, refusal, small_release
from tests.helpers.small_model import contents

FIRST, SECOND = label("1.0.0+260101.1"), label("1.0.1+260102.1")
ONE, TWO = small_release(str(FIRST)), small_release(str(SECOND))
KINDS = ("folder", "bare", "work tree", "address", "registry")


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a registry on this machine."""
    folder = tmp_path_factory.mktemp("registry")
    port = free_port()
    with running_registry(folder, port):
        yield f"oci://127.0.0.1:{port}"


Place = Callable[[], Target]


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """What opens the same new target again and again."""
    name = str(tmp_path / "target")
    if request.param in ("bare", "work tree", "address"):
        bare = tmp_path / "target.git"
        git(tmp_path, "init", "--quiet", "--bare", "--initial-branch", "main", str(bare))
        if request.param == "work tree":
            git(tmp_path, "clone", "--quiet", str(bare), name)
        else:
            name = str(bare) if request.param == "bare" else bare.as_uri()
    if request.param == "registry":
        name = f"{request.getfixturevalue('registry')}/{tmp_path.name.lower().replace('_', '-')}"
    return lambda: open_target(name, writing=True)


def held(target: Target) -> dict[str, Release]:
    """All releases of a target by label; each is what was published."""
    found = {}
    for each in target.releases():
        release = target.take(each.label)
        assert verify_release(release, each).diagnostics == ()
        found[str(each.label)] = release
    return found


def test_a_release_comes_back_as_it_went(place: Place) -> None:
    assert place().releases() == ()
    assert place().publish(ONE, FIRST) is PublishOutcome.PUBLISHED
    assert held(place()) == {str(FIRST): ONE}
    assert place().publish(ONE, FIRST) is PublishOutcome.UNCHANGED
    assert place().publish(TWO, SECOND) is PublishOutcome.PUBLISHED
    assert held(place()) == {str(FIRST): ONE, str(SECOND): TWO}
    assert [each.digest for each in place().releases()] == [ONE.digest, TWO.digest]


def test_a_version_has_one_content(place: Place) -> None:
    place().publish(ONE, FIRST)
    other = small_release(str(FIRST), {"b.txt": b"b"})
    assert refusal(lambda: place().publish(other, FIRST)) == "REL02"
    another_build = label("1.0.0+260103.1")
    assert refusal(lambda: place().publish(small_release(str(another_build)), another_build)) == "REL02"  # fmt: skip
    assert held(place()) == {str(FIRST): ONE}


def test_a_candidate_is_the_release_under_another_label(place: Place) -> None:
    candidate = FIRST.as_candidate(1)
    place().publish(ONE, candidate)
    assert last_release(place().releases()) is None
    place().publish(ONE, FIRST)
    assert held(place()) == {str(candidate): ONE, str(FIRST): ONE}
    assert find_release(place(), "").label == FIRST
    assert find_release(place(), "1.0.0-rc.1").label == candidate


def test_a_withdrawal_marks_and_removes_nothing(place: Place) -> None:
    place().publish(ONE, FIRST)
    place().publish(TWO, SECOND)
    asked = Withdrawal("één pad is fout", str(SECOND))
    assert refusal(lambda: place().withdraw(label("2.0.0"), asked)) == "REL15"
    assert refusal(lambda: place().withdraw(FIRST, asked._replace(successor=str(FIRST)))) == "REL15"
    assert refusal(lambda: place().withdraw(FIRST, asked._replace(successor="9.9.9"))) == "REL15"
    assert place().withdraw(FIRST, asked) is PublishOutcome.PUBLISHED
    assert place().withdraw(FIRST, asked) is PublishOutcome.UNCHANGED
    assert refusal(lambda: place().withdraw(FIRST, asked._replace(because="anders"))) == "REL15"
    assert [each.withdrawn for each in place().releases()] == [asked, None]
    assert held(place()) == {str(FIRST): ONE, str(SECOND): TWO}


def test_a_version_that_is_not_there_is_told(place: Place) -> None:
    place().publish(ONE, FIRST)
    assert refusal(lambda: place().take(SECOND)) == "REL11"
    assert refusal(lambda: find_release(place(), "1.0.1")) == "REL11"
    assert refusal(lambda: find_release(place(), "1.0.0+260101.2")) == "REL11"
    assert refusal(lambda: find_release(place(), "4.1.v4.1.5+240628.18")) == "REL01"


# -- a folder ----------------------------------------------------------------------------------------------------------


def test_a_folder_is_an_image_layout_that_skopeo_copies(tmp_path: Path) -> None:
    skopeo = need("skopeo")
    folder, copy = tmp_path / "releases", tmp_path / "copy"
    open_target(str(folder), writing=True).publish(ONE, FIRST)
    tag = "1.0.0_260101.1"
    command = [skopeo, "copy", "--insecure-policy", f"oci:{folder}:{tag}", f"oci:{copy}:{tag}"]
    subprocess.run(command, check=True, capture_output=True)
    assert held(open_target(str(copy))) == {str(FIRST): ONE}
    open_target(str(copy), writing=True).publish(TWO, SECOND)
    assert held(open_target(str(copy))) == {str(FIRST): ONE, str(SECOND): TWO}


def test_the_same_release_gives_the_same_folder(tmp_path: Path) -> None:
    for name in ("a", "b"):
        open_target(str(tmp_path / name), writing=True).publish(ONE, FIRST)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


@pytest.mark.parametrize("size", range(0, 300, 23))
def test_an_index_that_is_cut_off_is_told_and_left(tmp_path: Path, size: int) -> None:
    target = open_target(str(tmp_path / "t"), writing=True)
    target.publish(ONE, FIRST)
    index = tmp_path / "t" / "index.json"
    index.write_bytes(index.read_bytes()[:size])
    before = contents(tmp_path / "t")
    assert refusal(target.releases) == "REL09"
    assert refusal(lambda: target.publish(TWO, SECOND)) == "REL09"
    assert refusal(lambda: target.take(FIRST)) == "REL09"
    assert contents(tmp_path / "t") == before


TAGGED = '"annotations": {"org.opencontainers.image.ref.name": "1.0.0_260101.1"}'


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        '{"manifests": 1}',
        '{"manifests": [1]}',
        '{"manifests": [{}]}',
        f'{{"manifests": [{{"digest": 1, {TAGGED}}}]}}',
        f'{{"manifests": [{{"digest": "sha256:../../x", {TAGGED}}}]}}',
    ],
)
def test_an_index_with_something_else_is_told(tmp_path: Path, text: str) -> None:
    target = open_target(str(tmp_path / "t"), writing=True)
    target.publish(ONE, FIRST)
    (tmp_path / "t" / "index.json").write_text(text, encoding="utf-8")
    assert refusal(lambda: target.take(FIRST)) == "REL09"


def test_every_blob_that_changed_is_found(tmp_path: Path) -> None:
    target = open_target(str(tmp_path / "t"), writing=True)
    target.publish(ONE, FIRST)
    blobs = sorted((tmp_path / "t" / "blobs" / "sha256").iterdir())
    assert len(blobs) == 4
    found = set()
    for blob in blobs:
        content = blob.read_bytes()
        for other in (b"", content[:-1], content + b"x", content[:-1] + b"\1", None):
            if other is None:
                blob.unlink()
            else:
                blob.write_bytes(other)
            with suppress(ReleaseRefusedError):
                target.take(FIRST)
                found.add(blob.name)
        blob.write_bytes(content)
    assert len(found) == 1  # the configuration of the image, which says nothing of the release
    assert held(target) == {str(FIRST): ONE}


# -- git ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A bare repository."""
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch", "main", "bare.git")
    return tmp_path / "bare.git"


def files_in(bare: Path) -> list[str]:
    """The paths that the main branch has."""
    listed = git(bare, "ls-tree", "-r", "-z", "--name-only", "main")
    return sorted(listed.rstrip("\0").split("\0"))


def test_a_release_in_git_is_a_commit_with_an_annotated_tag(bare: Path) -> None:
    target = open_target(str(bare), writing=True)
    target.publish(ONE, FIRST)
    target.publish(TWO, SECOND)
    assert git(bare, "log", "--format=%s %at %ct", "main").splitlines() == [
        "Klein 1.0.1+260102.1 1767312000 1767312000",
        "Klein 1.0.0+260101.1 1767225600 1767225600",
    ]
    for tag in ("v1.0.0+260101.1", "v1.0.1+260102.1"):
        assert git(bare, "cat-file", "-t", f"refs/tags/{tag}") == "tag"
    assert files_in(bare) == sorted(TWO.contents)
    git(bare, "fsck", "--strict")


def test_what_others_keep_in_a_repository_stays(tmp_path: Path, bare: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(bare), str(clone))
    (clone / "LICENSE").write_text("mine", encoding="utf-8")
    git(clone, "add", "LICENSE")
    git(clone, "commit", "--quiet", "--message", "licence")
    git(clone, "push", "--quiet", "origin", "HEAD:main")
    target = open_target(str(bare), writing=True)
    target.publish(small_release(str(FIRST), {"old.txt": b"old"}), FIRST)
    target.publish(TWO, SECOND)
    assert files_in(bare) == sorted([*TWO.contents, "LICENSE"])


def test_a_tag_of_somebody_else_is_never_moved(tmp_path: Path, bare: Path) -> None:
    tree = git(bare, "hash-object", "-t", "tree", "-w", "--stdin")
    commit = git(bare, "commit-tree", tree, "-m", "theirs")
    git(bare, "tag", "v1.0.0+260101.1", commit)
    target = open_target(str(bare), writing=True)
    assert refusal(lambda: target.publish(ONE, FIRST)) == "REL02"
    assert git(bare, "rev-parse", "v1.0.0+260101.1") == commit
    assert target.publish(TWO, SECOND) is PublishOutcome.PUBLISHED


@pytest.mark.parametrize("hook", ["pre-receive", "update"])
def test_a_push_that_a_hook_refuses_leaves_nothing(bare: Path, hook: str) -> None:
    script = bare / "hooks" / hook
    script.parent.mkdir(exist_ok=True)
    script.write_text("#!/bin/sh\necho not on Fridays >&2\nexit 1\n", encoding="utf-8")
    script.chmod(0o755)
    target = open_target(str(bare), writing=True)
    with pytest.raises(ReleaseRefusedError) as found:
        target.publish(ONE, FIRST)
    assert found.value.diagnostic.id == "REL13"
    assert "not on Fridays" in found.value.diagnostic.message
    assert git(bare, "for-each-ref") == ""
    script.unlink()
    assert target.publish(ONE, FIRST) is PublishOutcome.PUBLISHED


def test_a_work_tree_that_is_dirty_or_went_another_way_is_left(tmp_path: Path, bare: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(bare), str(clone))
    target = open_target(str(clone), writing=True)
    target.publish(ONE, FIRST)
    git(clone, "pull", "--quiet")
    assert (clone / "manifest.json").read_bytes() == ONE.manifest
    (clone / "manifest.json").write_text("mine", encoding="utf-8")
    assert refusal(lambda: target.publish(TWO, SECOND)) == "REL13"
    assert (clone / "manifest.json").read_text(encoding="utf-8") == "mine"
    git(clone, "commit", "--quiet", "--all", "--message", "mine")
    other = open_target(str(bare), writing=True)
    other.publish(TWO, SECOND)
    git(clone, "fetch", "--quiet")
    third = label("1.0.2+260103.1")
    assert refusal(lambda: target.publish(small_release(str(third)), third)) == "REL13"
    assert held(other) == {str(FIRST): ONE, str(SECOND): TWO}


def test_a_work_tree_without_a_remote_is_told(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "alone")
    assert refusal(lambda: open_target(str(tmp_path / "alone"), writing=True)) == "REL13"


def test_a_push_that_was_cut_off_between_branch_and_tag_is_completed(bare: Path) -> None:
    target = open_target(str(bare), writing=True)
    target.publish(ONE, FIRST)
    head, tag = git(bare, "rev-parse", "main"), git(bare, "rev-parse", "v1.0.0+260101.1")
    git(bare, "update-ref", "-d", "refs/tags/v1.0.0+260101.1")
    assert target.publish(ONE, FIRST) is PublishOutcome.PUBLISHED
    assert git(bare, "rev-parse", "main") == head
    assert held(target) == {str(FIRST): ONE}
    target.publish(TWO, SECOND)
    git(bare, "update-ref", "refs/heads/main", head)
    assert target.publish(TWO, SECOND) is PublishOutcome.UNCHANGED
    assert git(bare, "rev-parse", "main") == git(bare, "rev-parse", "v1.0.1+260102.1^{commit}")
    assert tag


@pytest.mark.parametrize("lock", ["refs/heads/main.lock", "packed-refs.lock", "HEAD.lock"])
def test_a_lock_that_a_killed_git_left_is_taken_away(bare: Path, lock: str) -> None:
    target = open_target(str(bare), writing=True)
    target.publish(ONE, FIRST)
    git(bare, "pack-refs", "--all")
    (bare / lock).parent.mkdir(parents=True, exist_ok=True)
    (bare / lock).write_text("", encoding="utf-8")
    assert target.publish(TWO, SECOND) is PublishOutcome.PUBLISHED
    assert held(target) == {str(FIRST): ONE, str(SECOND): TWO}


def test_a_tag_is_signed_as_git_is_set_up_to(
    tmp_path: Path, bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keygen = [need("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "key")]
    subprocess.run(keygen, check=True)
    public = (tmp_path / "key.pub").read_text(encoding="utf-8")
    (tmp_path / "signers").write_text(f"a@example.org {public}", encoding="utf-8")
    config = tmp_path / "config"
    config.write_text(
        f'[gpg]\nformat = ssh\n[gpg "ssh"]\nallowedSignersFile = {tmp_path / "signers"}\n'
        f"[user]\nname = A\nemail = a@example.org\nsigningKey = {tmp_path / 'key'}\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    target = open_target(str(bare), writing=True, sign_tag=True)
    target.publish(ONE, FIRST)
    assert held(target) == {str(FIRST): ONE}
    verify = ["git", "verify-tag", "v1.0.0+260101.1"]
    subprocess.run(verify, cwd=bare, check=True, capture_output=True)
    (tmp_path / "key").unlink()
    assert refusal(lambda: target.publish(TWO, SECOND)) in ("REL08", "REL10")  # by the age of git
    assert held(target) == {str(FIRST): ONE}


def test_hooks_and_settings_of_a_user_run_nothing(
    tmp_path: Path, bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark, hooks = tmp_path / "ran", tmp_path / "hooks"
    hooks.mkdir()
    for name in ("pre-push", "post-merge", "post-checkout", "pre-commit", "post-commit"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {mark}\n", encoding="utf-8")
        (hooks / name).chmod(0o755)
    config = tmp_path / "config"
    config.write_text(
        f"[core]\nhooksPath = {hooks}\nfsmonitor = touch {mark}\n[tag]\ngpgSign = true\n"
        f"[gpg]\nprogram = touch {mark}\n[commit]\ngpgSign = true\n",
        encoding="utf-8",
    )
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(bare), str(clone))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    open_target(str(clone), writing=True).publish(ONE, FIRST)
    assert not mark.exists()
    assert held(open_target(str(clone))) == {str(FIRST): ONE}


# -- chains of records -------------------------------------------------------------------------------------------------


def keeps_records(target: Target) -> bool:
    if target.name.startswith("oci://"):
        assert refusal(lambda: target.records(["test"])) == "ENV12"
        assert refusal(lambda: target.add_record("test", 1, b"{}", 0)) == "ENV12"
        return False
    return True


def test_a_record_has_one_number_and_stays(place: Place) -> None:
    if not keeps_records(place()):
        return
    contents = (b'{"a": "\xc3\xa9"}\n', b"{}\n", b"a\n\nb \n")
    assert place().records(["test"]) == {"test": ()}
    assert not place().add_record("test", 2, contents[0], 0)  # the one before is not there
    for number, content in enumerate(contents, 1):
        assert place().add_record("test", number, content, 1_700_000_000 + number)
        assert not place().add_record("test", number, b"other", 1_700_000_000)
        assert not place().add_record("test", number, content, 1_700_000_000 + number)
    assert place().add_record("acceptatie-2", 1, contents[1], 0)
    found = place().records(["test", "acceptatie-2", "nergens"])
    assert found == {"test": contents, "acceptatie-2": contents[1:2], "nergens": ()}


@pytest.mark.parametrize("name", ["0000002.json", "000001x.json"])
def test_a_file_among_the_records_that_is_none(tmp_path: Path, name: str) -> None:
    target = FolderTarget(tmp_path)
    assert target.add_record("test", 1, b"{}\n", 0)
    (tmp_path / "environments" / "test" / name).write_bytes(b"{}\n")
    assert refusal(lambda: target.records(["test"])) == "ENV10"


def test_records_and_releases_do_not_meet(place: Place) -> None:
    if not keeps_records(place()):
        return
    assert place().add_record("test", 1, b"{}\n", 0)  # before there is any release
    assert place().publish(ONE, FIRST) is PublishOutcome.PUBLISHED
    assert place().add_record("test", 2, b"{}\n", 0)
    place().publish(TWO, SECOND)
    assert held(place()) == {str(FIRST): ONE, str(SECOND): TWO}
    assert place().records(["test"]) == {"test": (b"{}\n", b"{}\n")}
