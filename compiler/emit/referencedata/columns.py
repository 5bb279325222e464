"""Rows of reference data → Parquet; the only module that knows pyarrow, which is not always installed."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
from pyarrow.parquet import write_table

from compiler.model.elements import day_of
from compiler.model.model import Model
from compiler.model.reference_data import VALUE_HEADER, ReleasedValue

_DAYS = ("Begindatum", "Einddatum")


def parquet(model: Model, rows: Sequence[ReleasedValue]) -> bytes:
    """A file with a column of texts for each of the release, and of dates for begin and end.

    A begin or an end that is not there, or that is no date, is null. Title and version stand in its metadata. What
    compresses differs between versions of libraries, so nothing is compressed.
    """
    about = {"standaard": model.standard.title, "versie": model.standard.version}
    columns = dict(zip(VALUE_HEADER, zip(*rows, strict=True), strict=True)) if rows else {}
    arrays = []
    for name in VALUE_HEADER:
        texts = columns.get(name, ())
        is_day = name in _DAYS
        type_ = pa.date32() if is_day else pa.string()
        arrays.append(pa.array([day_of(text) if is_day else text for text in texts], type_))
    fields = [
        pa.field(name, array.type, nullable=name in _DAYS)
        for name, array in zip(VALUE_HEADER, arrays, strict=True)
    ]
    table = pa.table(arrays, pa.schema(fields, about))
    sink = pa.BufferOutputStream()
    write_table(table, sink, compression="NONE")
    return bytes(sink.getvalue())
