"""Drawings of others become models: all that is counted in the file itself is in the model, which builds.

What stands in a file is counted by XPath and by SQL here, and never by the readers. PlantUML and Mermaid are counted by
those themselves, in tests/outside/test_drawings.py.
"""

from __future__ import annotations

import re
import sqlite3
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from compiler import pipeline
from compiler.base.diagnostics import Severity
from compiler.importers.uml.texts import DRAWN
from compiler.model.model import Model
from compiler.pipeline.importing import ImportedModel, import_drawing
from tests.importers.uml.test_real_ea_files import (
    CLASSES,
    FILES,
    UML,
    XMI_NAMESPACE,
    file_of,
    typed,
)

DATABASE = "MonumentenMIM.qea"
DIAGRAMS = ("SystemDatamodelConcept.puml", "fall-uml.plantuml", "flow1.md")
EVERYTHING = (*FILES, DATABASE, *DIAGRAMS)
# Every entity has these (GM11), drawn or not.
IDENTIFIERS = ("id", "idExtern", "idOrganisatie", "idAdministratie", "idGegevensbeheerder", "code")
# What uses another class holds it too.
ASSOCIATIONS = ("Association", "Usage")
DATA_TYPES = ("DataType", "PrimitiveType")
# What a check says of names, descriptions and reference data; everything else would be a fault of the import.
OF_NAMES_AND_TEXTS = ("AN", "DT01", "GM", "GN", "RD")  # DT01 judges types by names


@dataclass(frozen=True)
class Counted:
    """What stands in a file: names of classes and of enumerations, and of the attributes and values of each."""

    classes: Counter[str]
    data_types: set[str]
    """Those of the classes that are data types."""
    enumerations: Counter[str]
    attributes: Counter[tuple[str, str]]
    values: Counter[tuple[str, str]]
    roles: Counter[str]
    """The roles at ends that an arrow leads to; empty for an end without one."""
    generalisations: int
    elsewhere: Counter[str]
    """The names of what is referred to, and another file holds."""


def by_xpath(path: Path) -> Counted:
    """What an export holds."""
    root = ET.parse(path).getroot()
    (inside,) = (each for each in root.iter() if each.tag.endswith("}Model"))
    members = [each for each in inside.iter("packagedElement") if typed(each) in CLASSES]
    lists = [each for each in members if typed(each) == "Enumeration" or _is_list(root, each)]
    others = [each for each in members if each not in lists]
    return Counted(
        Counter(each.get("name", "") for each in others),
        {each.get("name", "") for each in others if typed(each) in DATA_TYPES},
        Counter(each.get("name", "") for each in lists),
        Counter(
            (each.get("name", ""), attribute.get("name", ""))
            for each in others
            for attribute in each.findall("ownedAttribute")
            if not attribute.get("association")
        ),
        Counter(
            (each.get("name", ""), value.get("name", ""))
            for each in lists
            for value in each.findall("ownedLiteral")
        ),
        Counter(map(_role_led_to, _associations(root))),
        sum(1 for _ in inside.iter("generalization")),
        _elsewhere(root, inside),
    )


def _is_list(root: ET.Element, member: ET.Element) -> bool:
    key = member.get(f"{XMI_NAMESPACE}id")
    elements = root.findall(f".//elements/element[@{XMI_NAMESPACE}idref='{key}']")
    said = [part.get("stereotype", "") for each in elements for part in each.findall("properties")]
    return any(
        each.casefold() in ("codelist", "codelijst", "referentielijst", "enumeration")
        for each in said
    )


def _associations(root: ET.Element) -> list[ET.Element]:
    found = []
    for connector in root.iter("connector"):
        (said,) = connector.findall("properties")
        if said.get("ea_type") in ASSOCIATIONS:
            found.append(connector)
    return found


def _elsewhere(root: ET.Element, inside: ET.Element) -> Counter[str]:
    here = {each.get(f"{XMI_NAMESPACE}id") for each in inside.iter("packagedElement")}
    stubs = {
        each.get(f"{XMI_NAMESPACE}id"): each.get("name", "")
        for each in root.iter("EAStub")
        if each.get("UMLType") in CLASSES
    }
    ends = {
        end.get(f"{XMI_NAMESPACE}idref"): part.get("name", "")
        for connector in root.iter("connector")
        for end in (*connector.findall("source"), *connector.findall("target"))
        for part in end.findall("model")
        if part.get("type") in CLASSES
    }
    return Counter(name for key, name in (stubs | ends).items() if key not in here)


def _role_led_to(connector: ET.Element) -> str:
    """The role at the end that the arrow leads to: from source to target, unless it is drawn the other way only."""
    (said,) = connector.findall("properties")
    reversed_ = said.get("direction") == "Destination -> Source"
    (end,) = connector.findall("source" if reversed_ else "target")
    (role,) = end.findall("role")
    return role.get("name", "")


def by_sql(path: Path) -> Counted:
    """What a database holds."""
    database = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    listed = "'" + "', '".join(CLASSES) + "'"
    is_list = (
        "(o.Object_Type = 'Enumeration' or lower(coalesce(o.Stereotype, '')) in"
        " ('codelist', 'codelijst', 'referentielijst', 'enumeration'))"
    )
    things = f"from t_object o where o.Object_Type in ({listed})"
    features = (
        f"from t_attribute a join t_object o using (Object_ID) where o.Object_Type in ({listed})"
    )
    lines = "from t_connector where Connector_Type ="
    counted = Counted(
        Counter(name for (name,) in database.execute(f"select o.Name {things} and not {is_list}")),
        {
            name
            for (name,) in database.execute(
                f"select o.Name {things} and o.Object_Type in ('DataType', 'PrimitiveType')"
            )
        },
        Counter(name for (name,) in database.execute(f"select o.Name {things} and {is_list}")),
        Counter(database.execute(f"select o.Name, a.Name {features} and not {is_list}").fetchall()),
        Counter(database.execute(f"select o.Name, a.Name {features} and {is_list}").fetchall()),
        Counter(
            role or ""
            for (role,) in database.execute(
                "select case Direction when 'Destination -> Source' then SourceRole else DestRole end"
                f" {lines} 'Association'"
            )
        ),
        database.execute(f"select count(*) {lines} 'Generalization'").fetchone()[0],
        Counter(),
    )
    database.close()
    return counted


def model_of(imported: ImportedModel) -> Model:
    assert imported.files is not None
    files = {path: text for path, text in imported.files.items() if path != DRAWN}
    checked = pipeline.check(files)
    assert [each for each in checked.diagnostics if each.stops_build] == []
    assert {
        each.id for each in checked.diagnostics if not each.id.startswith(OF_NAMES_AND_TEXTS)
    } == set()
    assert checked.model is not None
    return checked.model


@pytest.mark.parametrize("name", [*FILES, DATABASE])
def test_all_that_is_counted_is_in_the_model(name: str):
    path = file_of(name)
    imported = import_drawing(path)
    model = model_of(imported)
    counted = by_sql(path) if path.suffix == ".qea" else by_xpath(path)

    entities = {str(entity.name): entity for entity in model.entities.values()}
    # A data type without attributes is a type of one value, and no entity; the account counts those too.
    types = set(counted.classes) - set(entities)
    assert types <= counted.data_types
    assert not [owner for owner, _ in counted.attributes if owner in types]
    drawn, became = map(
        int, re.findall(r"^classes: (\d+) .*types (\d+)\)", str(imported.account[0]))[0]
    )
    assert became == sum(counted.classes[each] for each in types)
    external = set(entities) - set(counted.classes)
    assert len(external) == sum(counted.elsewhere.values())
    assert set(counted.elsewhere) <= external
    assert {str(each.name) for each in model.codelists.values()} == set(counted.enumerations)

    ours = Counter(
        (str(entity.name), str(each.name))
        for entity in entities.values()
        for each in entity.attributes
        if str(each.name) not in IDENTIFIERS
    )
    assert counted.attributes - ours == Counter()
    more = ours - counted.attributes
    assert sum(more.values()) == sum(counted.roles.values()), (
        "each association is one attribute, and nothing else is"
    )
    named = Counter(name for _, name in more.elements())
    assert Counter({role: n for role, n in counted.roles.items() if role}) - named == Counter()
    values = Counter(
        (str(each.name), str(code.label))
        for each in model.codelists.values()
        for code in each.codes
    )
    assert values == counted.values
    assert drawn == sum(counted.classes.values()) + sum(counted.enumerations.values()) + len(
        external
    )
    assert sum(entity.base is not None for entity in entities.values()) == counted.generalisations


@pytest.mark.parametrize("name", EVERYTHING)
def test_what_is_imported_builds_and_others_find_it_right(name: str):
    imported = import_drawing(file_of(name))
    assert [each for each in imported.diagnostics if each.severity is Severity.ERROR] == []
    model = model_of(imported)
    assert imported.files is not None
    built = pipeline.build({path: text for path, text in imported.files.items() if path != DRAWN})
    assert built.artefacts is not None
    right = pipeline.verified(built)
    assert right.artefacts is not None, [str(each.message) for each in right.diagnostics]
    kinds = {path.split("/", 1)[0] for path in right.artefacts}
    assert {"openapi", "jsonschema"} <= kinds
    domains = {each.domain for each in model.entities.values()}
    assert sum(path.startswith("openapi/") for path in right.artefacts) == len(domains)


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_second_import_is_the_same_to_the_byte(name: str):
    assert import_drawing(file_of(name)) == import_drawing(file_of(name))


def test_the_database_and_the_export_are_the_same_text():
    database, export = (import_drawing(file_of(name)) for name in (DATABASE, "MonumentenMIM.xml"))
    assert database.files == export.files
    assert database.files
    # The account differs in what an export says twice, and in nothing else.
    assert set(map(str, database.account[:-2])) <= set(map(str, export.account))


def test_no_file_of_others_is_forgotten():
    if not UML.is_dir():
        pytest.skip("the public files are beside the project, and not here")
    there = {
        path.name for path in UML.iterdir() if path.suffix in (".xml", ".qea", ".puml", ".plantuml")
    }
    assert there <= set(EVERYTHING)
