"""What a search knows: all names with their addresses, all texts, and what the lexicon says of the words."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.base.resources import templates_path
from compiler.emit.families import Request
from compiler.emit.site.stems import search_words, stem
from compiler.emit.site.told_calls import CallsOfResource, NamedCall, calls_by_resource
from tests.helpers.made_set import linked_texts, set_of
from tests.helpers.outside import need_node
from tests.helpers.real_model import real_sources
from tests.helpers.small_model import SMALL


@pytest.mark.parametrize(
    "forms",
    [
        ("woning", "woningen"),
        ("huur", "huren"),
        ("brief", "brieven"),
        ("huis", "huizen"),
        ("straat", "straten"),
        ("eenheid", "eenheden"),
        ("adres", "adressen"),
        ("foto", "foto's"),
        ("bouwjaar", "bouwjaren"),
        ("nummer", "nummers"),
        ("relatie", "relaties"),
        ("percentage", "percentages"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_the_script_of_a_site_has_the_same_stems() -> None:
    need_node()
    script = (templates_path() / "site" / "site.js").read_text(encoding="utf-8")
    (function,) = re.findall(r"(?s)  function stem\(word\) \{.*?\n  \}", script)
    text = b" ".join(real_sources().values()).decode().lower()
    words = sorted(set(re.findall(r"[a-z]{2,}", text)))
    program = f"{function}\nconsole.log(JSON.stringify(JSON.parse(require('fs').readFileSync(0)).map(stem)))"
    done = subprocess.run(
        ["node", "-e", program], input=json.dumps(words), capture_output=True, text=True, check=True
    )
    assert len(words) > 4000
    assert json.loads(done.stdout) == [stem(word) for word in words]


def test_different_words_keep_different_stems() -> None:
    words = ("huur", "huis", "eenheid", "woning", "naam", "nummer", "relatie", "prijs", "adres")
    assert len({stem(word) for word in words}) == len(words)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("kvkNummer", ["kvk", "nummer"]),
        ("gemBVOPerEenheid", ["gem", "bvo", "per", "eenheid"]),
        ("Coördinaat één", ["coordinaat", "een"]),
        ("RELATIESOORT", ["relatiesoort"]),
    ],
)
def test_a_name_has_words(name: str, words: list[str]) -> None:
    assert search_words(name) == words


def test_the_index_has_every_name_with_its_address_and_the_parts_of_compounds() -> None:
    made = set_of(linked_texts(SMALL), "site", request=Request())
    found: dict[str, Any] = {}
    for path, name in (("namen", "veracNames"), ("teksten", "veracTexts")):
        text = made[f"site/1.0.0/zoeken/{path}.js"].decode()
        assert text.startswith(f"window.{name}=")
        found[path] = json.loads(text.removeprefix(f"window.{name}=").removesuffix(";\n"))
    names, texts = found["namen"], found["teksten"]
    assert len(names["entries"]) == len(texts)
    entries = {
        (entry["s"], entry["n"]): (entry, text)
        for entry, text in zip(names["entries"], texts, strict=True)
    }
    entry, text = entries["entiteit", "Persoon"]
    assert (entry["h"], entry["p"], entry["a"]) == (
        "entiteit/Persoon/index.html",
        "Personen",
        ["geboortedatum", "achternaam"],
    )
    assert len(text["a"]) == 2
    assert entries["entiteit", "Relatie"][1]["t"] == "Een mens of organisatie."
    assert ["PER", "Persoon", "lijst/RELATIESOORT/index.html#PER"] in entries[
        "lijst", "RELATIESOORT"
    ][1]["v"]
    assert names["parts"]["geboortedatum"].split() == ["geboorte", "datum"]


def told_again(resource: CallsOfResource) -> list[tuple[str, ...]]:
    """The texts of its operations, as the script of a site fills them in."""
    words = dict(zip("^<>", resource.words, strict=True))
    return [
        tuple(re.sub(r"[\^<>]", lambda sign: words[sign[0]] or sign[0], text) for text in texts)
        for texts in resource.shape
    ]


ODD = st.text("aB/^<>{} 1", max_size=6)


@given(st.lists(st.tuples(st.sampled_from(["GET", "POST"]), ODD, ODD), min_size=1, max_size=5))
def test_an_operation_is_told_by_its_shape_and_words(made: list[tuple[str, str, str]]) -> None:
    (resource,) = calls_by_resource(NamedCall(*each, "Dingen") for each in made)
    assert [texts[:3] for texts in told_again(resource)] == made
    assert calls_by_resource(NamedCall(*each, "") for each in made) == ()


def test_resources_with_the_same_operations_have_one_shape() -> None:
    def of(many: str, one: str) -> list[NamedCall]:
        path = f"/{many.lower()}"
        return [
            NamedCall("GET", path, f"list{many}", many),
            NamedCall("POST", path, f"create{one}", many),
            NamedCall("PUT", f"{path}/{{id}}", f"replace{one}ById", many),
        ]

    first, second = calls_by_resource([*of("Relaties", "Relatie"), *of("Adressen", "Adres")])
    assert first.shape == second.shape
    assert first.shape[0] == ("GET", "^", "list<")
    assert second.words == ("/adressen", "Adressen", "Adres")
