"""PlantUML, Mermaid and XMI: what stands there, that odd names break nothing, and that ids stay the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from xml.etree import ElementTree as ET

from hypothesis import HealthCheck, given, settings

from compiler.base.context import Context
from compiler.emit.diagrams.aliases import aliases
from compiler.emit.diagrams.choosing import whole_scene
from compiler.emit.diagrams.mermaid import mermaid
from compiler.emit.diagrams.paths import safe_names
from compiler.emit.diagrams.plantuml import plantuml
from compiler.emit.diagrams.scene import Scene
from compiler.emit.diagrams.xmi import xmi
from tests.emit.diagrams.test_scenes import model
from tests.helpers.scenes import NAMES, ODD_NAMES, odd_scene, scenes

XMI = "{http://schema.omg.org/spec/XMI/2.1}"


def test_plantuml_holds_classes_lines_and_notes() -> None:
    text = plantuml(whole_scene(model()))
    for line in (
        'package "Een" as P2_ {',
        "  abstract class Mens {",
        "    {field} naam : string [0..1] <<kern>>",
        "    {field} soort : SOORT [0..1]",
        "Kind --|> Mens",
        'Mens --> "0..* huizen" Huis : <<ingebed>>',
        'Kind --> "0..1 ouder" Mens : <<sleutels>> <<vervallen>>',
        "note top of Mens",
        "enum SOORT <<referentiedata>> {",
        "  {field} A = Eerste",
    ):
        assert f"\n{line}\n" in text, line


def test_mermaid_holds_classes_lines_and_notes() -> None:
    text = mermaid(whole_scene(model()))
    for line in (
        "  namespace Een {",
        "    class Mens {",
        "      <<abstract>>",
        "      naam : string [0..1] «kern»",
        "  Mens <|-- Kind",
        '  Mens --> "0..* huizen" Huis : «ingebed»',
        '  Kind --> "0..1 ouder" Mens : «sleutels» «vervallen»',
        '  note for Mens "Wat een mens is."',
    ):
        assert f"\n{line}\n" in text, line


def elements(text: str) -> list[ET.Element]:
    return list(ET.fromstring(text).iter())


def test_xmi_holds_everything_and_every_reference_leads_somewhere() -> None:
    found = model()
    made = elements(xmi(whole_scene(found), Context()))
    ids = Counter(each.get(f"{XMI}id") for each in made if each.get(f"{XMI}id"))
    assert set(ids.values()) == {1}
    leading = {
        value
        for each in made
        for name, value in each.attrib.items()
        if name in (f"{XMI}idref", "general", "association", "modelElement")
        or name.startswith("base_")
    }
    assert {each for each in leading if each not in ids} == set()
    counted = ("packagedElement", "ownedAttribute", "ownedLiteral", "generalization")
    kinds = Counter(each.get(f"{XMI}type") for each in made if each.tag in counted)
    assert kinds["uml:Class"] == len(found.entities)
    assert kinds["uml:Enumeration"] == len(found.codelists)
    assert kinds["uml:EnumerationLiteral"] == 2
    assert kinds["uml:Property"] == sum(len(each.attributes) for each in found.entities.values())
    assert kinds["uml:Generalization"] == 1
    texts = {each.get("documentation") for each in made}
    assert "Wat een mens is." in texts


def ids_by_name(text: str) -> dict[str, str]:
    made = elements(text)
    return {each.get("name"): each.get(f"{XMI}id") for each in made if each.tag == "ownedAttribute"}


def test_ids_stay_the_same_whatever_is_said_of_an_element() -> None:
    before = ids_by_name(xmi(whole_scene(model()), Context()))
    edits = (("leeftijd : integer", "kern leeftijd : string"), ("huizen : Huis[]", "huizen : Huis"))
    after = ids_by_name(xmi(whole_scene(model(*edits)), Context()))
    assert after == before


def test_odd_names_are_still_told_apart() -> None:
    scene = odd_scene()
    named = aliases(scene.boxes, frozenset({"class"}))
    assert len({each.lower() for each in named.values()}) == len(scene.boxes)
    assert all(re.fullmatch(r"[A-Za-z]\w*", each, re.ASCII) for each in named.values())
    assert named["class"] != "class"
    safe = safe_names([*ODD_NAMES, "Een", "een", "EEN", "con", "x" * 300, "x" * 301])
    assert len({each.casefold() for each in safe.values()}) == len(safe)
    assert all(
        re.fullmatch(r"[\w-][\w.-]*[\w-]|\w", each) and len(each) < 100 for each in safe.values()
    )
    assert safe["Een"] == "Een"
    assert all(
        len(each.encode()) < 250 for each in safe_names(["\U00020000" * 80, "字" * 80]).values()
    )
    accents = safe_names(["\u00e9\u00e9n", "e\u0301e\u0301n"])  # one name on a disk of Apple
    assert len({unicodedata.normalize("NFC", each) for each in accents.values()}) == 2
    beside = safe_names(["Index.HTML", "a"], ["index.html"])
    assert beside["a"] == "a"
    assert beside["Index.HTML"].casefold() != "index.html"


LAWS = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


@LAWS
@given(scenes())
def test_every_scene_is_well_formed_xml_that_holds_its_names(scene: Scene) -> None:
    made = elements(xmi(scene, Context()))
    classes = [
        each
        for each in made
        if each.get(f"{XMI}type") == "uml:Class" and each.tag == "packagedElement"
    ]
    assert len(classes) == len(scene.boxes)
    ids = Counter(each.get(f"{XMI}id") for each in made if each.get(f"{XMI}id"))
    assert set(ids.values()) == {1}


@LAWS
@given(scenes())
def test_no_name_ends_a_line_or_begins_another_statement(scene: Scene) -> None:
    classes = len(scene.boxes)
    text = plantuml(scene)
    assert len(re.findall(r"(?m)^\s*(?:abstract )?class ", text)) == classes
    assert text.count("@enduml") == text.count("@startuml") == 1
    assert len(re.findall(r"(?m)^\s*class ", mermaid(scene))) == classes


@given(NAMES)
def test_a_safe_name_comes_from_the_name_alone(name: str) -> None:
    assert safe_names([name])[name] == safe_names(["Anders", name])[name]
