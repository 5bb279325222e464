"""A change that breaks clients has an example, which the old version takes and the new one does not, or the reverse."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from compiler.base.context import Context
from compiler.base.translation import translator
from compiler.compare.comparison import Comparison
from compiler.compare.judge import Verdict
from compiler.emit.examples.breaking import Witness, Witnesses
from compiler.emit.jsonschema.emitter import emit_schemas
from compiler.emit.jsonschema.options import ALL_CODES, SchemaOptions
from compiler.model.model import Model
from compiler.pipeline import compare
from tests.compare.test_diff import model_of
from tests.helpers.edits import edited
from tests.helpers.strategies import linkable
from tests.helpers.what_is_lost import repeats
from tests.laws.test_verdicts_of_documents import LEVELS, corrected, linked

RELAXED = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
CLOSED = SchemaOptions(strict=True, codes=ALL_CODES)
SAID = {"refused": (True, False), "gone": (True, False), "old version refuse": (False, True)}


def taken(model: Model, where: str, message: Any) -> bool | None:
    """Whether the closed schema of PATCH takes `message`; None where there is no such message."""
    path = f"jsonschema/Ketenprocessen/{where}.patch.schema.json"
    schema = emit_schemas(model, CLOSED, Context()).get(path)
    if schema is None:
        return None
    return jsonschema_rs.validator_for(json.loads(schema), validate_formats=True).is_valid(message)


def holds(old: Model, new: Model, found: Witness) -> bool | None:
    """Whether what `found` says is so; None where no schema of a message can tell."""
    said = translator("en")(found.said)
    expected = next((both for word, both in SAID.items() if word in said), None)
    sides = (taken(old, found.where, found.shown), taken(new, found.where, found.shown))
    return None if expected is None or None in sides else sides == expected


def broken(comparison: Comparison) -> list[Any]:
    """The changes that break clients; the interface and corrections say themselves what they do."""
    return [
        each
        for each in comparison.changes
        if each.verdict is Verdict.WIRE and each.change.subject not in ("standard", "correction")
    ]


@pytest.mark.parametrize("level", LEVELS)
@RELAXED
@given(data=st.data())
def test_what_breaks_has_an_example_that_only_one_version_takes(level, data):
    files = corrected(data.draw(linkable()), level)
    old, new = linked(files), linked(data.draw(edited(files)))
    assume(not repeats(old))
    assume(not repeats(new))
    comparison = compare(old, new)
    witnesses = Witnesses(old, new, comparison.changes)
    for each in broken(comparison):
        found = witnesses.of(each)
        assert found is not None, each
        assert holds(old, new, found) is not False, (each.change, found)


MODEL = """
domein A
entiteit Boek (meervoud Boeken) {
    titel : string, bladzijden : integer, soort : SOORT, omslag : Omslag, deel : Deel[], band : Omslag.sleutels,
    vorm : VORM[]
}
entiteit Omslag (meervoud Omslagen) { kern kleur : string, dikte : decimal }
abstract entiteit Deel (meervoud Delen) { naam : string }
entiteit Hoofdstuk is Deel (meervoud Hoofdstukken) { nummer : integer }
ketenproces P "P"
bericht Boeken over Boek { Boek { alle }, Omslag { alle }, Deel { alle }, Hoofdstuk { alle } }
envelop Bericht { toelichting : string }
referentiedata SOORT { A "Aap", B "Beer" }
referentiedata VORM { OUD "Oud" tot "2020-01-31", NIE "Nieuw" }
"""
EDITS = {
    "an attribute goes": ("bladzijden : integer, ", "", {"bladzijden": 1}),
    "one deep down": ("dikte : decimal", "gewicht : decimal", {"omslag": {"dikte": 1.5}}),
    "one of a derived entity": ("{ nummer : integer }", "{ }", {"deel": [{"nummer": 1}]}),
    "another type": ("titel : string", "titel : integer", {"titel": "tekst"}),
    "a wider type": ("bladzijden : integer", "bladzijden : decimal", {"bladzijden": 1.5}),
    "a collection": ("titel : string", "titel : string[]", {"titel": "tekst"}),
    "a pattern": ("titel : string", "titel : string patroon /^[A-Z]$/", {"titel": "tekst"}),
    "a value": (', B "Beer"', "", {"soort": {"code": "B"}}),
    "one with a list": (", soort : SOORT", "", {"soort": {"code": "A"}}),
    "one with a list of which one value ended": (
        ",\n    vorm : VORM[]",
        "",
        {"vorm": [{"code": "NIE"}]},
    ),
    "one with keys": (", band : Omslag.sleutels", "", {"band": {"id": "1"}}),
    "another list": ("soort : SOORT", "soort : VORM", {"soort": {"code": "A"}}),
    "of the envelope": ("toelichting : string", "label : string", {"toelichting": "tekst"}),
}


@pytest.mark.parametrize(("before", "after", "message"), EDITS.values(), ids=EDITS)
def test_the_example_is_a_message(before, after, message):
    old, new = model_of(MODEL), model_of(MODEL.replace(before, after))
    comparison = compare(old, new)
    witnesses = Witnesses(old, new, comparison.changes)
    shown = [witnesses.of(each) for each in broken(comparison)]
    assert message in [each.shown for each in shown]
    assert '"X"' not in json.dumps([each.shown for each in shown])
    if "toelichting" not in message:
        assert [holds(old, new, each) for each in shown if each.shown == message] == [True]


def test_keys_are_shown_by_one_that_they_have():
    manifest = 'standaard S { versie "1.0.0", ids { kern merk : string } }'
    old, new = model_of(manifest + MODEL), model_of(manifest + MODEL.replace("band :", "rug :"))
    comparison = compare(old, new)
    witnesses = Witnesses(old, new, comparison.changes)
    shown = [found.shown for each in broken(comparison) if (found := witnesses.of(each))]
    assert {"band": {"merk": "tekst"}} in shown or {"band": {"kleur": "tekst"}} in shown


def test_the_values_of_a_list_with_another_name_are_known():
    after = MODEL.replace("SOORT", "GENRE").replace(", soort : GENRE", "")
    old, new = model_of(MODEL), model_of(after.replace("GENRE {", "GENRE (voorheen SOORT) {"))
    comparison = compare(old, new)
    witnesses = Witnesses(old, new, comparison.changes)
    shown = [witnesses.of(each) for each in broken(comparison)]
    assert {"soort": {"code": "A"}} in [each.shown for each in shown if each is not None]


def test_a_key_that_comes_is_missed_where_messages_have_to_tell_it():
    manifest = 'standaard S { versie "1.0.0", ids { kern id : string }, correcties %s }\n'
    text = "domein A\nwaardeobject Zaak (meervoud Zaken) { naam : string }\n"
    for corrections, breaks in (("OA41", True), ("geen", False)):
        old = manifest % corrections + text
        models = (model_of(old), model_of(old.replace("waardeobject", "entiteit")))
        comparison = compare(*models)
        witnesses = Witnesses(*models, comparison.changes)
        shown = [witnesses.of(each) for each in broken(comparison)]
        assert [(each.where, each.shown) for each in shown] == [("A", {})] * 2 * breaks


def test_an_address_that_goes_is_the_example():
    old, new = model_of(MODEL), model_of(MODEL.replace("meervoud Omslagen", "meervoud Kaften"))
    comparison = compare(old, new)
    (found,) = (Witnesses(old, new, comparison.changes).of(each) for each in broken(comparison))
    assert (found.where, found.shown) == ("A", "/omslagen")
