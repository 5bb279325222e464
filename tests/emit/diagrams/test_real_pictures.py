"""Every picture of the standard, judged by its coordinates; made anew, and after an edit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import pytest

from compiler import pipeline
from compiler.base.context import Context
from compiler.emit.diagrams.options import PLACES_FILE, DiagramOptions
from compiler.emit.diagrams.positions import read_positions
from compiler.emit.families import Request
from compiler.pipeline import Built
from tests.helpers.drawn import faults_of, read_picture
from tests.helpers.memory_store import MemoryStore
from tests.helpers.real_model import real_model, real_sources

ALONE = Context()


def built(sources: Mapping[str, bytes], positions: bytes = b"", context: Context = ALONE) -> Built:
    request = Request(families=("diagrams",), diagrams=DiagramOptions(positions.decode()))
    found = pipeline.build(sources, request, context)
    assert found.artefacts, found.diagnostics
    return found


@lru_cache(maxsize=1)
def first() -> Built:
    return built(real_sources())


def pictures(found: Built) -> dict[str, str]:
    return {path: text.decode() for path, text in found.artefacts.items() if path.endswith(".svg")}


def test_there_is_a_picture_of_everything() -> None:
    model = real_model()
    parts = [*model.domains, *model.messages(), *model.entities]
    assert len(pictures(first())) == len(parts) + 1
    assert {path.split("/")[1] for path in first().artefacts} == {
        "berichten", "domeinen", "entiteiten",
        "standaard.mmd", "standaard.puml", "standaard.svg", "standaard.xmi",
    }  # fmt: skip


def test_nothing_meets_and_no_line_runs_through_a_box_in_any_of_them() -> None:
    found = {path: list(faults_of(read_picture(text))) for path, text in pictures(first()).items()}
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_what_leads_from_one_picture_to_another_leads_to_one_that_is_there() -> None:
    made = pictures(first())
    number = 0
    for path, text in made.items():
        folder = path.split("/")[:-1]
        for address in re.findall(r'<a href="([^"]*)"', text):
            steps = [*folder]
            for step in address.split("/"):
                steps = steps[:-1] if step == ".." else [*steps, step]
            assert "/".join(steps) in made, (path, address)
            number += 1
    assert number > 1000


def test_the_next_build_draws_the_same_and_so_does_one_from_nothing() -> None:
    again = built(real_sources(), first().beside[PLACES_FILE])
    assert again.artefacts == first().artefacts
    assert again.beside == first().beside
    assert built(real_sources()).artefacts == first().artefacts


EDITS = {
    "a key of another type": ("gebruikersnaam  : string", "kern gebruikersnaam : integer"),
    "a new attribute": ("gebruikersnaam  : string", "gebruikersnaam  : string\n    extra : string"),
    "a new association": (
        "gebruikersnaam  : string",
        "gebruikersnaam  : string\n    extra : Eenheid",
    ),
    "an inverse": (
        "gebruikersnaam  : string",
        "gebruikersnaam  : string\n    rollen : Relatierol[]",
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_attribute_or_an_association_moves_no_box(edit: str) -> None:
    name = "domeinen/Relaties.vera"
    old, new = (text.encode() for text in EDITS[edit])
    assert real_sources()[name].count(old) == 1
    sources = real_sources() | {name: real_sources()[name].replace(old, new)}
    after = built(sources, first().beside[PLACES_FILE])
    before, now = pictures(first()), pictures(after)
    assert before.keys() == now.keys()
    assert before["diagrams/entiteiten/Account.svg"] != now["diagrams/entiteiten/Account.svg"]
    for path, text in now.items():
        if text != before[path]:
            picture = read_picture(text)
            stood, stands = read_picture(before[path]).places, picture.places
            assert stood.items() <= stands.items(), path
            assert list(faults_of(picture)) == [], path


def test_a_new_entity_moves_itself_alone() -> None:
    name = "domeinen/Relaties.vera"
    new = b"\n\n/// Nieuw.\nentiteit Beeldmerk (meervoud Beeldmerken) {\n    relatie : Relatie.sleutels\n}\n"
    after = built(real_sources() | {name: real_sources()[name] + new}, first().beside[PLACES_FILE])
    before, now = pictures(first()), pictures(after)
    assert now.keys() - before.keys() == {"diagrams/entiteiten/Beeldmerk.svg"}
    for path in ("diagrams/domeinen/Relaties.svg", "diagrams/entiteiten/Relatie.svg"):
        picture = read_picture(now[path])
        stood = read_picture(before[path]).places
        assert picture.places.keys() - stood.keys() == {"Beeldmerk"}
        assert stood.items() <= picture.places.items()
        assert list(faults_of(picture)) == []


def test_what_did_not_change_is_not_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    cold = built(real_sources(), context=Context(store, "x"))
    drawn = []
    from compiler.emit.diagrams import building

    draw = building.picture_of
    monkeypatch.setattr(
        building, "picture_of", lambda scene, kept: drawn.append(scene.subject) or draw(scene, kept)
    )
    warm = built(real_sources(), cold.beside[PLACES_FILE], Context(store, "x"))
    assert (drawn, warm.artefacts) == ([], cold.artefacts)
    name = "domeinen/Relaties.vera"
    text = real_sources()[name].replace(b"gebruikersnaam  : string", b"gebruikersnaam  : integer")
    edited = built(real_sources() | {name: text}, cold.beside[PLACES_FILE], Context(store, "x"))
    assert set(drawn) >= {"domein/Relaties", "entiteit/Account"}
    assert len(drawn) < 12
    assert (
        edited.artefacts == built(real_sources() | {name: text}, cold.beside[PLACES_FILE]).artefacts
    )


def test_places_of_what_is_gone_are_forgotten_and_those_of_deeper_pictures_kept() -> None:
    more = b"domein/Weg\n    Iets 0 0 200 100\nentiteit/Relatie/2\n    Relatie 0 0 200 100\n"
    found = built(real_sources(), more + first().beside[PLACES_FILE]).beside[PLACES_FILE]
    assert found != first().beside[PLACES_FILE]
    assert read_positions(found).keys() - read_positions(first().beside[PLACES_FILE]).keys() == {
        "entiteit/Relatie/2"
    }
