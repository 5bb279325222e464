"""Whom a change concerns: entities, messages and documents, in the old version and in the new one."""

from __future__ import annotations

import pytest

from compiler.compare.comparison import compare_models
from compiler.compare.reach import Reach
from compiler.language.parser import parse_text
from compiler.model.linking.link import link_sources
from compiler.model.model import Model

OLD = """\
standaard S { versie "1.0.0", ids { kern id : string } }
domein A {
    entiteit Top (meervoud Toppen) { soort : SOORT, naam : string, los : string }
    entiteit Midden is Top (meervoud Middens) { maat : integer }
}
domein B { entiteit Laag is Midden (meervoud Lagen) { kleur : KLEUR } }
ketenproces P
bericht Toppen over Top { Top { soort } }
bericht Lagen over Laag { Laag { naam, maat } }
ketenproces Q
bericht Middens over Midden { Midden { soort, naam } }
referentiedata SOORT { AAA "Aaa" }
referentiedata KLEUR { ROO "Rood" }
"""
ALL = ("Laag", "Midden", "Top")
# By what is replaced and what by: the change (kind, name), and its reach.
CASES = {
    "an attribute: who has it, and the messages that show it": (
        ("naam : string", "naam : integer"),
        ("changed", "Top.naam", Reach(ALL, ("P/Lagen", "Q/Middens"), ("A", "B", "P", "Q"))),
    ),
    "an attribute that no message shows": (
        ("los : string", "los : integer"),
        ("changed", "Top.los", Reach(ALL, (), ("A", "B"))),
    ),
    "an attribute of an entity in between: not its base": (
        ("maat : integer", "maat : decimal"),
        ("changed", "Midden.maat", Reach(("Laag", "Midden"), ("P/Lagen",), ("A", "B", "P"))),
    ),
    "a value: who has an attribute of its list, and who shows that": (
        ('"Aaa"', '"Bbb"'),
        ("changed", "SOORT.AAA", Reach(ALL, ("P/Toppen", "Q/Middens"), ("A", "B", "P", "Q"))),
    ),
    "a value of a list that no message shows": (
        ('ROO "Rood"', 'ROO "Rood", GRO "Groen"'),
        ("added", "KLEUR.GRO", Reach(("Laag",), (), ("B",))),
    ),
    "what a message showed in the old version only": (
        ("naam : string, los : string", "los : string"),
        ("removed", "Top.naam", Reach(ALL, ("P/Lagen", "Q/Middens"), ("A", "B", "P", "Q"))),
    ),
    "what a message shows in the new version only": (
        ("kleur : KLEUR", "kleur : KLEUR, vorm : string"),
        ("added", "Laag.vorm", Reach(("Laag",), ("P/Lagen",), ("B", "P"))),
    ),
    "a message": (
        ("bericht Toppen over", "/// Omschrijving.\nbericht Toppen over"),
        ("changed", "P/Toppen", Reach((), ("P/Toppen",), ("P",))),
    ),
}


def model_of(text: str) -> Model:
    found = link_sources([parse_text(text).source])
    assert found.diagnostics == ()
    return found.model


def changed(old: str, new: str) -> str:
    """The model with one text replaced, and the messages with what that takes away or adds."""
    text = OLD.replace(old, new)
    if old.startswith("naam") and "naam" not in new:
        text = text.replace("naam, maat", "maat").replace("soort, naam", "soort")
    return text.replace("Laag { naam", "Laag { vorm, naam") if "vorm" in new else text


@pytest.mark.parametrize(("edit", "expected"), CASES.values(), ids=CASES)
def test_whom_a_change_concerns(edit: tuple[str, str], expected: tuple[str, str, Reach]) -> None:
    comparison = compare_models(model_of(OLD), model_of(changed(*edit)))
    found = [(each.change.kind.value, each.name, each.reach) for each in comparison.changes]
    assert found == [expected]


def test_who_held_values_of_a_list_only_before_or_only_now_is_concerned_by_its_change() -> None:
    with_list, without = OLD.replace("Rood", "Roder"), OLD.replace("kleur : KLEUR", "ton : string")
    for old, new in ((with_list, without), (without, with_list)):
        changes = compare_models(model_of(old), model_of(new)).changes
        assert [each.reach for each in changes if each.name == "KLEUR.ROO"] == [
            Reach(("Laag",), (), ("B",))
        ]
