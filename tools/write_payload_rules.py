"""Write the table of payload rules in docs/messages.md, from what comes of messages: `make docs`.

Each message is tried where the guideline says something of it, in `verac validate`, the JSON Schemas, and OpenAPI at
each level of corrections. A verdict that is not the guideline's stands in bold; tests/messages/test_payload_rules.py
says which of them may.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs
import yaml
from openapi_schema_validator import (
    OAS30ReadValidator,
    OAS30WriteValidator,
    oas30_format_checker,
)
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from compiler import pipeline
from compiler.base.context import Context
from compiler.emit.families import Request
from compiler.emit.jsonschema.emitter import emit_message_schema
from compiler.emit.jsonschema.options import SchemaOptions
from compiler.emit.openapi.options import OpenAPIOptions
from compiler.messages.validator import MessageValidator

PAGE = Path(__file__).resolve().parents[1] / "docs" / "messages.md"
_TABLE = re.compile(r"(?<=<!-- payload rules -->\n).*(?=<!-- end -->)", re.DOTALL)
LEVELS = ("none", "compatible", "all")
MODEL = """
standaard S { versie "1.0.0", ids { kern id : string } }
domein Relaties
abstract entiteit Relatie (meervoud Relaties) { soort : RELATIESOORT, adressen : Adres[] }
entiteit NatuurlijkPersoon is Relatie (meervoud NatuurlijkPersonen, als soort NAT) { geboortedatum : date }
entiteit Adres (meervoud Adressen) { plaats : string }
referentiedata RELATIESOORT { NAT "Natuurlijk persoon" }
ketenproces BRG "Relaties"
bericht Relaties over Relatie { Relatie { alle }, NatuurlijkPersoon { alle }, Adres { alle } }
"""


class Place(NamedTuple):
    """Where a message stands: what `validate` calls it, and its operation in OpenAPI; `answer` of one that is given."""

    name: str
    kind: str
    path: str
    method: str
    answer: str = ""


_ALL, _ONE = "/relaties", "/relaties/{id}"
PLACES = {
    each.name: each
    for each in (
        Place("POST", "POST", _ALL, "post"),
        Place("answer to POST", "POST-ANSWER", _ALL, "post", "201"),
        Place("PUT", "PUT", _ONE, "put"),
        Place("PATCH", "PATCH", _ONE, "patch"),
        Place("PATCH without id in the address", "PATCH", _ALL, "patch"),
        Place("answer to GET", "GET", _ONE, "get", "200"),
    )
}
_EXAMPLE = {"soort": {}, "adressen": [], "geboortedatum": None}
_WHOLE = {"id": "1", **_EXAMPLE}
_CHANGES = ("PUT", "PATCH", "PATCH without id in the address")


class Rule(NamedTuple):
    """A rule of the guideline: a message, the places where it is right, and those where it is wrong."""

    rule: str
    message: dict[str, Any]
    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


RULES = (
    Rule("the guideline's own example", _EXAMPLE, ("POST", "PATCH", "answer to GET"), ("PUT",)),
    Rule("the same with all that PUT must carry", _WHOLE, ("PUT", *_CHANGES[1:], "answer to POST", "answer to GET")),
    Rule("an empty value is null", {"geboortedatum": {}}, (), ("POST", "PATCH")),
    Rule("and null has no quotes", {"geboortedatum": "null"}, (), ("POST", "PATCH")),
    Rule("an empty object is {}", {"soort": None}, (), ("POST", "PATCH")),
    Rule("an empty collection is []", {"adressen": None}, (), ("POST", "PATCH")),
    Rule("what is left out is ignored, but PUT carries all", {}, ("POST", "PATCH", "answer to GET"), ("PUT",)),
    Rule("", {"id": "1", "soort": {"code": "NAT"}}, ("PATCH",), ("PUT",)),
    Rule("POST carries no id, and its answer does", {"id": "1"}, ("answer to POST", "answer to GET"), ("POST",)),
    Rule("", {"soort": {}}, ("POST", "PATCH"), ("answer to POST",)),
    Rule("PATCH and PUT name what they change by id", {"id": "1", "adressen": []}, _CHANGES[1:], ()),
    Rule("", {"adressen": []}, ("PATCH",), _CHANGES[2:]),
    Rule("", {name: _WHOLE[name] for name in _EXAMPLE}, (), ("PUT",)),
    Rule("an empty id identifies nothing", _WHOLE | {"id": ""}, (), (*_CHANGES, "answer to POST")),
    Rule("", _WHOLE | {"id": None}, (), (*_CHANGES, "answer to POST")),
    Rule("what is embedded may have an id", {"adressen": [{"id": "1"}]}, ("POST", "PATCH"), ()),
)  # fmt: skip
JUDGES = ("validate", "JSON Schema", *(f"OpenAPI {level}" for level in LEVELS))


class Verdict(NamedTuple):
    """What one of JUDGES says of the message of a rule at a place, and what the guideline says."""

    rule: Rule
    place: str
    asked: bool
    taken: dict[str, bool]


@cache
def _built(level: str) -> dict[str, bytes]:
    """The artefacts of MODEL with the corrections of `level`."""
    asked = Request(openapi=OpenAPIOptions(corrections=(level,)))
    made = pipeline.build({"model.vera": MODEL.encode()}, asked).artefacts
    assert made is not None
    return dict(made)


@cache
def _schema(kind: str) -> Any:
    model = pipeline.check({"model.vera": MODEL.encode()}).model
    assert model is not None
    process = model.processes["BRG"]
    made = emit_message_schema(
        model, process, process.messages[0], kind, SchemaOptions(), Context()
    )
    return json.loads(made)


@cache
def _openapi(level: str, place: Place) -> Callable[[Any], bool]:
    """Whether OpenAPI takes a message at a place; of what is read-only it takes none that is sent."""
    document = yaml.safe_load(_built(level)["openapi/Ketenprocessen/BRG.yaml"])
    operation = document["paths"][place.path][place.method]
    carried = operation["responses"][place.answer] if place.answer else operation["requestBody"]
    ref = carried["content"]["application/json"]["schema"]["$ref"]
    registry: Any = Registry().with_resource("urn:document", Resource(document, DRAFT4))
    validator = OAS30ReadValidator if place.answer else OAS30WriteValidator
    made = validator(
        {"$ref": f"urn:document{ref}"}, registry=registry, format_checker=oas30_format_checker
    )
    return lambda message: bool(made.is_valid(message))


def verdicts() -> Iterator[Verdict]:
    """What comes of every message at every place that the guideline says something of."""
    for rule in RULES:
        for name in (*rule.right, *rule.wrong):
            place, message = PLACES[name], rule.message
            taken = {
                "validate": MessageValidator(_schema(place.kind)).is_valid(message),
                "JSON Schema": jsonschema_rs.Draft202012Validator(
                    _schema(place.kind), validate_formats=True
                ).is_valid(message),
            }
            taken |= {f"OpenAPI {level}": _openapi(level, place)(message) for level in LEVELS}
            yield Verdict(rule, name, name in rule.right, taken)


def table() -> str:
    """A row per message and place: the rule, the message, the place, and what each judge says."""
    rows = [
        f"| rule | message | as | {' | '.join(JUDGES)} |\n",
        f"|{' --- |' * (3 + len(JUDGES))}\n",
    ]
    before: Rule | None = None
    for verdict in verdicts():
        said = [_said(taken, verdict.asked) for taken in verdict.taken.values()]
        new = verdict.rule is not before
        text = f"`{json.dumps(verdict.rule.message)}`" if new else ""
        rows.append(
            f"| {verdict.rule.rule if new else ''} | {text} | {verdict.place} | {' | '.join(said)} |\n"
        )
        before = verdict.rule
    return "".join(rows)


def _said(taken: bool, asked: bool) -> str:
    word = "right" if taken else "wrong"
    return word if taken is asked else f"**{word}**"


def with_table(page: str) -> str:
    """`page` with the table as it is now."""
    return _TABLE.sub(lambda _: table(), page)


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
