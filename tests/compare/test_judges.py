"""What changes mean: the judges by their own examples and one edit each, version numbers, and reasons."""

from __future__ import annotations

import re
from inspect import cleandoc
from itertools import pairwise

import pytest

from compiler.base.diagnostics import Severity
from compiler.compare.change_ids import change_ids
from compiler.compare.comparison import Comparison, all_judges, judge_of
from compiler.compare.diff import Change, ChangeKind
from compiler.compare.judge import Verdict
from compiler.compare.reach import Reach
from compiler.compare.versions import Version, least_version, parse_version, step_between
from compiler.language.parser import parse_text
from compiler.model.linking.link import link_sources
from compiler.pipeline import compare
from compiler.report.explanations import explanations
from tests.compare.test_diff import MANIFEST, model_of
from tests.helpers.documented_examples import sections

SUBJECTS = {subject for judge in all_judges() for subject in judge.subjects}
JUDGES = {judge.id: judge for judge in all_judges()}
VERSION_NUMBERS = [id_ for id_ in explanations() if id_.startswith("VS")]


def compared(
    old: str, new: str, versions: tuple[str, str] = ("1.0.0", "1.0.0"), extra: str = ""
) -> Comparison:
    """The comparison of two texts; each gets a manifest where it has none, the new one with `extra` in it."""
    texts = [
        text
        if "standaard " in text
        else MANIFEST.replace("1.0.0", version).replace(" }\n", more + " }\n") + text
        for text, version, more in zip((old, new), versions, ("", extra), strict=True)
    ]
    return compare(*map(model_of, texts))


def found_in(old: str, new: str, versions: tuple[str, str], extra: str = "") -> dict[str, str]:
    """What stands in the way of the new version: id and message."""
    comparison = compared(old, new, versions, extra)
    return {
        d.id: d.message
        for d in comparison.diagnostics
        if d.severity is Severity.ERROR and not d.suppressed
    }


# -- judges ----------------------------------------------------------------------------------------------------------


def test_the_ids_that_a_comparison_can_report_are_those_of_its_judges() -> None:
    known = [*change_ids()]
    assert {*known} - {*VERSION_NUMBERS} == {*JUDGES}
    assert {*known} >= {*VERSION_NUMBERS}
    assert len(known) == len({*known})


@pytest.mark.parametrize("judge", JUDGES.values(), ids=JUDGES)
def test_every_judge_has_a_title_a_reason_and_an_example(judge):
    title, reason = cleandoc(judge.doc).split("\n\n")[:2]
    assert title.endswith(".")
    assert "\n" not in title
    assert not reason.startswith("Before:")
    assert [section.heading for section in sections(judge.doc)] == ["Before", "After", "Verdict"]
    assert re.fullmatch(r"CH\d\d", judge.id)


@pytest.mark.parametrize("judge", JUDGES.values(), ids=JUDGES)
def test_example(judge):
    example = {section.heading: section.more or section.block for section in sections(judge.doc)}
    judged = compared(example["Before"], example["After"]).changes
    assert [(each.id, each.verdict.value) for each in judged if each.id == judge.id] == [
        (judge.id, example["Verdict"])
    ]
    others = [each.id for each in judged if each.id != judge.id]
    # Entities come with a domain, an attribute goes when a base has it, a plural follows a name.
    assert others in ([], ["CH10"], ["CH11"], ["CH16"], ["CH21"])


@pytest.mark.parametrize("judge", JUDGES.values(), ids=JUDGES)
def test_the_example_the_other_way_round_is_judged_too(judge):
    example = {section.heading: section.block for section in sections(judge.doc)}
    assert compared(example["After"], example["Before"]).changes


def test_every_change_has_one_judge():
    seen = set()
    for judge in all_judges():
        for subject in judge.subjects:
            for fact in judge.facts or ("",):
                assert (judge.kind, subject, fact) not in seen
                seen.add((judge.kind, subject, fact))
    for kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        for subject in SUBJECTS - {"standard"}:
            assert judge_of(Change(kind, ((subject, "x"),)))


# -- one edit, one change, one verdict -------------------------------------------------------------------------------

MODEL = """
domein A
/// Een boek.
entiteit Boek {
    titel : string
    schrijver : Schrijver.sleutels
    soort : SOORT
    omslag : Omslag
}
entiteit Omslag { kleur : string }
abstract entiteit Mens { kern naam : string }
entiteit Schrijver is Mens { pseudoniem : string }
entiteit Lezer is Mens
domein B
entiteit Plank { boeken : Boek[] }
bedrijfsproces "Uitlenen boeken"
werkproces "Innemen boek"
bedrijfsobject Boek
ketenproces P "Proef"
bericht Boeken over Boek { Boek { alle }, Schrijver { alle }, Mens { alle }, Omslag { kleur } }
bericht Planken over Plank { Plank { boeken }, Boek { alle ids, titel } }
referentiedata SOORT { R "Roman", G "Gedichten" }
referentiedata ANDERS { X "Iets anders" }
"""
EDITS = [
    ("titel : string", "titel : integer", "CH24", "wire"),
    ("titel : string", "titel : string[]", "CH25", "wire"),
    ("titel : string", "vervallen titel : string", "CH28", "additive"),
    ("titel : string", 'titel : string beperking "Kort."', "CH29", "text"),
    ("titel : string", "titel : string patroon /^[A-Z]/", "CH30", "wire"),
    ("titel : string", "kern titel : string", "CH27", "text"),
    ("kern naam : string", "naam : string", "CH27", "wire"),
    ("schrijver : Schrijver.sleutels", "schrijver : Schrijver", "CH26", "code"),
    ("schrijver : Schrijver.sleutels", "schrijver : Lezer.sleutels", "CH24", "wire"),
    ("soort : SOORT", "soort : ANDERS", "CH24", "wire"),
    ("titel : string", "titel : string, jaar : integer", "CH20", "additive"),
    ("    omslag : Omslag\n", "", "CH21", "wire"),
    ("{ pseudoniem : string }", "{ schuilnaam : string voorheen pseudoniem }", "CH22", "wire"),
    ("/// Een boek.", "/// Een werk in druk.", "CH80", "text"),
    ("entiteit Omslag {", "entiteit Omslag (meervoud Kaften) {", "CH16", "wire"),
    ("entiteit Omslag {", "entiteit Omslag (pad kaften) {", "CH16", "wire"),
    ("abstract entiteit Mens", "entiteit Mens", "CH15", "code"),
    ("entiteit Lezer is Mens\n", "", "CH11", "wire"),
    ("entiteit Lezer is Mens\n", "entiteit Lezer is Mens\nentiteit Gast is Mens\n", "CH10", "additive"),
    ("entiteit Lezer is Mens", "entiteit Lezer", "CH14", "wire"),
    ("Omslag { kleur }", "Omslag { alle ids, kleur }", "CH62", "additive"),
    ("Boek { alle ids, titel }", "Boek { alle ids }", "CH63", "wire"),
    (", Omslag { kleur } }", " }", "CH61", "wire"),
    ("Planken over Plank { Plank { boeken }", "Planken over Plank { Plank { boeken.sleutels }", "CH24", "wire"),
    ("bericht Planken over Plank {", "bericht Planken over Plank (pad schappen) {", "CH57", "wire"),
    ("bericht Planken over Plank {", "bericht Schappen over Plank (voorheen Planken) {", "CH56", "wire"),
    ('G "Gedichten"', 'G "Gedichten", D "Drama"', "CH43", "additive"),
    (', G "Gedichten"', "", "CH44", "wire"),
    ('G "Gedichten"', 'G "Gedichten" tot "2026-12-31"', "CH46", "text"),
    ('G "Gedichten"', 'GED "Gedichten" voorheen "G"', "CH45", "wire"),
    ("referentiedata ANDERS", "referentiedata NIEUW { }\nreferentiedata ANDERS", "CH40", "additive"),
    ('referentiedata ANDERS { X "Iets anders" }\n', "", "CH41", "code"),
    ("domein A\n", "domein A (zonder document)\n", "CH04", "wire"),
    ("domein A\n", "gedeeld domein A\n", "CH04", "wire"),
    ("domein A\n", "domein Aa (voorheen A)\n", "CH03", "wire"),
    ('ketenproces P "Proef"', 'ketenproces P "Toets"', "CH80", "text"),
    ('ketenproces P "Proef"', 'ketenproces Q "Proef" (voorheen P)', "CH52", "wire"),
    ("bedrijfsobject Boek\n", "bedrijfsobject Boek\nrol Lezer\n", "CH90", "text"),
    ('werkproces "Innemen boek"\n', "", "CH91", "text"),
    ('"Innemen boek"', '"Innemen boek" (bedrijfsproces "Uitlenen boeken")', "CH92", "text"),
    ("entiteit Boek {", "entiteit Boek (bedrijfsobject Boek) {", "CH92", "text"),
    ('ketenproces P "Proef"', 'ketenproces P "Proef" (bedrijfsproces "Uitlenen boeken")', "CH92", "text"),
    ("bedrijfsobject Boek\n", "/// Een werk in druk.\nbedrijfsobject Boek\n", "CH80", "text"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "id_", "verdict"), EDITS, ids=[f"{e[2]}-{n}" for n, e in enumerate(EDITS)]
)
def test_one_edit_is_one_change_with_one_verdict(before, after, id_, verdict):
    assert before in MODEL
    (judged,) = compared(MODEL, MODEL.replace(before, after, 1)).changes
    assert (judged.id, judged.verdict.value) == (id_, verdict)


@pytest.mark.parametrize(
    ("before", "after", "id_", "verdict"), EDITS, ids=[f"{e[2]}-{n}" for n, e in enumerate(EDITS)]
)
def test_undoing_an_edit_is_one_change_too(before, after, id_, verdict):
    (judged,) = compared(MODEL.replace(before, after, 1), MODEL).changes
    mirrored = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}
    assert judged.change.kind is mirrored.get(JUDGES[id_].kind, JUDGES[id_].kind)
    assert (judged.verdict is Verdict.TEXT) is (verdict == "text")


def test_a_link_to_an_element_reaches_no_message_and_its_order_means_nothing():
    before = MODEL + "ketenproces Q (bedrijfsproces A B)\nbedrijfsproces A\nbedrijfsproces B\n"
    assert compared(before, before.replace("A B)", "B A)")).changes == ()
    linked = before.replace("entiteit Boek {", "entiteit Boek (bedrijfsobject Boek) {").replace(
        "A B)", "A)"
    )
    changes = compared(before, linked).changes
    assert [(each.id, each.name, each.reach) for each in changes] == [
        ("CH92", "Boek", Reach()),
        ("CH92", "Q", Reach()),
    ]


def test_what_no_payload_holds_breaks_nobody():
    text = MODEL.replace("domein A\n", "domein A (zonder document)\n")
    (judged,) = compared(
        text,
        text.replace(
            "abstract entiteit Mens", "entiteit Los { a : string }\nabstract entiteit Mens"
        ),
    ).changes
    assert judged.verdict is Verdict.TEXT
    old = text.replace(
        "abstract entiteit Mens", "entiteit Los { a : string, b : string }\nabstract entiteit Mens"
    )
    (judged,) = compared(old, old.replace(", b : string", "")).changes
    assert (judged.id, judged.verdict) == ("CH21", Verdict.TEXT)


@pytest.mark.parametrize("corrections", ["", ", correcties OA02"])
def test_a_pattern_breaks_for_json_schemas_hold_messages_against_it(corrections):
    manifest = f'standaard Proef {{ versie "1.0.0"{corrections} }}\n'
    old, new = (
        "domein A { entiteit B { c : string } }",
        "domein A { entiteit B { c : string patroon /a/ } }",
    )
    (judged,) = compared(manifest + old, manifest + new).changes
    assert (judged.id, judged.verdict) == ("CH30", Verdict.WIRE)


HOLDS_CODES_IN_KEYS = """
domein A
entiteit Boek { soort : SOORT, band : Band.sleutels }
entiteit Band { kern kleur : KLEUR }
referentiedata SOORT { R "Roman" }
referentiedata KLEUR { R "Rood" }
"""


TAKES_A = "parameters { query a A }, bewerkingen { zoeken a }"
TAKES_A_NOT = "parameters { query a A }, bewerkingen { zoeken }"
GIVES_A = "paginaheaders { X-A A }"


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        ('server "https://a.example.org"', 'server "https://b.example.org"', "wire"),
        (
            "oauth2 { password { tokenUrl x } }",
            "oauth2 { password { tokenUrl x }, clientCredentials { tokenUrl y } }",
            "additive",
        ),
        ("oauth2 { password { tokenUrl x } }", "oauth2 { password { tokenUrl y } }", "wire"),
        ("typen { A string }", "typen { A string, B string }", "code"),  # no operation has it
        ("typen { A string }", "typen { A integer }", "code"),
        (f"typen {{ A string }}, {TAKES_A}", f"typen {{ A integer }}, {TAKES_A}", "wire"),
        (f"typen {{ A integer }}, {TAKES_A}", f"typen {{ A string }}, {TAKES_A}", "additive"),
        (f"typen {{ A string }}, {TAKES_A}", f"typen {{ A string date }}, {TAKES_A}", "wire"),
        (f"typen {{ A string }}, {TAKES_A}", f"typen {{ A string kort }}, {TAKES_A}", "code"),
        (f"typen {{ A integer }}, {GIVES_A}", f"typen {{ A string }}, {GIVES_A}", "wire"),
        (f"typen {{ A string }}, {TAKES_A}", f"typen {{ A string }}, {TAKES_A_NOT}", "wire"),
        (f"typen {{ A string }}, {TAKES_A_NOT}", f"typen {{ A string }}, {TAKES_A}", "additive"),
        (
            f"typen {{ A string }}, {TAKES_A}",
            f"typen {{ A string }}, {TAKES_A.replace('query', 'header')}",
            "wire",
        ),
        ("typen { A string }", f"typen {{ A string }}, {GIVES_A}", "additive"),
        (f"typen {{ A string }}, {GIVES_A}", "typen { A string }", "wire"),
        ('server "h:{p}" { p "1" "2" }', 'server "h:{p}" { p "1" }', "wire"),
        ('server "h:{p}" { p "1" }', 'server "h:{p}" { p "1" "2" }', "additive"),
        ('server "h:{p}" { p "1" "2" }', 'server "h:{p}" { p "2" "1" }', "code"),
        ("oauth2 { password { tokenUrl x } }", "", "wire"),
        ("", "oauth2 { password { tokenUrl x } }", "wire"),
        ("formaten { string kort }", "formaten { string date }", "wire"),
        ("formaten { string date }", "formaten { string kort }", "additive"),
        ("formaten { date kort }", "formaten { date date }", "text"),  # no document has one
        ("typen { A string, B string }", "typen { B string, A string }", "text"),
        ("pingtimeout ja", "pingtimeout nee", "wire"),
        ("pingtimeout nee", "pingtimeout ja", "additive"),
        ("lijstsleutels nee", "lijstsleutels ja", "wire"),
        ("lijstsleutels ja", "lijstsleutels nee", "code"),
        ("paginalimiet 100", "paginalimiet 50", "code"),
        ('lijstlabel "Lijst {lijst}"', 'lijstlabel "Zie {lijst}"', "text"),
    ],
)
def test_the_interface(old, new, verdict):
    texts = (
        f'standaard Proef {{ versie "1.0.0", koppelvlak {{ {setting} }} }}\n{HOLDS_CODES_IN_KEYS}'
        for setting in (old, new)
    )
    (judged,) = compared(*texts).changes
    assert (judged.id, judged.verdict.value) == ("CH82", verdict)


def test_reach_names_entities_messages_and_documents():
    (judged,) = compared(
        MODEL, MODEL.replace("{ kern naam : string }", "{ kern naam : string, leeftijd : integer }")
    ).changes
    assert judged.reach.entities == ("Lezer", "Mens", "Schrijver")
    assert judged.reach.messages == ("P/Boeken",)
    assert judged.reach.documents == ("A", "P")


# -- versions --------------------------------------------------------------------------------------------------------


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
