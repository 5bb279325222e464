"""The cache on disk: what was not put there is forgotten, and it stays under its size."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.workspace import folder_store
from compiler.workspace.folder_store import (
    DEFAULT_LIMIT,
    LARGEST_ENTRY,
    MEGABYTE,
    FolderStore,
    limit_of_cache,
    make_room,
)
from tests.helpers.small_model import REPO

HOUR = 3600


def key(number: int) -> str:
    """A key as `digest` makes them."""
    return f"{number:040x}"


def keys(root: Path) -> list[int]:
    """Which entries there are."""
    return sorted(int(path.name, 16) for path in root.glob("*/*") if len(path.name) == 40)


def used(path: Path, hours_ago: float) -> None:
    """Let `path` be used so long ago."""
    then = time.time() - hours_ago * HOUR
    os.utime(path, (then, then))


# -- what is forgotten -------------------------------------------------------------------------------------------------


@given(content=st.binary(max_size=50))
def test_what_was_put_is_there(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    root = tmp_path_factory.mktemp("cache")
    FolderStore(root).put("kind", key(1), content)
    assert FolderStore(root).get("kind", key(1)) == content


def test_what_is_damaged_or_moved_is_forgotten(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.put("kind", key(1), b"content")
    entry = tmp_path / "kind" / key(1)
    whole = entry.read_bytes()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / key(1)).write_bytes(whole)
    (tmp_path / "kind" / key(2)).write_bytes(whole)
    assert store.get("other", key(1)) is None
    assert store.get("kind", key(2)) is None
    for at in range(len(whole)):
        entry.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert store.get("kind", key(1)) is None
        entry.write_bytes(whole[:at])
        assert store.get("kind", key(1)) is None
    entry.write_bytes(whole)
    assert store.get("kind", key(1)) == b"content"


def test_what_is_no_file_or_too_large_is_forgotten(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    (tmp_path / "kind" / key(1)).mkdir(parents=True)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "kind" / key(2))  # who opens it waits for a writer
    with (tmp_path / "kind" / key(3)).open("wb") as file:
        file.truncate(LARGEST_ENTRY * 2)
    assert [store.get("kind", key(number)) for number in (1, 2, 3, 4)] == [None] * 4


# -- the size ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "limit"),
    [("1", MEGABYTE), ("0", 0), ("512", 512 * MEGABYTE), *((word, DEFAULT_LIMIT) for word in (
        "", "much", "-1", "1.5", "1e3", " 1", "٣", "9" * 5000))],
)  # fmt: skip
def test_a_user_chooses_the_size(monkeypatch: pytest.MonkeyPatch, chosen: str, limit: int) -> None:
    monkeypatch.setenv("VERAC_CACHE_SIZE", chosen)
    assert limit_of_cache() == limit
    monkeypatch.delenv("VERAC_CACHE_SIZE")
    assert limit_of_cache() == DEFAULT_LIMIT == 256_000_000


def test_what_was_not_used_for_the_longest_time_goes_first(tmp_path: Path) -> None:
    for number in range(10):
        FolderStore(tmp_path).put("kind" if number % 2 else "other", key(number), b"x" * 68)
        used(next(tmp_path.glob(f"*/{key(number)}")), 20 - number)
    assert FolderStore(tmp_path).get("other", key(0))  # the oldest, but it is used
    FolderStore(tmp_path, 1000).put("kind", key(10), b"x" * 68)
    assert keys(tmp_path) == [0, 5, 6, 7, 8, 9, 10]


def test_a_run_stays_under_the_size_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(folder_store, "make_room", lambda *of: asked.append(of) or make_room(*of))
    store = FolderStore(tmp_path, 1000)
    for number in range(100):
        store.put("kind", key(number), b"x" * 68)
        assert sum(path.stat().st_size for path in tmp_path.glob("*/*")) <= 1000
        assert store.get("kind", key(number)) is not None
    assert 20 < len(asked) < 40


def test_what_is_larger_than_the_size_is_not_kept(tmp_path: Path) -> None:
    FolderStore(tmp_path, 1000).put("kind", key(1), b"x" * 969)
    assert keys(tmp_path) == []
    FolderStore(tmp_path, 1000).put("kind", key(1), b"x" * 968)
    assert keys(tmp_path) == [1]


def test_only_entries_are_removed(tmp_path: Path) -> None:
    """Somebody may have chosen a folder that holds other things."""
    others = [
        tmp_path / "letter.txt",
        tmp_path / key(1),
        tmp_path / "kind" / "letter.txt",
        tmp_path / "kind" / key(1)[:-1],
        tmp_path / "kind" / "below" / key(1),
    ]
    for path in others:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * 100)
        used(path, 1000)
    elsewhere = tmp_path / "elsewhere" / "kind"
    elsewhere.mkdir(parents=True)
    (elsewhere / key(1)).write_bytes(b"x" * 100)
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "linked").symlink_to(elsewhere)
    assert make_room(tmp_path, 0) == 0
    assert make_room(tmp_path / "root", 0) == 0
    assert all(path.exists() for path in [*others, elsewhere / key(1)])


def test_what_was_begun_and_not_ended_goes_after_an_hour(tmp_path: Path) -> None:
    (tmp_path / "kind").mkdir()
    for name in ("begun-old", "begun-new"):
        (tmp_path / "kind" / name).write_bytes(b"half")
    used(tmp_path / "kind" / "begun-old", 2)
    FolderStore(tmp_path).put("kind", key(1), b"content")
    assert {path.name for path in (tmp_path / "kind").iterdir()} == {"begun-new", key(1)}


def test_an_entry_that_another_run_removed_first_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        FolderStore(tmp_path).put("kind", key(number), b"x" * 68)
    unlink = os.unlink

    def twice(path: str) -> None:
        unlink(path)
        unlink(path)

    monkeypatch.setattr(folder_store.os, "unlink", twice)
    assert make_room(tmp_path, 200) == 100
    assert len(keys(tmp_path)) == 1


def test_what_cannot_be_removed_stays_and_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        FolderStore(tmp_path).put("kind", key(number), b"x" * 68)

    def refused(path: str) -> None:
        raise PermissionError(path)

    monkeypatch.setattr(folder_store.os, "unlink", refused)
    assert make_room(tmp_path, 200) == 400


RUN = """
import sys
from pathlib import Path
from compiler.workspace.folder_store import FolderStore
store = FolderStore(Path(sys.argv[1]), 20_000)
for number in range(300):
    key = f"{number % 50:040x}"
    store.put("kind", key, b"x" * 968)
    found = store.get("kind", key)
    assert found in (None, b"x" * 968)
"""


def test_runs_at_the_same_time_make_room_together(tmp_path: Path) -> None:
    command = [sys.executable, "-c", RUN, str(tmp_path)]
    runs = [
        subprocess.Popen(
            command, env=os.environ | {"PYTHONPATH": str(REPO)}, stderr=subprocess.PIPE
        )
        for _ in range(3)
    ]
    assert [(run.communicate()[1], run.returncode) for run in runs] == [(b"", 0)] * 3
    FolderStore(tmp_path, 20_000).put("kind", key(1), b"")
    assert sum(path.stat().st_size for path in tmp_path.glob("*/*")) <= 20_000
    assert all(path.name.startswith("0") for path in tmp_path.glob("*/*"))
