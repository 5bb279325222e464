"""Names that go from one element to another, former names that say nothing, values that go or mean something else."""

from __future__ import annotations

import re

import pytest

from compiler.base.diagnostics import Severity
from compiler.compare.diff import ChangeKind, diff
from compiler.compare.judge import Verdict
from compiler.compare.meanings import is_other_meaning
from compiler.compare.texts import describe
from tests.compare.test_diff import tree_of
from tests.compare.test_judges import compared
from tests.helpers.applied import applied, without_places

BOOK = "domein A { entiteit Boek { titel : string, omslag : string } }\n"
RENAMES = {
    "swapped": (
        "titel : string voorheen omslag, omslag : string voorheen titel",
        {"titel": "omslag", "omslag": "titel"},
    ),
    "a chain": (
        "omslag : string voorheen titel, kaft : string voorheen omslag",
        {"omslag": "titel", "kaft": "omslag"},
    ),
    "a chain from its end": (
        "kaft : string voorheen omslag, omslag : string voorheen titel",
        {"omslag": "titel", "kaft": "omslag"},
    ),
}


@pytest.mark.parametrize(("now", "names"), RENAMES.values(), ids=RENAMES)
def test_names_that_go_from_one_attribute_to_another_are_renames_that_break(now, names):
    new = BOOK.replace("titel : string, omslag : string", now)
    found = compared(BOOK, new, ("1.0.0", "1.0.1"))
    assert {each.change.path[-1][1]: each.change.old for each in found.changes} == names
    assert {each.verdict for each in found.changes} == {Verdict.WIRE}
    assert compared(new, new).changes == (), "what the old version says too is no news"


@pytest.mark.parametrize("kind", ["entity", "list", "value", "message", "attribute", "three"])
def test_swapped_names_are_carried_into_all_that_refers_to_them(kind):
    old = """
domein A
entiteit Aap (meervoud Apen) { kern naam : string, beer : Beer.sleutels, soort : EEN }
entiteit Beer (meervoud Beren) { kern kleur : string, aap : Aap.sleutels, maat : TWEE }
entiteit Cavia is Beer (meervoud Cavias) { hok : string }
ketenproces P "P"
bericht Apen over Aap { Aap { naam, beer, soort }, Beer { kleur, maat } }
bericht Beren over Beer { Beer { kleur, aap } }
referentiedata EEN { A "Een", B "Twee" ouder EEN.A }
referentiedata TWEE { A "Drie" }
"""
    pairs = {
        "entity": [("entiteit Aap (", "entiteit Beer (voorheen Aap, "),
                   ("entiteit Beer (m", "entiteit Aap (voorheen Beer, m"),
                   (": Beer.", ": Q."), (": Aap.", ": Beer."), (": Q.", ": Aap."), ("is Beer", "is Aap"),
                   ("over Aap { Aap {", "over Beer { Beer {"), ("soort }, Beer", "soort }, Aap"),
                   ("over Beer { Beer { kleur, aap", "over Aap { Aap { kleur, aap")],
        "list": [("referentiedata EEN", "referentiedata TWEE (voorheen EEN)"),
                 ("referentiedata TWEE {", "referentiedata EEN (voorheen TWEE) {"),
                 (": EEN", ": Q"), (": TWEE", ": EEN"),
                 (": Q", ": TWEE"), ("ouder EEN.A", "ouder TWEE.A")],
        "value": [('A "Een", B "Twee" ouder EEN.A', 'B "Een" voorheen "A", A "Twee" ouder EEN.B voorheen "B"')],
        "message": [("bericht Apen over", "bericht Beren over"),
                    ("bericht Beren over Beer", "bericht Apen over Beer (voorheen Beren)"),
                    ("bericht Beren over Aap", "bericht Beren over Aap (voorheen Apen)")],
        "attribute": [("kern naam : string, beer : Beer.sleutels",
                       "kern beer : string voorheen naam, naam : Beer.sleutels voorheen beer"),
                      ("Aap { naam, beer", "Aap { beer, naam")],
        "three": [("kern naam : string, beer : Beer.sleutels, soort : EEN",
                   "kern beer : string voorheen naam, soort : Beer.sleutels voorheen beer, naam : EEN voorheen soort"),
                  ("Aap { naam, beer, soort", "Aap { beer, soort, naam")],
    }  # fmt: skip
    new = old
    for before, after in pairs[kind]:
        new = new.replace(before, after)
    assert new != old
    before, after = tree_of(old), tree_of(new)
    changes = diff(before, after)
    assert sum(each.kind is ChangeKind.RENAMED for each in changes) == (3 if kind == "three" else 2)
    assert without_places(applied(before, changes)) == without_places(after)


IDLE = {
    "nothing had it": ("titel : string, kaft : string voorheen rug", "has no such name"),
    "it is in use": ("titel : string, omslag : string voorheen titel", "is there still"),
    "it is its own": ("titel : string voorheen titel, omslag : string", "as it is now"),
}


@pytest.mark.parametrize(("now", "said"), IDLE.values(), ids=IDLE)
def test_a_former_name_that_renames_nothing_is_told(now, said):
    new = BOOK.replace("titel : string, omslag : string", now)
    (found,) = (d for d in compared(BOOK, new).diagnostics if d.id == "VS09")
    assert found.severity is Severity.WARNING
    assert said in found.message
    assert found.hint
    assert [d.id for d in compared(new, new).diagnostics] == []


LIST = 'domein A { entiteit Boek { soort : SOORT } }\nreferentiedata SOORT { R "Roman", G "Gedichten" }\n'


def found_by_id(old: str, new: str) -> dict[str, Severity]:
    return {d.id: d.severity for d in compared(old, new, ("1.0.0", "2.0.0")).diagnostics}


def test_a_value_that_goes_or_is_renamed_without_an_end_date_is_refused_in_a_major_version_too():
    gone = LIST.replace(', G "Gedichten"', "")
    renamed = LIST.replace('G "Gedichten"', 'D "Gedichten" voorheen "G"')
    ended = LIST.replace('G "Gedichten"', 'G "Gedichten" tot "2020-12-31"')
    assert found_by_id(LIST, gone) == {"VS04": Severity.ERROR}
    assert found_by_id(LIST, renamed) == {"VS04": Severity.ERROR}
    assert found_by_id(LIST, ended) == {}
    assert found_by_id(ended, gone) == {}
    assert {"CH44", "VS01"} == {d.id for d in compared(ended, gone, ("1.0.0", "1.1.0")).diagnostics}


def test_a_value_of_a_list_that_no_message_holds_breaks_nobody():
    old = LIST.replace("soort : SOORT", "soort : string")
    (judged,) = compared(old, old.replace(', G "Gedichten"', "")).changes
    assert judged.verdict is Verdict.CODE


def test_another_list_with_more_codes_breaks_nobody_and_one_with_fewer_does():
    more = 'referentiedata MEER { R "Roman", G "Gedichten", D "Drama" }\n'
    old, new = LIST + more, LIST.replace(": SOORT", ": MEER") + more
    assert [each.verdict for each in compared(old, new).changes] == [Verdict.CODE]
    assert [each.verdict for each in compared(new, old).changes] == [Verdict.WIRE]


def test_a_code_that_means_something_else_asks_for_a_reason():
    new = (
        LIST.replace('"Roman"', '"x"')
        .replace('"Gedichten"', '"Roman"')
        .replace('"x"', '"Gedichten"')
    )
    assert found_by_id(LIST, new) == {"VS08": Severity.WARNING}
    reason = new.replace(' { R "', ' { R "').replace(
        'R "Gedichten"', 'R "Gedichten" negeer CH46 "Was omgedraaid."'
    )
    told = [d.suppressed for d in compared(LIST, reason, ("1.0.0", "1.0.1")).diagnostics]
    assert sorted(told) == ["", "Was omgedraaid."]


@pytest.mark.parametrize(
    ("old", "new", "others", "expected"),
    [
        ("Klein", "Groot", ["Klein", "Groot"], True),
        ("Klein", "Kleine fiets", [], False),
        ("Toegestaan", "Niet toegestaan", [], True),
        ("Appartement", "Apartement", [], False),
        ("Appartement", "Appartement (etage)", [], False),
        ("Privé-adres", "privé adres", [], False),
        ("Roman", "Gedicht", [], True),
    ],
)
def test_what_labels_tell_of_meanings(old, new, others, expected):
    assert is_other_meaning(old, new, others) is expected


def test_the_repair_that_the_hint_writes_parses_and_is_taken():
    new = BOOK.replace(", omslag : string", "")
    (hint,) = (
        d.hint for d in compared(BOOK, new, ("1.0.0", "1.0.1")).diagnostics if d.id == "CH21"
    )
    repair = re.search(r"herstel \{ .* \}", hint).group()
    found = compared(BOOK, new, ("1.0.0", "1.0.1"), f", {repair}")
    assert [each.accepted for each in found.changes] == ["why"]


def test_a_change_of_every_operation_is_one_line_that_a_person_can_read():
    rows = "\n".join(
        f'`*/D{n}` "#/paths/~1{kind}/post/responses/{code}" "{{\\"description\\": \\"{"x" * 400}\\"}}"'
        for n in range(20)
        for kind in ("boeken", "banden")
        for code in (200, 201)
    )
    old, new = (
        f'standaard S {{ versie "1.0.0", koppelvlak {{ {each} }} }}\n'
        "domein D1 { entiteit Boek (meervoud Boeken) }"
        for each in ("", f"afwijkingen {{ {rows} }}")
    )
    (change,) = diff(*map(tree_of, (old, new)))
    said = str(describe(change))
    assert len(said) < 600
    assert "\n" not in said
    assert "#/paths/~1boeken/post/responses/200" in said


def test_tables_of_the_manifest_are_told_by_the_rows_that_differ():
    texts = [
        f'standaard S {{ versie "1.0.0", koppelvlak {{ typen {{ A string, B {b} }} }} }}\n'
        "domein A { entiteit E { a : string } }"
        for b in ("string", "integer")
    ]
    (change,) = diff(*map(tree_of, texts))
    assert str(describe(change)).endswith("B string → B integer")
