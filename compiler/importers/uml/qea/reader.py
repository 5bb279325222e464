"""The files of Enterprise Architect from version 16 on (.qea): opened read-only, and every table read once.

A .qea is an SQLite database. It is opened read-only, so nothing is written, and no half-finished work of another
program is rolled back: a file that another program writes to is refused. What may be in it is limited: only tables are
read, no views.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.reasons import reason_of
from compiler.base.source import Span
from compiler.base.wording import Text, say
from compiler.importers.uml.drawing import Drawing
from compiler.importers.uml.ea.collecting import failed
from compiler.importers.uml.ea.other_formats import SQLITE, other_format
from compiler.importers.uml.qea.model import TableRow, TablesByName, drawing_of

MAX_DATABASE = 2 * 1024 * 1024 * 1024
MAX_ROWS = 2_000_000
MAX_FIELD = 16 * 1024 * 1024
MAX_DATABASE_TEXT = 512 * 1024 * 1024
_STEPS = 1_000_000
_MAX_CALLS = 2_000
_HEADER = 100
_WAL = 2
"""The version in the header of a database that writes to a log beside it; SQLite knows no higher one."""
_SCHEMA = 4
_PATIENCE = 1.0
"""So many seconds another program may take to let go of the file."""
# Of each table: the columns without which it says nothing, and those that say more. Only the first tables are needed.
_NEEDED = {
    "t_package": ("Package_ID", "Name", "Parent_ID", "ea_guid"),
    "t_object": ("Object_ID", "Object_Type", "Name", "Package_ID", "ea_guid"),
    "t_attribute": ("ID", "Object_ID", "Name", "Type", "ea_guid"),
    "t_connector": (
        "Connector_ID",
        "Connector_Type",
        "Start_Object_ID",
        "End_Object_ID",
        "ea_guid",
    ),
}
_MORE = {
    "t_package": ("Notes", "TPos"),
    "t_object": ("Alias", "Note", "Stereotype", "Abstract", "TPos", "PDATA1"),
    "t_attribute": (
        "Pos",
        "Notes",
        "Stereotype",
        "LowerBound",
        "UpperBound",
        "Classifier",
        "Default",
        "Derived",
        "IsStatic",
        "Style",
        "StyleEx",
    ),
    "t_connector": (
        "Name",
        "Direction",
        "Notes",
        "SubType",
        "Stereotype",
        "PDATA1",
        "SourceCard",
        "SourceRole",
        "SourceRoleNote",
        "SourceIsAggregate",
        "SourceStereotype",
        "SourceStyle",
        "DestCard",
        "DestRole",
        "DestRoleNote",
        "DestIsAggregate",
        "DestStereotype",
        "DestStyle",
    ),
    "t_xref": ("Name", "Type", "Description", "Client"),
    "t_objectproperties": ("PropertyID", "Object_ID", "Property", "Value", "Notes"),
    "t_attributetag": ("PropertyID", "ElementID", "Property", "VALUE", "NOTES"),
    "t_connectortag": ("PropertyID", "ElementID", "Property", "VALUE", "NOTES"),
    "t_taggedvalue": ("ElementID", "BaseClass", "TagValue", "Notes"),
    "t_operation": ("OperationID", "Object_ID", "Name"),
    "t_diagram": ("Diagram_ID", "Name"),
}


class _RefusedError(Exception):
    """Why the file is refused; ends the reading."""

    def __init__(self, id_: str, message: Text, hint: Text, table: str = "") -> None:
        super().__init__(message)
        self.id = id_
        self.message = message
        self.hint = hint
        self.table = table


def read_qea(path: Path, shown: str) -> Drawing:
    """What is drawn in the .qea at `path`, which findings call `shown`."""
    try:
        _look_at(path, shown)
        tables = _tables(path)
    except _RefusedError as refused:
        place = f"{shown}[{refused.table}]" if refused.table else shown
        found = Diagnostic(
            refused.id, Severity.ERROR, Span(place), refused.message, hint=refused.hint
        )
        return failed([found])
    except _OtherFormatError as other:
        return failed([other.found])
    except (sqlite3.Error, UnicodeDecodeError) as error:  # names in a schema need not be UTF-8
        if _is_held(error):
            return failed([_held(shown)])
        message = say("the database cannot be read: {reason}", reason=error)
        hint = say(
            "open it in Enterprise Architect, have it check its integrity, and save it again"
        )
        return failed([Diagnostic("UML28", Severity.ERROR, Span(shown), message, hint=hint)])
    return drawing_of(tables, shown)


def _is_held(error: Exception) -> bool:
    """Whether another program has a lock on the file."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest says more of the same
    return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _held(shown: str) -> Diagnostic:
    message = say("another program is writing to the file: it is locked")
    hint = say("close the model in Enterprise Architect first")
    return Diagnostic("UML28", Severity.ERROR, Span(shown), message, hint=hint)


class _OtherFormatError(Exception):
    """The file is one of another kind."""

    def __init__(self, found: Diagnostic) -> None:
        super().__init__(found.message)
        self.found = found


def _look_at(path: Path, shown: str) -> None:
    """Refuse what is no whole database of SQLite, before SQLite opens it."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except OSError as error:
        reason = say("the file cannot be read: {reason}", reason=reason_of(error))
        raise _RefusedError("UML28", reason, say("look at its name and its rights")) from error
    other = other_format(header, shown)
    if other:
        raise _OtherFormatError(other)
    if size > MAX_DATABASE:
        message = say("the file is larger than {number} MiB", number=MAX_DATABASE // 1024 // 1024)
        raise _RefusedError("UML28", message, say("export the packages that are needed as XMI 2.1"))
    if not header.startswith(SQLITE):
        message = say("the file is no database of SQLite, or it is encrypted")
        raise _RefusedError("UML28", message, say("save it from Enterprise Architect as .qea"))
    if max(header[18:20], default=0) > _WAL or int.from_bytes(header[44:48], "big") > _SCHEMA:
        message = say(
            "the file was written by a newer version of SQLite than the ones that are read"
        )
        raise _RefusedError("UML28", message, say("export the model as XMI 2.1"))
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    if size < (65536 if page == 1 else page) * pages:
        message = say("the file is cut off: it is shorter than it says it is")
        raise _RefusedError(
            "UML28", message, say("copy it again, while Enterprise Architect is closed")
        )
    for ending in ("-journal", "-wal"):
        beside = path.with_name(path.name + ending)
        if beside.exists() and beside.stat().st_size:
            message = say(
                'another program is writing to the file: there is a "{name}"', name=beside.name
            )
            raise _RefusedError(
                "UML28", message, say("close the model in Enterprise Architect first")
            )


def _tables(path: Path) -> TablesByName:
    """The rows of the tables that are read, by table."""
    address = f"{path.resolve().as_uri()}?mode=ro"
    with path.open("rb") as file:
        # Its lock would be a file beside it, which is not ours to write
        if _WAL in file.read(_HEADER)[18:20]:
            address += "&immutable=1"
    with closing(
        sqlite3.connect(address, uri=True, timeout=_PATIENCE, isolation_level=None)
    ) as database:
        database.text_factory = lambda text: text.decode(errors="replace")
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_FIELD)
        calls = iter(range(_MAX_CALLS))
        database.set_progress_handler(lambda: next(calls, None) is None, _STEPS)
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("PRAGMA cell_size_check = ON")
        database.execute("BEGIN")  # all tables as they are at one moment
        budget = _Budget()
        return {
            table: _rows(database, table, budget)
            for table in (*_NEEDED, *sorted(set(_MORE) - set(_NEEDED)))
        }


class _Budget:
    """How many characters may still be read."""

    def __init__(self) -> None:
        self.characters = MAX_DATABASE_TEXT


def _rows(database: sqlite3.Connection, table: str, budget: _Budget) -> list[TableRow]:
    """The rows of `table`, each with all columns that are known; those that the file does not have are empty."""
    columns = _columns(database, table)
    known = (*_NEEDED.get(table, ()), *_MORE.get(table, ()))
    for name in _NEEDED.get(table, ()):
        if name.lower() not in columns:
            message = say('the table "{table}" has no column "{name}"', table=table, name=name)
            if not columns:
                message = say('the database has no table "{table}"', table=table)
            hint = say("open it in Enterprise Architect 16 or later, and save it as .qea")
            raise _RefusedError("UML29", message, hint, table)
    if not columns:
        return []
    there = [name for name in known if name.lower() in columns]
    missing = dict.fromkeys((name for name in known if name.lower() not in columns), "")
    listed = ", ".join(f'"{name}"' for name in there)
    rows: list[TableRow] = []
    # Names of tables and columns are those above, never what a file says.
    for values in database.execute(f'SELECT {listed} FROM "{table}"'):  # noqa: S608
        texts = [_text(value) for value in values]
        budget.characters -= sum(map(len, texts))
        if len(rows) >= MAX_ROWS or budget.characters < 0:
            message = say('the table "{table}" is too large', table=table)
            hint = say("export the packages that are needed as XMI 2.1")
            raise _RefusedError("UML28", message, hint, table)
        rows.append({**dict(zip(there, texts, strict=True)), **missing})
    return rows


def _columns(database: sqlite3.Connection, table: str) -> Mapping[str, str]:
    """The columns of `table`, in small letters; none where it is no plain table."""
    query = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ? COLLATE NOCASE"
    made = database.execute(query, (table,)).fetchone()
    if made is None or not str(made[0]).lstrip().upper().startswith("CREATE TABLE"):
        return {}
    described: Iterator[Any] = database.execute(f'PRAGMA table_info("{table}")')
    return {str(row[1]).lower(): str(row[2]) for row in described}


def _text(value: Any) -> str:
    """A value of a column as text: SQLite keeps whatever was put there."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
