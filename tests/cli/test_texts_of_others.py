"""Texts in a model of others steer no terminal: what people read of it holds none of its control characters."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.small_model import Run

Verac = Callable[..., Run]

STEERING = "\x1b]0;title\x07\x1b[31m\u202e\x9b5m"
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
        "diff {old} {new} --format html", "diff {old} {new} --format markdown", "notes {old} {new}",
        "notes {old} {new} --format html", "changelog {old} {new}", "fmt --diff {new}", "check {new} --format markdown",
    ],
)  # fmt: skip
def test_nothing_steers_the_terminal(verac: Verac, models: tuple[Path, Path], asked: str) -> None:
    old, new = models
    ended = verac(*asked.format(old=old, new=new).split())
    said = ended.out + ended.err
    assert said.strip()
    assert [line for line in said.splitlines() if not line.replace("\t", "").isprintable()] == []


@pytest.mark.parametrize(
    "asked",
    [
        "diff {old} {new} --format json", "example P/As --operation POST --model {new}",
        "codes SOORT --model {new} --format csv",
        "codes SOORT --model {new} --format json", "show A --model {new} --format json", "diagram A --model {new}",
        "diagram A --format mermaid --model {new}", "notes {old} {new}",
    ],
)  # fmt: skip
def test_what_is_for_programs_steers_no_terminal_either(
    verac: Verac, models: tuple[Path, Path], asked: str
) -> None:
    """A program gets the text as it is; on a terminal what would steer it is spelled as JSON spells it."""
    pty = pytest.importorskip("pty")
    old, new = models
    words = asked.format(old=old, new=new).split()
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "compiler.cli", *words], stdout=theirs, stdin=subprocess.DEVNULL
    ) as process:
        os.close(theirs)
        seen = b""
        while part := _read(ours):
            seen += part
    os.close(ours)
    assert process.returncode == 0
    shown = seen.decode().splitlines()
    assert [line for line in shown if not line.replace("\t", "").isprintable()] == []
    piped = verac(*words).out.splitlines()
    assert len(shown) == len(piped)
    spelled = [line for line in piped if "\u202e" in line]
    assert bool(spelled) == any("\\u202e" in line for line in shown)


def _read(terminal: int) -> bytes:
    """What comes from a terminal; nothing at its end, which Linux calls an error."""
    try:
        return os.read(terminal, 65_536)
    except OSError:
        return b""
