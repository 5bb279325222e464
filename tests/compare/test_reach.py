"""Whom a change concerns: entities, messages and documents, in the old version and in the new one."""

from __future__ import annotations

import pytest

from compiler.base.context import Context
from compiler.compare.comparison import compare_models
from compiler.compare.reach import Reach
from compiler.emit.openapi.correcting import choose
from compiler.emit.openapi.emitter import emit_documents
from compiler.language.parser import parse_text
from compiler.model.linking.link import link_sources
from compiler.model.model import Model
from compiler.pipeline import compare

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
        ("changed", "SOORT.AAA", Reach(ALL, ("P/Toppen", "Q/Middens"), ())),
    ),
    "a value of a list that no message shows": (
        ('ROO "Rood"', 'ROO "Rood", GRO "Groen"'),
        ("added", "KLEUR.GRO", Reach(("Laag",), (), ())),
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
            Reach(("Laag",), (), ())
        ]


EDITS = {
    "an attribute becomes obsolete": ("naam : string", "vervallen naam : string"),
    "a key": ("naam : string", "kern naam : string"),
    "a constraint": ("naam : string", 'naam : string beperking "Kort."'),
    "a label": ('"Aaa"', '"Bbb"'),
    "a value": ('AAA "Aaa"', 'AAA "Aaa", BBB "Bbb"'),
    "a list": ("SOORT", "AARD"),
    "an entity that is only referred to": ("entiteit Los", "/// Los.\nentiteit Los"),
    "its name": ("Los (meervoud Lossen", "Vast (voorheen Los, meervoud Lossen"),
    "its plural": ("meervoud Lossen", "meervoud Losse"),
    "an entity of a shared domain": ("adres : string", "adres : string, plaats : string"),
    "a source": ("maat : integer", "maat : integer bron BAG"),
    "an envelope": ("label : string", "label : string, merk : string"),
    "a projection": ("Top { soort }", "Top { soort, naam }"),
    "a description of a process": ("ketenproces Q", "/// Het tweede.\nketenproces Q"),
    "a description of a domain": ("domein C", "/// Het derde.\ndomein C"),
}
ALSO = """\
gedeeld domein D { entiteit Plek (meervoud Plekken) { kern adres : string } }
domein C { entiteit Los (meervoud Lossen) { kern a : string, top : Top, midden : Midden.sleutels } }
ketenproces R
bericht Lossen over Los { Los { alle }, Top { alle behalve los } }
envelop Bericht { label : string }
"""


def edited(text: str, before: str, after: str) -> str:
    """`text` with an edit; what refers to an entity that has another name calls it by that."""
    text = text.replace(before, after)
    return text.replace("over Los { Los {", "over Vast { Vast {") if "Vast (" in text else text


@pytest.mark.parametrize("corrections", ["geen", "verenigbaar", "alle"])
@pytest.mark.parametrize(("before", "after"), EDITS.values(), ids=EDITS)
def test_the_documents_of_a_change_are_those_whose_bytes_change(before, after, corrections) -> None:
    text = (OLD + ALSO).replace("} }\n", f"}}, correcties {corrections} }}\n", 1)
    old, new = model_of(text), model_of(edited(text, before, after))
    written = [
        emit_documents(each, choose([*each.standard.corrections])[0], Context())
        for each in (old, new)
    ]
    differing = {
        path.rsplit("/", 1)[-1].removesuffix(".yaml")
        for path in written[0]
        if written[0][path] != written[1][path]
    }
    changes = compare(old, new).changes
    assert {name for each in changes for name in each.reach.documents} == differing


def test_each_of_two_changes_has_documents_of_its_own() -> None:
    text = (OLD + ALSO).replace("kleur : KLEUR", "kleur : KLEUR, vorm : string")
    text = text.replace("ketenproces Q", "/// Het tweede.\nketenproces Q")
    found = {
        each.name: each.reach.documents
        for each in compare(model_of(OLD + ALSO), model_of(text)).changes
    }
    assert found == {"Laag.vorm": ("B",), "Q": ("Q",)}


def test_a_change_of_the_envelope_counts_for_every_message() -> None:
    text = OLD + ALSO
    (judged,) = compare(
        model_of(text), model_of(text.replace("label : string", "merk : string voorheen label"))
    ).changes[:1]
    assert judged.reach.messages == ("P/Lagen", "P/Toppen", "Q/Middens", "R/Lossen")
    assert judged.reach.documents == ("A", "B", "C", "D", "P", "Q", "R")
