"""What an attribute is for stands in every schema that shows it, also where it is an address (OA05)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler import pipeline
from compiler.base.own_yaml import read_own_yaml
from compiler.emit.openapi.correcting import choose, corrected
from compiler.emit.openapi.emitter import sketch_documents
from compiler.emit.openapi.plan import Document
from tests.helpers.lost_texts import lost_texts, shown_properties
from tests.helpers.requests import documents_with, schemas_with
from tests.helpers.small_model import REPO

pytestmark = pytest.mark.xdist_group("texts of references")
LOST_AS_PUBLISHED = {"description": 12, "constraint": 1}  # of properties in the domains of VERA


@lru_cache(maxsize=1)
def published() -> tuple[Document, ...]:
    """The documents of models/vera as plans, as published."""
    folder = REPO / "models" / "vera"
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.vera")
    }
    model = pipeline.check(files).model
    assert model is not None
    return tuple(sketch.plan() for sketch in sketch_documents(model))


def lost(*words: str) -> dict[str, list[tuple[str, str]]]:
    return lost_texts(published(), *words)


def test_what_was_published_loses_texts_in_domains_only():
    found = lost("none")
    assert {part: len(places) for part, places in found.items()} == LOST_AS_PUBLISHED
    assert {folder for places in found.values() for folder, _ in places} == {"Informatiedomeinen"}


@pytest.mark.parametrize("words", ["OA05", "compatible", "all"])
def test_no_text_is_lost(words: str):
    assert lost(words) == {"description": [], "constraint": []}


def test_nothing_but_addresses_says_more():
    after = shown_properties(corrected(published(), choose(["OA05"])[0]))
    before = shown_properties(published())
    changed = [old for (_, old), (_, new) in zip(before, after, strict=True) if old != new]
    assert changed
    assert {(prop.shape.type, prop.shape.format, bool(prop.target)) for prop in changed} == {
        ("string", "uri", True)
    }


# -- small models --------------------------------------------------------------------------------------------------


class Line(NamedTuple):
    """An attribute of a small model; its texts are found by its number."""

    core: bool
    type: str
    described: bool
    constrained: bool

    def written(self, number: int) -> str:
        text = f"    /// {self.texts(number)[0]}\n" if self.described else ""
        limit = f' beperking "Grens {number}."' if self.constrained else ""
        return f"{text}    {'kern ' if self.core else ''}veld{number} : {self.type}{limit}\n"

    def texts(self, number: int) -> list[str]:
        return [f"Uitleg {number}."] * self.described + [f"Grens {number}."] * self.constrained


TYPES = ["string", "date", "SOORT", "Hier", "Hier.sleutels", "Gedeeld", *(
    f"{entity}{keys}{many}" for entity in ("Daar", "Kind") for keys in ("", ".sleutels") for many in ("", "[]")
)]  # fmt: skip
LINES = st.lists(
    st.builds(Line, st.booleans(), st.sampled_from(TYPES), st.booleans(), st.booleans()),
    min_size=1,
    max_size=8,
)
REST = """
entiteit Hier (meervoud Hiers) { kern ander : Zaak.sleutels }
gedeeld domein G
entiteit Gedeeld (meervoud Gedeelden) { naam : string }
domein B
abstract entiteit Daar (meervoud Daars) { kern soort : SOORT }
entiteit Kind is Daar (meervoud Kinderen, als soort KIN) { naam : string, terug : Zaak.sleutels }
referentiedata SOORT { KIN "Kind" }
ketenproces P "Proces"
bericht Zaken over Zaak { Zaak { alle }, Kind { alle }, Daar { alle } }
"""


def files_of(lines: Sequence[Line]) -> dict[str, bytes]:
    written = "".join(line.written(number) for number, line in enumerate(lines))
    head = (
        'standaard S { versie "1.0.0", ids { kern id : string }, ernst { GN07 uit } }\ndomein A\n'
    )
    return {
        "m.vera": f"{head}entiteit Zaak (meervoud Zaken) {{\n{written}}}\n{REST}".encode(),
    }


def described(node: Any) -> Iterator[tuple[str, Any]]:
    """Every property below `node` with its name."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "properties":
                yield from value.items()
            yield from described(value)
    elif isinstance(node, list):
        for value in node:
            yield from described(value)


def assert_all_said(artefacts: dict[str, bytes], lines: Sequence[Line]) -> None:
    """Every property says the texts of its attribute, and each attribute is shown."""
    seen = set()
    for path, text in artefacts.items():
        read = json.loads(text) if path.endswith(".json") else read_own_yaml(text)
        for name, prop in described(read):
            if name.startswith("veld"):
                number = int(name.removeprefix("veld"))
                said = prop.get("description", "")
                assert all(part in said for part in lines[number].texts(number)), (path, name)
                assert "$ref" not in prop or "openapi" not in path or not said, (path, name)
                seen.add(number)
    assert seen == set(range(len(lines)))


@given(LINES, st.sampled_from(["OA05", "compatible", "all"]), st.sampled_from(["3.0", "3.1"]))
@settings(max_examples=60, deadline=None)
def test_every_property_says_what_its_attribute_is_for(
    lines: list[Line], words: str, version: str
) -> None:
    built = pipeline.build(files_of(lines), documents_with(words, version=version))
    assert built.artefacts is not None, [each for each in built.diagnostics if each.stops_build]
    assert_all_said(built.artefacts, lines)


@given(LINES)
@settings(max_examples=20, deadline=None)
def test_json_schemas_never_lost_them(lines: list[Line]) -> None:
    built = pipeline.build(files_of(lines), schemas_with())
    assert built.artefacts is not None, [each for each in built.diagnostics if each.stops_build]
    assert_all_said(built.artefacts, lines)


@pytest.mark.parametrize("type_", ["Daar", "Daar[]", "Daar.sleutels", "Daar.sleutels[]"])
def test_the_description_stands_before_what_it_is_the_address_of_and_the_constraint_behind(type_):
    line = Line(core=True, type=type_, described=True, constrained=True)
    built = pipeline.build(files_of([line]), documents_with("OA05"))
    assert built.artefacts is not None, [each for each in built.diagnostics if each.stops_build]
    document = read_own_yaml(built.artefacts["openapi/Informatiedomeinen/A.yaml"])
    label = "Adressen van Daars" if line.type.endswith("[]") else "Adres van Daar"
    texts = {prop["description"] for name, prop in described(document) if name == "veld0"}
    assert texts == {f"Uitleg 0. {label} in het domein B. Grens 0."}
    schemas = document["components"]["schemas"]
    assert {name for name, each in schemas.items() if "veld0" in each.get("properties", {})} == {
        "Zaak",
        "Zaak-sleutels",
    }
