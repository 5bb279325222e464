"""What messages can hold and what documents say: every place, how it looks, and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compiler.compare.payload import REFERRED_TO, Address, Place, Sign, payload
from tests.compare.test_diff import MANIFEST, model_of

MODEL = (
    MANIFEST
    + """
gedeeld domein A
entiteit Zender { kern naam : string[], soort : SOORT }
abstract entiteit Werk { vorm : SOORT, band : Band.sleutels }
entiteit Boek is Werk (meervoud Boeken, als vorm R) { delen : Deel[] }
entiteit Deel { nummer : integer }
domein B
entiteit Band { kern kleur : SOORT, boek : Boek }
entiteit Los (zonder id)
referentiedata SOORT { R "Rood" }
envelop Bericht { zender : Zender, Zender { naam } }
ketenproces P "P"
bericht Werken over Werk (pad alles) { Werk { band }, Boek { delen }, Los { alle } }
bericht Bladen over Boek { Boek { vorm } }
ketenproces Leeg "Zonder berichten"
"""
)
# Per document what begins with its name; B also shows the shared domain, which has an address for what is not there.
VALUE, CODE = "value string", "list SOORT"
PLACES = {
    "A///zender": "entity Zender", "A//Zender/id": VALUE, "A//Zender/naam": "value string[]", "A//Zender/soort": CODE,
    "A//Boek/id": VALUE, "A//Boek/vorm": CODE, "A//Boek/band": "address ", "A//Boek/delen": "entity Deel[]",
    "A//Deel/id": VALUE, "A//Deel/nummer": "value integer",
    "A//Referentiedata/code": VALUE, "A//Referentiedata/naam": VALUE,
    "P///zender": "entity Zender", "P//Zender/naam": "value string[]",
    "P/Werken/Boek/band": "keys Band", "P/Werken/Boek/delen": "keys Deel[]", "P/Bladen/Boek/vorm": CODE,
    f"P/{REFERRED_TO}/Band/id": VALUE, f"P/{REFERRED_TO}/Band/kleur": CODE, f"P/{REFERRED_TO}/Deel/id": VALUE,
    "P//Referentiedata/code": VALUE, "P//Referentiedata/naam": VALUE,
}  # fmt: skip


def by_name(places: Mapping[Place, Any]) -> dict[str, Any]:
    """What is told of each place of the documents A and P, by its parts with slashes."""
    return {"/".join(place): told for place, told in places.items() if place.document in ("A", "P")}


def in_words(sign: Sign) -> str:
    return f"{sign.kind} {sign.detail}{'[]' * sign.many}"


def test_every_place_that_a_message_can_hold_and_how_it_looks():
    found = payload(model_of(MODEL)).places
    assert {name: in_words(sign) for name, sign in by_name(found).items()} == PLACES
    assert {place.document for place in found} == {"A", "B", "P"}, (
        "without a message there is nothing to hold"
    )


def test_every_resource_has_an_address():
    assert payload(model_of(MODEL)).resources == {
        ("A", ""): Address("A", "Informatiedomeinen", ""),
        ("A", "Zender"): Address("Zenders", "zenders", "Zender"),
        ("A", "Werk"): Address("Werken", "werken", "Werk"),
        ("A", "Boek"): Address("Boeken", "boeken", "Boek"),
        ("A", "Deel"): Address("Delen", "delen", "Deel"),
        ("B", ""): Address("B", "Informatiedomeinen", ""),
        ("B", "Band"): Address("Banden", "banden", "Band"),
        ("B", "Los"): Address("Losen", "losen", "Los"),
        ("P", ""): Address("P", "Ketenprocessen", ""),
        ("P", "Werken"): Address("Werken", "alles", "Werk"),
        ("P", "Bladen"): Address("Bladen", "bladen", "Boek"),
        ("Leeg", ""): Address("Leeg", "Ketenprocessen", ""),
    }


REFERS = {
    "A///zender": ("entity", "Zender"), "A//Zender/soort": ("list", "SOORT"), "A//Werk/": ("entity", "Boek"),
    "A//Werk/vorm": ("list", "SOORT"), "A//Werk/band": ("entity", "Band"), "A//Boek/": ("entity", "Werk"),
    "A//Boek/delen": ("entity", "Deel"),
    "P///zender": ("entity", "Zender"), "P/Werken/Werk/": ("entity", "Boek"), "P/Werken/Werk/band": ("entity", "Band"),
    "P/Werken/Boek/": ("entity", "Werk"), "P/Werken/Boek/delen": ("entity", "Deel"),
    "P/Bladen/Boek/vorm": ("list", "SOORT"), f"P/{REFERRED_TO}/Band/kleur": ("list", "SOORT"),
}  # fmt: skip


def test_what_documents_say_at_a_place_is_about_what_they_name_there():
    found = by_name(payload(model_of(MODEL)).structure)
    assert {name: said.refers for name, said in found.items() if said.refers} == {
        name: (about,) for name, about in REFERS.items()
    }
    assert found["A///"].says == ("Bericht",)
    assert {name for name in found if name.endswith("/")} == {
        "A///", "A//Zender/", "A//Werk/", "A//Boek/", "A//Deel/", "A//Referentiedata/",
        "P///", "P//Zender/", "P/Werken/Werk/", "P/Werken/Boek/", "P/Werken/Los/", "P/Bladen/Boek/",
        f"P/{REFERRED_TO}/Band/", f"P/{REFERRED_TO}/Deel/", "P//Referentiedata/",
    }  # fmt: skip


EDITS = {
    ("zender : Zender,", "zender : Zender[],"): {"A///zender", "P///zender"},
    ("envelop Bericht", "envelop Omslag"): {"A///", "P///"},
    ("abstract entiteit Werk", "entiteit Werk"): {"A//Werk/", "P/Werken/Werk/"},
    (", als vorm R", ""): {"A//Boek/", "P/Werken/Boek/"},
    ("nummer : integer", "vervallen nummer : integer"): {"A//Deel/nummer"},
    ("nummer : integer", "kern nummer : integer"): {
        "A//Deel/nummer",
        f"P/{REFERRED_TO}/Deel/nummer",
    },
    ("naam : string[]", "naam : string[] patroon /1/"): {"A//Zender/naam", "P//Zender/naam"},
    ("nummer : integer", "nummer : integer patroon /1/"): {"A//Deel/nummer"},
    ("nummer : integer", 'nummer : integer beperking "Kort."'): set(),
    ("boek : Boek", "boek : Deel"): set(),
}


def test_an_edit_is_seen_where_documents_say_something_else():
    for (before, after), expected in EDITS.items():
        assert MODEL.count(before) == 1
        altered = ("key",)
        old, new = (
            by_name(payload(model_of(text), altered).structure)
            for text in (MODEL, MODEL.replace(before, after))
        )
        seen = {name for name in old | new if old.get(name) != new.get(name)}
        assert seen == expected, (before, after)


def test_what_no_message_can_hold_is_left_out_where_corrections_leave_it_out():
    full, reached = (
        by_name(payload(model_of(MODEL), altered).structure) for altered in ((), ("unreached",))
    )
    assert full.keys() - reached.keys() == {"P/Werken/Los/"}
    assert {name: full[name] for name in reached} == reached


def test_key_attributes_are_told_where_corrections_mark_them():
    plain, marked = (
        by_name(payload(model_of(MODEL), altered).structure) for altered in ((), ("key",))
    )
    assert {name for name in plain if plain[name] != marked[name]} == {
        "A//Zender/id", "A//Zender/naam", "A//Werk/id", "A//Deel/id", "P//Zender/naam",
        f"P/{REFERRED_TO}/Band/id", f"P/{REFERRED_TO}/Band/kleur", f"P/{REFERRED_TO}/Deel/id",
    }  # fmt: skip
