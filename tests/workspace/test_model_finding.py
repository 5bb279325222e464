"""Which model is meant where nobody says: the one that is nearest, and never one that nobody could mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.workspace.model_finding import (
    FoundModel,
    files_within,
    has_manifest,
    model_here,
    model_of,
)

MANIFEST = 'standaard S { versie "1.0.0" }\n'


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a model in models/een, and the working folder at its top."""
    folder = tmp_path / "top"
    (folder / ".git").mkdir(parents=True)
    place(folder / "models" / "een", MANIFEST)
    (folder / "models" / "een" / "domeinen").mkdir()
    monkeypatch.chdir(folder)
    return folder


def place(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.vera").write_text(text, encoding="utf-8")


def test_the_model_is_the_one_around_else_the_one_in_models(top: Path) -> None:
    assert model_here().folder == Path("models/een")
    for inside in ("models/een", "models/een/domeinen"):
        assert model_here(top / inside).folder == Path("models/een")
    (top / "docs").mkdir()
    assert model_here(top / "docs").folder == Path("models/een")


def test_of_several_models_vera_counts_and_else_they_are_named(top: Path) -> None:
    place(top / "models" / "twee", MANIFEST)
    problem = model_here().problem
    assert problem is not None
    assert (problem.id, "models/een, models/twee" in problem.message) == ("FIL01", True)
    assert model_here(top / "models" / "twee").folder == Path("models/twee")
    (top / "models" / "vera").mkdir()
    assert model_here().folder == Path("models/vera")


def test_nobody_looks_beyond_the_repository(top: Path) -> None:
    place(top.parent, MANIFEST)
    (top / "models" / "een" / "a.vera").unlink()
    found = model_here()
    assert found.problem is not None
    assert "verac init" in found.problem.hint
    (top / ".git").rmdir()
    assert model_here().folder == Path("..")


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        (MANIFEST, True),
        ("\ufeff" + MANIFEST, True),
        ("// eerst\n\n  " + MANIFEST, True),
        ("// standaard S\n", False),
        ("domein A { entiteit standaardwerk }\n", False),
        ("standaarden\n", False),
        ("", False),
    ],
)
def test_a_manifest_is_known_by_its_word(tmp_path: Path, text: str, holds: bool) -> None:
    place(tmp_path, text)
    assert has_manifest(tmp_path) is holds


def test_what_cannot_be_read_has_no_manifest(tmp_path: Path) -> None:
    (tmp_path / "zero.vera").symlink_to("/dev/zero")
    (tmp_path / "rond.vera").symlink_to("rond.vera")
    (tmp_path / "map.vera").mkdir()
    assert not has_manifest(tmp_path)
    assert not has_manifest(tmp_path / "nergens")
    assert model_of((Path("a\0b"),)).folder == Path("a\0b")


def test_a_guidance_page_is_part_of_its_model_and_no_other_text_is(top: Path) -> None:
    model = Path("models/een")
    page, other = model / "docs" / "begin.md", model / "leesmij.md"
    (top / page).parent.mkdir()
    for each in (page, other):
        (top / each).write_text("# Begin\n", encoding="utf-8")
    assert model_of((page,)) == FoundModel(model, (page,))
    assert model_of((other,)).folder == other


def test_parts_of_a_model_are_files_and_folders_in_it(top: Path) -> None:
    model = Path("models/een")
    for asked, parts in (
        ((model,), ()),
        ((model / "a.vera",), (model / "a.vera",)),
        ((model / "domeinen",), (model / "domeinen",)),
        ((model, model / "domeinen"), ()),
        ((Path("models"),), ()),
    ):
        found = model_of(asked)
        assert (found.problem, found.parts) == (None, parts)
    assert model_of((model / "domeinen",)).folder == model
    assert model_of((Path("models"),)).folder == Path("models")
    files = ("a.vera", "domeinen/b.vera", "domeinen2/c.vera")
    assert files_within(files, model, model / "domeinen") == {"domeinen/b.vera"}
    assert files_within(files, model, model / "a.vera") == {"a.vera"}
    assert files_within(files, model, model) == {*files}
    assert files_within(files, model, Path("elders")) == set()
