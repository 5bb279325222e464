"""`verac check --fix`: what it writes, what it only shows, and that files are written whole or not at all."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

HEAD = 'standaard Proef {\n    versie "1.0.0"\n    ids {\n        kern id : string\n    }\n}\n'
WRONG = HEAD + "\ndomein D\n\nentitiet Lid {\n    naam : String\n}\n"
RIGHT = HEAD + "\ndomein D\n\nentiteit Lid {\n    naam : string\n}\n"


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "m.vera").write_text(WRONG, encoding="utf-8")
    (folder / "leesmij.txt").write_text("blijft", encoding="utf-8")
    return folder


def test_fix_writes_and_checks_what_is_left(verac, model: Path) -> None:
    ended = verac("check", "--fix", model)
    assert (model / "m.vera").read_text(encoding="utf-8") == RIGHT
    assert (model / "leesmij.txt").read_text(encoding="utf-8") == "blijft"
    assert "2 mended in 1 file" in ended.err
    assert ended.code == 0
    again = verac("check", "--fix", model)
    assert "0 mended in 0 files" in again.err


def test_diff_shows_what_fix_would_write_and_writes_nothing(verac, model: Path) -> None:
    ended = verac("check", "--fix", "--diff", model)
    assert ended.code == 1
    assert (model / "m.vera").read_text(encoding="utf-8") == WRONG
    assert ended.out.startswith("--- a/model/m.vera\n+++ b/model/m.vera\n@@ ")
    assert "-entitiet Lid {\n-    naam : String\n+entiteit Lid {\n+    naam : string\n" in ended.out
    (model / "m.vera").write_text(RIGHT, encoding="utf-8")
    ended = verac("check", "--fix", "--diff", model)
    assert (ended.code, ended.out) == (0, "")


def test_git_applies_the_diff(verac, model: Path) -> None:
    diff = verac("check", "--fix", "--diff", model).out
    shown = subprocess.run(
        ["git", "apply", "-p1", "-"],
        input=diff,
        cwd=model.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert shown.returncode == 0, shown.stderr
    assert (model / "m.vera").read_text(encoding="utf-8") == RIGHT


def test_diff_alone_says_what_it_goes_with(verac, model: Path) -> None:
    ended = verac("check", "--diff", model)
    assert ended.code == 2
    assert "--fix" in ended.err


def test_a_link_stays_a_link(verac, model: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elders.vera"
    (model / "m.vera").rename(elsewhere)
    (model / "m.vera").symlink_to(elsewhere)
    verac("check", "--fix", model)
    assert (model / "m.vera").is_symlink()
    assert elsewhere.read_text(encoding="utf-8") == RIGHT
