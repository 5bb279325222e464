"""What changes mean: the judges by their own examples and one edit each, version numbers, and reasons."""

from __future__ import annotations

import re
from inspect import cleandoc

import pytest

from compiler.base.diagnostics import Severity
from compiler.compare.change_ids import change_ids
from compiler.compare.comparison import Comparison, all_judges, judge_of
from compiler.compare.diff import Change, ChangeKind
from compiler.compare.judge import Verdict
from compiler.compare.reach import Reach
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
