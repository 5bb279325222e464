"""Examples that people believe: nothing obsolete, ends after begins, moments that agree, codes that go together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.emit.examples.coherence import made_to_agree
from compiler.emit.examples.maker import made_example
from compiler.emit.jsonschema.plan import MESSAGE_KINDS, SchemaProperty
from compiler.messages.api import MessageValidator
from compiler.messages.outline import Outline, OutlineNode
from tests.emit.test_examples import SIZES, linked, made, model_of
from tests.helpers.message_maker import schema_of

VERA = "models/vera"
pytestmark = pytest.mark.xdist_group("believable examples")  # which are made once


def places(value: Any, node: OutlineNode) -> Iterator[tuple[dict[str, Any], OutlineNode]]:
    """Every object in `value`, with what its schema says of it."""
    if isinstance(value, list):
        for item in value:
            yield from places(item, node.item)
    elif isinstance(value, dict):
        yield value, node
        for name, inner in value.items():
            yield from places(inner, node.attribute(name))


def shown(operations: tuple[str, ...], sizes: tuple[str, ...] = SIZES) -> Iterator[Any]:
    """Objects of the examples of VERA: the object, its place, and which example it is of."""
    for path, operation, size, example in made(VERA):
        if operation in operations and size in sizes:
            _, process, message = path.rsplit("/", 2)
            name = f"{process}/{message.split('.')[0]}"
            outline = outline_of(name, operation)
            for value, node in places(example, outline.root):
                yield value, node, (path, size)


OUTLINES: dict[tuple[str, str], Outline] = {}


def outline_of(name: str, operation: str) -> Outline:
    key = (name, operation)
    if key not in OUTLINES:
        OUTLINES[key] = Outline(schema_of(name, operation, "vera"))
    return OUTLINES[key]


def test_usual_examples_hold_nothing_obsolete():
    found, known = [], 0
    for value, node, where in shown(("POST",), ("usual", "minimal")):
        for name, held in value.items():
            known += 1
            if node.attribute(name).annotation("deprecated") and held not in (None, {}, []):
                found.append((where, name))
    assert known > 1000
    assert found == []


def test_codes_go_with_their_parents():
    model = model_of(VERA)
    parents = {
        (name, code.code.text): code.parent
        for name, codelist in model.codelists.items()
        for code in codelist.codes
    }
    together, found = 0, []
    for value, node, where in shown(("GET", "POST")):
        codes = {
            node.attribute(name).annotation("x-reference-data"): held.get("code")
            for name, held in value.items()
            if isinstance(held, dict) and node.attribute(name).annotation("x-reference-data")
        }
        for key in codes.items():
            parent = parents.get(key)
            if parent and codes.get(parent[0]):
                together += 1
                if codes[parent[0]] != parent[1]:
                    found.append((where, key, parent, codes[parent[0]]))
    assert together > 50
    assert found == []


def test_cash_has_no_bank_account():
    """A fact of the manifest: the samples choose what goes with a bank account."""
    accounts, found = 0, []
    for value, _, where in shown(("GET", "POST")):
        account = "iban" in str(value)
        accounts += account
        cash = [
            held
            for held in value.values()
            if isinstance(held, dict) and held.get("naam") == "Contant"
        ]
        found += [where] if cash and account else []
    assert accounts
    assert found == []


def moment(value: Any) -> Any:
    """`value` as something with an order."""
    if isinstance(value, int | float):
        return value
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return value
    return found.replace(tzinfo=None)


PERIODS = [
    ("begindatum", "einddatum"), ("startTijd", "eindTijd"), ("bloktijdBegin", "bloktijdEind"),
    ("uitvoerBegintijd", "uitvoerEindtijd"),
    ("facturatiebegindatum", "facturatieeinddatum"), ("begindatum", "geplandeEinddatum"),
    ("minimumAantalPersonen", "maximumAantalPersonen"), ("minimumleeftijd", "maximumleeftijd"),
    ("minimuminkomen", "maximuminkomen"),
]  # fmt: skip


@pytest.mark.parametrize(("begin", "end"), PERIODS)
def test_ends_come_after_begins(begin: str, end: str):
    pairs = [
        (value[begin], value[end], where)
        for value, _, where in shown(("GET", "PUT"))
        if value.get(begin) is not None and value.get(end) is not None
    ]
    assert pairs
    assert [pair for pair in pairs if not moment(pair[0]) < moment(pair[1])] == []


TYPES = {
    "date": SchemaProperty("", types=("string", "null"), format="date"),
    "dateTime": SchemaProperty("", types=("string", "null"), format="date-time"),
    "time": SchemaProperty("", types=("string", "null"), pattern="^[0-9]{2}:[0-9]{2}:[0-9]{2}$"),
    "integer": SchemaProperty("", types=("integer", "null"), limits=(0, 24)),
}
VALUES = {
    "date": st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(str),
    "dateTime": st.datetimes(*map(datetime.fromisoformat, ("1900-01-01", "2100-01-01"))).map(
        lambda moment: f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    ),
    "time": st.times().map(lambda t: f"{t:%H:%M:%S}"),
    "integer": st.integers(0, 24),
}  # fmt: skip
NAMES = [
    ("begin{}", "eind{}"), ("start{}", "eind{}"),
    ("{}Begin", "{}Eind"), ("aanvangs{}", "einde{}"), ("start{}", "stop{}"),
    ("uitvoerBegin{}", "uitvoerEind{}"), ("vanaf", "tot"), ("{}Van", "{}Tot"), ("minimum{}", "maximum{}"),
    ("begin{}", "verwachteEind{}"),
]  # fmt: skip


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_any_end_comes_after_its_begin_or_is_empty(data: st.DataObject):
    kind = data.draw(st.sampled_from(sorted(TYPES)))
    begin, end = (name.format("tijd") for name in data.draw(st.sampled_from(NAMES)))
    values = {begin: data.draw(VALUES[kind]), end: data.draw(VALUES[kind])}
    before = dict(values)
    made_to_agree(values, {name: TYPES[kind]._replace(name=name) for name in values})
    assert values[end] is None or moment(values[begin]) < moment(values[end])
    if moment(before[begin]) < moment(before[end]):
        assert values == before
    again = dict(values)
    made_to_agree(again, {name: TYPES[kind]._replace(name=name) for name in values})
    assert again == values


@given(VALUES["dateTime"], st.sampled_from(["", "geboorte", "overlijdens"]))
@settings(max_examples=100, deadline=None)
def test_parts_of_one_moment_agree(text: str, stem: str):
    at = datetime.fromisoformat(text)
    whole = TYPES["integer"]._replace(limits=None)

    def named(name: str) -> str:
        return f"{stem}{name}" if stem else name.lower()

    props = {
        named("tijdstip"): TYPES["dateTime"],
        named("datum"): TYPES["date"],
        named("jaar"): whole,
    }
    props |= {
        named("maand"): whole,
        named("dag"): whole,
        named("kwartaal"): whole,
        "anderJaar": whole,
    }
    made = dict.fromkeys(props, 1) | {
        named("tijdstip"): text,
        named("datum"): "1900-01-01",
        "anderJaar": 1,
    }
    made_to_agree(made, {name: prop._replace(name=name) for name, prop in props.items()})
    assert made[named("datum")] == text[:10]
    assert (made[named("jaar")], made[named("maand")], made[named("dag")]) == (
        at.year,
        at.month,
        at.day,
    )
    assert made[named("kwartaal")] == -(-at.month // 3)
    assert made["anderJaar"] == 1


PATCHED = """
standaard K { versie "1.0.0", ids { kern id : string } }
domein D
entiteit E { kern naam : string, a : string, vervallen b : string, c : integer patroon /^7$/, d : date, leeg : F }
entiteit F { x : string }
ketenproces P "P"
bericht M over E { E { alle }, F { alle } }
"""


def test_patch_changes_three_attributes_where_there_are_three():
    shown = made_example(linked(PATCHED), "P/M", "PATCH")
    assert shown.keys() == {"id", "a", "c", "d"}
    assert shown["c"] == 7
    few = 0
    for path, operation, size, example in made(VERA):
        if (operation, size) == ("PATCH", "usual") and len(example) < 4:
            few += 1
            _, process, message = path.rsplit("/", 2)
            root = outline_of(f"{process}/{message.split('.')[0]}", "PATCH").root
            full = next(
                full for p, o, s, full in made(VERA) if (p, o, s) == (path, operation, "full")
            )
            ways = [
                name
                for name, held in full.items()
                if not root.attribute(name).annotation("deprecated")
                and held not in (None, {}, [])
                and (root.attribute(name).annotation("x-target") or not root.attribute(name).names)
                and root.owners(name)
                and "array" not in root.attribute(name).types
            ]
            assert len(ways) < 4, (path, ways)
    assert few < 5


@pytest.mark.parametrize("operation", MESSAGE_KINDS)
def test_validate_takes_what_example_makes(operation: str):
    for name in ("BRG/Relaties", "BVG/Eenheden", "OHD/Onderhoudsorders"):
        for codes in ("", "2026-02-01"):
            checked = MessageValidator(
                schema_of(name, operation, "vera", strict=True, codes=codes), strict=True
            )
            day = date.fromisoformat(codes) if codes else None
            for size in SIZES:
                example = made_example(model_of(VERA), name, operation, size, day)
                assert checked.check(example) == (), (name, size)


def test_a_code_under_an_ended_parent_is_not_shown():
    text = """
    standaard K { versie "1.0.0", ids { kern id : string } }
    domein D
    entiteit E { detail : DETAIL, soort : SOORT }
    referentiedata SOORT { OUD "Oud" tot "2020-12-31", NU "Nu", LAT "Later" }
    referentiedata DETAIL { EEN "Een" ouder SOORT.OUD, TWE "Twee" ouder SOORT.LAT }
    ketenproces P "P"
    bericht M over E { E { alle } }
    """
    assert made_example(linked(text), "P/M", "POST") == {
        "detail": {"code": "TWE", "naam": "Twee"},
        "soort": {"code": "LAT", "naam": "Later"},
    }
