"""What a scene holds: of a domain, a message, an entity, all, and a change."""

from __future__ import annotations

import pytest

from compiler import pipeline
from compiler.emit.diagrams.choosing import (
    scene_of_domain,
    scene_of_domains,
    scene_of_message,
    whole_scene,
)
from compiler.emit.diagrams.choosing_changes import scene_of_changes
from compiler.emit.diagrams.choosing_neighbours import scene_of_entity
from compiler.emit.diagrams.scene import ChangeSign, LineKind, Scene
from compiler.model.model import Model
from tests.helpers.small_model import SMALL

TEXT = {
    "domeinen/Een.vera": """\
domein Een
/// Wat een mens is.
abstract entiteit Mens {
    kern naam : string
    leeftijd : integer
    huizen : Huis[]
    vrienden : Mens.sleutels[]
    soort : SOORT
}
entiteit Kind is Mens (meervoud Kinderen) {
    vervallen ouder : Mens.sleutels
}
entiteit Losse {
    tekst : string
}
""",
    "domeinen/Twee.vera": """\
domein Twee
entiteit Huis (meervoud Huizen) {
    bewoner : Mens.sleutels
    tuin : Tuin
    kelder : Tuin
}
entiteit Tuin {
    huis : Huis.sleutels
}
""",
    "soort.vera": """\
referentiedata SOORT {
    A "Eerste"
    B "Tweede"
}
""",
    "P.vera": """\
ketenproces P "Proces"
bericht Mensen over Mens {
    Mens { naam, huizen, eigen extra : string }
    Kind { ouder }
    Huis { bewoner, tuin.sleutels }
}
""",
}


def model(*edits: tuple[str, str]) -> Model:
    texts = {
        "standaard.vera": SMALL["standaard.vera"],
        "a.vera": SMALL["domeinen/Algemeen.vera"],
        **TEXT,
    }
    for old, new in edits:
        assert sum(text.count(old) for text in texts.values()) == 1, old
        texts = {path: text.replace(old, new) for path, text in texts.items()}
    found = pipeline.read_version({path: text.encode() for path, text in texts.items()})
    assert found.model, [str(each.message) for each in found.diagnostics]
    return found.model


def lines(scene: Scene) -> set[tuple[str, str, str, str]]:
    return {(line.source, line.row, line.target, line.back) for line in scene.lines}


def told(scene: Scene, key: str) -> list[str]:
    return [row.name for row in next(box for box in scene.boxes if box.key == key).shown]


def test_a_domain_shows_its_entities_and_rows_for_what_stands_elsewhere() -> None:
    scene = scene_of_domain(model(), "Een")
    assert [box.key for box in scene.boxes] == ["Mens", "Kind", "Losse"]
    assert told(scene, "Mens") == ["naam", "huizen", "vrienden"]
    assert lines(scene) == {
        ("Kind", "", "Mens", ""), ("Mens", "vrienden", "Mens", ""), ("Kind", "ouder", "Mens", ""),
    }  # fmt: skip
    huizen = next(row for row in scene.boxes[0].rows if row.name == "huizen")
    assert (huizen.held, huizen.many, huizen.keys) == ("Huis", True, False)
    assert huizen.subject == "entiteit/Huis"


def test_attributes_that_lead_back_and_forth_are_one_line_where_it_is_sure_which_they_are() -> None:
    scene = scene_of_domain(model(), "Twee")
    assert lines(scene) == {
        ("Huis", "tuin", "Tuin", ""), ("Huis", "kelder", "Tuin", ""), ("Tuin", "huis", "Huis", ""),
    }  # fmt: skip
    sure = scene_of_domain(model(("    kelder : Tuin\n", "")), "Twee")
    assert lines(sure) == {("Huis", "tuin", "Tuin", "huis")}
    assert sure.lines[0].kind is LineKind.EMBEDDED


def test_reference_data_are_boxes_where_they_are_asked_for() -> None:
    scene = scene_of_domain(model(), "Een", lists=True)
    assert [box.name for box in scene.boxes] == ["Mens", "Kind", "Losse", "SOORT"]
    assert [row.name for row in scene.boxes[-1].rows] == ["A", "B"]
    assert ("Mens", "soort", scene.boxes[-1].key, "") in lines(scene)


def test_a_message_shows_what_it_takes() -> None:
    found = model()
    (message,) = found.messages()
    scene = scene_of_message(found, message)
    assert [box.key for box in scene.boxes] == ["Mens", "Kind", "Huis"]
    assert told(scene, "Mens") == ["naam", "huizen", "extra"]
    assert [box.central for box in scene.boxes] == [True, False, False]
    assert next(row for row in scene.boxes[0].rows if row.name == "extra").own
    assert lines(scene) == {("Kind", "", "Mens", ""), ("Mens", "huizen", "Huis", "bewoner")}
    tuin = next(row for row in scene.boxes[2].rows if row.name == "tuin")
    assert tuin.keys


def test_an_entity_shows_its_neighbours_and_no_line_between_these() -> None:
    scene = scene_of_entity(model(), "Tuin")
    assert {box.key for box in scene.boxes} == {"Tuin", "Huis"}
    assert told(scene, "Huis") == ["tuin", "kelder"]
    wider = scene_of_entity(model(), "Tuin", 2)
    assert {box.key for box in wider.boxes} == {"Tuin", "Huis", "Mens"}
    assert wider.subject == "entiteit/Tuin/2"
    assert ("Mens", "huizen", "Huis", "bewoner") in lines(wider)
    assert not any(source == target == "Mens" for source, _, target, _ in lines(wider))


def test_many_of_another_domain_that_only_refer_to_an_entity_stand_in_one_box() -> None:
    more = "".join(f"entiteit Ding{name} {{\n    mens : Mens\n}}\n" for name in ("A", "B", "C"))
    found = model(("entiteit Tuin {", f"{more}entiteit Tuin {{"))
    scene = scene_of_entity(found, "Mens")
    gathered = scene.boxes[-1]
    assert [(row.name, row.held) for row in gathered.rows] == [
        ("DingA", "mens"), ("DingB", "mens"), ("DingC", "mens"),
    ]  # fmt: skip
    assert gathered.name == "Twee"
    assert {"Mens", "Kind", "Huis"} <= {box.key for box in scene.boxes}
    apart = scene_of_entity(found, "Mens", gathered=False)
    assert {"DingA", "DingB", "DingC"} <= {box.key for box in apart.boxes}


def test_the_standard_shows_its_domains_and_how_often_they_refer_to_each_other() -> None:
    scene = scene_of_domains(model())
    assert [box.name for box in scene.boxes] == ["Algemeen", "Een", "Twee"]
    een = scene.boxes[1]
    assert [(row.name, row.held) for row in een.shown] == [("Twee", "1")]
    assert lines(scene) == {("Een", "Twee", "Twee", "Een")}


def test_the_whole_holds_everything() -> None:
    found = model()
    scene = whole_scene(found)
    assert len(scene.boxes) == len(found.entities) + len(found.codelists)
    rows = {box.key: [row.name for row in box.rows] for box in scene.boxes}
    assert rows["Mens"] == [a.name.text for a in found.entities["Mens"].attributes]
    assert [package.name for package in scene.packages] == [*found.domains]


@pytest.mark.parametrize(
    ("edit", "signs", "row"),
    [
        (("    leeftijd : integer\n", ""), {"Mens": "~"}, ("Mens", "leeftijd", ChangeSign.GONE, "")),
        (("leeftijd : integer", "leeftijd : string"), {"Mens": "~"},
         ("Mens", "leeftijd", ChangeSign.CHANGED, "integer → string")),
        (("leeftijd : integer", "jaren : integer voorheen leeftijd"), {"Mens": "~"},
         ("Mens", "jaren", ChangeSign.CHANGED, "was leeftijd")),
        (("    tuin : Tuin\n", "    tuin : Tuin.sleutels\n"), {"Huis": "~", "Tuin": ""},
         ("Huis", "tuin", ChangeSign.CHANGED, "ingebed → sleutels")),
        (("huizen : Huis[]", "huizen : Huis"), {"Mens": "~", "Huis": ""},
         ("Mens", "huizen", ChangeSign.CHANGED, "[] → een")),
        (("    tekst : string\n", "    tekst : string\n    nieuw : Huis\n"), {"Losse": "~", "Huis": ""},
         ("Losse", "nieuw", ChangeSign.NEW, "")),
        (("entiteit Losse {", "entiteit Verse {\n    mens : Mens\n}\nentiteit Losse {"), {"Verse": "+", "Mens": ""},
         ("Verse", "mens", ChangeSign.SAME, "")),
        (("entiteit Losse {\n    tekst : string\n}\n", ""), {"Losse": "−"}, ("Losse", "tekst", ChangeSign.SAME, "")),
    ],
)  # fmt: skip
def test_a_change_is_told_by_signs(edit, signs, row) -> None:
    old, new = model(), model(edit)
    changes = [judged.change for judged in pipeline.compare(old, new).changes]
    scene = scene_of_changes(old, new, changes)
    assert {box.key: str(box.sign) for box in scene.boxes} == signs
    key, name, sign, before = row
    rows = {each.name: each for box in scene.boxes if box.key == key for each in box.rows}
    assert (rows[name].sign, rows[name].before) == (sign, before)
    if sign is not ChangeSign.SAME:
        assert told(scene, key) == [name]


def test_texts_that_changed_are_in_no_picture() -> None:
    old, new = model(), model(("/// Wat een mens is.", "/// Iets anders."))
    changes = [judged.change for judged in pipeline.compare(old, new).changes]
    assert changes
    scene = scene_of_changes(old, new, changes)
    assert (scene.boxes, scene.subtitle) == ((), "Klein: geen entiteit is gewijzigd")
