"""The one document of schemas of all messages takes the messages that the published schemas take, and no others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from random import Random
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from compiler import pipeline
from compiler.base.context import Context
from compiler.emit.examples.maker import made_example
from compiler.emit.jsonschema.bundle import message_anchors, schema_bundle
from compiler.emit.jsonschema.compact import compact_schemas
from compiler.emit.jsonschema.definitions import SharedDefinitions
from compiler.emit.jsonschema.emitter import emit_schemas
from compiler.emit.jsonschema.options import SchemaOptions
from compiler.emit.jsonschema.plan import OPERATIONS
from compiler.emit.jsonschema.planning import plan_message
from compiler.messages.outline import Outline
from compiler.model.model import Model
from tests.helpers.made_set import linked_texts, our_model
from tests.helpers.meeting_names import meeting_models
from tests.helpers.message_maker import random_message

RANDOM = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
EVERY_KIND = r"""
standaard Proef {
    versie "1.0.0", ids { kern id : KEY, nummer : string }, ernst { GM11 uit, GN07 uit, GM10 uit, GM04 uit }
}
gedeeld domein Algemeen
waardeobject Referentiedata (meervoud Referentiedata) { kern code : string, kern naam : string }
domein D
entiteit Ding (meervoud Dingen) {
    tekst : string patroon /^[A-Z]{2}$/, heel : integer, bedrag : decimal, dag : date, moment : dateTime,
    duur : duration, tijd : time, adres : anyURI, beeld : base64Binary patroon /^[a-z!]+$/, ja : boolean,
    teksten : string[], vervallen oud : string, soort : SOORT, soorten : SOORT[], eigenaar : Mens.sleutels,
    eigenaren : Mens.sleutels[], doos : Doos, delen : Deel[], vorm : Vorm, vormen : Vorm[], ding : Ding
}
abstract entiteit Mens (meervoud Mensen) { naam : string, soort : SOORT, kind : Mens, doos : Doos.sleutels }
entiteit Vrouw is Mens (meervoud Vrouwen, als soort VRO) { doos : Doos, hoed : Deel }
entiteit Man is Mens (meervoud Mannen) { }
entiteit Kind is Man (meervoud Kinderen) { hoed : string }
entiteit Gast is Mens (meervoud Gasten) { }
entiteit Doos (meervoud Dozen) { inhoud : Ding[], maat : integer }
entiteit Deel (meervoud Delen) { gewicht : decimal, heel : Ding }
abstract entiteit Vorm (meervoud Vormen) { soort : SOORT }
entiteit Rond is Vorm (meervoud Ronden, als soort ROND) { straal : decimal, midden : Deel }
entiteit Hoekig is Vorm (meervoud Hoekigen, als soort HOEK VIER) { hoeken : integer, midden : Deel.sleutels }
referentiedata SOORT { ROND "Rond", HOEK "Hoek", VIER "Vier", VRO "Vrouw" }
envelop Bericht { toelichting : string, bijlage : Deel, kenmerk : SOORT }
ketenproces P "p"
bericht Dingen over Ding { Ding { alle }, Doos { alle }, Deel { alle }, Vorm { alle }, Rond { alle }, Hoekig { alle } }
bericht Mensen over Mens {
    Mens { alle }, Vrouw { alle }, Man { alle }, Kind { alle }, Gast { alle }, Doos { maat },
    Deel { alle ids, gewicht }
}
bericht Vormen over Vorm { Vorm { alle }, Rond { straal, midden }, Hoekig { alle }, Deel { gewicht } }
"""
ADDRESS = "https://example.org/schema.json"
ODDNESS = (0, 0.01, 0.05, 0.2)
MESSAGES_OF_EACH = 12


def bundle_of(model: Model) -> Any:
    """The document of all schemas of `model`."""
    shared = SharedDefinitions()
    schemas = {
        (each.process, each.name.text): compact_schemas(
            plan_message(
                model, model.processes[each.process], each, SchemaOptions(), OPERATIONS, shared
            )
        )
        for each in model.messages()
    }
    return json.loads(schema_bundle("Proef", schemas))


def pairs(model: Model) -> Iterator[tuple[str, Any, Any]]:
    """Of each message and operation: what it is called, the published schema, and the one in the document of all."""
    published = emit_schemas(model, SchemaOptions(), Context())
    bundle = bundle_of(model)
    anchors = message_anchors((each.process, each.name.text) for each in model.messages())
    by_title = {
        (schema["x-message"], schema["x-operation"]): schema
        for schema in map(json.loads, published.values())
        if "x-message" in schema
    }
    for (process, name), anchor in anchors.items():
        for operation in OPERATIONS:
            yield (
                f"{process}/{name} {operation}",
                by_title[f"{process}/{name}", operation],
                {
                    "$ref": f"{ADDRESS}#{anchor}.{operation}",
                    "$defs": {"whole": {**bundle, "$id": ADDRESS}},
                },
            )


def judge(schema: Any) -> Any:
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def agree(model: Model, seed: int, several: int = MESSAGES_OF_EACH) -> set[bool]:
    """The verdicts on random messages, which are the same by both schemas."""
    random, found = Random(seed), set()
    for name, published, compact in pairs(model):
        theirs, ours = judge(published), judge(compact)
        root = Outline(published).root
        for number in range(several):
            message = random_message(root, random, ODDNESS[number % len(ODDNESS)])
            verdict = theirs.is_valid(message)
            assert ours.is_valid(message) is verdict, (name, message)
            found.add(verdict)
    return found


@RANDOM
@given(meeting_models(), st.integers(0, 1 << 32))
def test_schemas_of_random_models_take_the_same_messages(texts: dict[str, str], seed: int) -> None:
    checked = pipeline.check({path: text.encode() for path, text in texts.items()})
    assume(not any(each.stops_build for each in checked.diagnostics))
    assert checked.model is not None
    assume(any(checked.model.messages()))
    agree(checked.model, seed)


@pytest.mark.parametrize("key", ["string", "integer"])
def test_schemas_of_every_kind_of_attribute_take_the_same_messages(key: str) -> None:
    model = linked_texts({"m.vera": EVERY_KIND.replace("KEY", key)})
    assert agree(model, 19, 600) == {True, False}


HAT = {"id": "1", "nummer": "1", "gewicht": 1.5}


@pytest.mark.parametrize(
    ("message", "changed", "right"),
    [
        ("P/Dingen POST", {"heel": 2**31 - 1}, True),
        ("P/Dingen POST", {"heel": 2**31}, False),
        ("P/Dingen POST", {"heel": -(2**31) - 1}, False),
        ("P/Dingen POST", {"beeld": "abcd"}, True),
        ("P/Dingen POST", {"beeld": "abc!"}, False),  # as its pattern asks, but no base64
        ("P/Mensen PUT", {"hoed": HAT}, True),
        (
            "P/Mensen PUT",
            {"hoed": {"gewicht": 1.5}},
            False,  # not every attribute of what only a woman embeds
        ),
        ("P/Mensen PATCH", {"hoed": {"gewicht": 1.5}}, True),
    ],
)
def test_what_random_messages_seldom_have(
    message: str, changed: dict[str, Any], right: bool
) -> None:
    """Each is an example with something changed, in which no code tells what somebody is."""
    model = linked_texts({"m.vera": EVERY_KIND.replace("KEY", "string")})
    name, operation = message.split()
    example = made_example(model, name, operation, "minimal" if operation != "PUT" else "usual")
    example = {key: value for key, value in example.items() if key != "soort"} | changed
    if operation == "PUT":
        example["soort"] = {}
    ((published, compact),) = ((p, c) for found, p, c in pairs(model) if found == message)
    assert [judge(each).is_valid(example) for each in (published, compact)] == [right, right]


@pytest.mark.parametrize("name", ["voorbeeld", "vera"])
def test_schemas_of_our_models_take_the_same_messages(name: str) -> None:
    assert agree(our_model(name), 19) == {True, False}


def test_each_definition_is_there_once() -> None:
    """Under a name with a number behind it stands something else than under that name."""
    definitions = bundle_of(our_model("vera"))["$defs"]
    texts = [
        (re.sub(r"-\d+$", "", name), json.dumps(definition))
        for name, definition in definitions.items()
    ]
    assert len(set(texts)) == len(texts)


def test_what_only_explains_is_left_out() -> None:
    text = json.dumps(bundle_of(our_model("vera")))
    assert re.findall(r'"(description|x-constraint)": "', text) == []
    assert "x-reference-data" in text
