"""The history of an element: every coming and going, under each name it had, and the messages that have it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from compiler.compare.history import history_of
from compiler.compare.tree import elements
from compiler.pipeline import compare
from tests.compare.test_diff import model_of

MESSAGE = 'ketenproces P "P"\nbericht Boeken over Boek { Boek { alle } }\n'


def told(name: str, *bodies: str) -> list[tuple[str, str, str]] | None:
    """Version, name and text of each event; each of `bodies` is the entity Boek in a version, or a whole model."""
    models = [
        model_of(
            f'standaard S {{ versie "{number + 1}.0.0", ids {{ kern id : string }} }}\n'
            + (
                body
                if "entiteit" in body
                else f"domein A {{ entiteit Boek (meervoud Boeken) {{ {body} }} }}\n"
            )
        )
        for number, body in enumerate(bodies)
    ]
    trees = [(model.standard.version, elements(model)) for model in models]
    comparisons = [compare(old, new) for old, new in pairwise(models)]
    events = history_of(name, trees, comparisons)
    return None if events is None else [(e.version, e.name, str(e.text)) for e in events]


def words(name: str, *bodies: str) -> list[str]:
    """The versions in which something happened, each with the word for it."""
    known = (
        "is there",
        "removed",
        "added",
        "renamed",
        "moved",
        "in messages",
        "in no message",
        "changed",
    )
    return [
        f"{version[0]} {name} {next(word for word in known if word in text)}"
        for version, name, text in told(name, *bodies) or []
    ]


TITLE, BOTH = "titel : string", "titel : string, status : string"


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        ((BOTH, TITLE, BOTH), ["1 is there", "2 removed", "3 added"]),
        ((BOTH, TITLE, TITLE, BOTH, TITLE), ["1 is there", "2 removed", "4 added", "5 removed"]),
        ((TITLE, BOTH, BOTH, TITLE), ["2 added", "4 removed"]),
        ((TITLE, TITLE, BOTH), ["3 added"]),
    ],
)
def test_every_coming_and_going_is_told(bodies, expected):
    name = "Boek.status"
    assert words(name, *bodies) == [f"{each[0]} {name}{each[1:]}" for each in expected]


STATE = "titel : string, toestand : string voorheen status"


def test_a_former_name_finds_its_history_and_the_other_way_round():
    expected = [("1.0.0", "Boek.status", "is there"), ("2.0.0", "Boek.toestand")]
    for name in ("Boek.toestand", "Boek.status"):
        (first, second) = told(name, BOTH, STATE)
        assert (first, second[:2]) == tuple(expected)


def test_a_former_name_is_found_over_a_version_that_has_neither():
    found = told("Boek.toestand", BOTH, TITLE, STATE)
    assert [(version, name) for version, name, _ in found] == [
        ("1.0.0", "Boek.status"),
        ("2.0.0", "Boek.status"),
        ("3.0.0", "Boek.toestand"),
    ]


def test_names_that_are_swapped_have_each_its_own_history():
    swapped = "titel : string voorheen status, status : string voorheen titel"
    first, *_ = told("Boek.titel", BOTH, swapped)
    assert first[:2] == ("1.0.0", "Boek.status")


def test_an_entity_that_begins_like_a_renamed_one_keeps_its_name():
    old = (
        "domein A { entiteit Boek (meervoud Boeken) { a : string }\n"
        "entiteit Boekenkast (meervoud Kasten) { b : string } }\n"
    )
    new = old.replace("Boek (", "Werk (voorheen Boek, ")
    assert told("Boekenkast.b", old, new) == [("1.0.0", "Boekenkast.b", "is there")]
    assert told("Werk.a", old, new)[0] == ("1.0.0", "Boek.a", "is there")


def test_the_messages_that_have_it_are_told_when_they_become_others():
    body = f"domein A {{ entiteit Boek (meervoud Boeken) {{ {BOTH} }} }}\n"
    less = MESSAGE.replace("alle", "titel")
    every = told("Boek.status", body + MESSAGE, body + MESSAGE, body + less)
    assert every[:2] == [
        ("1.0.0", "Boek.status", "is there"),
        ("1.0.0", "Boek.status", "in messages P/Boeken"),
    ]
    assert {version for version, _, _ in every[2:]} == {"3.0.0"}
    assert every[-1] == ("3.0.0", "Boek.status", "in no message")
    assert told("Boek", body, body + MESSAGE)[-1] == ("2.0.0", "Boek", "in messages P/Boeken")
