"""The file of schemas in a site: each message is there by the anchors that its page names."""

from __future__ import annotations

import json
import re

import jsonschema_rs
import pytest

from compiler.emit.examples.maker import Examples
from compiler.emit.jsonschema.bundle import message_anchors
from compiler.emit.jsonschema.plan import OPERATIONS
from compiler.emit.site.addresses import version_folder
from compiler.emit.site.options import SiteOptions
from tests.emit.site.test_sites import site_of
from tests.emit.site.test_versions import FIRST, versions
from tests.emit.site.test_versions import site_of as site_of_versions
from tests.helpers.made_set import linked_texts, our_model
from tests.helpers.small_model import SMALL

HEAD = 'standaard Proef { versie "1.0.0", ids { kern id : string } }\n'


def test_a_page_of_a_message_names_its_schemas_in_the_file_of_all() -> None:
    files = site_of(linked_texts(SMALL))
    told, *named = json.loads(files["1.0.0/bericht/BRG/Relaties/index.json"])["schema"]
    assert told == {"tekst": "schema.json", "adres": "schema.json"}
    schemas = json.loads(files["1.0.0/schema.json"])
    of_message = [each for each in anchors_in(schemas) if each.startswith("BRG.Relaties.")]
    assert of_message == [f"BRG.Relaties.{each}" for each in OPERATIONS]
    assert named == [f"#{each}" for each in of_message]
    first, *_ = json.loads(files["1.0.0/downloads/index.json"])["bestanden"]
    assert first["bestand"] == told
    assert f'{{"$ref": "schema.json#{anchors_in(schemas)[0]}"}}' in first["inhoud"]


def test_beside_the_complete_set_the_file_is_there_too() -> None:
    files = site_of(linked_texts(SMALL), SiteOptions(with_set=True))
    told = json.loads(files["1.0.0/bericht/BRG/Relaties/index.json"])
    assert [each["tekst"] for each in told["bestanden"]] == [*OPERATIONS]
    assert told["schema"][1:] == [f"#BRG.Relaties.{each}" for each in OPERATIONS]


def test_who_takes_the_whole_for_a_schema_is_told_so_by_every_message() -> None:
    schemas = json.loads(site_of(linked_texts(SMALL))["1.0.0/schema.json"])
    judge = jsonschema_rs.Draft202012Validator(schemas)
    assert not any(judge.is_valid(each) for each in ({}, [], {"id": "1"}, "niets"))


@pytest.mark.parametrize(
    ("process", "name", "anchor"),
    [
        ("BRG", "Relaties", "BRG.Relaties"),
        ("BRG", "Eén_twee-3", "BRG.Een_twee-3-"),
        ("A", "B.C", "A.B.C-"),
        ("A.B", "C", "A.B.C-"),
        ("1", "a", "_1.a-"),
        ("日", "a b", "_-.a-b-"),
    ],
)
def test_an_anchor_comes_of_the_name_alone(process: str, name: str, anchor: str) -> None:
    """Whatever other messages are called, and in which order: who refers to one must not come to another."""
    key = (process, name)
    alone = message_anchors([key])[key]
    assert alone.startswith(anchor)
    assert len(alone) == len(anchor) + 8 * anchor.endswith("-")
    assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9._-]*", alone)
    others = [("A", "B.C"), ("A.B", "C"), ("BRG", "Een_twee-3"), ("1", "A"), ("日", "a  b")]
    for order in (others, others[::-1]):
        together = message_anchors([*(each for each in order if each != key), key])
        assert together[key] == alone
        assert len({*together.values()}) == len(together)


def test_every_message_has_its_schemas_in_the_file_and_without_messages_there_is_none() -> None:
    model = our_model("voorbeeld")
    files = site_of(model)
    schemas = json.loads(files[f"{version_folder(model.standard.version)}/schema.json"])
    assert len(anchors_in(schemas)) == len(OPERATIONS) * len([*model.messages()])
    examples = {
        f"{message.process}.{message.name}.{operation}": json.loads(text)
        for message in model.messages()
        for operation, text in Examples(model).texts(model.processes[message.process], message)
    }
    for anchor, shown in examples.items():
        whole = {**schemas, "$id": "https://example.org/schema.json"}
        asked = {"$ref": f"{whole['$id']}#{anchor}", "$defs": {"whole": whole}}
        judge = jsonschema_rs.Draft202012Validator(asked)
        assert judge.is_valid(shown), anchor
        assert not judge.is_valid("niets")
    alone = linked_texts(
        {"a.vera": HEAD + "domein D\nentiteit Ding (meervoud Dingen) { naam : string }"}
    )
    assert not [path for path in site_of(alone) if path.endswith("schema.json")]


def anchors_in(schemas: dict[str, dict[str, dict[str, str]]]) -> list[str]:
    """The anchors of a document of schemas, in their order."""
    return [each["$anchor"] for each in schemas["$defs"].values() if "$anchor" in each]


def test_a_page_of_an_older_version_leads_to_its_own_schemas_where_those_are_others() -> None:
    """No page of a message shows a pattern, so both say the same; but each leads to the file of its version."""
    with_pattern = FIRST.replace("adres : string", "adres : string patroon /^[A-Za-z]+$/")
    files = site_of_versions(*versions(FIRST, FIRST, with_pattern))
    first, second, third = (
        json.loads(files[f"1.{number}.0/bericht/VER/Huizen/index.json"]) for number in range(3)
    )
    assert first["gelijk"] == "../1.1.0/bericht/VER/Huizen/"
    for told_by_place in ("versie", "diagram"):
        assert second.pop(told_by_place) != third.pop(told_by_place)
    assert second == third
    schemas = {
        f"https://example.org/1.{number}.0/schema.json": json.loads(
            files[f"1.{number}.0/schema.json"]
        )
        for number in range(3)
    }
    registry = jsonschema_rs.Registry([*schemas.items()])
    for address, right in zip(schemas, (True, True, False), strict=True):
        asked = {"$ref": f"{address}#VER.Huizen.POST"}
        judge = jsonschema_rs.Draft202012Validator(asked, registry=registry)
        assert judge.is_valid({"adres": "Kade"})
        assert judge.is_valid({"adres": "Kade 1"}) is right


def test_schemas_that_are_those_of_the_next_version_stand_there_and_keep_their_addresses() -> None:
    files = site_of_versions(*versions(FIRST, FIRST, FIRST))
    first, _, last = (json.loads(files[f"1.{number}.0/schema.json"]) for number in range(3))
    assert [anchor["$ref"] for anchor in first["$defs"].values()] == [
        f"../1.2.0/schema.json#{anchor}" for anchor in anchors_in(last)
    ]
    assert anchors_in(first) == anchors_in(last)
