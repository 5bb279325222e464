"""Tables judged by others: a spreadsheet by calamine, Parquet by pyarrow, CSV by Python's own reader."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from compiler.emit.spreadsheet.rows import SHEET_HEADER
from compiler.model.reference_data import VALUE_HEADER

_NEEDED = ("Modelnaam", "Bericht/Informatiedomein", "Entiteit", "Attribuutnaam", "Attribuuttype")
_DATES = ("Begindatum", "Einddatum")


def faults_of_sheet(content: bytes) -> Iterator[str]:
    """What is wrong with a source data sheet: its header, and rows that do not say which attribute they are about."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - only a build that is verified needs it

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = book.sheet_names
        header, *rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - the reader raises whatever its Rust side makes of a broken file
        yield f"it is no spreadsheet: {error}"
        return
    if len(names) != 1:
        yield f"it has {len(names)} sheets"
    if tuple(header) != SHEET_HEADER:
        yield f"its header is {header}"
        return
    places = [SHEET_HEADER.index(name) for name in _NEEDED]
    for number, row in enumerate(rows, 2):
        if not all(row[place] for place in places):
            yield f"row {number} does not say which attribute it is about"


def faults_of_csv(content: bytes) -> Iterator[str]:
    """What is wrong with a table: rows of another width than the header, or columns of one name."""
    try:
        text = io.StringIO(content.decode(), newline="")
        header, *rows = csv.reader(text, delimiter=";", strict=True)
    except (UnicodeDecodeError, ValueError, csv.Error) as error:
        yield f"it is no CSV: {error}"
        return
    if len(set(header)) < len(header):
        yield f"its header is {header}"
    yield from _of_other_width(header, rows)


def _of_other_width(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            yield f"row {number} has {len(row)} cells"


def faults_of_parquet(content: bytes) -> Iterator[str]:
    """What is wrong with a table of reference data: its columns, of texts and of dates."""
    import pyarrow as pa  # noqa: PLC0415 - not always installed, but where such a file was made
    from pyarrow.parquet import read_table  # noqa: PLC0415 - same

    try:
        table = read_table(pa.BufferReader(content))
    except (pa.ArrowException, OSError) as error:
        yield f"it is no Parquet: {error}"
        return
    types = {name: pa.date32() if name in _DATES else pa.string() for name in VALUE_HEADER}
    found = {field.name: field.type for field in table.schema}
    if found != types:
        yield f"its columns are {found}"
