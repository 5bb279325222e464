"""Every id that a user can meet has an explanation, and nothing else has one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compiler.emit.openapi.correcting import all_corrections
from compiler.report.explanations import OTHERS, explanations
from compiler.rules.run import all_rules

COMPILER = Path(__file__).resolve().parents[2] / "compiler"
TABLE = COMPILER / "report" / "explanations.py"
ID = re.compile(r'"([A-Z]{2,4}\d\d)"')


def ids_in(path: Path) -> set[str]:
    return set(ID.findall(path.read_text(encoding="utf-8")))


USED = set().union(*(ids_in(path) for path in COMPILER.rglob("*.py") if path != TABLE))
OF_RULES_AND_CORRECTIONS = {each.id for each in (*all_rules(), *all_corrections())}


@pytest.mark.parametrize("id_", sorted(USED | OF_RULES_AND_CORRECTIONS))
def test_every_id_has_an_explanation(id_):
    explanation = explanations()[id_]
    title = explanation.title
    assert title
    assert not title.endswith(".")
    head, reason = explanation.text().split("\n\n", 1)
    assert head.startswith(f"{id_}")
    assert title in head
    assert reason.strip()


def test_every_explanation_is_of_an_id_that_is_used():
    assert set(explanations()) - USED == set()
    assert set(OTHERS) & OF_RULES_AND_CORRECTIONS == set()


@pytest.mark.parametrize("each", [*all_rules(), *all_corrections()], ids=lambda each: each.id)
def test_rules_and_corrections_are_explained_by_their_docstrings(each):
    text = " ".join(explanations()[each.id].text().split())
    assert text.startswith(f"{each.id} (")
    for line in each.doc.strip().split("\n"):
        code, _, marker = line.partition("//! ")
        assert " ".join(code.split()) in text
        assert "//!" not in text
        assert not marker or "^" in text


def test_a_caret_stands_below_what_a_rule_finds():
    lines = explanations()["GM10"].text().splitlines()
    at = next(number for number, line in enumerate(lines) if "Postadres is Adres { plaats" in line)
    assert lines[at + 1].index("^") == lines[at].index("plaats")


def test_explanations_are_in_the_order_of_their_ids():
    assert list(explanations()) == sorted(explanations())
