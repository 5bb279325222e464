"""PlantUML, Mermaid and a reader of Enterprise Architect's XMI take the whole standard, and count what we count."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from compiler.base.context import Context
from compiler.emit.diagrams.choosing import (
    scene_of_domain,
    scene_of_domains,
    scene_of_message,
    whole_scene,
)
from compiler.emit.diagrams.choosing_changes import scene_of_changes
from compiler.emit.diagrams.choosing_neighbours import scene_of_entity
from compiler.emit.diagrams.mermaid import mermaid
from compiler.emit.diagrams.plantuml import plantuml
from compiler.emit.diagrams.scene import BoxKind, LineKind, RowKind, Scene
from compiler.emit.diagrams.xmi import xmi
from compiler.model.model import Model
from compiler.pipeline import compare, read_version
from tests.helpers.outside import NODE, need_node, program_of_others
from tests.helpers.real_model import real_model, real_sources
from tests.helpers.scenes import odd_scene

pytestmark = pytest.mark.slow


def scenes(model: Model) -> Iterator[tuple[str, Scene]]:
    """Every kind of scene; an odd one with names that are anything but words."""
    yield "whole", whole_scene(model)
    yield "domains", scene_of_domains(model)
    yield from ((f"domain-{name}", scene_of_domain(model, name)) for name in model.domains)
    for number, message in enumerate(model.messages()):
        yield f"message-{number}", scene_of_message(model, message)
    for number, key in enumerate(list(model.entities)[::20]):
        yield f"entity-{number}", scene_of_entity(model, key, gathered=False)
    yield "odd", odd_scene()
    yield "change", changed_scene()


def changed_scene() -> Scene:
    """The picture of a change: an attribute more, and one of another type."""
    files = dict(real_sources())
    path = "domeinen/Dossier.vera"
    text = files[path].decode()
    shown = text.replace(
        "bestandslocatie              : anyURI", "bestandslocatie              : string", 1
    ).replace("bestandsgrootte", "nieuw : date\n    bestandsgrootte", 1)
    assert shown != text
    before = read_version(files).model
    files[path] = shown.encode()
    after = read_version(files).model
    assert before is not None
    assert after is not None
    changes = [each.change for each in compare(before, after).changes]
    assert changes
    return scene_of_changes(before, after, changes)


def counted(scene: Scene) -> dict[str, int]:
    drawn = {box.key for box in scene.boxes}
    arrows = sum(len(list(box.arrows(drawn))) for box in scene.boxes)
    kinds = sum(line.kind is LineKind.GENERALISATION for line in scene.lines)
    rows = sum(len(box.rows) for box in scene.boxes)
    return {"classes": len(drawn), "relations": arrows + kinds, "members": rows - arrows}


def test_plantuml_takes_every_diagram(tmp_path: Path) -> None:
    command = program_of_others("plantuml")
    written = []
    for name, scene in scenes(real_model()):
        written.append(tmp_path / f"{name}.puml")
        written[-1].write_text(plantuml(scene), encoding="utf-8")
    good = subprocess.run(
        [command, "-charset", "UTF-8", "-checkonly", *map(str, written)],
        capture_output=True,
        check=False,
    )
    assert good.returncode == 0, good
    (tmp_path / "bad.puml").write_text("@startuml\nclass A {\n)(\n@enduml\n", encoding="utf-8")
    bad = subprocess.run(
        [command, "-checkonly", str(tmp_path / "bad.puml")], capture_output=True, check=False
    )
    assert bad.returncode != 0


@pytest.mark.parametrize("name", ["whole", "odd", "domain-Relaties"])
def test_plantuml_counts_the_same(name: str) -> None:
    scene = dict(scenes(real_model()))[name]
    ended = subprocess.run(
        [program_of_others("plantuml"), "-pipe", "-txmi:star"],
        input=plantuml(scene).encode(),
        capture_output=True,
        check=True,
    )
    text = ended.stdout.decode()
    classes = [
        each for each in re.findall(r'<UML:Class [^>]*name="([^"]*)"', text) if "$$$" not in each
    ]
    ours = counted(scene)
    assert len(classes) == ours["classes"]
    assert text.count("<UML:Attribute ") == ours["members"]
    assert text.count("<UML:Operation ") == 0
    inherited = sum(line.kind is LineKind.GENERALISATION for line in scene.lines)
    assert text.count("<UML:Generalization ") == inherited


def test_mermaid_counts_the_same(tmp_path: Path) -> None:
    need_node()
    command = program_of_others("node")
    written = {}
    for name, scene in scenes(real_model()):
        written[tmp_path / f"{name}.mmd"] = scene
        (tmp_path / f"{name}.mmd").write_text(mermaid(scene), encoding="utf-8")
    ended = subprocess.run(
        [command, str(NODE / "count_mermaid.mjs"), *map(str, written)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    answers = [json.loads(line) for line in ended.stdout.splitlines()]
    assert len(answers) == len(written)
    for (path, scene), answer in zip(written.items(), answers, strict=True):
        ours = counted(scene)
        assert "error" not in answer, (path.name, answer)
        assert {key: answer[key] for key in ours} == ours, path.name
        assert answer["methods"] == 0, path.name
        assert answer["notes"] == sum(bool(box.description) for box in scene.boxes), path.name


def test_crunch_uml_counts_the_same(tmp_path: Path) -> None:
    command = program_of_others("crunch_uml", "VERAC_CRUNCH_UML")
    scene = whole_scene(real_model())
    (tmp_path / "model.xmi").write_text(xmi(scene, Context()), encoding="utf-8")
    subprocess.run(
        [
            command,
            "-db_url",
            f"sqlite:///{tmp_path}/found.db",
            "import",
            "-f",
            "model.xmi",
            "-t",
            "eaxmi",
        ],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    with sqlite3.connect(tmp_path / "found.db") as found:
        tables = (
            "classes",
            "attributes",
            "enumerations",
            "enumerationliterals",
            "associations",
            "generalizations",
            "packages",
        )
        theirs = {
            each: found.execute(f"select count(*) from {each}").fetchone()[0] for each in tables
        }
        names = {name for (name,) in found.execute("select name from classes")}
    found.close()
    entities = [box for box in scene.boxes if box.kind is BoxKind.ENTITY]
    lists = [box for box in scene.boxes if box.kind is BoxKind.CODES]
    drawn = {box.key for box in scene.boxes}
    assert theirs == {
        "classes": len(entities),
        "attributes": sum(len(box.rows) for box in entities),  # ends of associations too
        "enumerations": len(lists),
        "enumerationliterals": sum(row.kind is RowKind.CODE for box in lists for row in box.rows),
        "associations": sum(len(list(box.arrows(drawn))) for box in entities),
        "generalizations": sum(line.kind is LineKind.GENERALISATION for line in scene.lines),
        "packages": len(scene.packages) + 1,
    }
    assert names == {box.name for box in entities}
