"""What a session finds while texts change: what a check of the same texts finds, and no less beside a broken one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler import pipeline
from compiler.base.diagnostics import Diagnostic, Severity
from compiler.editing.line_map import moved_lines
from compiler.editing.session import Session
from tests.helpers.real_model import real_sources
from tests.helpers.small_model import SMALL

FILES = {path: text.encode() for path, text in SMALL.items()}
RELATIONS = "domeinen/Relaties.vera"
# Two findings, in two entities of one file, beside what the small model has.
WITH_FINDINGS = (
    SMALL[RELATIONS].replace("achternaam", "Achternaam").replace("kvkNummer", "KvkNummer")
)


def told(found: tuple[Diagnostic, ...]) -> set[tuple[str, str]]:
    return {(each.id, str(each.message)) for each in found}


def checked(files: dict[str, bytes]) -> tuple[Diagnostic, ...]:
    return pipeline.check(files, thorough=True).diagnostics


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    achternaam : string", "    achternaam : "),
        ("    achternaam : string", "    achternaam : string\n    half"),
        ("entiteit Persoon is Relatie (meervoud Personen) {", "entiteit Persoon is"),
        ("entiteit Persoon is Relatie (meervoud Personen) {", "entiteit Pers is Relatie ("),
        ("domein Relaties\n", "dome\n"),
        ("    geboortedatum : date", "    geboortedatum : dat"),
        ("Persoon is Relatie", "Persoon is Relat"),
        ("    achternaam : string\n}", "    achternaam : string\n"),
    ],
)
def test_a_broken_declaration_takes_no_finding_of_another_one_away(old, new):
    session = Session(
        FILES | {"domeinen/Extra.vera": b"domein Extra\nentiteit Xyz { A : Persoon }\n"}
    )
    session.open(RELATIONS, WITH_FINDINGS)
    before = session.checked()
    assert before.sound
    assert {("GN04", '"KvkNummer"')} <= {(i, m.split(" ")[0]) for i, m in told(before.diagnostics)}
    session.open(RELATIONS, WITH_FINDINGS.replace(old.replace("achternaam", "Achternaam"), new))
    after = session.checked()
    assert not after.sound
    elsewhere = [each for each in before.diagnostics if "Achternaam" not in each.message]
    assert told(tuple(elsewhere)) <= told(after.diagnostics)
    assert not [each for each in after.diagnostics if each.span.file == "domeinen/Extra.vera"
                and each.id.startswith("NAM")]  # fmt: skip


def test_findings_that_stay_move_with_their_lines():
    session = Session(FILES)
    session.open(RELATIONS, WITH_FINDINGS)
    (before,) = [each for each in session.checked().diagnostics if "KvkNummer" in each.message]
    session.open(
        RELATIONS, WITH_FINDINGS.replace("domein Relaties\n", "domein Relaties\n\nent\n\n")
    )
    early = [each for each in session.early_findings(RELATIONS) if "KvkNummer" in each.message]
    late = [each for each in session.checked().diagnostics if "KvkNummer" in each.message]
    assert [each.span.line for each in (*early, *late)] == [before.span.line + 3] * 2


def test_what_stood_on_a_line_that_changed_is_told_anew_or_not_at_all():
    session = Session(FILES)
    session.open(RELATIONS, WITH_FINDINGS)
    session.checked()
    session.open(RELATIONS, SMALL[RELATIONS])
    assert session.early_findings(RELATIONS) == ()


def test_a_statement_that_was_taken_away_stands_in_for_nothing():
    session = Session(FILES)
    session.checked()
    text = SMALL[RELATIONS]
    without = text[: text.index("entiteit Organisatie")]
    session.open(RELATIONS, f"{without}\nentiteit Bond is Relatie {{ x : }}\n")
    assert "Organisatie" in session.checked().model.entities  # half written, and it may be this one
    session.open(RELATIONS, f"entiteit {{\n\n{without}")
    assert "Organisatie" not in session.checked().model.entities


def test_an_open_text_counts_before_the_disk_until_it_is_closed():
    session = Session(FILES)
    session.open(RELATIONS, WITH_FINDINGS)
    session.on_disk(RELATIONS, None)
    assert session.text(RELATIONS) == WITH_FINDINGS
    session.on_disk("domeinen/Nieuw.vera", b"domein Nieuw\n")
    assert session.checked().diagnostics == checked(session.files())
    session.close(RELATIONS)
    assert RELATIONS not in session.paths
    assert "domeinen/Nieuw.vera" in session.paths
    assert set(checked(session.files())) <= set(session.checked().diagnostics)


def test_a_later_change_leaves_an_answer_unfinished():
    session = Session(FILES)
    first = session.checked()
    session.open(RELATIONS, WITH_FINDINGS)
    work = session.checking()
    next(work)
    work.close()
    assert session.answer is first


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        ("a b c", "a b c", {1: 1, 2: 2, 3: 3}),
        ("a b c", "a c", {1: 1, 3: 2}),
        ("a b c d", "a x c y d", {1: 1, 3: 3, 4: 5}),
        ("", "a b", {}),
        ("a a a", "a a", {1: 1, 2: 2}),
    ],
)
def test_lines_are_found_again(old, new, moved):
    assert dict(moved_lines(old.split(), new.split())) == moved


WORDS = (
    "entiteit Nieuw (meervoud Nieuwen) {\n    naam : string\n}\n", "domein Ander\n", "{", "}", "(", '"', "\n", "\r\n",
    "    extra : Persoon\n", "    extra : Persoo\n", "/// tekst\n", "// x\n",
    "is Persoon ", "Relatie", "alle", ", soort",
    'referentiedata LIJST { A "a" }\n', 'negeer GN04 "daarom"', "🏠", "é", "\u2028", "\x0c", "`",
)  # fmt: skip


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[str, float, int, str]]:
    """Changes in a row: a file, where in it (as a part of its length), how much goes, what comes."""
    one = st.tuples(
        st.sampled_from(sorted(FILES)),
        st.floats(0, 1),
        st.sampled_from((0, 0, 0, 1, 3, 12, 60)),
        st.sampled_from(WORDS),
    )
    return draw(st.lists(one, min_size=1, max_size=6))


def write(session: Session, path: str, where: float, gone: int, text: str) -> None:
    old = session.text(path)
    at = int(where * len(old))
    session.open(path, old[:at] + text + old[at + gone :])


@given(edits(), st.booleans())
def test_whatever_is_typed_the_answer_is_that_of_a_check(changes, in_between):
    session = Session(FILES)
    session.checked()
    for change in changes:
        write(session, *change)
        if in_between:
            session.checked()
    expected = checked(session.files())
    found = session.checked()
    if found.sound:
        assert found.diagnostics == expected
    else:
        assert set(expected) <= set(found.diagnostics)
        beside = set(found.diagnostics) - set(expected)
        assert not [each for each in beside if each.id[:3] in ("SYN", "NAM")]
    for path in FILES:
        session.close(path)
    assert session.checked().diagnostics == checked(FILES)


def test_one_broken_file_of_the_standard_costs_no_finding_elsewhere():
    files = real_sources()
    session = Session(files)
    before = session.checked()
    path = "domeinen/Relaties.vera"
    text = session.text(path)
    at = text.index("    geboortedatum")
    session.open(path, f"{text[:at]}    half geschreven\n{text[at:]}")
    after = session.checked()
    assert told(before.diagnostics) <= told(after.diagnostics)
    new = [
        each
        for each in after.diagnostics
        if (each.id, each.message) not in told(before.diagnostics)
    ]
    assert [(each.id, each.severity) for each in new] == [("SYN01", Severity.ERROR)]
