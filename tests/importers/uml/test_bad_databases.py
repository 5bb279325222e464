"""Databases of Enterprise Architect that are damaged, hostile or of another program."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from compiler.importers.uml.qea import reader
from compiler.importers.uml.qea.reader import read_qea
from tests.helpers.qea_writer import qea
from tests.importers.uml.test_bad_xmi import only
from tests.importers.uml.test_one_model_in_three_formats import a_model


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return qea(a_model(), tmp_path / "m.qea")


def test_what_is_no_database(tmp_path: Path, database: Path):
    content = database.read_bytes()
    path = tmp_path / "bad.qea"
    for bad in (
        b"",
        b"hallo",
        b"\x9b\x1c" * 5000,
        content[:50],
        content[:4096],
        content[:-4096],
        content[:100] + b"\xff" * (len(content) - 100),
    ):
        path.write_bytes(bad)
        assert only(read_qea(path, "bad.qea")).id == "UML28"
    assert only(read_qea(tmp_path / "weg.qea", "weg.qea")).id == "UML28"
    assert only(read_qea(tmp_path, "map.qea")).id == "UML28"


@pytest.mark.parametrize("ending", ["-journal", "-wal"])
def test_a_database_that_another_program_writes_to(database: Path, ending: str):
    beside = database.with_name(database.name + ending)
    beside.write_bytes(b"")
    assert not read_qea(database, "m.qea").diagnostics
    beside.write_bytes(b"x")
    assert only(read_qea(database, "m.qea")).id == "UML28"


HOLDER = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN " + sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held(database: Path, how: str) -> Iterator[None]:
    """Another program with a transaction on `database`: a process may take its own locks away."""
    command = [sys.executable, "-c", HOLDER, str(database), how]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        try:
            yield
        finally:
            other.communicate()


def test_a_database_that_another_program_has_locked(
    database: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(reader, "_PATIENCE", 0.01)
    with held(database, "EXCLUSIVE"):
        found = only(read_qea(database, "m.qea"))
    assert (found.id, found.span.file) == ("UML28", "m.qea")
    assert "locked" in found.message
    assert len(read_qea(database, "m.qea").classes) == 5


def test_a_database_that_is_only_open_elsewhere(database: Path):
    with held(database, "IMMEDIATE"):
        assert len(read_qea(database, "m.qea").classes) == 5


@pytest.mark.parametrize("log", [False, True], ids=["rollback", "wal"])
def test_reading_a_database_leaves_no_file_and_no_change(database: Path, log: bool):
    if log:
        connection = sqlite3.connect(database)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.close()
    before = {path.name: path.read_bytes() for path in database.parent.iterdir()}
    assert len(read_qea(database, "m.qea").classes) == 5
    assert {path.name: path.read_bytes() for path in database.parent.iterdir()} == before


@pytest.mark.parametrize("place", [18, 19, 47])
def test_a_database_of_a_newer_version(database: Path, place: int):
    content = bytearray(database.read_bytes())
    content[place] = 9
    database.write_bytes(content)
    found = only(read_qea(database, "m.qea"))
    assert found.id == "UML28"
    assert "newer" in found.message
    assert "XMI 2.1" in found.hint


@pytest.mark.parametrize(
    "change",
    [
        "DROP TABLE t_object",
        "ALTER TABLE t_attribute DROP COLUMN Type",
        "ALTER TABLE t_connector RENAME COLUMN Start_Object_ID TO Begin",
        (
            "DROP TABLE t_package; CREATE VIEW t_package AS WITH RECURSIVE n(i) AS"
            " (SELECT 1 UNION ALL SELECT i+1 FROM n)"
            " SELECT i AS Package_ID, '' AS Name, 0 AS Parent_ID, '' AS ea_guid FROM n"
        ),
    ],
)
def test_a_table_or_a_column_that_is_missing(database: Path, change: str):
    connection = sqlite3.connect(database)
    connection.executescript(change)
    connection.close()
    found = only(read_qea(database, "m.qea"))
    assert found.id == "UML29"
    assert found.span.file.startswith("m.qea[t_")


@pytest.mark.parametrize("table", ["t_objectproperties", "t_attributetag"])
def test_a_table_that_may_be_missing(database: Path, table: str):
    connection = sqlite3.connect(database)
    connection.execute(f"DROP TABLE {table}")
    connection.commit()
    connection.close()
    assert not read_qea(database, "m.qea").diagnostics


def test_rows_that_point_nowhere(database: Path):
    connection = sqlite3.connect(database)
    connection.executescript(
        "UPDATE t_package SET Parent_ID = 2 WHERE Package_ID = 2;"
        "UPDATE t_attribute SET Classifier = '999' WHERE ID = 25;"
        "UPDATE t_connector SET End_Object_ID = 998 WHERE Connector_ID = 32;"
        "UPDATE t_object SET Package_ID = 997 WHERE Object_ID = 11;"
        "UPDATE t_object SET ea_guid = NULL, Name = x'ff41' WHERE Object_ID = 15;"
        "UPDATE t_attribute SET ea_guid = (SELECT ea_guid FROM t_object WHERE Object_ID = 12) WHERE ID = 23;"
    )
    connection.close()
    drawing = read_qea(database, "m.qea")
    assert {(d.id, str(d.span)) for d in drawing.diagnostics} == {
        ("UML26", "m.qea[t_attribute]:25"),
        ("UML25", "m.qea[t_connector]:32"),
        ("UML24", "m.qea[t_object]:12"),
    }
    assert len(drawing.packages) == 2
    assert {c.name for c in drawing.classes} >= {"Soort", "\ufffdA"}


def test_packages_in_each_other_are_told(database: Path):
    connection = sqlite3.connect(database)
    connection.executescript(
        "INSERT INTO t_package VALUES (7, 'a', 8, '', '', 0); INSERT INTO t_package VALUES (8, 'b', 7, '', '', 0);"
    )
    connection.close()
    drawing = read_qea(database, "m.qea")
    assert [(d.id, d.span.line) for d in drawing.diagnostics] == [("UML25", 7), ("UML25", 8)]
