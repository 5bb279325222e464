"""Texts in a model of others steer no terminal: what people read of it holds none of its control characters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.small_model import Run

Verac = Callable[..., Run]

STEERING = "\x1b]0;title\x07\x1b[31m"
OLD = """\
standaard Proef { versie "1.0.0", titel "Proef{x}", ids { kern id : string } }
domein D {
    /// Iets{x}.
    entiteit A (meervoud As) { naam{n} : string, soort : SOORT }
    referentiedata SOORT (domein D) { A "a{x}" }
}
ketenproces P "Proces{x}"
/// Bericht{x}.
bericht As over A { A { alle } }
"""
NEW = OLD.replace("1.0.0", "1.1.0").replace("{n}", "Nieuw").replace("{x}", "{x}{x}")


@pytest.fixture
def models(tmp_path: Path) -> tuple[Path, Path]:
    """A model before and after, with what steers a terminal in all texts."""
    for folder, text in (("old", OLD), ("new", NEW)):
        (tmp_path / folder).mkdir()
        written = text.replace("{n}", "").replace("{x}", STEERING)
        (tmp_path / folder / "model.vera").write_text(written, encoding="utf-8")
    return tmp_path / "old", tmp_path / "new"


@pytest.mark.parametrize(
    "asked",
    [
        "check {new}", "check {new} --statistics", "show A --model {new}", "show D --model {new}",
        "show SOORT --model {new}", "show P/As --model {new}", "codes SOORT --model {new}", "uses A --model {new}",
        "projection --model {new}", "diff {old} {new}", "diff {old} {new} --descriptions", "diff {old} {new} --summary",
        "diff {old} {new} --explain A.naamNieuw", "history A.naamNieuw --from {old} {new}",
    ],
)  # fmt: skip
def test_nothing_steers_the_terminal(verac: Verac, models: tuple[Path, Path], asked: str) -> None:
    old, new = models
    ended = verac(*asked.format(old=old, new=new).split())
    said = ended.out + ended.err
    assert said.strip()
    assert [line for line in said.splitlines() if not line.replace("\t", "").isprintable()] == []
