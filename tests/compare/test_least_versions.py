"""Which version number changes ask for, and what is said of one that does not fit."""

from __future__ import annotations

from itertools import pairwise

import pytest

from compiler.base.diagnostics import Severity
from compiler.compare.judge import Verdict
from compiler.compare.versions import Version, least_version, parse_version, step_between
from compiler.language.parser import parse_text
from compiler.model.linking.link import link_sources
from compiler.pipeline import compare
from tests.compare.test_judges import MODEL, compared, found_in


@pytest.mark.parametrize(
    ("old", "verdicts", "least"),
    [
        ("4.2.3+251010.12", [], "4.2.3"),
        ("4.2.3", [Verdict.TEXT], "4.2.4"),
        ("4.2.3", [Verdict.TEXT, Verdict.ADDITIVE], "4.2.4"),
        ("4.2.3", [Verdict.CODE], "4.2.4"),
        ("4.2.3", [Verdict.ADDITIVE, Verdict.WIRE], "5.0.0"),
        ("0.2.3", [Verdict.WIRE], "0.3.0"),
        ("4.3.0-rc.1", [Verdict.WIRE], "4.3.0"),
    ],
)
def test_the_least_version(old, verdicts, least):
    assert str(least_version(parse_version(old), verdicts)) == least


@pytest.mark.parametrize(
    ("verdict", "least"),
    [
        (Verdict.TEXT, "4.2.4"),
        (Verdict.ADDITIVE, "4.3.0"),
        (Verdict.CODE, "4.3.0"),
        (Verdict.WIRE, "5.0.0"),
    ],
)
def test_the_least_version_by_strict_semantic_versioning(verdict, least):
    assert str(least_version(parse_version("4.2.3"), [verdict], strict=True)) == least


def test_the_order_of_versions():
    texts = [
        "1.0.0-alpha",
        "1.0.0-alpha.1",
        "1.0.0-rc.2",
        "1.0.0-rc.10",
        "1.0.0",
        "1.0.1",
        "1.2.0",
        "1.10.0",
        "2.0.0",
    ]
    versions = list(map(parse_version, texts))
    assert all(a.older(b) and not b.older(a) for a, b in pairwise(versions))
    assert parse_version("1.0.0+a") == parse_version("1.0.0+b") == Version((1, 0, 0))


@pytest.mark.parametrize(
    "text", ["", "4", "4.1", "4.1.v4.1.5+240628.18", "v4.1.0", "4.01.0", "4.1.0+"]
)
def test_what_is_no_version(text):
    assert parse_version(text) is None


def test_the_step_between_versions():
    steps = [
        step_between(parse_version("4.2.3"), parse_version(v))
        for v in ("5.0.0", "4.3.0", "4.2.4", "4.2.3")
    ]
    assert steps == ["major", "minor", "patch", ""]


ADDED = MODEL.replace("titel : string", "titel : string, jaar : integer")
GONE = MODEL.replace("    omslag : Omslag\n", "")
OLD_GONE = MODEL.replace("omslag : Omslag", "vervallen omslag : Omslag")


@pytest.mark.parametrize(
    ("old", "new", "versions", "ids"),
    [
        (MODEL, MODEL, ("1.0.0", "1.0.0"), set()),
        (MODEL, ADDED, ("1.0.0", "1.1.0"), set()),
        (MODEL, ADDED, ("1.0.0", "2.0.0"), set()),
        (MODEL, ADDED, ("1.0.0", "1.0.1"), set()),
        (MODEL, ADDED, ("1.0.0+1", "1.0.0+2"), {"VS02"}),
        (MODEL, ADDED, ("1.1.0", "1.0.0"), {"VS03"}),
        (MODEL, GONE, ("1.0.0", "1.1.0"), {"VS01", "VS04", "CH21"}),
        (MODEL, GONE, ("1.0.0", "2.0.0"), {"VS04"}),
        (OLD_GONE, GONE, ("1.0.0", "2.0.0"), set()),
        (OLD_GONE, GONE, ("1.0.0", "1.1.0"), {"VS01", "CH21"}),
        (MODEL, GONE, ("1.0.0", "1.0.0"), {"VS02", "VS04", "CH21"}),
    ],
)
def test_what_a_version_number_allows(old, new, versions, ids):
    assert found_in(old, new, versions).keys() == ids


def test_a_manifest_can_ask_for_strict_semantic_versioning():
    strict = ", versiebeleid strikt"
    found = found_in(MODEL, ADDED, ("1.0.0", "1.0.1"), strict)
    assert found == {"VS01": "version 1.0.1 is too low: what adds (1) asks for 1.1.0"}
    assert found_in(MODEL, ADDED, ("1.0.0", "1.1.0"), strict) == {}
    assert found_in(MODEL, ADDED, ("1.0.0", "1.0.1"), ", versiebeleid ruim") == {}


def test_before_the_first_release_a_break_is_told_as_a_break():
    found = found_in(MODEL, GONE, ("0.1.0", "0.1.1"))
    assert found["VS01"] == "version 0.1.1 is too low: what breaks clients (1) asks for 0.2.0"


def test_a_policy_of_versions_that_is_none():
    text = 'standaard S { versie "1.0.0", versiebeleid soepel }\ndomein A { entiteit B }'
    (found,) = link_sources([parse_text(text).source]).diagnostics
    assert (found.id, found.severity, found.hint) == (
        "STD01",
        Severity.ERROR,
        "write one of: ruim, strikt",
    )


def test_a_version_that_does_not_parse():
    broken = model_with_version("4.1.v4.1.5+240628.18")
    comparison = compare(broken, model_with_version("4.1.6"))
    assert comparison.least == ""
    (diagnostic,) = comparison.diagnostics
    assert diagnostic.id == "VS06"
    assert "4.3.0+" in diagnostic.hint


def model_with_version(version: str):
    return link_sources(
        [parse_text(f'standaard S {{ versie "{version}" }}\ndomein A {{ entiteit B }}').source]
    ).model


def test_a_repair_with_a_reason_asks_for_no_version():
    extra = ', herstel { `Boek.omslag` "Was nooit te vullen." }'
    comparison = compared(MODEL, GONE, ("1.0.0", "1.0.0"), extra)
    (judged,) = comparison.changes
    assert (judged.accepted, comparison.breaking, comparison.least) == (
        "Was nooit te vullen.",
        (),
        "1.0.0",
    )
    shown = {d.id: d.suppressed for d in comparison.diagnostics}
    assert shown == {"CH21": "Was nooit te vullen.", "VS04": "Was nooit te vullen.", "VS02": ""}
    assert found_in(MODEL, GONE, ("1.0.0", "1.0.1"), extra) == {}


def test_a_repair_without_a_reason_is_no_repair():
    text = 'standaard S { versie "1.0.0", herstel { `A.b` "" } }\ndomein A { entiteit B }'
    (found,) = link_sources([parse_text(text).source]).diagnostics
    assert (found.id, found.severity) == ("STD01", Severity.ERROR)
    assert "reason" in found.message


def test_a_repair_of_what_did_not_change_is_reported():
    comparison = compared(MODEL, ADDED, ("1.0.0", "1.1.0"), ', herstel { `Boek.titel` "Typfout." }')
    assert [(d.id, d.severity) for d in comparison.diagnostics] == [("VS07", Severity.WARNING)]


def test_a_suppression_beside_the_element():
    new = MODEL.replace("titel : string", 'titel : integer negeer CH24 "Was altijd al een getal."')
    comparison = compared(MODEL, new, ("1.0.0", "1.0.1"))
    assert [(d.id, d.suppressed) for d in comparison.diagnostics] == [
        ("CH24", "Was altijd al een getal.")
    ]
    assert comparison.least == "1.0.0"


def test_severities_of_the_manifest():
    quiet = ", ernst { CH21 hint, VS04 uit, VS01 waarschuwing }"
    comparison = compared(MODEL, GONE, ("1.0.0", "1.1.0"), quiet)
    assert {(d.id, d.severity) for d in comparison.diagnostics} == {
        ("CH21", Severity.HINT),
        ("VS01", Severity.WARNING),
    }


def test_an_alarm_when_nearly_everything_seems_to_be_gone():
    names = ["Appel", "Brug", "Citroen", "Dorp", "Egel", "Fles", "Gans"]
    others = ["Xylofoon", "Wolk", "Zebra", "Yoghurt", "Vlag", "Uil", "Tang"]
    old, new = ("domein A { " + ", ".join(f"entiteit {n} {{ {n.lower()}Soort : {t} }}" for n in each) + " }"
                for each, t in ((names, "string"), (others, "date")))  # fmt: skip
    assert "7 of the 7" in found_in(old, new, ("1.0.0", "2.0.0"))["VS05"]
    few = ("domein A { entiteit Appel { a : date } }", "domein A { entiteit Wolk { w : string } }")
    assert "VS05" not in found_in(*few, ("1.0.0", "2.0.0"))


def test_a_list_whose_values_are_not_known_breaks_nobody_that_is_known_of():
    old = 'domein A { entiteit B { soort : SOORT } }\nreferentiedata SOORT { R "Roman" }\n'
    new = old.replace("soort : SOORT", "soort : ANDERS") + "referentiedata ANDERS { }\n"
    verdicts = {each.id: each.verdict for each in compared(old, new).changes}
    assert verdicts["CH24"] is Verdict.CODE
