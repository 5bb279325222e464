"""What is read of PlantUML and Mermaid diagrams is what these two themselves read."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from compiler.importers.uml.drawing import Drawing
from compiler.importers.uml.mermaid.reader import fences_of, read_markdown, read_mermaid
from compiler.importers.uml.plantuml.reader import read_plantuml
from tests.helpers.outside import need_node, node
from tests.helpers.small_model import REPO

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("drawings")]

EXAMPLES = REPO / "tests" / "importers" / "uml" / "examples"
SHARED = REPO.parent / "shared" / "uml"
_UML = "{href://org.omg/UML/1.3}"


def _files(*endings: str) -> list[Path]:
    folders = [each for each in (EXAMPLES, SHARED) if each.is_dir()]
    found = [path for folder in folders for path in sorted(folder.iterdir())]
    return [path for path in found if path.suffix in endings and path.name != "SOURCES.md"]


def _shared_is_there() -> None:
    if not SHARED.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"the drawings of others are not at {SHARED}")
        pytest.skip(f"the drawings of others are not at {SHARED}")


# -- PlantUML ----------------------------------------------------------------------------------------------------------


def _by_plantuml(text: str, folder: Path) -> list[ET.Element]:
    """The XMI that PlantUML writes, one for each diagram in `text`."""
    folder.mkdir()
    source = folder / "drawing.puml"
    source.write_text(text, encoding="utf-8")
    command = ["plantuml", "-charset", "UTF-8", "-txmi:star", source]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert ended.returncode == 0, ended.stderr
    return [ET.parse(path).getroot() for path in sorted(folder.glob("*.xmi"))]


def _need_plantuml() -> None:
    if shutil.which("plantuml"):
        return
    if os.environ.get("CI") == "true":
        pytest.fail("plantuml is not there: apt-get install plantuml")
    pytest.skip("plantuml is not there: apt-get install plantuml")


def _own(root: ET.Element) -> dict[str, ET.Element]:
    """The classes in `root` by their id, without the points that PlantUML hangs association classes on."""
    found = {each.get("xmi.id", ""): each for each in root.iter(f"{_UML}Class")}
    return {
        key: each
        for key, each in found.items()
        if not re.fullmatch(r"apoint\d+", each.get("name", ""))
    }


@pytest.mark.parametrize("path", _files(".puml", ".plantuml"), ids=lambda path: path.name)
def test_plantuml_counts_the_same(path, tmp_path):
    _need_plantuml()
    text = path.read_text(encoding="utf-8")
    # Its writer of XMI fails on members that begin with a star.
    roots = _by_plantuml(re.sub(r"(?m)^(\s*)\* ", r"\1", text), tmp_path / "out")
    drawing = read_plantuml(path.read_bytes(), path.name, lambda _: None)

    assert [each for each in drawing.diagnostics if each.stops_build] == []
    names = {each.get("name", "") for root in roots for each in _own(root).values()}
    assert {each.name for each in drawing.classes} == names

    assert _members(drawing, text) == _members_of(roots)
    inherits = {(each.child, each.parent) for each in drawing.generalisations}
    of_plantuml = sum(1 for root in roots for _ in root.iter(f"{_UML}Generalization"))
    lollipops = text.count("()--")  # which is an association there
    assert len(inherits) == of_plantuml + lollipops

    missing = _associations(drawing) - _associations_of(roots)
    assert missing == Counter()


def _members(drawing: Drawing, text: str) -> Counter[str]:
    """How many members the classes have, by their names; of lines of `text` that are words each one counts."""
    found: Counter[str] = Counter()
    written = {line.strip() for line in text.split("\n") if line.strip()}
    for each in drawing.classes:
        in_notes = re.findall(r"(?s)note.*?end note", text)
        words = [
            line
            for line in each.text.split("\n")
            if line in written and not any(line in note for note in in_notes)
        ]
        found[each.name] += len(each.attributes) + len(each.values) + len(words)
    return found


def _members_of(roots: list[ET.Element]) -> Counter[str]:
    found: Counter[str] = Counter()
    for root in roots:
        for each in _own(root).values():
            lines = [attribute.get("name", "") for attribute in each.iter(f"{_UML}Attribute")]
            # It takes brackets for a method wherever they stand: an argument of a value, a length of a type.
            lines += [
                operation.get("name", "")
                for operation in each.iter(f"{_UML}Operation")
                if re.match(r'[A-Z]+\("|\w+ : ', operation.get("name", ""))
            ]
            found[each.get("name", "")] += sum(1 for line in lines if line.strip("-.=_ "))
    return found


def _associations(drawing: Drawing) -> Counter[tuple[str, ...]]:
    """The associations by the names of their classes and of themselves, without those that have a class."""
    names = {each.key: each.name for each in drawing.classes}
    return Counter(
        (*sorted((names[each.source.target], names[each.target.target])), each.name)
        for each in drawing.associations
        if not each.carrier
    )


def _associations_of(roots: list[ET.Element]) -> Counter[tuple[str, ...]]:
    found: Counter[tuple[str, ...]] = Counter()
    for root in roots:
        names = {key: each.get("name", "") for key, each in _own(root).items()}
        for each in root.iter(f"{_UML}Association"):
            ends = [
                names.get(end.get("type", ""), "") for end in each.iter(f"{_UML}AssociationEnd")
            ]
            name = re.sub(r"«.*?»|<<.*?>>", "", each.get("name", "")).strip()
            found[(*sorted(ends), name)] += 1
    return found


# -- Mermaid -----------------------------------------------------------------------------------------------------------


def _diagrams(path: Path) -> list[str]:
    if path.suffix == ".mmd":
        return [path.read_text(encoding="utf-8")]
    lines = path.read_text(encoding="utf-8").split("\n")
    return ["\n".join(line.text for line in fence) for fence in fences_of(lines, path.name)]


@pytest.mark.parametrize("path", _files(".mmd", ".md"), ids=lambda path: path.name)
def test_mermaid_counts_the_same(path):
    need_node()
    read = json.loads(node("class_diagrams.mjs", given=json.dumps(_diagrams(path))))
    drawing = (read_mermaid if path.suffix == ".mmd" else read_markdown)(
        path.read_bytes(), path.name
    )

    assert [each.get("error") for each in read if "error" in each] == []
    theirs = [each for each in read if "classes" in each]
    assert theirs
    assert {each.key for each in drawing.classes} == {
        one["name"] for each in theirs for one in each["classes"]
    }
    members: dict[str, set[str]] = {}
    for each in theirs:
        for one in each["classes"]:
            members.setdefault(one["name"], set()).update(
                re.sub(r"\s*([:=])\s*", r" \1 ", line) for line in one["members"]
            )
    ours = {each.key: len(each.attributes) + len(each.values) for each in drawing.classes}
    # Members of one name and another type are one here, and told.
    differ = [each for each in drawing.diagnostics if "has the type" in each.message]
    assert sum(ours.values()) == sum(map(len, members.values())) - len(differ)
    relations = {json.dumps(line, sort_keys=True) for each in theirs for line in each["relations"]}
    assert len(drawing.associations) + len(drawing.generalisations) == len(relations)
    assert {each.key for each in drawing.packages} == {
        name for each in theirs for name in each["namespaces"]
    }


def test_the_drawings_of_others_are_large():
    _shared_is_there()
    counted = {path.name for path in _files(".puml", ".plantuml", ".md")}
    assert {"SystemDatamodelConcept.puml", "fall-uml.plantuml", "flow1.md"} <= counted
