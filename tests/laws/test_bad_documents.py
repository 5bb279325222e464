"""Documents of a release in shapes that nobody expects end in a diagnostic, never in a traceback."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from compiler import pipeline
from compiler.base.context import Context
from tests.helpers.bad_input import DOMAIN, PROCESS, SHEET, Read, Verac
from tests.helpers.bad_releases import (
    ALL_OF,
    SCHEMAS,
    cells,
    with_property,
    with_shape,
)
from tests.helpers.requests import documents_with

GET = ("paths", "/relaties", "get")


POST = ("paths", "/relaties", "post")


MEDIA = (*GET, "responses", "200", "content", "application/json")


SHAPES: dict[str, tuple[tuple[str, ...], Any]] = {
    "components: list": (("components",), [1]),
    "schemas: list": (SCHEMAS, [1, 2]),
    "schemas: nothing": (SCHEMAS, None),
    "schema: list": ((*SCHEMAS, "Persoon"), [1]),
    "schema: text": ((*SCHEMAS, "Persoon"), "x"),
    "allOf: number": (ALL_OF, 3),
    "allOf: text": (ALL_OF, "x"),
    "allOf: lists": (ALL_OF, [[1]]),
    "oneOf: number": ((*SCHEMAS, "Relatie", "oneOf"), 3),
    "oneOf: mapping": ((*SCHEMAS, "Relatie", "oneOf"), {"$ref": "x"}),
    "properties: list": (ALL_OF, [{"properties": [1]}]),
    "property: nothing": (ALL_OF, with_property(None)),
    "property: no type": (ALL_OF, with_property({})),
    "property: types": (ALL_OF, with_property({"type": ["string", "null"]})),
    "property: mapping as type": (ALL_OF, with_property({"type": {"a": 1}})),
    "property: items that are none": (ALL_OF, with_property({"type": "array", "items": 3})),
    "property: a number as name": (ALL_OF, with_property({"type": "string"}, 3)),
    "property: nothing as name": (ALL_OF, with_property({"type": "string"}, None)),
    "property: refers to nothing": (ALL_OF, with_property({"$ref": "#/components/schemas/X"})),
    "property: refers to a number": (ALL_OF, with_property({"$ref": 3})),
    "property: refers to the web": (ALL_OF, with_property({"$ref": "https://a.nl/b#c"})),
    "property: odd description": (ALL_OF, with_property({"description": "a\n/// }\r\0\u2028"})),
    "own base": (ALL_OF, [{"$ref": "#/components/schemas/Organisatie-basis"}]),
    "own message": ((*SCHEMAS, "Persoonbericht"), {"allOf": [{"$ref": "#/components/schemas/Persoonbericht"}]}),
    "path: list": (GET[:2], [1]),
    "path: text": (GET[:2], "x"),
    "operation: list": (GET, [1]),
    "operation: nothing": (GET, None),
    "tags: text": ((*GET, "tags"), "abc"),
    "tags: number": ((*GET, "tags"), 7),
    "tags: mapping": ((*GET, "tags"), {"a": 1}),
    "tags: mappings": ((*POST, "tags"), [{"a": 1}]),
    "tags of a POST: mapping": ((*POST, "tags"), {"a": 1}),
    "body: list": ((*POST, "requestBody"), [1]),
    "body refers to nothing": (
        (*POST, "requestBody", "content", "application/json", "schema", "$ref"), "#/components/schemas/X-Ybericht"
    ),
    "responses: list": ((*GET, "responses"), [1]),
    "response: text": ((*GET, "responses", "200"), "x"),
    "content: list": ((*GET, "responses", "200", "content"), [1]),
    "media: list": (MEDIA, [1]),
    "schema of a response: list": ((*MEDIA, "schema"), [1]),
    "largest page: text": ((*MEDIA, "schema", "maxItems"), "veel"),
    "largest page: below zero": ((*MEDIA, "schema", "maxItems"), -5),
    "largest page: huge": ((*MEDIA, "schema", "maxItems"), 10**12),
    "answers of ping: list": (("paths", "/ping", "get", "responses"), [1]),
    "info: list": (("info",), [1]),
    "title: mapping": (("info", "title"), {"a": 1}),
    "version: list": (("info", "version"), [1]),
    "contact: list": (("info", "contact"), [1]),
    "servers: text": (("servers",), "x"),
    "servers: mapping": (("servers",), {"url": "x"}),
    "servers: numbers": (("servers",), [3]),
    "server: mapping as address": (("servers",), [{"url": {"a": 1}}]),
    "variables: list": (("servers",), [{"url": "x", "variables": [1]}]),
    "variables: texts": (("servers",), [{"url": "x", "variables": {"a": "b"}}]),
    "variables: a number as name": (("servers",), [{"url": "x", "variables": {3: {"default": "b"}}}]),
    "variables: a number for a choice": (("servers",), [{"url": "x", "variables": {"a": {"enum": 3}}}]),
    "security: list": (("components", "securitySchemes"), [1]),
    "security: text": (("components", "securitySchemes"), {"OAuth2": "x"}),
    "flows: list": (("components", "securitySchemes"), {"OAuth2": {"flows": [1]}}),
    "flow: nothing": (("components", "securitySchemes"), {"OAuth2": {"flows": {"x": None}}}),
    "flow: a number as name": (("components", "securitySchemes"), {"OAuth2": {"flows": {3: {4: "b", "c": "d"}}}}),
    "openapi: mapping": (("openapi",), {"a": 1}),
    "an extension with mixed names": (("x-eigen",), {1: 2, "b": {None: 3, "c": 4}}),
    "an extension with a date": (("x-eigen",), {"a": date(2026, 1, 1)}),
    "an extension with bytes": (("x-eigen",), {"a": b"\0"}),
    "an extension with a set": (("x-eigen",), {"a", "b"}),
    "an extension without a number": (("x-eigen",), {"a": float("nan"), "b": float("inf")}),
}  # fmt: skip


@pytest.mark.parametrize(
    ("document", "what"),
    [(DOMAIN, what) for what in SHAPES]
    + [(PROCESS, what) for what in SHAPES if SHAPES[what][0][:2] == SCHEMAS],
)
def test_a_shape_that_no_release_has(
    read: Read, release: Path, context: Context, document: str, what: str
) -> None:
    keys, value = SHAPES[what]
    if keys[:2] == SCHEMAS and document == PROCESS:
        keys = tuple(
            f"Relaties-{key}" if key in ("Persoon", "Organisatie", "Relatie") else key
            for key in keys
        )
    with_shape(release / document, keys, value)
    found = read(release)
    assert found.diagnostics or what == "contact: list"  # whom to ask is prose
    if any(diagnostic.stops_build for diagnostic in found.diagnostics):
        return
    assert found.files
    assert pipeline.build(found.files, documents_with(), context).artefacts


def bases_in_a_circle(release: Path) -> None:
    """Relatie is derived from Persoon, and Persoon from Relatie."""
    parts = {"Relatie": "Persoon", "Persoon": "Relatie"}
    for name, base in parts.items():
        body = {
            "allOf": [
                {"$ref": f"#/components/schemas/{base}-basis"},
                {"type": "object", "properties": {}},
            ]
        }
        with_shape(release / DOMAIN, (*SCHEMAS, f"{name}-basis"), body)


def seen_by_a_message(release: Path) -> None:
    """A message shows an attribute that none of the bases has."""
    with_shape(
        release / DOMAIN, (*SCHEMAS, "Persoon"), {"$ref": "#/components/schemas/Persoon-basis"}
    )
    with_shape(
        release / PROCESS,
        (*SCHEMAS, "Relaties-Persoon"),
        {"properties": {"nieuw": {"type": "string"}}},
    )


def seen_by_an_address(release: Path) -> None:
    """Another domain has the address of an entity in the circle."""
    address = {"type": "string", "format": "uri", "description": "Adres van Persoon in Relaties."}
    with_shape(
        release / "Informatiedomeinen/Algemeen.yaml",
        (*SCHEMAS, "Referentiedata", "properties", "van"),
        address,
    )
    cells("<t>naam</t>", "<t>van</t>")(release)
    text = '<c r="H4" t="inlineStr"><is><t>'
    cells(f"{text}string", f"{text}Link type Persoon")(release)


@pytest.mark.parametrize(
    "seen", [lambda _: None, seen_by_a_message, seen_by_an_address], ids=["", "message", "address"]
)
def test_bases_in_a_circle(verac: Verac, release: Path, seen: Callable[[Path], None]) -> None:
    bases_in_a_circle(release)
    seen(release)
    ended = verac("import", release / SHEET, release, "-o", "model")
    assert "Traceback" not in ended.err
    assert re.search(r'\[(IMP|NAM)\d\d\]: "(Persoon|Relatie)" is derived from itself', ended.err)
    assert verac("build", "model", "-o", "uit").code == ended.code
