"""What an editor shows beside a text: what a thing is, the outline, folds, colours, types, and who uses what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.editing.callers import called_by, callers_of, symbol_of
from compiler.editing.colours import colours_of
from compiler.editing.hovering import explained, told_of
from compiler.editing.index import MentionIndex
from compiler.editing.inlays import inlays_in
from compiler.editing.mentions import NameRole
from compiler.editing.outline import Symbol, folds_in, symbol_around, symbols_in
from compiler.editing.session import Session
from compiler.editing.things import Thing
from compiler.report.explanations import explanations
from tests.helpers.real_model import real_sources
from tests.helpers.small_model import SMALL

FILES = {path: text.encode() for path, text in SMALL.items()} | {
    "referentiedata.vera": b"""\
/// Wat voor een relatie het is.
referentiedata RELATIESOORT {
    PER "Persoon" tot "2025-12-31"
    ORG "Organisatie" vanaf "2025-01-01"
    GRO "Groep"
}

referentiedata LAND
"""
}
RELATIONS, MESSAGES = "domeinen/Relaties.vera", "ketenprocessen/BRG.vera"


@pytest.fixture(scope="module")
def small() -> tuple[Session, MentionIndex]:
    session = Session(FILES)
    session.checked()
    return session, MentionIndex(session)


@pytest.mark.parametrize(
    ("thing", "declaration", "told"),
    [
        (Thing(NameRole.ENTITY, "Relatie"), "abstract entiteit Relatie", [
            "Een mens of organisatie.", "Domain Relaties; plural Relaties.", "Derived from it: Persoon, Organisatie.",
            "In messages: BRG/Relaties.",
        ]),
        (Thing(NameRole.ENTITY, "Persoon"), "entiteit Persoon is Relatie", [
            "Domain Relaties; plural Personen.", "Inherits from Relatie: id, code, soort.",
            "In messages: BRG/Relaties.",
        ]),
        (Thing(NameRole.ATTRIBUTE, "soort", "Relatie"), "kern soort : RELATIESOORT", [
            "Attribute of Relatie.", "In messages: BRG/Relaties.",
        ]),
        (Thing(NameRole.ATTRIBUTE, "kvkNummer", "Organisatie"), "kvkNummer : string", [
            "Attribute of Organisatie.", "Pattern: `^[0-9]{8}$`", "In messages: BRG/Relaties.",
        ]),
        (Thing(NameRole.LIST, "RELATIESOORT"), "referentiedata RELATIESOORT", [
            "Wat voor een relatie het is.", "2 of 3 values hold today:", "- `ORG` Organisatie\n- `GRO` Groep",
            "Held by: Relatie.soort.", "In messages: BRG/Relaties.",
        ]),
        (Thing(NameRole.LIST, "LAND"), "referentiedata LAND", ["This list is kept elsewhere."]),
        (Thing(NameRole.CODE, "PER", "RELATIESOORT"), 'PER "Persoon"', ["Holds until 2025-12-31."]),
        (Thing(NameRole.MESSAGE, "Relaties", "BRG"), "bericht Relaties over Relatie", [
            "Process BRG; its address is /relaties.", "It shows Relatie, Persoon, Organisatie.",
        ]),
        (Thing(NameRole.PROCESS, "BRG"), "ketenproces BRG", ["Beheer relaties", "Its messages: Relaties."]),
        (Thing(NameRole.DOMAIN, "Relaties"), "domein Relaties", ["It has 3 entities."]),
        (Thing(NameRole.TYPE, "date"), "date", ["A primitive type (GN05)."]),
        (Thing(NameRole.IDENTIFIER, "id"), "kern id : string", ["A standard identifier (GM11): every entity has it."]),
    ],
)  # fmt: skip
def test_a_thing_is_told(thing, declaration, told, small):
    found = told_of(thing, small[1], "2026-06-01")
    assert found is not None
    assert (found.declaration, list(map(str, found.paragraphs))) == (declaration, told)


@pytest.mark.parametrize("role", list(NameRole))
def test_of_a_thing_that_is_not_there_nothing_is_told(role, small):
    assert (
        told_of(Thing(role, "nergens", "Nooit"), small[1], "2026-06-01") is None
        or role is NameRole.TYPE
    )


def test_a_finding_is_explained_by_its_rule():
    session = Session(FILES)
    session.open(RELATIONS, SMALL[RELATIONS].replace("achternaam", "Achternaam"))
    (found,) = [each for each in session.checked().diagnostics if each.id == "GN04"]
    told = explained(found)
    assert told is not None
    assert str(told.paragraphs[0]) == str(explanations()["GN04"].head)
    assert "kadastraalNummer" in " ".join(told.paragraphs)


def named(symbols: tuple[Symbol, ...]) -> list[tuple[object, ...]]:
    return [
        (each.place.text, each.first, each.last, each.detail, *named(each.children))
        for each in symbols
    ]


def test_an_outline_has_what_is_declared_with_its_lines(small):
    assert named(symbols_in(small[0].source(RELATIONS))) == [
        ("Relaties", 1, 1, ""),
        ("Relatie", 3, 6, "", ("soort", 5, 5, "RELATIESOORT")),
        ("Persoon", 8, 11, "is Relatie", ("geboortedatum", 9, 9, "date"), ("achternaam", 10, 10, "string")),
        ("Organisatie", 13, 15, "is Relatie", ("kvkNummer", 14, 14, "string")),
    ]  # fmt: skip


def test_blocks_descriptions_and_comments_fold():
    text = "/// Een\n/// twee.\ndomein D\n\n// een\n// twee\n// drie\n\nentiteit E {\n    a : string\n}\n// los\n"
    session = Session({"a.vera": text.encode()})
    folds = sorted(folds_in(session.source("a.vera")))
    assert folds == [(1, 2, True), (5, 7, True), (9, 11, False)]


def test_colours_tell_names_by_what_they_stand_for(small):
    session, index = small
    text = "entiteit Persoon is Relatie (meervoud Personen) {"
    line = session.lines(RELATIONS).index(text) + 1
    found = colours_of(
        session.lines(RELATIONS), index.of_text(RELATIONS).mentions, index.names, line, line + 1
    )
    told = [(session.lines(RELATIONS)[each.line - 1][each.column - 1 : each.end_column - 1], each.colour, each.marks)
            for each in found]  # fmt: skip
    assert told == [
        ("entiteit", "keyword", ()), ("Persoon", "class", ("declaration",)), ("is", "keyword", ()),
        ("Relatie", "class", ()), ("meervoud", "keyword", ()),
        ("geboortedatum", "property", ("declaration",)), ("date", "type", ()),
    ]  # fmt: skip


def test_a_word_without_a_meaning_is_no_keyword():
    text = """\
standaard Proef { versie "1.0.0", woorden { aflettering WKA }, ernst { GN02 uit } }
domein D
entiteit Lid (meervoud Leden) { naam : strng patroon /a/ zomaar, kern soort }
"""
    session = Session({"a.vera": text.encode()})
    lines = session.lines("a.vera")
    found = colours_of(lines, (), MentionIndex(session).names)
    words = [lines[each.line - 1][each.column - 1 : each.end_column - 1]
             for each in found if each.colour == "keyword"]  # fmt: skip
    assert words == [
        "standaard", "versie", "woorden", "ernst", "domein", "entiteit", "meervoud", "patroon", "kern",
    ]  # fmt: skip


def test_what_is_projected_shows_its_type():
    text = """\
ketenproces BRG "Beheer relaties"
bericht Relaties over Relatie {
    Relatie { soort, code }
    Persoon { alle, achternaam, eigen bij : string }
}
"""
    session = Session(FILES | {MESSAGES: text.encode()})
    session.checked()
    found = inlays_in(session.source(MESSAGES), MentionIndex(session), 1, 99)
    assert [(each.place.text, each.text) for each in found] == [
        ("soort", ": RELATIESOORT"),
        ("code", ": string"),
        ("achternaam", ": string"),
    ]
    assert not list(inlays_in(session.source(MESSAGES), MentionIndex(session), 5, 99))


def test_who_uses_a_thing_is_told_with_the_places(small):
    session, index = small
    found = callers_of(Thing(NameRole.ENTITY, "Relatie"), session, index)
    assert [(each.symbol.place.text, [place.line for place in each.places]) for each in found] == [
        ("Persoon", [8]), ("Organisatie", [13]), ("Relaties", [3]), ("Relatie", [4]),
    ]  # fmt: skip
    used = callers_of(Thing(NameRole.LIST, "RELATIESOORT"), session, index)
    assert [each.thing for each in used] == [Thing(NameRole.ATTRIBUTE, "soort", "Relatie")]
    symbol = symbol_of(Thing(NameRole.MESSAGE, "Relaties", "BRG"), session, index)
    assert symbol is not None
    assert {thing.name for thing in called_by(symbol, index)} == {
        "Relatie",
        "Persoon",
        "Organisatie",
        "geboortedatum",
    }


def test_the_innermost_symbol_stands_around_a_line(small):
    symbols = symbols_in(small[0].source(RELATIONS))
    around = {line: symbol_around(symbols, line) for line in (2, 4, 5, 6, 99)}
    names = {line: symbol.place.text if symbol else "" for line, symbol in around.items()}
    assert names == {2: "", 4: "Relatie", 5: "soort", 6: "Relatie", 99: ""}


def test_every_name_of_the_standard_is_told_and_coloured():
    session = Session(real_sources())
    session.checked()
    index = MentionIndex(session)
    silent = set()
    for path in session.paths:
        lines, mentions = session.lines(path), index.of_text(path).mentions
        things = {thing for each in mentions if (thing := index.names.thing(each))}
        silent |= {thing for thing in things if told_of(thing, index, "2026-06-01") is None}
        marked = {(each.line, each.column) for each in colours_of(lines, mentions, index.names)}
        assert {(each.place.line, each.place.column) for each in mentions} <= marked
    roles = (NameRole.STANDARD, NameRole.ENVELOPE)
    kept_elsewhere = {
        Thing(NameRole.CODE, "NL", "LAND"),
        Thing(NameRole.CODE, "NL", "NATIONALITEIT"),
    }
    assert {each for each in silent if each.role not in roles} == kept_elsewhere


@given(st.text(alphabet='{}()":,./ab\n `é🏠\\', max_size=60))
def test_whatever_stands_there_is_coloured_in_order(text):
    session = Session({"a.vera": text.encode()})
    lines = session.lines("a.vera")
    found = list(colours_of(lines, (), MentionIndex(session).names))
    places = [(each.line, each.column, each.end_column) for each in found]
    assert places == sorted(places)
    assert all(each.end_column - 1 <= len(lines[each.line - 1]) for each in found)
