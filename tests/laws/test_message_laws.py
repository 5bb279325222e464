"""A schema said in another way takes the same messages: `working` and `remarkable` against the published one."""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from random import Random
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compiler.messages.hints import hints
from compiler.messages.outline import Outline
from compiler.messages.remarkable import remarkable
from compiler.messages.schema_rewriting import takes_many, working
from tests.helpers.message_maker import empty_message, random_message, schema_of

CASES = [
    (model, message, operation, strict, codes)
    for model, message in (("voorbeeld", "LEN/Leningen"), ("vera", "BRG/Relaties"))
    for operation in ("GET", "POST", "PUT", "PATCH")
    for strict in (False, True)
    for codes in ("", "all")
]


@lru_cache(maxsize=64)
def validators(case: tuple[Any, ...]) -> tuple[Any, ...]:
    model, message, operation, strict, codes = case
    schema = schema_of(message, operation, model, strict, codes)
    made = working(schema)
    outline = Outline(made)
    compiled = (
        jsonschema_rs.Draft202012Validator(s, validate_formats=True)
        for s in (schema, made, remarkable(outline))
    )
    return (schema, outline, *compiled)


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(map(str, case)))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 1 << 32), oddness=st.sampled_from((0, 0.01, 0.05, 0.2)))
def test_the_schema_to_work_with_takes_what_the_published_one_takes(case, seed, oddness):
    schema, outline, published, used, unremarkable = validators(case)
    message = random_message(outline.root, Random(seed), oddness)
    if isinstance(message, list) and takes_many(schema):
        return  # a list is checked item by item
    assert published.is_valid(message) == used.is_valid(message), message
    remarks = list(hints(unremarkable.iter_errors(message), outline, message, strict=True))
    assert bool(remarks) == (not unremarkable.is_valid(message))
    for remark in remarks:
        assert remark.id in ("PL11", "PL15")


def test_random_messages_are_right_and_wrong_ones():
    """So that the test above can fail."""
    for case in CASES:
        _, outline, published, _, unremarkable = validators(case)
        messages = [
            random_message(outline.root, Random(seed), odd)
            for seed in range(30)
            for odd in (0, 0.02)
        ]
        assert {published.is_valid(message) for message in messages} == {True, False}, case
        assert {unremarkable.is_valid(message) for message in messages} == {True, False}, case


@pytest.mark.parametrize(
    ("left_out", "right"),
    [
        ((), True),
        (("voornaam",), True),
        (("voornaam", "naam"), False),
        (("voornaam", "naam", "kvkNummer"), False),
    ],
)
def test_an_object_that_no_code_tells_is_one_of_what_it_can_be(left_out, right):
    """PUT: it carries all that one of the derived entities has; laws that dropped the choice would let it pass."""
    _, outline, published, used, _ = validators(("vera", "BRG/Relaties", "PUT", False, ""))
    message = {
        name: value for name, value in empty_message(outline.root).items() if name not in left_out
    }
    assert (published.is_valid(message), used.is_valid(message)) == (right, right)


BASE = {"type": "object", "properties": {"a": {"type": "string"}}}


def entity(name: str, value: Any, **more: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "allOf": [{"$ref": "#/$defs/X-basis"}],
        "properties": {name: value},
        **more,
    }


def choice(**more: Any) -> dict[str, Any]:
    return {"type": "object", "anyOf": [{"$ref": "#/$defs/B"}, {"$ref": "#/$defs/C"}], **more}


def dependent(name: str, *refs: str) -> dict[str, Any]:
    value = {"anyOf": [{"$ref": ref} for ref in refs]} if len(refs) > 1 else {"$ref": refs[0]}
    return {name: {"type": "object", "properties": {name: value}}}


B, C = "#/$defs/B/properties/b", "#/$defs/C/properties/c"
TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
BY_HAND = {
    "apart": {"X": choice(), "B": entity("b", TEXT), "C": entity("c", TEXT)},
    "by name": {
        "X": choice(dependentSchemas=dependent("b", B) | dependent("c", C)),
        "B": entity("b", TEXT), "C": entity("c", NUMBER),
    },
    "one name, two meanings": {
        "X": choice(dependentSchemas=dependent("b", B, "#/$defs/C/properties/b")),
        "B": entity("b", TEXT), "C": entity("b", NUMBER),
    },
    "closed alternatives": {
        "X": choice(),
        "B": entity("b", TEXT, unevaluatedProperties=False), "C": entity("c", TEXT, unevaluatedProperties=False),
    },
    "closed below": {
        "X": choice(dependentSchemas=dependent("b", B)),
        "B": entity("b", TEXT), "C": entity("c", TEXT, required=["c"]),
    },
    "with its base": {
        "X": {"anyOf": [{"$ref": "#/$defs/X-basis"}, {"$ref": "#/$defs/B"}]},
        "B": entity("b", TEXT), "C": entity("c", TEXT),
    },
    "told": {
        "X": choice(
            allOf=[{"if": {"properties": {"a": {"const": "x"}}}, "then": {"$ref": "#/$defs/B"}}],
            dependentSchemas=dependent("c", C),
        ),
        "B": entity("b", NUMBER, required=["b"]), "C": entity("c", TEXT),
    },
    "asked by name already": {
        "X": choice(properties={"b": NUMBER}, dependentSchemas=dependent("b", B)),
        "B": entity("b", TEXT), "C": entity("c", TEXT, required=["c"]),
    },
    "one name asks for another": {
        "X": choice(dependentSchemas={"b": {"type": "object", "properties": {"a": NUMBER, "b": NUMBER}}}),
        "B": entity("b", NUMBER), "C": entity("c", TEXT),
    },
    "two refused together": {
        "X": choice(**{"not": {"type": "object", "required": ["b"], "minProperties": 3}}),
        "B": entity("b", TEXT), "C": entity("c", TEXT),
    },
    "one refused that is asked": {
        "X": choice(properties={"b": TEXT, "c": True}, **{"not": {"type": "object", "required": ["b"]}}),
        "B": entity("b", TEXT), "C": entity("c", TEXT),
    },
    "one of two, and a kind": {
        "X": choice(properties={"b": {"anyOf": [{"$ref": B}, {"$ref": B}], "type": "integer"}}),
        "B": entity("b", TEXT), "C": entity("c", TEXT),
    },
    "all asked by name, and counted": {
        "X": choice(properties={"b": TEXT, "c": TEXT}), "B": entity("b", TEXT), "C": entity("c", TEXT),
    },
}  # fmt: skip


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize("name", BY_HAND)
def test_the_laws_hold_for_every_message_of_a_small_schema(name, closed):
    root = {"$ref": "#/$defs/X", "not": {"type": "object", "required": ["d"]}}
    root |= {"unevaluatedProperties": False} if closed else {}
    schema = root | {"$defs": {"X-basis": BASE, **BY_HAND[name]}}
    published = jsonschema_rs.Draft202012Validator(schema)
    made = working(schema)
    used = jsonschema_rs.Draft202012Validator(made)
    values = ("x", 1, None, ...)
    for combined in product(values, values, values, (1, ...), (1, ...)):
        message = {
            key: value for key, value in zip("abcde", combined, strict=True) if value is not ...
        }
        assert published.is_valid(message) == used.is_valid(message), message
    assert made != schema
