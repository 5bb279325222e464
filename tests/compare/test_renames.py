"""Thousands of renames are found in a time that grows with their number, and few are compared each with each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from compiler.compare import renames as renames_module
from compiler.compare.diff import ChangeKind, diff
from compiler.compare.likeness import candidates, likeness
from compiler.compare.renames import renames
from compiler.compare.tree import Element
from tests.compare.test_diff import tree_of
from tests.helpers.applied import applied, without_places

MANY = 200
LETTERS = "bcdfghjklmnprstv"


def word(number: int, of: str) -> str:
    """A word like no other: eight letters, the first a capital."""
    digits = hashlib.sha256(f"{of}{number}".encode()).hexdigest()[:8]
    return "".join(LETTERS[int(digit, 16)] for digit in digits).capitalize()


def entities(names: list[str], attribute: Callable[[int, int], str]) -> str:
    bodies = (
        "".join(f"{attribute(number, place)} : string\n" for place in range(6))
        for number in range(len(names))
    )
    pairs = zip(names, bodies, strict=True)
    return "domein X\n" + "".join(f"entiteit {name} {{\n{body}}}\n" for name, body in pairs)


def attributes(names: list[str], texts: list[str]) -> str:
    lines = (f"{text}\n{name} : string\n".lower() for name, text in zip(names, texts, strict=True))
    return "domein X\nentiteit Bak {\n" + "".join(lines) + "}\n"


def messages(names: list[str]) -> str:
    body = "".join(f"bericht {name} over Bak {{ Bak {{ alle }} }}\n" for name in names)
    return f'domein X\nentiteit Bak {{ naam : string }}\nketenproces P "p"\n{body}'


def values(names: list[str]) -> str:
    lines = (f'{name} "label {number}"\n' for number, name in enumerate(names))
    return f"{messages(['Vraag'])}referentiedata SOORT {{\n{''.join(lines)}}}\n"


NUMBERS = range(MANY)
OLD, NEW = ([word(number, of) for number in NUMBERS] for of in ("old", "new"))
ALIKE = [f"{name}en" for name in OLD]
NOTHING, TEXTS = [""] * MANY, [f"/// over {number}." for number in NUMBERS]
# What is renamed, from what to what: by parts of their own, by the name, by what is said, or by the order alone.
RENAMED = {
    "entities, other parts": [entities(each, lambda entity, place: f"a{entity}van{place}") for each in (OLD, NEW)],
    "entities, alike names": [entities(each, lambda _, place: f"a{place}") for each in (OLD, ALIKE[::-1])],
    "entities, nothing but parts in common": [entities(each, lambda _, place: f"a{place}") for each in (OLD, NEW)],
    "attributes, alike names": [attributes(OLD, NOTHING), attributes(ALIKE, NOTHING)],
    "attributes, texts of their own": [attributes(OLD, TEXTS), attributes(NEW, TEXTS)],
    "attributes, one text": [attributes(each, ["/// over."] * MANY) for each in (OLD, NEW)],
    "messages": [messages(OLD), messages(NEW)],
    "values": [values(OLD), values(NEW)],
}  # fmt: skip


@pytest.mark.parametrize("what", RENAMED)
def test_many_renames_take_few_comparisons(what: str, monkeypatch: pytest.MonkeyPatch):
    old, new = map(tree_of, RENAMED[what])
    compared = 0

    def counted(one: Element, other: Element) -> float:
        nonlocal compared
        compared += 1
        return likeness(one, other)

    monkeypatch.setattr(renames_module, "likeness", counted)
    found = diff(old, new)
    assert [change.kind for change in found].count(ChangeKind.RENAMED) == MANY
    assert compared <= 20 * MANY


@pytest.mark.parametrize("what", ["entities, alike names", "attributes, alike names"])
def test_of_many_the_most_alike_are_one(what: str):
    found, _ = renames(*map(tree_of, RENAMED[what]))
    assert {(path[-1][1].lower(), came.name.lower()) for path, came, _ in found} == {
        (old.lower(), new.lower()) for old, new in zip(OLD, ALIKE, strict=True)
    }


def test_of_many_those_with_the_same_parts_are_one():
    old, new = map(tree_of, RENAMED["entities, other parts"])
    found, _ = renames(old, new)
    assert all(old.parts[path[0]].parts.keys() == came.parts.keys() for path, came, _ in found)


def test_few_are_compared_each_with_each():
    parts = list(tree_of(RENAMED["messages"][0]).parts.values())[:3]
    assert list(candidates(parts, parts)) == [(one, other) for one in parts for other in parts]


def test_the_order_of_the_source_says_nothing_of_many():
    names = [(OLD, NEW), (OLD[::-1], NEW), (OLD, NEW[::-1])]
    found = []
    for before, after in names:
        pairs, _ = renames(tree_of(messages(before)), tree_of(messages(after)))
        found.append({(path[-1][1], came.name) for path, came, _ in pairs})
    assert found[0] == found[1] == found[2]


def test_renames_of_a_base_and_of_what_is_derived_from_it_reach_what_messages_show():
    text = """
domein A
entiteit Boek {
    /// Hoe het heet.
    titel : string
}
entiteit Gids is Boek {
    /// Hoe zwaar.
    gewicht : string
}
ketenproces P "p"
bericht Gidsen over Gids { Gids { gewicht }, Boek { titel } }
bericht Boeken over Boek { Boek { titel } }
"""
    new = text.replace("titel", "naam").replace("gewicht", "massa")
    old_tree, new_tree = tree_of(text), tree_of(new)
    found = diff(old_tree, new_tree)
    assert {(change.old, change.new) for change in found} == {
        ("titel", "naam"),
        ("gewicht", "massa"),
    }
    assert without_places(applied(old_tree, found)) == without_places(new_tree)
