"""What is read of a folder: links once, nothing that a killed run left, and nothing skipped without a word."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from compiler.workspace.model_reading import read_model
from compiler.workspace.model_writing import replace_file


def test_a_linked_folder_is_read_once_and_leftovers_never(tmp_path: Path) -> None:
    for name in ("model/a.vera", "model/real/b.vera", "other/c.vera", "model/.verac-x/d.vera"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "model" / "again").symlink_to("real")
    (tmp_path / "model" / "linked").symlink_to(tmp_path / "other")
    (tmp_path / "model" / "up").symlink_to(tmp_path)
    assert set(read_model(tmp_path / "model").files) == {"a.vera", "real/b.vera", "linked/c.vera"}


def test_a_folder_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.vera").write_bytes(b"")
    scan = os.scandir

    def refusing(folder: Path) -> object:
        if folder.name == "closed":
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    problem = read_model(tmp_path).problem
    assert problem is not None
    assert (problem.id, "closed" in problem.message) == ("FIL02", True)


def test_a_file_is_written_through_its_link(tmp_path: Path) -> None:
    (tmp_path / "real.vera").write_bytes(b"old")
    (tmp_path / "link.vera").symlink_to("real.vera")
    replace_file(tmp_path / "link.vera", b"new")
    assert (tmp_path / "link.vera").is_symlink()
    assert (tmp_path / "real.vera").read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.vera", "real.vera"]


def test_guidance_pages_are_read_where_they_lie_in_the_model(tmp_path: Path) -> None:
    (tmp_path / "model" / "docs" / "oud").mkdir(parents=True)
    for name in ("a.vera", "docs/één.md", "docs/plaatje.png", "docs/oud/b.md", "docs/.verac-x.md"):
        (tmp_path / "model" / name).write_bytes(b"")
    (tmp_path / "model" / "docs" / "kopie.md").symlink_to("één.md")
    found = read_model(tmp_path / "model")
    assert set(found.files) == {"a.vera", "docs/kopie.md", "docs/één.md"}


@pytest.mark.parametrize("link", ["docs/uit.md", "docs"])
def test_a_link_to_a_page_outside_the_model_is_refused(tmp_path: Path, link: str) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "a.vera").write_bytes(b"")
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders" / "geheim.md").write_bytes(b"geheim")
    if link == "docs":
        (tmp_path / "model" / "docs").symlink_to(tmp_path / "elders")
    else:
        (tmp_path / "model" / "docs").mkdir()
        (tmp_path / "model" / link).symlink_to(tmp_path / "elders" / "geheim.md")
    problem = read_model(tmp_path / "model").problem
    assert problem is not None
    assert (problem.id, str(problem.span)) == ("FIL02", link)
