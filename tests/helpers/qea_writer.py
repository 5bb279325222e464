"""Writes a model as Enterprise Architect keeps it in a .qea file: in tables of packages, classes and lines."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.helpers.ea_writer import Connector, Feature, Group, Thing, Written, guid

TABLES = """
CREATE TABLE t_package (Package_ID INTEGER PRIMARY KEY, Name TEXT, Parent_ID INTEGER, Notes TEXT, ea_guid
  TEXT, TPos INTEGER);
CREATE TABLE t_object (Object_ID INTEGER PRIMARY KEY, Object_Type TEXT, Name TEXT, Alias TEXT, Note TEXT,
  Package_ID INTEGER, Stereotype TEXT, Abstract TEXT, PDATA1 TEXT, TPos INTEGER, ea_guid TEXT, Nieuw TEXT);
CREATE TABLE t_attribute (ID INTEGER PRIMARY KEY, Object_ID INTEGER, Name TEXT, Type TEXT, Classifier TEXT,
  Pos INTEGER, Notes TEXT, Stereotype TEXT, LowerBound TEXT, UpperBound TEXT, 'Default' TEXT, Derived TEXT,
  IsStatic INTEGER, Style TEXT, StyleEx TEXT, ea_guid TEXT);
CREATE TABLE t_connector (Connector_ID INTEGER PRIMARY KEY, Name TEXT, Direction TEXT, Notes TEXT,
  Connector_Type TEXT, SubType TEXT, SourceCard TEXT, SourceRole TEXT, SourceIsAggregate INTEGER, SourceStyle
  TEXT, DestCard TEXT, DestRole TEXT, DestIsAggregate INTEGER, DestStyle TEXT, Start_Object_ID INTEGER,
  End_Object_ID INTEGER, Stereotype TEXT, PDATA1 TEXT, ea_guid TEXT);
CREATE TABLE t_objectproperties (PropertyID INTEGER PRIMARY KEY, Object_ID INTEGER, Property TEXT, Value TEXT,
  Notes TEXT);
CREATE TABLE t_attributetag (PropertyID INTEGER PRIMARY KEY, ElementID INTEGER, Property TEXT, VALUE TEXT,
  NOTES TEXT);
"""


def qea(written: Written, path: Path) -> Path:
    """Write `written` to `path`: the numbers of the model are those of the rows."""
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript(TABLES)
    for position, (group, parent) in enumerate(written.groups()):
        _insert_group(database, group, parent.number if parent else 0, position)
    for each in written.connectors:
        _insert_connector(database, each)
    database.commit()
    database.close()
    return path


def _insert_group(database: sqlite3.Connection, group: Group, parent: int, position: int) -> None:
    """Insert a package, and what stands in it but for other packages."""
    row = (group.number, group.name, parent, group.notes, guid(group.number), position)
    database.execute("INSERT INTO t_package VALUES (?,?,?,?,?,?)", row)
    _insert_object(
        database,
        (
            100_000 + group.number, "Package", group.name, group.notes, parent, group.stereotype, "0", position,
            guid(group.number),
        ),
    )  # fmt: skip
    for place, thing in enumerate(group.things):
        abstract = "1" if thing.abstract else "0"
        _insert_object(
            database,
            (
                thing.number, thing.kind, thing.name, thing.notes, group.number, thing.stereotype, abstract, place,
                guid(thing.number),
            ),
        )  # fmt: skip
        for name, value in thing.tags:
            database.execute(
                "INSERT INTO t_objectproperties (Object_ID, Property, Value) VALUES (?,?,?)",
                (thing.number, name, value),
            )
        for pos, feature in enumerate(thing.features):
            _insert_feature(database, thing, feature, pos)


def _insert_connector(database: sqlite3.Connection, each: Connector) -> None:
    database.execute(
        "INSERT INTO t_connector VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            each.number, each.name, each.direction, each.notes, each.kind, "Class" if each.carrier else "",
            each.cards[0], each.roles[0], each.wholes[0], "Navigable=Unspecified;",
            each.cards[1], each.roles[1], each.wholes[1], None,
            each.source, each.target, each.stereotype, str(each.carrier or ""), guid(each.number),
        ),
    )  # fmt: skip


def _insert_object(database: sqlite3.Connection, row: tuple[object, ...]) -> None:
    columns = "Object_ID, Object_Type, Name, Note, Package_ID, Stereotype, Abstract, TPos, ea_guid"
    database.execute(f"INSERT INTO t_object ({columns}) VALUES (?,?,?,?,?,?,?,?,?)", row)


def _insert_feature(
    database: sqlite3.Connection, thing: Thing, feature: Feature, position: int
) -> None:
    columns = (
        "ID, Object_ID, Name, Type, Classifier, Pos, Notes, Stereotype, LowerBound, UpperBound,"
        " 'Default', Derived, StyleEx, ea_guid"
    )
    row = (
        feature.number,
        thing.number,
        feature.name,
        feature.type_name,
        str(feature.classifier),
        position,
        feature.notes,
        feature.stereotype,
        feature.lower,
        feature.upper,
        feature.default,
        "0",
        "IsLiteral=1;" if feature.literal else "",
        guid(feature.number),
    )
    database.execute(f"INSERT INTO t_attribute ({columns}) VALUES ({','.join('?' * 14)})", row)
    for name, value in feature.tags:
        database.execute(
            "INSERT INTO t_attributetag (ElementID, Property, VALUE) VALUES (?,?,?)",
            (feature.number, name, value),
        )
