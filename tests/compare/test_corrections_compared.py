"""Corrections that a version begins or ends to carry out: a change each, judged by its effect on clients."""

from __future__ import annotations

import pytest

from compiler.base.translation import translator
from compiler.compare.judge import Verdict
from compiler.compare.texts import describe
from compiler.emit.openapi.correcting import all_corrections, choose
from compiler.emit.openapi.correction import ClientEffect
from compiler.emit.openapi.showing import documents_with_each
from compiler.pipeline import compare
from tests.compare.test_diff import model_of
from tests.compare.test_judges import compared

PLAIN = "domein A { entiteit Boek (meervoud Boeken) { titel : string, prijs : integer } }\n"
WITH_PATTERN = PLAIN.replace("titel : string", "titel : string patroon /^[A-Z]+$/")
WITH_TIME = PLAIN.replace("titel : string", "titel : time")
WITH_ADDRESS = f"{PLAIN}domein B {{ entiteit Lid {{\n/// Wat het lid leest.\nboek : Boek }} }}\n"
WITH_REFERENCE_DATE = """koppelvlak {
    typen { Datum string date }
    parameters { query peildatum Datum }
    bewerkingen { zoeken peildatum }
}"""
WITH_BLANKS = PLAIN.replace("titel : string", 'titel : string beperking "Kort. "')
WITH_CONSTRAINT = PLAIN.replace("titel : string", 'titel : string beperking "Kort."')


def manifest(corrections: str, interface: str = "koppelvlak { pingtimeout ja }") -> str:
    return (
        f'standaard Proef {{ versie "1.0.0", ids {{ kern id : string }}, correcties {corrections}\n'
        f"{interface} }}\n"
    )


@pytest.mark.parametrize(
    ("corrections", "verdict"), [("OA41", Verdict.WIRE), ("geen", Verdict.CODE)]
)
def test_another_key_of_the_source_breaks_where_messages_have_to_tell_theirs(corrections, verdict):
    sides = [
        'standaard Proef { versie "1.0.0", ids { kern id : string, kern nr : string }, '
        f"correcties {corrections}, koppelvlak {{ bronsleutel {key} }} }}\n{PLAIN}"
        for key in ("id", "nr")
    ]
    (found,) = compare(*map(model_of, sides)).changes
    assert (found.id, found.verdict) == ("CH82", verdict)


def verdicts(old: str, new: str, text: str = PLAIN) -> dict[str, Verdict]:
    changes = compared(manifest(old) + text, manifest(new) + text).changes
    return {each.name: each.verdict for each in changes}


def test_each_correction_is_a_change_of_its_own():
    assert verdicts("geen", "alle").keys() == {each.id for each in all_corrections()}
    assert verdicts("alle", "geen").keys() == {each.id for each in all_corrections()}
    assert verdicts("alle", "alle") == {}


@pytest.mark.parametrize(
    ("id_", "text", "begun", "ended"),
    [
        ("OA13", PLAIN, Verdict.WIRE, Verdict.ADDITIVE),
        ("OA02", WITH_PATTERN, Verdict.WIRE, Verdict.ADDITIVE),
        ("OA34", WITH_TIME, Verdict.WIRE, Verdict.WIRE),
        ("OA32", PLAIN, Verdict.ADDITIVE, Verdict.WIRE),
        ("OA21", PLAIN, Verdict.CODE, Verdict.CODE),
        ("OA05", WITH_ADDRESS, Verdict.TEXT, Verdict.TEXT),
        ("OA05", PLAIN, Verdict.TEXT, Verdict.TEXT),
        ("OA06", PLAIN, Verdict.TEXT, Verdict.TEXT),
        ("OA14", PLAIN, Verdict.TEXT, Verdict.TEXT),
        ("OA20", PLAIN, Verdict.TEXT, Verdict.TEXT),
        ("OA22", WITH_BLANKS, Verdict.TEXT, Verdict.TEXT),
        ("OA33", WITH_CONSTRAINT, Verdict.CODE, Verdict.CODE),
        ("OA02", PLAIN, Verdict.TEXT, Verdict.TEXT),
        ("OA34", PLAIN, Verdict.TEXT, Verdict.TEXT),
    ],
)
def test_a_correction_is_judged_by_what_it_does_to_clients(id_, text, begun, ended):
    assert verdicts("geen", id_, text) == {id_: begun}
    assert verdicts(id_, "geen", text) == {id_: ended}


def test_where_another_correction_asks_more_in_its_place_the_end_of_one_breaks():
    """OA02 gives each of several durations the expression of the manifest; without it OA34 gives them that of XSD."""
    text = "domein A { entiteit Boek (meervoud Boeken) { leentermijnen : duration[] } }\n"
    sides = (
        manifest(each, 'koppelvlak { duurpatroon "^P.*$" }') + text
        for each in ("OA02 OA34", "OA34")
    )
    (found,) = compared(*sides).changes
    assert (found.name, found.verdict) == ("OA02", Verdict.WIRE)


@pytest.mark.parametrize(
    ("beside", "attribute", "begun"),
    [
        ("OA24", "bijlage : base64Binary", Verdict.WIRE),
        ("OA24", "bijlage : string", Verdict.ADDITIVE),
        ("OA23", "Bijlage : string", Verdict.WIRE),
        ("", "bijlage : base64Binary", Verdict.ADDITIVE),
    ],
)
def test_where_another_correction_takes_away_what_one_adds_its_begin_breaks(
    beside, attribute, begun
):
    """The published search takes every attribute as an exploded object; of the filters of OA10 some are left out."""
    text = f"domein A {{ entiteit Boek (meervoud Boeken) {{ {attribute}, titel : string }} }}\n"
    assert verdicts(beside or "geen", f"{beside} OA10".strip(), text) == {"OA10": begun}
    assert verdicts(f"{beside} OA10".strip(), beside or "geen", text) == {"OA10": Verdict.WIRE}


def test_a_reference_date_for_every_get_adds():
    old, new = (manifest(each, WITH_REFERENCE_DATE) + PLAIN for each in ("geen", "OA06"))
    assert [each.verdict for each in compared(old, new).changes] == [Verdict.ADDITIVE]
    assert [each.verdict for each in compared(new, old).changes] == [Verdict.WIRE]


def test_compatible_corrections_break_nobody_and_all_of_them_do():
    assert Verdict.WIRE not in verdicts("geen", "verenigbaar", WITH_PATTERN).values()
    breaking = {
        id_ for id_, each in verdicts("geen", "alle", WITH_PATTERN).items() if each is Verdict.WIRE
    }
    assert breaking == {"OA02", "OA13", "OA41"}


def test_what_others_do_all_the_same_is_nobodys_doing():
    model = model_of(
        "domein A { abstract entiteit Werk { soort : SOORT }\n"
        "entiteit Boek is Werk (meervoud Boeken, als soort B) { titel : string } }\n"
        'referentiedata SOORT { B "Boek" }\n'
    )
    chosen, _ = choose(["OA03", "OA40"])
    assert {
        id_: found.names for id_, found in documents_with_each(model, chosen, chosen).items()
    } == {
        "OA03": (),
        "OA40": ("A",),
    }


def test_what_ends_is_the_opposite_of_what_begins_but_where_a_correction_says_otherwise():
    for each in all_corrections():
        assert (each.undone is ClientEffect.NONE) is (each.effect is ClientEffect.NONE)
        if each.effect is ClientEffect.ADDITIVE:
            assert each.undone is ClientEffect.BREAKING


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_the_line_of_a_correction_says_what_it_is_about(lang):
    (judged,) = compared(manifest("geen") + PLAIN, manifest("OA13") + PLAIN).changes
    title = next(each.title for each in all_corrections() if each.id == "OA13").rstrip(".")
    said = translator(lang)(describe(judged.change))
    assert "OA13" in said
    assert (title in said) is (lang == "en")
    assert judged.name == "OA13"
