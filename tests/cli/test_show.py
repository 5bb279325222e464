"""All about one thing: what the model says of it, to read and as JSON, and what comes near where there is none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compiler.language.declared_names import declared_names
from compiler.language.parser import parse_text
from compiler.model.linking.link import link_sources
from compiler.model.model import Model
from compiler.model.portrait import names_to_show, portrait_of
from compiler.report.portraits import render_portraits, render_portraits_json
from compiler.report.tables import render_table
from tests.helpers.small_model import SMALL, Run

Verac = Callable[..., Run]


@pytest.fixture(scope="module")
def small() -> Model:
    model, problems = link_sources([parse_text(text, name).source for name, text in SMALL.items()])
    assert problems == ()
    assert model is not None
    return model


def shown(model: Model, name: str) -> list[dict[str, Any]]:
    portraits = [(portrait_of(named, model), ()) for named in names_to_show(model)[name]]
    assert render_portraits(portraits)
    return json.loads(render_portraits_json(portraits))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Relatie", {"kind": "entity", "domain": "Relaties", "abstract": "yes", "plural": "Relaties",
                     "derived": "Persoon, Organisatie", "file": "domeinen/Relaties.vera", "line": 4,
                     "description": "Een mens of organisatie."}),
        ("Persoon", {"base": "Relatie"}),
        ("Persoon.soort", {"kind": "attribute", "type": "RELATIESOORT", "inherited_from": "Relatie", "marks": "kern"}),
        ("Organisatie.kvkNummer", {"type": "string", "pattern": "^[0-9]{8}$"}),
        ("RELATIESOORT", {"kind": "list", "values": [
            {"value": "PER", "name": "Persoon", "parent": "", "begin": "", "end": ""},
            {"value": "ORG", "name": "Organisatie", "parent": "", "begin": "", "end": ""}]}),
        ("BRG/Relaties", {"kind": "message", "process": "BRG Beheer relaties", "about": "Relatie"}),
        ("BRG", {"kind": "process", "title": "Beheer relaties"}),
        ("Algemeen", {"kind": "domain", "shared": "yes"}),
    ],
)  # fmt: skip
def test_what_the_model_says(small: Model, name: str, said: dict[str, Any]) -> None:
    (found,) = shown(small, name)
    assert (
        found.items() >= said.items() if "values" not in said else found["values"] == said["values"]
    )


def test_attributes_are_told_with_who_wrote_them(small: Model) -> None:
    (found,) = shown(small, "Persoon")
    assert [(each["attribute"], each["inherited_from"]) for each in found["attributes"]] == [
        ("id", "Relatie"), ("code", "Relatie"), ("soort", "Relatie"), ("geboortedatum", ""), ("achternaam", ""),
    ]  # fmt: skip


def test_a_description_of_several_lines_keeps_them() -> None:
    text = "domein D\n/// Een ding.\n///\n/// - klein\n/// - groot\nentiteit Ding\n"
    model, _ = link_sources([parse_text(text, "a.vera").source])
    assert model is not None
    (named,) = names_to_show(model)["Ding"]
    said = "".join(render_portraits([(portrait_of(named, model), ())]))
    assert "\n  Een ding.\n\n  - klein\n  - groot\n\n" in said


def test_a_name_of_two_things_is_shown_for_each(small: Model) -> None:
    """A domain and a message are called Relaties."""
    assert {each["kind"] for each in shown(small, "Relaties")} == {"domain", "message"}


def test_every_name_can_be_shown(small: Model) -> None:
    for known in names_to_show(small):
        assert shown(small, known)


def test_show_is_read_on_a_terminal_and_by_programs(verac: Verac, small_model: Path) -> None:
    ended = verac("show", "Relatie", cwd=small_model)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(
        "Relatie  entity  domeinen/Relaties.vera:4:19\n  Een mens of organisatie.\n"
    )
    assert (
        "message  BRG/Relaties" in " ".join(ended.out.split("used by")[1].split("\n")[3:5])
        or "BRG/Relaties" in ended.out
    )
    (found,) = json.loads(verac("show", "Relatie", "--model", small_model, "--format", "json").out)
    assert {"kind": "entity", "name": "Persoon", "how": "derived", "through": ""} in found[
        "used_by"
    ]
    assert found["file"] == "model/domeinen/Relaties.vera"
    assert "entiteit" in verac("show", "Relatie", "--lang", "nl", cwd=small_model).out
    assert (
        "\x1b[1mRelatie\x1b[0m" in verac("show", "Relatie", "--color=always", cwd=small_model).out
    )
    ended = verac("show", "Relati", cwd=small_model)
    assert (ended.code, 'did you mean "Relatie"?' in ended.err) == (2, True)


# -- tables --------------------------------------------------------------------------------------------------------

HEAD = ("name", "what it is", "n")
ROWS = [("Relatie", "een lang verhaal over wat dit is en waarom", "1"), ("Adres", "", "22")]


def test_a_table_without_a_width_is_as_wide_as_it_is() -> None:
    assert max(map(len, render_table(HEAD, ROWS, "text").splitlines())) > 50


@pytest.mark.parametrize("width", [20, 30, 40, 52, 53, 80])
def test_a_table_folds_to_a_width_and_loses_nothing(width: int) -> None:
    text = render_table(HEAD, ROWS, "text", width)
    assert max(map(len, text.splitlines())) <= max(width, 26)
    assert sorted(text.split()) == sorted(" ".join(map(" ".join, [HEAD, *ROWS])).split())


def test_columns_that_hold_nothing_give_way_first() -> None:
    rows = [("Relatie", "", "een naam"), ("Adres", "", "nog een naam")]
    head = ("entiteit", "begindatum", "naam")
    assert "begindatum" in render_table(head, rows, "text", 80)
    assert render_table(head, rows, "text", 24).splitlines() == [
        "entiteit  naam",
        "Relatie   een naam",
        "Adres     nog een naam",
    ]


def test_a_long_name_is_broken_between_its_parts() -> None:
    rows = [("NatuurlijkPersoon.afspraken", "WRV/Overeenkomstkoppelingen")]
    assert render_table(("user", "through"), rows, "text", 48).split()[2:] == [
        "NatuurlijkPersoon.",
        "WRV/",
        "afspraken",
        "Overeenkomstkoppelingen",
    ]


def test_other_formats_do_not_fold() -> None:
    for format_ in ("csv", "json", "markdown"):
        assert render_table(HEAD, ROWS, format_, 20) == render_table(HEAD, ROWS, format_)


# -- names that are completed ---------------------------------------------------------------------------------------


def test_names_are_known_of_sources_that_make_no_model() -> None:
    texts = {
        **SMALL,
        "half.vera": "domein Half\nentiteit Heel is Persoon { a : Onbekend }\nentiteit {\n",
        "rond.vera": "entiteit Rond is Kring { b : string }\nentiteit Kring is Rond { c : string }\n",
        "blok.vera": 'domein Blok {\n    entiteit Steen { d : string }\n    referentiedata STEENSOORT { A "a" }\n}\n',
    }
    names = declared_names(parse_text(text, name).source for name, text in texts.items())
    assert {"Heel", "Persoon", "Rond", "Steen"} <= {*names.entities}
    assert {"Heel.a", "Heel.achternaam", "Heel.soort", "Rond.c", "Kring.b"} <= {*names.attributes}
    assert (names.messages, names.processes) == (("BRG/Relaties",), ("BRG",))
    assert {*names.lists} == {"RELATIESOORT", "STEENSOORT"}
    assert {"Half", "Blok", "Relaties"} <= {*names.domains}
