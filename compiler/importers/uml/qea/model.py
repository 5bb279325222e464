"""The tables of Enterprise Architect to a drawing: packages, classes, attributes. `lines.py` reads connectors.

Rows are in the order that Enterprise Architect writes them to XMI in, so both give the same drawing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from compiler.base.source import Span
from compiler.base.wording import as_it_is, say
from compiler.importers.uml.drawing import (
    Drawing,
    DrawnAttribute,
    DrawnClass,
    DrawnKind,
    DrawnPackage,
    DrawnValue,
    Multiplicity,
)
from compiler.importers.uml.ea.collecting import Collected, Note, as_value, first_line
from compiler.importers.uml.ea.conventions import (
    DRAWN_KINDS,
    Tags,
    guid_of,
    is_identifying,
    is_value,
    kind_by_stereotype,
    plain_text,
    stereotypes_of,
    tag_value,
    tags_in_order,
)
from compiler.importers.uml.multiplicities import between, bound
from compiler.importers.uml.qea.lines import ConnectorReader
from compiler.importers.uml.qea.rows import (
    TableRow,
    TablesByName,
    number,
    of_objects,
    place,
    row_key,
)

__all__ = ["TableRow", "TablesByName", "drawing_of"]
_NOTES = ("Note",)


def drawing_of(tables: TablesByName, shown: str) -> Drawing:
    """What is drawn in `tables`, those of the file that findings call `shown`."""
    reader = _Reader(tables, shown)
    reader.read()
    return reader.collected.drawing()


class _Reader:
    """Reads the tables of one file into `collected`."""

    def __init__(self, tables: TablesByName, shown: str) -> None:
        self.tables = tables
        self.shown = shown
        self.collected = Collected(shown)
        self.described = _described(tables["t_xref"])
        self.objects = {row["Object_ID"]: row for row in tables["t_object"]}
        self.attributes = of_objects(tables["t_attribute"], "Object_ID")
        self.operations = of_objects(tables["t_operation"], "Object_ID")
        self.object_tags = _tags(tables["t_objectproperties"], "Object_ID", "Value", "Notes")
        self.attribute_tags = _tags(tables["t_attributetag"], "ElementID", "VALUE", "NOTES")

    def read(self) -> None:
        """Read everything: first what there is, then what is said of it."""
        objects_in = of_objects(self.tables["t_object"], "Package_ID")
        for row in self.tables["t_object"]:
            names = (
                self.collected.class_names
                if row["Object_Type"] in DRAWN_KINDS
                else self.collected.other_names
            )
            names[row_key(row, "t_object", "Object_ID")] = row["Name"]
        connectors = ConnectorReader(self.tables, self.collected, self.objects, self.described)
        self._notes(connectors)
        packages = of_objects(self.tables["t_package"], "Parent_ID")
        by_guid = {
            guid_of(row["ea_guid"]): row
            for row in self.tables["t_object"]
            if row["Object_Type"] == "Package"
        }
        order: list[str] = []
        known = {row["Package_ID"] for row in self.tables["t_package"]}
        roots = [
            row
            for row in self.tables["t_package"]
            if row["Parent_ID"] not in known or row["Parent_ID"] == row["Package_ID"]
        ]
        waiting = [(row, "") for row in reversed(_in_order(roots, "Package_ID"))]
        read: set[str] = set()
        while waiting:
            row, parent = waiting.pop()
            if row["Package_ID"] in read:
                continue
            read.add(row["Package_ID"])
            key = self._package(row, parent, by_guid.get(guid_of(row["ea_guid"]), {}))
            for member in _in_order(objects_in.get(row["Package_ID"], ()), "Object_ID"):
                self._member(member, key)
                order.append(member["Object_ID"])
            inside = _in_order(packages.get(row["Package_ID"], ()), "Package_ID")
            waiting.extend((each, key) for each in reversed(inside))
        self._lost(read, order)
        connectors.read(order)
        for row in self.tables["t_diagram"]:
            self.collected.pass_over(
                "diagram", row["Name"], place(self.shown, "t_diagram", row["Diagram_ID"])
            )

    def _lost(self, read: set[str], order: list[str]) -> None:
        """Tell packages that stand in each other, and read objects whose package is gone."""
        for row in self.tables["t_package"]:
            if row["Package_ID"] not in read:
                message = say('the package "{name}" stands in itself', name=row["Name"])
                hint = say("have Enterprise Architect check the integrity of the model")
                span = place(self.shown, "t_package", row["Package_ID"])
                self.collected.report("UML25", span, message, hint)
        placed = set(order)
        packages = {row["Package_ID"] for row in self.tables["t_package"]}
        for row in self.tables["t_object"]:
            if row["Object_ID"] not in placed and row["Package_ID"] not in packages:
                self._member(row, "")
                order.append(row["Object_ID"])

    def _notes(self, connectors: ConnectorReader) -> None:
        """Take in the notes, with what they are attached to."""
        attached = connectors.attached_notes()
        for row in self.tables["t_object"]:
            if row["Object_Type"] in _NOTES:
                span = place(self.shown, "t_object", row["Object_ID"])
                self.collected.note(
                    Note(plain_text(row["Note"]), span, tuple(attached.get(row["Object_ID"], ())))
                )

    def _package(self, row: TableRow, parent: str, said: TableRow) -> str:
        """Read a package; `said` is the object that says more of it, empty where there is none."""
        key = row_key(row, "t_package", "Package_ID")
        drawn = DrawnPackage(
            key=key,
            name=row["Name"],
            span=place(self.shown, "t_package", row["Package_ID"]),
            guid=guid_of(key),
            text=self.collected.text_of(key, plain_text(said.get("Note") or row["Notes"])),
            stereotypes=stereotypes_of(said.get("Stereotype", ""), self.described[key]),
            tags=self._object_tags(said) if said else (),
            parent=parent,
        )
        if self.collected.claim(drawn):
            self.collected.packages.append(drawn)
        return key

    def _object_tags(self, row: TableRow) -> Tags:
        return _with_alias(self.object_tags[row["Object_ID"]], row["Alias"])

    def _member(self, row: TableRow, package: str) -> None:
        """Read an object of the package with the key `package`."""
        kind = row["Object_Type"]
        span = place(self.shown, "t_object", row["Object_ID"])
        if kind in DRAWN_KINDS:
            self._class(row, package, DRAWN_KINDS[kind], span)
        elif kind not in ("Package", *_NOTES):
            name = row["Name"] or first_line(plain_text(row["Note"]))
            self.collected.pass_over(kind.lower(), name, span)

    def _class(self, row: TableRow, package: str, kind: DrawnKind, span: Span) -> None:
        key = row_key(row, "t_object", "Object_ID")
        stereotypes = stereotypes_of(row["Stereotype"], self.described[key])
        kind = kind_by_stereotype(kind, stereotypes)
        attributes: list[DrawnAttribute] = []
        values: list[DrawnValue] = []
        own = self.attributes.get(row["Object_ID"], ())
        for each in sorted(own, key=lambda other: (number(other["Pos"]), number(other["ID"]))):
            drawn = self._attribute(each, row["Name"])
            literal = "IsLiteral=1" in each["StyleEx"]
            if not self.collected.claim(drawn):
                continue
            if kind is DrawnKind.ENUMERATION and is_value(
                stereotypes, drawn.stereotypes, drawn.type_name, literal=literal
            ):
                values.append(as_value(drawn))
            else:
                attributes.append(drawn)
        for each in self.operations.get(row["Object_ID"], ()):
            self.collected.pass_over(
                "method", each["Name"], place(self.shown, "t_operation", each["OperationID"])
            )
        drawn_class = DrawnClass(
            key=key,
            name=row["Name"],
            span=span,
            guid=guid_of(key),
            text=self.collected.text_of(key, plain_text(row["Note"])),
            stereotypes=stereotypes,
            tags=self._object_tags(row),
            kind=kind,
            package=package,
            abstract=row["Abstract"] == "1",
            attributes=tuple(attributes),
            values=tuple(values),
        )
        if self.collected.claim(drawn_class):
            self.collected.classes.append(drawn_class)

    def _attribute(self, row: TableRow, owner: str) -> DrawnAttribute:
        key = row_key(row, "t_attribute", "ID")
        span = place(self.shown, "t_attribute", row["ID"])
        label = as_it_is(f'"{owner}.{row["Name"]}"')
        classifier = self._classifier(row, span, owner)
        type_name, type_key = self.collected.type_of(row["Type"], classifier, span, label)
        return DrawnAttribute(
            key=key,
            name=row["Name"],
            span=span,
            guid=guid_of(key),
            text=self.collected.text_of(key, plain_text(row["Notes"])),
            stereotypes=stereotypes_of(row["Stereotype"], self.described[key]),
            tags=_with_alias(self.attribute_tags[row["ID"]], row["Style"]),
            type_name=type_name,
            type_key=type_key,
            multiplicity=self._multiplicity(row, span, owner),
            default=row["Default"],
            identifying=is_identifying(self.described[key]),
            derived=row["Derived"] == "1",
            static=row["IsStatic"] == "1",
        )

    def _classifier(self, row: TableRow, span: Span, owner: str) -> str:
        """The key of the object that is the type of an attribute, empty where there is none."""
        classifier = row["Classifier"]
        if number(classifier) <= 0:
            return ""
        if classifier in self.objects:
            return row_key(self.objects[classifier], "t_object", "Object_ID")
        message = say(
            'the type of "{owner}.{name}" refers to an object that is gone',
            owner=owner,
            name=row["Name"],
        )
        hint = say('"{name}" counts; choose the type again in the tool', name=row["Type"])
        self.collected.warn("UML26", span, message, hint)
        return ""

    def _multiplicity(self, row: TableRow, span: Span, owner: str) -> Multiplicity | None:
        lower, upper = row["LowerBound"], row["UpperBound"]
        if not lower and not upper:
            return None
        found = between(bound(lower or "1"), bound(upper or "1"))
        if found is None:
            label = as_it_is(f'"{owner}.{row["Name"]}"')
            return self.collected.multiplicity(f"{lower}..{upper}", span, label)
        return found


def _described(rows: Iterable[TableRow]) -> defaultdict[str, str]:
    """What is described of the properties of each element, by its key; of the ends of connectors, by key and type."""
    found: defaultdict[str, str] = defaultdict(str)
    for row in rows:
        if row["Name"] in ("Stereotypes", "CustomProperties"):
            key, kind = guid_of(row["Client"]), row["Type"]
            found[f"{key}/{kind}" if "End" in kind else key] += row["Description"]
    return found


def _tags(
    rows: Iterable[TableRow], owner: str, value: str, notes: str
) -> defaultdict[str, list[tuple[str, str]]]:
    """The tagged values in `rows`, by the column `owner`."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        found[row[owner]].append((row["Property"], tag_value(row[value], row[notes])))
    return found


def _with_alias(tags: list[tuple[str, str]], alias: str) -> Tags:
    return tags_in_order([*tags, ("alias", alias)] if alias else tags)


def _in_order(rows: Iterable[TableRow], identity: str) -> list[TableRow]:
    """`rows` as Enterprise Architect lists them: by position, then by name."""
    return sorted(
        rows, key=lambda row: (number(row["TPos"]), row["Name"].casefold(), number(row[identity]))
    )
