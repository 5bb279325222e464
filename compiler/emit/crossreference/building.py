"""Model → the cross reference of reference data as artefacts."""

from __future__ import annotations

from compiler.emit.emitted import Emitted
from compiler.emit.row_texts import json_of_rows, separated
from compiler.model.cross_reference import cross_reference
from compiler.model.model import Model

CROSS_REFERENCE_FILES = ("crossreference/crossreference.json", "crossreference/crossreference.csv")
_HEADER = ("Referentiedata", "Domein", "Entiteit", "Attribuut", "Document", "Bericht", "Getoond")


def build_cross_reference(model: Model) -> Emitted:
    """The cross reference of `model`; each row of the CSV file ends in the version, for a table has no other place."""
    uses = cross_reference(model)
    json_path, csv_path = CROSS_REFERENCE_FILES
    version = model.standard.version
    table = separated((*_HEADER, "Versie"), ((*use, version) for use in uses))
    about = {"standaard": model.standard.title, "versie": version}
    keys = [name.casefold() for name in _HEADER]
    rows = (dict(zip(keys, use, strict=True)) for use in uses)
    return Emitted({json_path: json_of_rows(about, {"gebruik": rows}), csv_path: table})
