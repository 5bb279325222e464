"""Samples of the manifest in examples, and values that match regular expressions."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler import pipeline
from compiler.emit.examples.maker import made_example, message_name
from compiler.emit.examples.patterns import LONGEST_MATCH, matches, matching
from compiler.emit.examples.samples import UNFIT, Samples, endings, read_samples, unused
from compiler.emit.jsonschema.plan import (
    SchemaProperty,
)
from compiler.language.parser import parse_text
from compiler.model.linking.link import link_sources
from tests.emit.test_examples import MODELS, linked, model_of, objects

# -- samples -----------------------------------------------------------------------------------------------------------


def test_names_are_matched_whole_then_by_words_then_by_what_they_end_with():
    found = [*endings("btwHoogBedrag")]
    assert found[:3] == ["btwhoogbedrag", "hoogbedrag", "bedrag"]
    assert "edrag" in found
    assert "rag" not in found


def samples_of(text: str) -> Samples:
    return Samples(
        linked(f'standaard K {{ versie "1.0.0", voorbeelden {{ {text} }} }}').standard.examples
    )


def test_the_most_particular_sample_comes_first():
    samples = samples_of(
        'bedrag "1", btwBedrag "2", grondslag "3", Factuur { bedrag "4", btwBedrag "5" }'
    )
    assert [*samples.all_for("btwBedrag", ["Factuur"])] == [("5",), ("4",), ("2",), ("1",)]
    assert [*samples.all_for("eindbedrag")] == [("1",)]
    assert [*samples.all_for("drag")] == []


@pytest.mark.parametrize(
    ("text", "prop", "expected"),
    [
        ("12", SchemaProperty("a", types=("integer", "null")), 12),
        ("1.5", SchemaProperty("a", types=("integer", "null")), UNFIT),
        ("1.5", SchemaProperty("a", types=("number",)), 1.5),
        ("1e400", SchemaProperty("a", types=("number",)), UNFIT),
        ("ja", SchemaProperty("a", types=("boolean",)), True),
        ("waar", SchemaProperty("a", types=("boolean",)), UNFIT),
        ("2026-02-29", SchemaProperty("a", types=("string",), format="date"), UNFIT),
        ("2026-02-28", SchemaProperty("a", types=("string",), format="date"), "2026-02-28"),
        ("2026-02-28", SchemaProperty("a", types=("string",), format="date-time"), UNFIT),
        (
            "2026-02-28T10:00:00Z",
            SchemaProperty("a", types=("string",), format="date-time"),
            "2026-02-28T10:00:00Z",
        ),
        ("geen adres", SchemaProperty("a", types=("string",), format="uri-reference"), UNFIT),
        ("a*b", SchemaProperty("a", types=("string",), encoding="base64"), UNFIT),
        ("12", SchemaProperty("a", types=("string",), pattern="^[0-9]{3}$"), UNFIT),
    ],
)
def test_samples_are_read_as_their_type(text: str, prop: SchemaProperty, expected: Any):
    assert read_samples(text, prop) is expected or read_samples(text, prop) == expected


def test_one_message_takes_samples_of_one_rank():
    text = """
        standaard K { versie "1.0.0", voorbeelden { a A1 A2 A3, b B1 B2 B3 } }
        domein D
        entiteit E { a : string, b : string, f : F }
        entiteit F { a : string, b : string }
        ketenproces P "P"
    """ + "".join(f"bericht M{n} over E {{ E {{ alle }}, F {{ alle }} }}\n" for n in range(9))
    model = linked(text)
    seen = set()
    for message in model.messages():
        shown = made_example(model, message_name(model.processes["P"], message), "POST", "full")
        ranks = {
            value[1] for each in objects(shown) for value in each.values() if isinstance(value, str)
        }
        assert len(ranks) == 1
        seen |= ranks
    assert len(seen) > 1


def test_a_value_without_a_right_text_is_left_empty():
    pattern = "/^a{300}$/"
    model = linked(
        f'standaard K {{ versie "1.0.0" }}\ndomein D\nentiteit E {{ a : string patroon {pattern}, b : string }}\n'
        'ketenproces P "P"\nbericht M over E { E { alle } }'
    )
    assert made_example(model, "P/M", "PUT", "full")["a"] is None


@pytest.mark.parametrize("folder", MODELS)
def test_every_sample_of_the_models_fits_an_attribute(folder: str):
    model = model_of(folder)
    assert model.standard.examples
    assert [(s.owner, s.name.text, s.values[at].text) for s, at in unused(model)] == []


def test_a_sample_that_fits_nothing_is_a_warning():
    text = (
        'standaard K { versie "1.0.0", ernst { GM11 uit, RD05 uit }\n'
        'voorbeelden { naam Jan, aantal "2" twee, S IKS Z, E { naam "x", kleur rood } } }\n'
        "domein D\nentiteit E (meervoud En) { naam : string, aantal : integer, s : S }\n"
        'referentiedata S { IKS "Iks" }\n'
    )
    found = pipeline.check({"model.vera": text.encode()}, thorough=True).diagnostics
    assert [(d.id, d.severity.value, re.findall('"([^"]*)"', d.message)) for d in found] == [
        ("STD01", "warning", ["twee", "aantal"]),
        ("STD01", "warning", ["Z", "S"]),
        ("STD01", "warning", ["rood", "E.kleur"]),
    ]


@pytest.mark.parametrize(
    ("block", "quoted"),
    [
        ("naam", "naam"),
        ("E { F { a b } }", "F"),
        ("naam : string", "naam"),
        ("E x { a b }", "E"),
        ("E { }", "E"),
    ],
)
def test_a_sample_without_values_is_said(block: str, quoted: str):
    found = link_sources(
        [parse_text(f'standaard K {{ versie "1.0.0", voorbeelden {{ {block} }} }}').source]
    ).diagnostics
    assert [d.id for d in found] == ["STD01"]
    assert f'"{quoted}"' in found[0].message


# -- patterns ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pattern",
    [
        r"^\d{4} ?[A-Z]{2}$", r"^(?=.*\d)[a-z]+\d$", r"^https?:\/\/[^\s/$.?#].[^\s]*$", r"^.{1,80}$", r"^(a|bc)$",
        r"^[^a-z]{3}$", r"^\w+@\w+\.nl$", r"x|y", r"^NL\d{2}[A-Z]{4}\d{10}$", "^[é-ü]$",
        r"^(?:x|y{3})+?$", r"^[\s]\S\D\W$", "^[é😀-😂]$", r"^$|^x$", r"^(100|[1-9]?[0-9])$", "^[^\\W\\d_]+$",
    ],
)  # fmt: skip
def test_a_text_is_made_for_a_pattern(pattern: str):
    text = matching(pattern)
    assert text
    assert re.search(pattern, text)


# The last one has a text; one letter of a set is tried, and here that is the wrong one.
@pytest.mark.parametrize(
    "pattern",
    [
        "[",
        "a^",
        r"^a{300}$",
        r"^(((a{30}){30}){30})$",
        r"\p{Lu}",
        r"(a)\1",
        "(" * 2000,
        "^(?!a)[ab]$",
    ],
)
def test_where_no_text_is_found_there_is_none(pattern: str):
    assert matching(pattern) is None


@settings(max_examples=150, deadline=None)
@given(st.recursive(
    st.sampled_from(["a", "[a-f]", r"\d", ".", "[^x]", r"\w", "é", r"\.", r"\s", "[A-Z0-9]"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}"])).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
    ),
    max_leaves=8,
))  # fmt: skip
def test_a_simple_pattern_always_has_a_text(pattern: str):
    text = matching(f"^{pattern}$")
    if text is not None:
        assert matches(f"^{pattern}$", text)
        assert len(text) <= LONGEST_MATCH
    else:
        assert len(pattern) > 10
