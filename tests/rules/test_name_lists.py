"""How well the rules on names do on names of other fields, and what they propose: names that they accept themselves."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compiler.base.dutch.naming import is_acceptable, spelled
from compiler.base.dutch.plurals import propose_plural
from compiler.base.dutch.words import Words
from tools.measure_name_list import RULES, SHARED, hints, labelled, measured

OTHER = Path(__file__).parent / "other_names.csv"
FRESH = Path(__file__).parent / "fresh_names.csv"
SERVICE = Path(__file__).parent / "service_names.csv"

WORDS = (
    "aantal", "adres", "afd", "betaling", "bouw", "breedte", "city", "code", "collectief", "contract", "datum", "einde",
    "gebouw", "gezag", "hoogte", "huur", "huurder", "inschrijving", "kadastraal", "kinderen", "kleur", "klacht",
    "leerling", "leerlignummer", "medisch", "meter", "natuurlijk", "nieuwe", "nummer", "object", "onze", "openbare",
    "opleiding", "overenkomst", "percentage", "persoon", "reden", "ruimte", "school", "soort", "stand", "tarief", "tel",
    "tuin", "user", "van", "vergunning", "voertuig", "voorlopig", "water", "wmo", "zaak", "zorg",
)  # fmt: skip


def held_to(path: Path, precision: float, recall: float) -> None:
    made, differences = measured(labelled(path))
    for id_ in RULES:
        assert made[id_].precision >= precision, (id_, made[id_], differences)
        assert made[id_].recall >= recall, (id_, made[id_], differences)


def test_names_of_another_field():
    if not SHARED.exists():
        pytest.skip(f"no {SHARED.name} beside the project")
    held_to(SHARED, 0.95, 0.9)


@pytest.mark.parametrize("path", [OTHER, FRESH, SERVICE], ids=lambda path: path.stem)
def test_names_that_no_rule_was_made_for(path):
    held_to(path, 0.9, 0.8)


@lru_cache(maxsize=1)
def words() -> Words:
    return Words()


def cased(parts: list[str], *, is_entity: bool, glued: bool) -> str:
    name = "".join(parts) if glued else "".join(part.capitalize() for part in parts)
    return (name[0].upper() if is_entity else name[0].lower()) + name[1:]


@st.composite
def names(draw):
    parts = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
    return cased(parts, is_entity=draw(st.booleans()), glued=draw(st.booleans()))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(names() | names().map(str.upper), st.sampled_from("EAC"))
def test_a_name_that_is_proposed_passes_every_rule_on_names(name, kind):
    before = hints(kind, name)
    for id_, hint in before.items():
        if proposed := proposed_in(hint):
            found = set(hints(kind, proposed))
            assert id_ not in found or id_ == "AN01", (name, proposed, found)
            number = {"GN01", "GN07"}  # of what was no word, nobody knew it
            assert found - number <= set(before), (name, proposed, found)


def proposed_in(hint) -> str:
    """The name that `hint` says to write; empty where it says something else."""
    named = hint.startswith(('write "', "did you mean"))
    return next(iter(hint.values.values())) if named and hint.values else ""


@given(names(), st.booleans())
@settings(deadline=None)
def test_what_is_spelled_right_stays_as_it_is(name, is_entity):
    made = spelled(name, words(), is_entity=is_entity)
    assert spelled(made, words(), is_entity=is_entity) == made
    assert made.casefold() == name.casefold()


@given(st.sampled_from(labelled(OTHER)))
@settings(deadline=None)
def test_a_plural_that_is_proposed_is_not_blamed(row):
    if is_acceptable(row.name, words(), is_entity=True):
        found = hints("E", row.name)
        assert "AN01" not in found, (row.name, propose_plural(row.name))
