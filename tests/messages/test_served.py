"""What a change of the manifest does to clients is shown: a request, an answer or a message, before and after."""

from __future__ import annotations

from typing import Any

import pytest

from compiler.base.context import Context
from compiler.base.own_yaml import read_own_yaml
from compiler.base.translation import translator
from compiler.compare.comparison import Comparison
from compiler.emit.openapi.correcting import all_corrections, choose
from compiler.emit.openapi.correction import ClientEffect, Correction
from compiler.emit.openapi.emitter import emit_documents
from compiler.messages.served.differences import only_in
from compiler.messages.served.isolated import ServedExample, served_examples
from compiler.pipeline import compare
from tests.compare.test_diff import model_of

MANIFEST = """
standaard S {{
    versie "1.0.0"
    ids {{ kern id : string, idOrganisatie : string }}
    correcties {corrections}
    koppelvlak {{
        server "https://{{model}}.example.org/v{{hoofdversie}}"
        typen {{ Getal integer, Tekst string, Moment string "date-time" }}
        parameters {{ header X-Moment Moment, query pagina Getal, query Sorteren Tekst, header X-Los Tekst
            query peildatum Moment }}
        bewerkingen {{ zoeken pagina X-Moment Sorteren peildatum, overige X-Moment }}
        {more}
    }}
}}
"""
MODEL = """
domein A
entiteit Boek (meervoud Boeken) {
    Titel : string, titel : string, soort : SOORT, deel : Deel[], tijd : time, duur : duration
    code : string patroon /^[A-Z]{2}$/, bijlage : base64Binary
}
abstract entiteit Deel (meervoud Delen) { naam : string, soort : DEELSOORT }
entiteit Hoofdstuk is Deel (meervoud Hoofdstukken, als soort H) { nummer : integer }
entiteit Alinea is Deel (meervoud Alineas, als soort A) { tekst : string }
ketenproces P "P"
bericht Boeken over Boek { Boek { alle }, Deel { alle }, Hoofdstuk { alle }, Alinea { alle } }
envelop Bericht { toelichting : string }
referentiedata SOORT { A "Aap" }
referentiedata DEELSOORT { A "Alinea", H "Hoofdstuk" }
"""
# What a correction mends the outcome of; alone it has nothing to do.
UNDER = {"OA23": ("OA10",), "OA24": ("OA10",)}


def manifest(corrections: str, more: str = "") -> str:
    return MANIFEST.format(corrections=corrections, more=more)


def shown(old: str, new: str) -> dict[str, list[ServedExample]]:
    """By the name of a change, and its fact where it has none, what it shows."""
    models = (model_of(old + MODEL), model_of(new + MODEL))
    comparison: Comparison = compare(*models)
    return {
        each.name or each.change.fact: served_examples(*models, each) for each in comparison.changes
    }


def differing(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[set[bool], list[Any]]:
    """Whether something that is served is lost (True) or gained (False) from these corrections to those."""
    model = model_of(manifest("geen") + MODEL)
    sides = [emit_documents(model, choose(ids)[0], Context()) for ids in (old, new)]
    lost, gained, forms = [], [], []
    for path in sides[0]:
        before, after = (read_own_yaml(side[path]) for side in sides)
        lost += only_in(before, after)
        gained += only_in(after, before)
    forms = [each for each in gained if each.is_answer and each.where]
    return {kind for kind, found in ((True, lost), (False, gained)) if found}, forms


@pytest.mark.parametrize("each", all_corrections(), ids=lambda each: each.id)
def test_the_effect_of_a_correction_is_what_requests_and_messages_show(each: Correction):
    if each.id == "OA04":
        pytest.skip("there are no deviations here; test_a_deviation_left_out_is_shown has one")
    under = UNDER.get(each.id, ())
    found, forms = differing(under, (*under, each.id))
    if each.effect is ClientEffect.NONE:
        assert found == set()
    elif each.effect is ClientEffect.ADDITIVE:
        assert found == {False}
    else:
        assert True in found or forms


@pytest.mark.parametrize("each", all_corrections(), ids=lambda each: each.id)
def test_a_correction_that_breaks_or_adds_has_an_example(each: Correction):
    under = " ".join(UNDER.get(each.id, ()))
    (found,) = shown(manifest(under or "geen"), manifest(f"{under} {each.id}".strip())).values()
    if each.effect is ClientEffect.NONE or each.id == "OA04":
        assert found == []
    else:
        assert found[0].breaks is (each.effect is ClientEffect.BREAKING)


@pytest.mark.parametrize(
    ("before", "after", "said", "what"),
    [
        ("OA13", "geen", "was refused, and is accepted", "PUT /alineas\nContent-Length: 0"),
        ("geen", "OA13", "was accepted, and is refused", "PUT /alineas\nContent-Length: 0"),
        ("OA32", "geen", "was accepted, and is refused", {"id": None}),
        ("geen", "OA01", "was refused, and is accepted", "PATCH /alineas/tekst"),
    ],
)
def test_what_is_shown_of_a_correction(before, after, said, what):
    (found,) = shown(manifest(before), manifest(after)).values()
    assert (translator("en")(found[0].said), found[0].shown) == (said, what)


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("/v{hoofdversie}", "/w{hoofdversie}", "https://a.example.org/v1/"),
        (
            "header X-Moment Moment",
            "header X-Moment Getal",
            "GET /alineas\nX-Moment: 2026-01-31T12:30:00Z",
        ),
        ("zoeken pagina X-Moment", "zoeken X-Moment", "GET /alineas?pagina=1"),
    ],
)
def test_an_interface_that_changes_shows_a_request_that_is_refused(before, after, what):
    old = manifest("geen")
    assert before in old
    assert what in [
        found[0].shown for found in shown(old, old.replace(before, after)).values() if found
    ]


def test_a_deviation_left_out_is_shown():
    old = manifest(
        "geen",
        'afwijkingen {{ `*/A` "#/components/schemas/Boek/properties/titel/enum" "[\\"x\\"]" }}'.replace(
            "{{", "{"
        ).replace("}}", "}"),
    )
    (found,) = shown(old, old.replace("correcties geen", "correcties OA04")).values()
    assert [each.breaks for each in found] == [True, False]
