"""verac diagram, verac diff --diagram and verac build --only diagrams, as a user runs them."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.helpers.drawn import faults_of, read_picture
from tests.helpers.small_model import contents

PLACES = "diagrammen.posities"


@pytest.mark.parametrize(
    ("arguments", "title"),
    [
        ((), "Klein"),
        (("Relaties",), "Relaties"),
        (("Relaties", "--lists"), "Relaties"),
        (("BRG/Relaties",), "BRG/Relaties"),
        (("Relatie",), "Relatie"),
        (("Persoon", "--depth", "2"), "Persoon"),
    ],
)
def test_each_kind_of_picture(verac, small_model: Path, arguments, title: str) -> None:
    ended = verac("diagram", *arguments, "--model", small_model)
    assert (ended.code, ended.err) == (0, "")
    picture = read_picture(ended.out)
    assert list(faults_of(picture)) == []
    assert picture.around[0][0] == title
    assert verac("diagram", *arguments, "--model", small_model).out == ended.out


def test_a_picture_leaves_the_folder_as_it_is_where_that_is_asked(verac, small_model: Path) -> None:
    before = contents(small_model)
    asked = ("diagram", "Relatie", "--no-places", "--model", small_model)
    first = verac(*asked)
    assert (first.code, contents(small_model)) == (0, before)
    assert verac("diagram", "Relaties", "--model", small_model).code == 0
    kept = contents(small_model)
    assert kept != before
    assert verac(*asked).out == first.out
    assert contents(small_model) == kept


@pytest.mark.parametrize(
    ("name", "begin"),
    [
        ("uit.svg", "<svg "),
        ("uit.puml", "@startuml"),
        ("uit.mmd", "---\ntitle"),
        ("uit.xmi", "<?xml"),
        ("uit.xml", "<?xml"),
        ("uit.txt", "<svg "),
    ],
)
def test_the_name_of_a_file_says_its_format(verac, small_model, tmp_path, name, begin) -> None:
    ended = verac("diagram", "--model", small_model, "-o", name)
    assert (ended.code, ended.out) == (0, ""), ended.err
    assert (tmp_path / name).read_text("utf-8").startswith(begin)
    asked = verac("diagram", "--model", small_model, "-o", name, "--format", "mermaid")
    assert asked.code == 0
    assert (tmp_path / name).read_text("utf-8").startswith("---")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Relati",), 'did you mean "Relatie"?'),
        (("BRG",), '"BRG" is a process; name one of its messages, as in BRG/NAME'),
        (("BRG/Relatis",), 'did you mean "BRG/Relaties"?'),
        (("BRX/Relaties",), '"BRX" is no process; did you mean "BRG"?'),
        (("BRG/",), '"BRG/" is nothing that can be drawn'),
        (("/",), '"" is no process'),
        (("zzzzzz",), "name a domain, an entity, or a message as in BRG/Relaties"),
        (("",), "name a domain, an entity, or a message"),
        (("Relatie", "--depth", "0"), "0 steps are no neighbourhood; give 1 to 9"),
        (("Relatie", "--depth", "10"), "10 steps are no neighbourhood; give 1 to 9"),
        (("Relatie", "--depth", "x"), "--depth"),
        (("--depth", "1"), "only an entity has neighbours"),
        (("Relaties", "--depth", "1"), "only an entity has neighbours"),
        (("BRG/Relaties", "--depth", "1"), "only an entity has neighbours"),
        (("Relatie", "--lists"), "only a domain is drawn with its reference data"),
        (("--format", "png"), "png"),
    ],
)
def test_what_cannot_be_drawn(verac, small_model, arguments, said) -> None:
    ended = verac("diagram", *arguments, "--model", small_model)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert "Traceback" not in ended.err
    assert not (small_model / PLACES).exists()


def test_a_name_of_a_domain_and_an_entity_is_the_domain_and_with_depth_the_entity(
    verac, small_model: Path
) -> None:
    path = small_model / "domeinen" / "Relaties.vera"
    path.write_text(
        path.read_text("utf-8")
        + "\nentiteit Relaties (meervoud Relatieses) {\n    relatie : Relatie\n}\n"
    )
    domain = read_picture(verac("diagram", "Relaties", "--model", small_model).out)
    entity = read_picture(verac("diagram", "Relaties", "--depth", "1", "--model", small_model).out)
    assert set(domain.places) == {"Relatie", "Persoon", "Organisatie", "Relaties"}
    assert set(entity.places) == {"Relatie", "Relaties"}


def test_boxes_stand_where_they_stood_after_a_change(verac, small_model: Path) -> None:
    before = read_picture(verac("diagram", "Relaties", "--model", small_model).out)
    path = small_model / "domeinen" / "Relaties.vera"
    text = path.read_text("utf-8").replace(
        "    achternaam : string\n", "    kring : Organisatie[]\n"
    )
    path.write_text(text + "\nentiteit Ander {\n    persoon : Persoon\n}\n", "utf-8")
    after = read_picture(verac("diagram", "Relaties", "--model", small_model).out)
    assert before.places.items() <= after.places.items()
    assert after.places.keys() - before.places.keys() == {"Ander"}
    assert list(faults_of(after)) == []


def test_a_build_of_diagrams_is_the_same_again_and_writes_places_beside_the_model(
    verac, small_model: Path, tmp_path: Path
) -> None:
    ended = verac("build", small_model, "--only", "diagrams", "-o", "uit")
    assert (ended.code, ended.out) == (0, "uit: 11 diagrams\n"), ended.err
    first, places = contents(tmp_path / "uit"), (small_model / PLACES).read_bytes()
    again = verac("build", small_model, "--only", "diagrams", "-o", "uit")
    assert again.out == "uit is up to date: 11 diagrams\n"
    other = verac(
        "build", small_model, "--only", "diagrams", "-o", "anders", env={"VERAC_CACHE": "off"}
    )
    assert other.code == 0
    del first[".verac.json"]
    second = contents(tmp_path / "anders")
    del second[".verac.json"]
    assert second == first
    assert (small_model / PLACES).read_bytes() == places
    (small_model / PLACES).unlink()
    assert verac("build", small_model, "--only", "diagrams", "-o", "uit").code == 0
    assert (small_model / PLACES).read_bytes() == places


def test_a_build_of_diagrams_is_verified(verac, small_model: Path) -> None:
    ended = verac("build", small_model, "--only", "diagrams", "--verify", "-o", "uit")
    assert (ended.code, ended.err) == (0, "")


def test_a_usual_build_makes_no_diagrams_and_writes_nothing_beside_the_model(
    verac, small_model: Path, tmp_path: Path
) -> None:
    before = contents(small_model)
    assert verac("build", small_model, "-o", "uit").code == 0
    assert contents(small_model) == before
    assert not (tmp_path / "uit" / "diagrams").exists()


def test_places_that_are_a_folder_are_told(verac, small_model: Path) -> None:
    (small_model / PLACES).mkdir()
    ended = verac("build", small_model, "--only", "diagrams", "-o", "uit")
    assert ended.code == 0
    assert "boxes may move the next time" in ended.err


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"domein/Relaties\n    Relatie 0 0 1 1\n" * 9]
)
def test_places_that_make_no_sense_are_made_anew(verac, small_model: Path, content: bytes) -> None:
    (small_model / PLACES).write_bytes(content)
    ended = verac("diagram", "Relaties", "--model", small_model)
    assert (ended.code, ended.err) == (0, "")
    assert list(faults_of(read_picture(ended.out))) == []


def test_the_picture_of_a_change(verac, small_model: Path, tmp_path: Path) -> None:
    shutil.copytree(small_model, tmp_path / "oud")
    path = small_model / "domeinen" / "Relaties.vera"
    text = path.read_text("utf-8").replace("geboortedatum : date", "geboortedatum : dateTime")
    path.write_text(text + "\nentiteit Ander {\n    persoon : Persoon\n}\n", "utf-8")
    ended = verac("diff", "oud", small_model, "--diagram", "uit.svg")
    assert ended.code == 0, ended.err
    assert ended.out == "uit.svg: of the entities 1 new, 0 gone, 1 changed\n"
    svg = (tmp_path / "uit.svg").read_text("utf-8")
    picture = read_picture(svg)
    assert {"+ Ander", "~ Persoon"} == set(picture.places)
    assert list(faults_of(picture)) == []
    styles = {each.get("class") for each in ET.fromstring(svg).iter() if each.get("class")}
    assert {"box entity new", "box entity changed"} <= styles
    checked = verac("diff", "oud", small_model, "--diagram", "uit.svg", "--check")
    assert (checked.code, checked.out) == (1, ended.out)
    assert "error[VS0" in checked.err
    for other in ("--check", "--diagram=uit.svg"):
        alone = verac("diff", "oud", small_model, "--explain", "Persoon.geboortedatum", other)
        assert (alone.code, "--explain is told by itself" in alone.err) == (2, True)
    same = verac("diff", "oud", "oud", "--diagram", "niets.puml")
    assert same.out == "niets.puml: of the entities 0 new, 0 gone, 0 changed\n"
    assert (tmp_path / "niets.puml").read_text("utf-8").startswith("@startuml")
