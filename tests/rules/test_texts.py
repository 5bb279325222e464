"""How well AN02 does on texts that were labelled before it ran on them, and what it says of words that are right."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.base.dutch.texts import misspelled
from compiler.base.dutch.words import Words
from tools.measure_names import Measure

TEXTS = Path(__file__).parent / "texts.csv"


@lru_cache(maxsize=1)
def words() -> Words:
    return Words()


def rows() -> list[dict[str, str]]:
    with TEXTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_texts_that_no_rule_was_made_for():
    right = wrong = missed = 0
    for row in rows():
        found = {word for word, _ in misspelled(row["text"], words())}
        meant = set(row["wrong"].split())
        right += len(found & meant)
        wrong += len(found - meant)
        missed += len(meant - found)
    made = Measure(right, wrong, missed)
    assert made.precision >= 0.95, made
    assert made.recall >= 0.8, made


@settings(deadline=None)
@given(st.sampled_from(rows()), st.data())
def test_what_is_said_is_no_slip_itself(row, data):
    """Whoever writes what the hint says hears nothing more of that word."""
    found = misspelled(row["text"], words())
    if not found:
        return
    word, meant = data.draw(st.sampled_from(found))
    again = misspelled(row["text"].replace(word, meant), words())
    assert meant not in {each for each, _ in again}


@pytest.mark.parametrize(("text", "meant"), [
    ("De beeindiging van de huur.", "beëindiging"),
    ("Een financiele bijdrage.", "financiële"),
    ("Het geinstalleerde vermogen, geinstalleerd door de huurder.", "geïnstalleerd"),
    ("De knieen van de patiënt.", "knieën"),
])  # fmt: skip
def test_a_vowel_that_lacks_its_diaeresis(text: str, meant: str):
    assert meant in dict(misspelled(text, words())).values()


@pytest.mark.parametrize("text", [
    "De geit, het beitsen en de geijkte meter.",
    "Beëindigd, geïnd, coördinatie, reünie en financiën.",
    "De Europese richtlijn over Douglas en turnkey projecten.",
    "Een polysulfide kit en geocoördinaten.",
    "Verblijfsstatus en verblijfstatus.",
    "The tenant of the building is informed by our department.",
    "Typen: string, decimal, integer.",
    "Waarin alles rond een onderwerp bijeenstaat.",
])  # fmt: skip
def test_what_is_right_or_no_dutch(text: str):
    assert misspelled(text, words()) == []
