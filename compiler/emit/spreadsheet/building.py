"""Model → the source data sheet as an artefact."""

from __future__ import annotations

from compiler.emit.emitted import Emitted
from compiler.emit.spreadsheet.rows import SHEET_HEADER, rows_of
from compiler.emit.spreadsheet.workbook import workbook
from compiler.model.model import Model

SHEET_FILE = "spreadsheet/brongegevens.xlsx"


def build_spreadsheet(model: Model) -> Emitted:
    """The source data sheet of `model`."""
    standard = model.standard
    title = f"Brongegevens {standard.title} {standard.version}"
    name = f"{standard.title}Verzameling"
    return Emitted({SHEET_FILE: workbook(title, name, SHEET_HEADER, tuple(rows_of(model)))})
