"""Examples as they are written: into documents, and by the command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from compiler import pipeline
from compiler.base.own_yaml import read_own_yaml
from compiler.emit.examples.maker import as_text, made_example
from compiler.emit.families import ExampleOptions, Request
from compiler.emit.jsonschema.plan import (
    OPERATIONS,
)
from compiler.emit.openapi.options import OpenAPIOptions
from compiler.workspace.model_reading import read_model
from tests.helpers.made_examples import model_of
from tests.helpers.small_model import REPO

# -- documents ---------------------------------------------------------------------------------------------------------


def test_documents_show_examples_where_they_are_asked_for():
    files = read_model(REPO / "models/voorbeeld").files
    model = model_of("models/voorbeeld")
    asked = Request(openapi=OpenAPIOptions(corrections=("none",), json=True))
    plain = pipeline.build(files, asked)
    shown = pipeline.build(files, asked._replace(examples=ExampleOptions()))
    assert plain.artefacts
    assert shown.artefacts
    assert plain.artefacts.keys() == shown.artefacts.keys()
    assert all(
        plain.artefacts[p] == shown.artefacts[p]
        for p in plain.artefacts
        if "Informatiedomeinen" in p
    )
    for operation in OPERATIONS:
        path = f"jsonschema/Ketenprocessen/LEN/Leningen.{operation.lower()}.schema.json"
        schema = json.loads(shown.artefacts[path])
        assert schema.pop("examples") == [made_example(model, "LEN/Leningen", operation)]
        assert schema == json.loads(plain.artefacts[path])
    document = read_own_yaml(shown.artefacts["openapi/Ketenprocessen/LEN.yaml"])
    assert document == json.loads(shown.artefacts["openapi/Ketenprocessen/LEN.json"])
    collection, one = document["paths"]["/leningen"], document["paths"]["/leningen/{id}"]
    answer = made_example(model, "LEN/Leningen", "GET")
    assert body(collection["get"]["responses"]["200"]) == [answer]
    assert (
        body(collection["post"]["responses"]["201"])
        == body(one["get"]["responses"]["200"])
        == answer
    )
    for operation, found in [
        ("POST", collection),
        *[(o, p) for o in ("PUT", "PATCH") for p in (collection, one)],
    ]:
        assert body(found[operation.lower()]["requestBody"]) == made_example(
            model, "LEN/Leningen", operation
        )


def body(node: Any) -> Any:
    return node["content"]["application/json"]["example"]


# -- the command -------------------------------------------------------------------------------------------------------


def test_the_command_shows_an_example(verac: Any, tmp_path: Path):
    model = REPO / "models/voorbeeld"
    assert verac("example", "--model", model) == (0, "LEN/Leningen\n", "")
    shown = verac(
        "example",
        "LEN/Leningen",
        "--operation",
        "put",
        "--minimal",
        "--model",
        model,
        "-o",
        "uit.json",
    )
    assert shown == (0, "", "")
    text = (tmp_path / "uit.json").read_text(encoding="utf-8")
    assert (
        text
        == as_text(made_example(model_of("models/voorbeeld"), "LEN/Leningen", "PUT", "minimal"))
        + "\n"
    )
    assert (
        verac("example", "LEN/Leningen", "--full", "--codes", "2024-06-01", "--model", model).code
        == 0
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["LEN/Leening"], 'did you mean "LEN/Leningen"?'),
        (["LEN/Leningen", "--operation", "PTCH"], 'did you mean "PATCH"?'),
        (["LEN/Leningen", "--minimal", "--full"], "exclude each other"),
        (["LEN/Leningen", "--codes", "morgen"], '"morgen" is no day'),
    ],
)
def test_the_command_says_what_is_misused(verac: Any, arguments: list[str], said: str):
    found = verac("example", *arguments, "--model", REPO / "models/voorbeeld")
    assert (found.code, found.out) == (2, "")
    assert said in found.err


def test_a_broken_model_is_told_by_its_diagnostics(verac: Any, small_model: Path):
    (small_model / "referentiedata.vera").unlink()
    found = verac("example", "BRG/Relaties", "--model", small_model)
    assert (found.code, found.out) == (1, "")
    assert "RELATIESOORT" in found.err
    assert verac("example", "--model", small_model / "nergens").code == 2
