"""The schemas of messages mean the same to validators that share no code: jsonschema, jsonschema-rs and ajv."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from compiler import pipeline
from compiler.emit.jsonschema.bundle import message_anchors
from compiler.emit.jsonschema.options import SchemaOptions
from tests.helpers import outside
from tests.helpers.made_set import our_model
from tests.helpers.message_corpus import Case, corpus
from tests.helpers.requests import schemas_with
from tests.laws.test_compact_schemas import bundle_of

DAY = "2026-01-01"
CLOSED = SchemaOptions(strict=True, codes=DAY)
# The ways in which schemas can be asked for: their options, which messages are tried, how many ways each is spoilt.
BUILDS = {"usual": (SchemaOptions(), "", 4), "strict, with codes": (CLOSED, "BRG/", 25)}
pytestmark = pytest.mark.xdist_group("message schemas")


@pytest.mark.parametrize("build", BUILDS)
def test_every_schema_is_one(build: str):
    schemas = outside.named(outside.artefacts(BUILDS[build][0]))
    parts = {}

    assert len(schemas) == 220
    assert len({schema["$id"] for schema in schemas.values()}) == 220
    for name, schema in schemas.items():
        assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$schema"]
        jsonschema_rs.meta.validate(schema)
        if name.startswith("BRG/") or "/" not in name:
            parts |= {
                json.dumps(part): part
                for part in [{**schema, "$defs": {}}, *schema["$defs"].values()]
            }
        assert set(references(schema)) <= {
            f"#/$defs/{pointed}" for pointed in pointers(schema["$defs"])
        }, name
    # jsonschema takes its time over a schema, so it gets a part of them, and what they share once.
    Draft202012Validator.check_schema(
        {"$defs": {str(number): part for number, part in enumerate(parts.values())}}
    )


def references(value: object) -> list[str]:
    """Everything that is referred to below `value`."""
    if isinstance(value, list):
        return [ref for part in value for ref in references(part)]
    if not isinstance(value, Mapping):
        return []
    own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
    return own + [ref for part in value.values() for ref in references(part)]


def pointers(definitions: Mapping[str, Mapping[str, object]]) -> list[str]:
    """The definitions, and the properties of each."""
    properties = [
        f"{name}/properties/{part}"
        for name, d in definitions.items()
        for part in d.get("properties", {})
    ]
    return [*definitions, *properties]


@pytest.mark.parametrize("build", BUILDS)
def test_three_validators_agree_on_every_message(build: str):
    outside.need_node()
    options, process, spoilt = BUILDS[build]
    schemas = outside.messages(outside.named(outside.artefacts(options)), process)
    models = outside.messages(
        outside.named(outside.artefacts(options._replace(strict=False))), process
    )
    cases = list(corpus(models, outside.examples(models, options), spoilt))
    rust = outside.by_jsonschema_rs(schemas, cases)
    python = outside.by_jsonschema(schemas, cases)
    javascript, _ = outside.by_ajv(schemas, cases)

    verdicts = list(zip(cases, rust, python, javascript, strict=True))
    assert [(c.schema, c.done, *said) for c, *said in verdicts if len(set(said)) > 1] == []
    assert [
        (case.schema, case.message)
        for case, right in zip(cases, rust, strict=True)
        if not case.done and not right
    ] == []
    assert len(cases) >= 500
    assert all(0.25 <= share <= 0.75 for share in shares(rust))
    assert {case.schema for case in cases} == set(schemas)


def shares(verdicts: list[bool]) -> list[float]:
    return [count / len(verdicts) for count in Counter(verdicts).values()]


def test_the_document_of_all_schemas_says_the_same_to_them():
    outside.need_node()
    schemas = outside.messages(outside.named(outside.artefacts(SchemaOptions())), "BRG/")
    cases = list(corpus(schemas, outside.examples(schemas, SchemaOptions()), 4))
    model = our_model("vera")
    bundle = bundle_of(model)
    anchors = message_anchors((each.process, each.name.text) for each in model.messages())
    compact = {}
    for number, (name, schema) in enumerate(schemas.items()):
        whole = {**bundle, "$id": f"https://example.org/{number}.json"}
        anchor = anchors[tuple(schema["x-message"].split("/"))]
        ref = f"{whole['$id']}#{anchor}.{schema['x-operation']}"
        compact[name] = {"$schema": bundle["$schema"], "$ref": ref, "$defs": {"whole": whole}}
    javascript, warnings = outside.by_ajv(compact, cases)
    assert outside.by_jsonschema_rs(schemas, cases) == javascript
    assert outside.by_jsonschema_rs(compact, cases) == javascript
    assert {*javascript} == {True, False}
    assert warnings == []


# What each primitive type may look like, and what it may not.
PRIMITIVES = """\
standaard Klein {
    titel "Klein"
    versie "1.0.0"
    ernst { GN07 uit }
    ids {
        kern id : string
    }
}
"""
RIGHT = {
    "date": ("2024-02-29",),
    "dateTime": ("2024-02-29T12:00:00Z", "2024-02-29T12:00:00.125+01:00"),
    "time": ("12:00:00", "12:00", "12:00:00Z"),
    "duration": ("P1D", "PT1.5S", "P1Y2D", "P2W", "-P1D"),
    "anyURI": ("/relaties/42", "https://voorbeeld.example/a?b=c#d", ""),
    "string": ("", "tekst", "é😀"),
    "string patroon /^(?!0)[0-9]{2}$/": ("42",),
    "base64Binary": ("aGFsbG8=", ""),
    "integer": (42, 42.0, -1, 2**31 - 1, -(2**31)),
    "decimal": (42, 4.5, -1e-9),
    "boolean": (True, False),
}
WRONG = {
    "date": ("", "2023-02-29", "2024-2-1", "20240201", "2024-02-29T00:00:00Z", "29-02-2024"),
    "dateTime": (
        "2024-02-29T12:00:00",
        "2024-02-29",
        "2023-02-29T12:00:00Z",
        "2024-02-29T24:00:00Z",
    ),
    "time": ("24:00:00", "12", ""),
    "duration": ("", "P", "PT", "P1DT", "1D", "p1d"),
    "anyURI": ("twee woorden", "/relaties/{id}", "\\\\server\\map"),
    "string patroon /^(?!0)[0-9]{2}$/": ("04", "4", "٤٢"),
    "integer": (4.5, "42", True, 2**31, 10**30),
    "base64Binary": ("geen base64", "aGFsbG8", "aGFsbG8=\n "),
    "decimal": ("4.5", True),
    "boolean": (0, "false"),
}


def test_three_validators_agree_on_every_primitive_type():
    outside.need_node()
    lines = "".join(f"    veld{number} : {type_}\n" for number, type_ in enumerate(RIGHT))
    files = {
        "standaard.vera": PRIMITIVES,
        "domeinen/A.vera": f"domein A\n\nentiteit Ding {{\n{lines}}}\n",
    }
    built = pipeline.build(
        {path: text.encode() for path, text in files.items()}, schemas_with()
    ).artefacts
    assert built
    schemas = {"A": {**outside.named(built)["A"], "$ref": "#/$defs/Ding"}}
    right = [
        Case("A", {f"veld{n}": value})
        for n, values in enumerate(RIGHT.values())
        for value in (*values, None)
    ]
    wrong = [
        Case("A", {f"veld{n}": value})
        for n, type_ in enumerate(RIGHT)
        for value in (*WRONG.get(type_, ()), {}, [], [None])
    ]

    for validate in (
        outside.by_jsonschema_rs,
        outside.by_jsonschema,
        lambda *given: outside.by_ajv(*given)[0],
    ):
        assert refused(right, validate(schemas, right)) == []
        assert refused(wrong, validate(schemas, wrong)) == [case.message for case in wrong]


def refused(cases: list[Case], verdicts: list[bool]) -> list[object]:
    return [case.message for case, valid in zip(cases, verdicts, strict=True) if not valid]
