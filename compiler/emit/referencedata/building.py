"""Model → reference data as artefacts: the same rows as CSV, JSON and Parquet."""

from __future__ import annotations

import re

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import say
from compiler.emit.emitted import Emitted
from compiler.emit.row_texts import json_of_rows, separated
from compiler.model.model import Model
from compiler.model.reference_data import VALUE_HEADER, ReleasedValue, released_values

_FOLDER = "referentiedata"
_LONGEST_VERSION = 100


def build_reference_data(model: Model) -> Emitted:
    """The reference data of `model`; nothing where the library that writes Parquet is not there."""
    rows = tuple(released_values(model))
    try:
        from compiler.emit.referencedata.columns import parquet  # noqa: PLC0415 - a large library, and only this needs it
    except ModuleNotFoundError as missing:
        return Emitted(None, (_without_library(str(missing.name)),))
    made = (reference_data_csv(model), _json(model, rows), parquet(model, rows))
    return Emitted(dict(zip(reference_data_paths(model), made, strict=True)))


def reference_data_paths(model: Model) -> tuple[str, str, str]:
    """Where the CSV, JSON and Parquet files go.

    The columns of the CSV file are those of a release and have no place for the version, so its name has it.
    """
    version = re.sub(r"[^\w.+-]", "_", model.standard.version)[:_LONGEST_VERSION]
    return (
        f"{_FOLDER}/referentiedata_v{version}.csv",
        f"{_FOLDER}/referentiedata.json",
        f"{_FOLDER}/referentiedata.parquet",
    )


def reference_data_csv(model: Model) -> bytes:
    """All values of `model` as a release has them."""
    return separated(VALUE_HEADER, released_values(model))


def _json(model: Model, rows: tuple[ReleasedValue, ...]) -> bytes:
    """The lists, also those that have no values here, and the rows; a date that is not there is null."""
    about = {"standaard": model.standard.title, "versie": model.standard.version}
    lists = (
        {
            "soort": codelist.name.text,
            "omschrijving": codelist.description,
            "informatiedomeinen": codelist.domains,
            "aantal": len(codelist.codes),
        }
        for codelist in model.codelists.values()
    )
    keys = [name.casefold() for name in VALUE_HEADER]
    dates = {"begindatum", "einddatum"}
    values = (
        {
            key: cell if cell or key not in dates else None
            for key, cell in zip(keys, row, strict=True)
        }
        for row in rows
    )
    return json_of_rows(about, {"lijsten": lists, "waarden": values})


def _without_library(name: str) -> Diagnostic:
    message = say('Parquet cannot be written: the library "{name}" is not installed', name=name)
    hint = say('install it with verac: pip install "verac[parquet]"')
    return Diagnostic("OUT06", Severity.ERROR, Span("."), message, hint=hint)
