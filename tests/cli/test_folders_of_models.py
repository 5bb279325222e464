"""What is made never gets among the texts of a model: the folders of both stay apart, whatever -o says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.small_model import Run

Verac = Callable[..., Run]


def _all_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize(
    "command", ["build", "site", "site --set", "build --only site,wiki", "watch"]
)
@pytest.mark.parametrize("output", [".", "domeinen", "..", "docs", "link"])
def test_nothing_is_written_among_texts(
    verac: Verac, small_model: Path, tmp_path: Path, command: str, output: str
) -> None:
    (small_model / "docs").mkdir()
    (small_model / "docs" / "gids.md").write_text("# Gids\n", encoding="utf-8")
    (small_model / "link").symlink_to(small_model / "domeinen")
    before = _all_in(tmp_path)
    words = command.replace("site,wiki", "site --only wiki").split()
    found = verac(words[0], str(small_model), *words[1:], "-o", str(small_model / output))
    assert found.code == 2
    assert "OUT08" in found.err
    assert _all_in(tmp_path) == before


def test_a_folder_of_its_own_below_that_of_the_model_is_right(
    verac: Verac, small_model: Path
) -> None:
    """A model may be all of a repository, where builds lie too."""
    for command in ("build", "site"):
        assert verac(command, str(small_model), "-o", str(small_model / command)).code == 0
    assert verac("check", str(small_model)).code == 0


def test_a_site_does_not_go_into_another_model(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    assert verac("init", str(other), "--name", "Ander").code == 0
    model = other / "models" / "ander"
    before = _all_in(other)
    found = verac("site", str(small_model), "--with", str(model), "-o", str(model))
    assert (found.code, "OUT08" in found.err) == (2, True)
    assert _all_in(other) == before


@pytest.mark.parametrize("command", ["init {}", "import drawn.puml -o {}"])
def test_no_model_begins_in_another_one(
    verac: Verac, small_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    (tmp_path / "drawn.puml").write_text("@startuml\nclass A\n@enduml\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    before = _all_in(small_model)
    found = verac(*command.format(small_model / "nieuw").split())
    assert (found.code, "OUT08" in found.err) == (2, True)
    assert _all_in(small_model) == before
