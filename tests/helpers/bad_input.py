"""What tests of bad input share: how a run refuses something, and the parts of a small release."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from compiler.pipeline import importing
from tests.helpers.small_model import Run

Verac = Callable[..., Run]
Read = Callable[[Path], importing.ImportedModel]
SHEET = "brongegevens.xlsx"
CELLS = "xl/worksheets/sheet1.xml"
DOMAIN = "Informatiedomeinen/Relaties.yaml"
PROCESS = "Ketenprocessen/BRG.yaml"
HEAD = "openapi: 3.0.0\npaths: {}\n"


def assert_refused(ended: Run, id_: str, part: str = "", codes: tuple[int, ...] = (1, 2)) -> None:
    """The run ended with an error that has the id `id_` and, in its lines, `part`."""
    assert "Traceback" not in ended.err
    assert ended.code in codes
    assert f"error[{id_}]" in ended.err
    assert part in ended.err
