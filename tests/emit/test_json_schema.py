"""JSON Schemas: what each operation asks, how derived entities are told apart, reference data, and names."""

from __future__ import annotations

import json
from functools import cache
from textwrap import dedent
from typing import Any

import jsonschema_rs
import pytest

from compiler import pipeline
from compiler.base.context import Context
from compiler.emit.jsonschema.emitter import emit_message_schema
from compiler.emit.jsonschema.options import SchemaOptions
from compiler.emit.jsonschema.plan import POST_ANSWER
from compiler.messages.schema_rewriting import working
from compiler.messages.validator import MessageValidator
from compiler.model.meaning import BASE64_PATTERN
from tests.helpers.requests import schemas_with

MODEL = """\
standaard Proef {
    versie "1.2.3"
    titel Proef
    ids { kern id : string, kern code : string }
}

referentiedata MENSSOORT { VOL "Volwassene", KIN "Kind" tot "2020-12-31", BAB "Baby" vanaf "2021-01-01" }
referentiedata ZONDERWAARDEN

domein Mensen

abstract entiteit Mens (meervoud Mensen) {
    soort    : MENSSOORT
    adressen : Adres[]
    notities : string[]
}

entiteit Volwassene is Mens (meervoud Volwassenen, als soort VOL) {
    beroep     : string
    vervallen fax : string
    einddatum  : date beperking "Niet eerder dan de begindatum."
    eindTijdstip : dateTime
    werkgever  : Bedrijf
}

entiteit Kind is Mens (meervoud Kinderen, als soort KIN BAB) {
    klas  : integer patroon /^[0-9]+$/
    duur  : duration
    bestand : base64Binary
}

entiteit Adres (meervoud Adressen) {
    postcode : string patroon /^[0-9]{4}[A-Z]{2}$/
    bewoner  : Mens.sleutels
    kleur    : ZONDERWAARDEN
}

domein Werk

entiteit Bedrijf (meervoud Bedrijven) { kern naam : string }

ketenproces ABC "Alles"

bericht Mensen over Mens {
    Mens { alle }
    Volwassene { alle }
    Kind { alle }
    Adres { alle }
}
"""


@cache
def schemas(text: str = MODEL, **asked: Any) -> dict[str, Any]:
    """The schemas of the model `text` by path."""
    built = pipeline.build({"a.vera": dedent(text).encode()}, schemas_with(SchemaOptions(**asked)))
    assert built.artefacts is not None, built.diagnostics
    return {
        path.removeprefix("jsonschema/"): json.loads(content)
        for path, content in built.artefacts.items()
    }


def message(operation: str, text: str = MODEL, **asked: Any) -> dict[str, Any]:
    """The schema of the message Mensen for `operation`; that of the answer to POST is made on demand only."""
    if operation == POST_ANSWER:
        model = pipeline.check({"a.vera": dedent(text).encode()}).model
        assert model is not None
        ((process, one),) = [(p, m) for p in model.processes.values() for m in p.messages]
        made = emit_message_schema(
            model, process, one, operation, SchemaOptions(**asked), Context()
        )
        return dict(json.loads(made))
    found: dict[str, Any] = schemas(text, **asked)[
        f"Ketenprocessen/ABC/Mensen.{operation.lower()}.schema.json"
    ]
    return found


def refused(schema: dict[str, Any], value: Any) -> list[str]:
    """Where `value` is wrong, as pointers."""
    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    return sorted(
        {"/" + "/".join(map(str, error.instance_path)) for error in validator.iter_errors(value)}
    )


WHOLE_ADDRESS = {"id": "1", "code": None, "postcode": "1234AB", "bewoner": {}, "kleur": {}}
WHOLE = {"id": "1", "code": None, "soort": {}, "adressen": [], "notities": []}
WHOLE_CHILD = WHOLE | {"soort": {"code": "KIN"}, "klas": None, "duur": None, "bestand": None}


@pytest.mark.parametrize(
    ("operation", "value", "wrong"),
    [
        # "Gebruik van Attributen in JSON Payload": null, {} and [] are empty; the guideline's example has one of each.
        ("POST", {"soort": {}, "adressen": [], "beroep": None}, []),
        ("POST", {}, []),
        ("POST", {"adressen": None}, ["/"]),
        ("POST", {"soort": None}, ["/"]),
        ("POST", {"adressen": {}}, ["/"]),
        ("POST", {"adressen": [None]}, ["/"]),
        ("POST", {"notities": [None]}, ["/"]),
        ("POST", {"adressen": [{}]}, []),
        ("POST", {"beroep": {}}, ["/beroep"]),
        ("POST", {"beroep": []}, ["/beroep"]),
        # "Regels voor gebruik id's": POST carries no id; what it embeds may.
        ("POST", {"id": "1"}, ["/"]),
        ("POST", {"id": None}, ["/"]),
        ("POST", {"adressen": [{"id": "1"}]}, []),
        # PATCH and PUT identify by id, which an address may have; what PATCH leaves out is ignored.
        ("PATCH", {"beroep": "bakker"}, []),
        ("PATCH", {"id": ""}, ["/id"]),
        ("PUT", WHOLE_CHILD | {"id": ""}, ["/id"]),
        # POST is answered with the id.
        ("POST-ANSWER", {"id": "1", "soort": {}}, []),
        ("POST-ANSWER", {"soort": {}}, ["/"]),
        ("POST-ANSWER", {"id": None}, ["/id"]),
        ("POST-ANSWER", {"id": ""}, ["/id"]),
        ("PATCH", {"id": "1", "beroep": "bakker"}, []),
        ("PATCH", {"id": None}, ["/id"]),
        # PUT replaces, so every attribute must be there, in what it embeds too; empty is fine.
        ("PUT", WHOLE_CHILD, []),
        ("PUT", {"id": "1"}, ["/"]),
        ("PUT", {}, ["/"]),
        ("PUT", WHOLE_CHILD | {"id": None}, ["/id"]),
        ("PUT", {key: value for key, value in WHOLE_CHILD.items() if key != "klas"}, ["/"]),
        ("PUT", WHOLE_CHILD | {"adressen": [WHOLE_ADDRESS]}, []),
        ("PUT", WHOLE_CHILD | {"adressen": [{}]}, []),
        ("PUT", WHOLE_CHILD | {"adressen": [{"id": "1"}]}, ["/", "/adressen/0"]),
        ("PUT", WHOLE_CHILD | {"adressen": [WHOLE_ADDRESS | {"bewoner": {"id": "2"}}]}, []),
        # GET answers with one, or with an array of them.
        ("GET", {"id": "1"}, []),
        ("GET", [{"id": "1"}, {}], []),
        ("GET", [1], ["/"]),
    ],
)
def test_what_an_operation_asks(operation: str, value: Any, wrong: list[str]) -> None:
    assert refused(message(operation), value) == wrong


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ({"soort": {"code": "KIN"}, "klas": 3}, []),
        ({"soort": {"code": "KIN"}, "klas": "drie"}, ["/klas"]),
        ({"soort": {"code": "VOL"}, "beroep": 3}, ["/beroep"]),
        ({"beroep": 3}, ["/beroep"]),
        ({"klas": "drie"}, ["/klas"]),
        ({"soort": {"code": "XYZ"}, "klas": "drie"}, ["/klas"]),
        ({"soort": {"code": "BAB"}, "onbekend": 1}, []),
    ],
)
def test_derived_entities_are_told_apart_by_a_code_and_else_by_what_they_hold(
    value: Any, wrong: list[str]
) -> None:
    assert refused(message("POST"), value) == wrong


@pytest.mark.parametrize(
    ("value", "right"),
    [
        ({"soort": {"code": "KIN"}, "klas": 3}, True),
        ({"soort": {"code": "KIN"}, "beroep": "bakker"}, False),
        ({"klas": 3}, True),
        ({"klas": 3, "klass": 3}, False),
        ({"adressen": [{"straat": "x"}]}, False),
        ({"adressen": [{"bewoner": {"id": "1"}}]}, True),
        ({"adressen": [{"bewoner": {"naam": "1"}}]}, False),
        ({"soort": {"kode": "KIN"}}, False),
    ],
)
def test_strict_refuses_what_the_model_does_not_know(value: Any, right: bool) -> None:
    schema = message("POST", strict=True)
    assert (refused(schema, value) == []) is right
    assert refused(message("POST"), value) == []


@pytest.mark.parametrize(
    ("asked", "allowed"),
    [
        ("all", ["VOL", "KIN", "BAB", None]),
        ("2020-12-31", ["VOL", "KIN", None]),
        ("2021-01-01", ["VOL", "BAB", None]),
    ],
)
def test_codes_are_those_of_a_day(asked: str, allowed: list[str | None]) -> None:
    schema = message("POST", codes=asked)
    assert schema["$defs"]["MENSSOORT"]["properties"]["code"]["enum"] == allowed
    assert "ZONDERWAARDEN" not in schema["$defs"]
    assert refused(schema, {"soort": {}, "adressen": [{"kleur": {"code": "ROO"}}]}) == []
    assert refused(schema, {"soort": {"code": "VOL", "naam": "Volwassene"}}) == []
    assert refused(schema, {"soort": {"code": "vol"}}) != []


SHOWN_BY_KEYS = """\
standaard Proef { versie "1.2.3", ids { kern id : string }, koppelvlak { lijstsleutels ja } }
referentiedata BRANCHE { BOU "Bouw" }
domein Werk
entiteit Bedrijf (meervoud Bedrijven) { kern branche : BRANCHE }
entiteit Pand (meervoud Panden) { bedrijf : Bedrijf.sleutels }
ketenproces ABC "Alles"
bericht Panden over Pand { Pand { alle } }
"""


@pytest.mark.parametrize(("asked", "wrong"), [("all", ["/bedrijf/branche/code"]), ("", [])])
def test_a_list_that_nothing_but_keys_shows_has_its_codes_there(
    asked: str, wrong: list[str]
) -> None:
    schema = schemas(SHOWN_BY_KEYS, codes=asked)["Ketenprocessen/ABC/Panden.post.schema.json"]
    assert refused(schema, {"bedrijf": {"branche": {"code": "BOU"}}}) == []
    assert refused(schema, {"bedrijf": {"branche": {"code": "ZZZ"}}}) == wrong


def test_a_property_carries_what_explains_it() -> None:
    properties = message("POST")["$defs"]["Volwassene"]["properties"]
    assert properties["fax"] == {"type": ["string", "null"], "deprecated": True}
    assert properties["einddatum"] == {
        "type": ["string", "null"],
        "format": "date",
        "description": "Niet eerder dan de begindatum. Tot en met deze dag.",
        "x-constraint": "Niet eerder dan de begindatum.",
        "x-end": "inclusive",  # GM08
    }
    assert (properties["eindTijdstip"]["format"], properties["eindTijdstip"]["x-end"]) == (
        "date-time",
        "exclusive",
    )
    assert properties["werkgever"] == {"$ref": "#/$defs/Bedrijf-sleutels", "x-target": "Bedrijf"}
    others = message("POST")["$defs"]["Kind"]["properties"]
    assert others["bestand"] == {
        "type": ["string", "null"],
        "contentEncoding": "base64",
        "pattern": BASE64_PATTERN,
    }
    assert others["klas"] == {
        "type": ["integer", "null"],
        "minimum": -(2**31),
        "maximum": 2**31 - 1,
        "x-pattern": "^[0-9]+$",
    }
    assert (
        message("POST")["$defs"]["Mens-basis"]["properties"]["soort"]["x-reference-data"]
        == "MENSSOORT"
    )


def test_a_regular_expression_of_several_numbers_is_said_of_each() -> None:
    text = MODEL.replace("klas  : integer patroon", "klassen : decimal[] patroon")
    assert message("POST", text)["$defs"]["Kind"]["properties"]["klassen"] == {
        "type": "array",
        "items": {"type": "number", "x-pattern": "^[0-9]+$"},
    }
    checked = MessageValidator(message("POST", text))
    assert [
        str(each.pointer) for each in checked.check({"soort": {"code": "KIN"}, "klassen": [1, 1.5]})
    ] == ["/klassen/1"]


@pytest.mark.parametrize("duration", ["P1D", "PT1.5S", "-P1Y2D", "PT1H1S", "P2W"])
def test_durations_are_those_of_xsd(duration: str) -> None:
    assert refused(message("POST"), {"duur": duration}) == []
    assert refused(message("POST"), {"duur": duration.replace("P", "Q")}) == ["/duur"]


def test_a_regular_expression_that_no_value_matches_is_left_out() -> None:
    text = MODEL.replace("einddatum  : date ", "einddatum  : date patroon /T/ ")
    assert "pattern" not in message("POST", text)["$defs"]["Volwassene"]["properties"]["einddatum"]


def test_a_regular_expression_that_is_passed_over_is_left_out_too() -> None:
    text = MODEL.replace(
        "beroep     : string", 'beroep : string patroon /^(a+)+$/ negeer RE01 "zo gepubliceerd"'
    )
    assert "pattern" not in message("POST", text)["$defs"]["Volwassene"]["properties"]["beroep"]


def test_a_bundle_shows_other_domains_by_address() -> None:
    bundle = schemas()["Informatiedomeinen/Mensen.schema.json"]
    werkgever = bundle["$defs"]["Volwassene"]["properties"]["werkgever"]
    assert werkgever == {
        "type": ["string", "null"],
        "format": "uri-reference",
        "x-target": "Bedrijf",
    }
    assert not any("required" in definition for definition in bundle["$defs"].values())  # GM09
    assert "anyOf" not in bundle


def test_ids_carry_standard_and_version() -> None:
    assert message("POST")["$id"] == "urn:standaard:Proef:1.2.3:Ketenprocessen/ABC/Mensen.post"
    text = MODEL.replace(
        "titel Proef", 'titel Proef\n    koppelvlak { schemabasis "https://example.org/s/" }'
    )
    assert (
        message("PUT", text)["$id"]
        == "https://example.org/s/Proef/1.2.3/Ketenprocessen/ABC/Mensen.put.schema.json"
    )


def test_the_key_of_the_source_is_named_in_the_manifest() -> None:
    text = MODEL.replace("titel Proef", "titel Proef\n    koppelvlak { bronsleutel code }")
    assert refused(message("POST", text), {"id": "1"}) == []
    assert refused(message("POST", text), {"code": "1"}) == ["/"]
    assert message("POST-ANSWER", text)["required"] == ["code"]
    assert refused(message("PATCH", text), {"code": ""}) == ["/code"]


def test_where_a_code_tells_only_what_that_entity_has_is_asked() -> None:
    text = """
    standaard S { versie "1.0.0", ernst { GM10 uit } }
    domein D
    abstract entiteit Plek { soort : SOORT }
    entiteit Straat is Plek (als soort STR) { plaats : Plaats }
    entiteit Elders is Plek (als soort ELD) { land : string, plaats : string }
    entiteit Plaats { naam : string }
    referentiedata SOORT { STR "Straat", ELD "Elders" }
    ketenproces ABC "Alles"
    bericht Mensen over Plek { Plek { soort }, Straat { alle }, Elders { land }, Plaats { alle } }
    """
    elders, street = {"soort": {"code": "ELD"}}, {"soort": {"code": "STR"}}
    for schema in (message("POST", text), working(message("POST", text))):
        assert refused(schema, elders | {"plaats": "Berlijn"}) == []
        assert refused(schema, street | {"plaats": "Berlijn"}) == ["/plaats"]
        assert refused(schema, {"plaats": "Berlijn"}) == ["/plaats"]
        assert refused(schema, street | {"land": 1}) == []
        assert refused(schema, elders | {"land": 1}) == ["/land"]


def test_a_message_about_something_without_ids_asks_for_none() -> None:
    text = MODEL.replace(
        "bericht Mensen over Mens {", "bericht Mensen over Kleur {\n    Kleur { alle }"
    )
    text += "\ndomein Kleuren\nwaardeobject Kleur (meervoud Kleuren) { naam : string }\n"
    assert refused(message("POST", text), {"id": "1"}) == []
    assert refused(message("PATCH", text), {"naam": "rood"}) == []
    assert refused(message("PUT", text), {}) == ["/"]


def test_the_envelope_is_part_of_every_message() -> None:
    text = MODEL + "\nenvelop Bericht { label : string, plaatsen : Adres[], Adres { postcode } }\n"
    text = text.replace("domein Werk", "domein Werk").replace(
        "domein Mensen", "gedeeld domein Mensen"
    )
    schema = message("POST", text)
    assert refused(schema, {"label": 3}) == ["/label"]
    assert refused(schema, {"plaatsen": [{"postcode": "x"}]}) == ["/plaatsen/0/postcode"]
    assert {"Adres", "Adres-Bericht"} <= schema["$defs"].keys()
    assert {"label", "plaatsen"} <= {*message("PUT", text)["required"]}
    assert refused(message("GET", text), [{"label": "x"}]) == []


def test_any_name_makes_a_schema_that_resolves() -> None:
    odd = 'a/b~c%d "e" é'
    text = MODEL.replace("Adres ", f"`{odd}` ").replace("Adres[]", f"`{odd}`[]")
    text = text.replace("klas ", "`kl/as~ %` ").replace(
        "    ids {", "    ernst { GN03 uit, GN04 uit }\n    ids {", 1
    )
    schema = message("POST", text)
    assert refused(schema, {"adressen": [{"postcode": "x"}]}) == ["/"]
    assert refused(schema, {"kl/as~ %": "x"}) == ["/kl/as~ %"]


def test_a_message_whose_name_cannot_name_a_file() -> None:
    text = MODEL.replace("bericht Mensen over", "bericht `../x` over")
    built = pipeline.build({"a.vera": text.encode()}, schemas_with())
    assert built.artefacts is None
    assert [(d.id, d.message) for d in built.diagnostics if d.stops_build] == [
        ("NAM07", '"../x" is no address of a resource'),
        ("OUT01", 'the message "../x" cannot name a file'),
    ]


def test_the_same_model_gives_the_same_bytes() -> None:
    files = {"a.vera": MODEL.encode()}
    assert (
        pipeline.build(files, schemas_with()).artefacts
        == pipeline.build(files, schemas_with()).artefacts
    )
