"""Documents with corrections as a whole: laws of their schemas, the guidelines' payloads, examples, OpenAPI 3.1."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import jsonschema_rs
import pytest
import yaml

from compiler import pipeline
from compiler.emit.jsonschema.plan import OPERATIONS
from tests.helpers import outside
from tests.helpers.openapi_laws import LAWS, PREFIX, Release, schemas_of
from tests.helpers.requests import documents_with

pytestmark = pytest.mark.xdist_group("schema corrections")
BRG = "openapi/Ketenprocessen/BRG.yaml"


@lru_cache(maxsize=4)
def release(corrections: str = "all", version: str = "") -> Release:
    """The documents of models/vera, read."""
    return {path: load(text) for path, text in outside.documents(corrections, version).items()}


def load(text: bytes) -> Any:
    return yaml.load(text, Loader=yaml.CSafeLoader)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_law(law: Any) -> None:
    assert list(law(release())) == []


@pytest.mark.parametrize("law", LAWS[1:], ids=lambda law: law.__name__)
def test_what_was_published_breaks_every_law_but_the_first(law: Any) -> None:
    assert list(law(release("none"))) != []


@pytest.mark.parametrize("corrections", ["none", "all"])
def test_documents_in_version_31_are_valid(corrections: str) -> None:
    """Those of version 3.0 are tried with the published releases; some are enough here, each takes seconds."""
    from openapi_spec_validator import OpenAPIV31SpecValidator

    documents = release(corrections, "3.1")
    for path in (
        BRG,
        "openapi/Informatiedomeinen/Relaties.yaml",
        "openapi/Informatiedomeinen/Dossier.yaml",
    ):
        assert documents[path]["openapi"] == "3.1.0"
        assert [
            error.message for error in OpenAPIV31SpecValidator(documents[path]).iter_errors()
        ] == [], path


def test_version_31_says_null_and_base64_in_its_own_words() -> None:
    old, new = (json.dumps(release("all", version)) for version in ("3.0", "3.1"))
    assert '"nullable"' in old
    assert '"format": "byte"' in old
    for words, said in (  # counted, for a difference between two texts of this size is never told
        ('"nullable"', False),
        ('"format": "byte"', False),
        ('"type": ["string", "null"]', True),
        ('"contentEncoding": "base64"', True),
    ):
        assert (new.count(words) > 0) is said, words


# -- messages ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("process", ["BRG", "BVG", "OHD", "WRV"])
def test_every_example_fits_its_operation(process: str) -> None:
    path = f"openapi/Ketenprocessen/{process}.yaml"
    document = release("all", "3.1")[path]
    tried = 0
    for message in outside.process(process).messages:
        for operation in OPERATIONS:
            validator = jsonschema_rs.Draft202012Validator(
                in_version_31(document, schema_name(document, message.path, operation))
            )
            name = f"{process}/{message.name}.{operation.lower()}"
            for example in outside.examples([name])[name]:
                for value in example if isinstance(example, list) else [example]:
                    assert [str(error) for error in validator.iter_errors(value)] == [], name
                    tried += 1
    assert tried >= 12 * len(outside.process(process).messages)


def test_examples_fit_in_version_30_too() -> None:
    document = release()[BRG]
    for message in outside.process("BRG").messages:
        for operation in OPERATIONS:
            name = f"BRG/{message.name}.{operation.lower()}"
            accepts = validator_30(document, schema_name(document, message.path, operation))
            for example in outside.examples([name])[name]:
                for value in example if isinstance(example, list) else [example]:
                    assert accepts(value), name


def schema_name(document: Any, path: str, operation: str) -> str:
    """The schema of what an operation on all of a resource takes, or of one item of what it gives."""
    found = document["paths"][f"/{path}"][operation.lower()]
    if operation == "GET":
        schema = found["responses"]["200"]["content"]["application/json"]["schema"]["items"]
    else:
        schema = found["requestBody"]["content"]["application/json"]["schema"]
    return str(schema["$ref"]).removeprefix(PREFIX)


def in_version_31(document: Any, name: str) -> Any:
    return {"$ref": PREFIX + name, "components": {"schemas": schemas_of(document)}}


def validator_30(document: Any, name: str) -> Any:
    from openapi_schema_validator import OAS30Validator
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT4

    registry: Any = Registry().with_resource("urn:document", Resource(document, DRAFT4))
    return OAS30Validator({"$ref": f"urn:document{PREFIX}{name}"}, registry=registry).is_valid


@pytest.mark.parametrize(
    ("value", "right"),
    [
        ({"soort": {}, "adressen": [], "geboortedatum": None}, True),  # the guideline's own example
        ({"id": "1"}, True),
        ({}, True),
        ({"geboortedatum": {}}, False),
        ({"adressen": None}, False),
        ({"adressen": [None]}, False),
        ({"soort": None}, False),
        ({"soort": {"code": "NAT"}, "geboortedatum": 5}, False),
        ({"geboortedatum": 5}, False),
        ({"soort": {"code": "ONBEKEND"}, "onbekend": 5}, True),
    ],
)
def test_the_payload_rules_hold(value: Any, right: bool) -> None:
    document = release()[BRG]
    assert validator_30(document, schema_name(document, "relaties", "POST"))(value) is right


def test_the_guidelines_own_example_is_right_as_a_patch_and_as_an_answer() -> None:
    example = {"soort": {}, "adressen": [], "geboortedatum": None}
    one = release()[BRG]["paths"]["/relaties/{id}"]
    carried = {
        "patch": one["patch"]["requestBody"],
        "get": one["get"]["responses"]["200"],
        "put": one["put"]["requestBody"],
    }
    right = {
        name: validator_30(
            release()[BRG],
            each["content"]["application/json"]["schema"]["$ref"].removeprefix(PREFIX),
        )
        for name, each in carried.items()
    }
    told = example | {"soort": {"code": "NAT"}, "id": "1"}
    assert {name: accepts(example) for name, accepts in right.items()} == {
        "patch": True,
        "get": True,
        "put": False,  # it carries every attribute, the id as well
    }
    for empty in ("", "1"):
        assert all(accepts(told | {"id": empty}) is bool(empty) for accepts in right.values())


def test_derived_entities_are_told_by_their_code() -> None:
    schemas = schemas_of(release()[BRG])
    (choice,) = (schemas[name] for name in schemas if name.endswith("RelatiesRelatiebericht"))
    told = {"soort": {"code": "NAT"}, "geboortedatum": "2000-02-29"}
    fitting = [
        branch["$ref"] for branch in choice["anyOf"]
        if validator_30(release()[BRG], branch["$ref"].removeprefix(PREFIX))(told | {"id": "1"})
    ]  # fmt: skip
    assert [name.rpartition("bericht")[2] for name in fitting] == ["NatuurlijkPersoon", "Onbepaald"]


# -- what models may hold ----------------------------------------------------------------------------------------------

ODD = """\
standaard S { versie "1.0.0", ids { kern id : string }, ernst { GM10 uit, GN02 uit, GN03 uit,
    GN04 uit, GN06 uit, GN07 uit } }
domein A
abstract entiteit Ding (meervoud Dingen) { soort : DINGSOORT, ding : Ding }
abstract entiteit Deel is Ding (meervoud Delen, als soort DEE) { naam : string, maat : decimal }
entiteit Kern is Deel (meervoud Kernen) { klasse : integer, bestand : base64Binary[], duur : duration[] patroon /^P/ }
entiteit Los is Ding (meervoud Lossen) { naam : DINGSOORT, maat : decimal[] }
entiteit `a/b~c%d "e" é` (meervoud Odds) { ding : Ding, zelf : `a/b~c%d "e" é`.sleutels[] }
entiteit DING2 (meervoud Ding2s) { a : string }
entiteit Ding2 is DING2 (meervoud Dingen2) { b : string }
referentiedata DINGSOORT { DEE "Deel", LOS "Los" }
ketenproces P "P"
bericht Dingen over Ding {
    Ding { alle }
    Deel { alle }
    Kern { klasse }
    Los { alle }
}
ketenproces Q "Q"
bericht Dingen over Ding {
    Ding { ding }
    Deel { alle }
    Kern { klasse }
}
"""


@pytest.mark.parametrize(
    "corrections", ["all", "OA40,OA48", "OA40,OA41,OA42,OA48", "OA41,OA46,OA48", "OA47,OA48"]
)
def test_odd_models_make_valid_documents(corrections: str) -> None:
    from openapi_spec_validator import OpenAPIV31SpecValidator

    built = pipeline.build(
        {"a.vera": ODD.encode()}, documents_with(*corrections.split(","), version="3.1")
    )
    assert built.artefacts is not None, built.diagnostics
    documents = {path: load(text) for path, text in built.artefacts.items()}
    for path, document in documents.items():
        assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == [], (
            path
        )
    if corrections == "all":
        for law in LAWS:
            assert list(law(documents)) == [], law
