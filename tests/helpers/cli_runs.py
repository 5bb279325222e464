"""What tests of the command line share: how it is called, the files they look at, and how a model is changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.helpers.small_model import Run

RELATIES = "domeinen/Relaties.vera"
ENTRY = "from compiler.cli.entry import main; main()"
Verac = Callable[..., Run]


def edit(path: Path, old: str, new: str) -> None:
    """Replace `old`, which must be there, in the file `path`."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def documents(folder: Path) -> dict[str, bytes]:
    """The documents of a build by their name."""
    return {path.stem: path.read_bytes() for path in folder.rglob("*.yaml")}
