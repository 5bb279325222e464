"""Public files of Enterprise Architect: everything in them is in the drawing, counted by XPath and by SQL."""

from __future__ import annotations

import sqlite3
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest

from compiler.base.diagnostics import Severity
from compiler.importers.uml.drawing import Drawing
from compiler.importers.uml.qea.reader import read_qea
from compiler.importers.uml.xmi.reader import read_xmi
from tests.conftest import REPO
from tests.importers.uml.test_one_model_in_three_formats import model, without_places

UML = REPO.parent / "shared" / "uml"
XMI_NAMESPACE = "{http://schema.omg.org/spec/XMI/2.1}"
UML_NAMESPACE = "{http://schema.omg.org/spec/UML/2.1}"
FILES = ("AlleRelatieSitiuaties.xml", "GGM_Monumenten_EA2.1.xml", "MonumentenMIM.xml")
CLASSES = ("Class", "DataType", "Enumeration", "Interface", "PrimitiveType", "AssociationClass")


def file_of(name: str) -> Path:
    path = UML / name
    if not path.exists():
        pytest.skip("the public files are beside the project, and not here")
    return path


def drawn(name: str) -> Drawing:
    return read_xmi(file_of(name).read_bytes(), name)


def typed(node: ET.Element) -> str:
    return node.get(f"{XMI_NAMESPACE}type", "").removeprefix("uml:")


@pytest.mark.parametrize("name", FILES)
def test_everything_in_the_model_is_accounted_for(name: str):
    (inside,) = ET.parse(file_of(name)).getroot().iter(f"{UML_NAMESPACE}Model")
    members = Counter(typed(node) for node in inside.iter("packagedElement"))
    attributes = [node for node in inside.iter("ownedAttribute") if not node.get("association")]
    drawing = drawn(name)
    own = [each for each in drawing.classes if not each.external]
    lines = [each for each in drawing.associations if not each.dependency]
    others = [each for each in drawing.associations if each.dependency]
    passed = Counter(each.kind for each in drawing.passed_over)
    assert len(drawing.packages) == members["Package"] > 0
    assert len(own) == sum(members[kind] for kind in CLASSES) > 0
    assert sum(len(each.attributes) for each in own) == len(attributes) > 0
    assert sum(len(each.values) for each in own) == len(list(inside.iter("ownedLiteral")))
    assert len(lines) + passed["association"] == members["Association"] > 0
    assert passed["association"] == 0
    assert (
        len(others) + passed["usage"] + passed["dependency"]
        == members["Usage"] + members["Dependency"]
    )
    assert len(drawing.generalisations) == len(list(inside.iter("generalization")))
    assert not [each for each in drawing.diagnostics if each.severity is Severity.ERROR]


@pytest.mark.parametrize("name", FILES)
def test_every_name_and_every_end_is_that_of_the_file(name: str):
    root = ET.parse(file_of(name)).getroot()
    (inside,) = root.iter(f"{UML_NAMESPACE}Model")
    drawing = drawn(name)
    names = Counter(
        node.get("name", "") for node in inside.iter("packagedElement") if typed(node) in CLASSES
    )
    assert Counter(each.name for each in drawing.classes if not each.external) == names
    ends = Counter(
        (end.find("type").get("multiplicity") is not None, end.find("role").get("name", ""))
        for connector in root.iter("connector")
        if connector.find("properties").get("ea_type") == "Association"
        for end in (connector.find("source"), connector.find("target"))
    )
    found = Counter(
        (end.multiplicity is not None, end.role)
        for line in drawing.associations
        if not line.dependency
        for end in (line.source, line.target)
    )
    assert found == ends


@pytest.mark.parametrize("name", FILES)
def test_the_rest_of_the_file_is_passed_over_by_name(name: str):
    root = ET.parse(file_of(name)).getroot()
    passed = Counter(each.kind for each in drawn(name).passed_over)
    assert passed["diagram"] == len(list(root.iter("diagram")))
    assert passed["profile"] == sum(node.tag.endswith("}Profile") for node in root.iter())
    types = [node for part in root.iter("primitivetypes") for node in part.iter("packagedElement")]
    assert passed["type of a language"] == sum(typed(node) == "PrimitiveType" for node in types)
    kinds = Counter(
        node.get("ea_type") for c in root.iter("connector") for node in c.findall("properties")
    )
    assert passed["note link"] == kinds["NoteLink"]


def test_what_stands_in_other_files_is_there_by_name():
    external = {each.name for each in drawn(FILES[0]).classes if each.external}
    assert external == {"Class External 1D", "Class External 2", "Class External 3"}


def test_a_database_accounts_for_every_row():
    path = file_of("MonumentenMIM.qea")
    drawing = read_qea(path, path.name)
    database = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)

    def count(query: str) -> int:
        return database.execute(f"SELECT count(*) FROM {query}").fetchone()[0]

    listed = "', '".join(CLASSES)
    lists = "SELECT Object_ID FROM t_object WHERE Object_Type = 'Enumeration'"
    assert len(drawing.packages) == count("t_package")
    assert len(drawing.classes) == count(f"t_object WHERE Object_Type IN ('{listed}')")
    assert sum(len(c.attributes) for c in drawing.classes) == count(
        f"t_attribute WHERE Object_ID NOT IN ({lists})"
    )
    assert sum(len(c.values) for c in drawing.classes) == count(
        f"t_attribute WHERE Object_ID IN ({lists})"
    )
    assert len(drawing.associations) == count("t_connector WHERE Connector_Type = 'Association'")
    passed = Counter(each.kind for each in drawing.passed_over)
    assert passed["note link"] == count("t_connector WHERE Connector_Type = 'NoteLink'")
    assert passed["diagram"] == count("t_diagram")
    tags = sum(len(c.tags) for c in drawing.classes) + sum(len(p.tags) for p in drawing.packages)
    aliases = count("t_object WHERE Alias <> ''")
    assert tags == count("t_objectproperties") + aliases
    assert not drawing.diagnostics


def test_the_database_and_the_export_of_one_model_are_one_model():
    path = file_of("MonumentenMIM.qea")
    database, export = read_qea(path, path.name), drawn("MonumentenMIM.xml")
    assert model(database) == model(export)
    assert without_places(database.associations) == without_places(export.associations), (
        "in one order"
    )
    kinds = [
        Counter((each.kind, each.name) for each in drawing.passed_over)
        for drawing in (database, export)
    ]
    # Only an export says again which types of a language, and which profiles, its model uses.
    assert not kinds[0] - kinds[1]
    assert {kind for kind, _ in kinds[1] - kinds[0]} == {"type of a language", "profile"}


def test_the_database_stays_as_it_was(tmp_path: Path):
    path = tmp_path / "met spatie & #teken?.qea"
    path.write_bytes(file_of("MonumentenMIM.qea").read_bytes())
    before = path.read_bytes()
    assert len(read_qea(path, path.name).classes) == 41
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
