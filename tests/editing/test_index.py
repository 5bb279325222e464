"""Every name in a text leads to what it stands for, and from there back to every place that names it."""

from __future__ import annotations

import pytest

from compiler.base.context import Context
from compiler.base.source import Name
from compiler.editing.index import MentionIndex
from compiler.editing.mentions import NameRole
from compiler.editing.refactorings.opened import OpenedModel
from compiler.editing.session import Session
from compiler.editing.things import Thing
from tests.helpers.real_model import real_sources
from tests.helpers.small_model import SMALL

FILES = {path: text.encode() for path, text in SMALL.items()}


@pytest.fixture(scope="module")
def standard() -> tuple[Session, MentionIndex]:
    session = Session(real_sources())
    session.checked()
    return session, MentionIndex(session)


def test_every_name_of_the_standard_leads_to_one_that_declares_it(standard):
    session, index = standard
    nowhere = []
    for path in session.paths:
        for mention in index.of_text(path).mentions:
            thing = index.names.thing(mention)
            if thing is not None and thing.role in (NameRole.TYPE, NameRole.RULE):
                continue
            if thing is None or not index.declarations_of(thing):
                nowhere.append((mention.role, mention.owner, mention.place.text))
    # These two lists are kept elsewhere: the standard has none of their codes.
    assert nowhere == [(NameRole.CODE, "LAND", "NL"), (NameRole.CODE, "NATIONALITEIT", "NL")]


def test_mentions_lead_where_a_rename_writes(standard):
    """What the editor looks up name by name, and what is known of the whole model, are one thing."""
    session, index = standard
    places = OpenedModel(real_sources(), Context()).places
    mentions = {each.place: each for path in session.paths for each in index.of_text(path).mentions}
    declared: dict[Thing, set[Name]] = {}
    for mention in mentions.values():
        thing = index.names.thing(mention)
        if thing is not None and mention.declares:
            declared.setdefault(thing, set()).add(mention.place)
    own_identifiers = {
        attribute.name
        for entity in index.model.entities.values()
        for attribute in entity.attributes
        if attribute.standard
    }
    samples = set()
    for place, meant in places.meant.items():
        found = mentions.get(place)
        if found is None:
            samples.add(place.file)
            continue
        thing = index.names.thing(found)
        assert thing is not None
        assert meant in declared[thing] or place in own_identifiers, place
    # A sample of what alone has a name, and one that is a code, take the whole model to know.
    assert samples == {"standaard.vera"}


def test_what_declares_a_thing_is_among_its_mentions(standard):
    session, index = standard
    for path in session.paths:
        for mention in index.of_text(path).mentions:
            if mention.declares:
                thing = index.names.thing(mention)
                assert thing is not None
                assert mention in index.declarations_of(thing)


def place_of(text: str, word: str, number: int = 0) -> tuple[int, int]:
    """The line and column of an occurrence of `word` in `text`, the first one is number 0."""
    at = -1
    for _ in range(number + 1):
        at = text.index(word, at + 1)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


@pytest.mark.parametrize(
    ("path", "word", "number", "thing"),
    [
        ("domeinen/Relaties.vera", "Relatie", 1, Thing(NameRole.ENTITY, "Relatie")),
        ("domeinen/Relaties.vera", "RELATIESOORT", 0, Thing(NameRole.LIST, "RELATIESOORT")),
        ("domeinen/Relaties.vera", "soort", 0, Thing(NameRole.ATTRIBUTE, "soort", "Relatie")),
        ("domeinen/Relaties.vera", "date", 0, Thing(NameRole.TYPE, "date")),
        ("ketenprocessen/BRG.vera", "Relaties", 0, Thing(NameRole.MESSAGE, "Relaties", "BRG")),
        ("ketenprocessen/BRG.vera", "geboortedatum", 0, Thing(NameRole.ATTRIBUTE, "geboortedatum", "Persoon")),
        ("ketenprocessen/BRG.vera", "Persoon", 0, Thing(NameRole.ENTITY, "Persoon")),
        ("referentiedata.vera", "PER", 0, Thing(NameRole.CODE, "PER", "RELATIESOORT")),
        ("standaard.vera", "GM11", 0, Thing(NameRole.RULE, "GM11")),
        ("standaard.vera", "code", 0, Thing(NameRole.IDENTIFIER, "code")),
    ],
)  # fmt: skip
def test_a_place_tells_what_is_named_there(path, word, number, thing):
    session = Session(FILES)
    session.checked()
    line, column = place_of(SMALL[path], word, number)
    index = MentionIndex(session)
    assert index.thing_at(path, line, column) == thing
    assert index.thing_at(path, line, column + len(word)) == thing
    assert index.thing_at(path, line, column - 1) != thing


@pytest.mark.parametrize(("line", "column"), [(0, 0), (1, 10_000), (10_000, 1), (-1, -1)])
def test_a_place_beyond_the_text_names_nothing(line, column):
    session = Session(FILES)
    session.checked()
    assert MentionIndex(session).thing_at("domeinen/Relaties.vera", line, column) is None
    assert MentionIndex(session).thing_at("nergens.vera", line, column) is None


def test_a_domain_is_named_behind_lists_and_values():
    text = 'standaard S { versie "1.0.0" }\ndomein A\nreferentiedata SOORT (domein A) { AAA "a" domein A }\n'
    session = Session({"a.vera": text.encode()})
    session.checked()
    index = MentionIndex(session)
    found = [each.place for each in index.mentions_of(Thing(NameRole.DOMAIN, "A"))]
    places = OpenedModel({"a.vera": text.encode()}, Context()).places
    assert found == places.uses_of(found[0])
    assert len(found) == 3


def test_a_name_in_two_domains_is_two_things():
    files = {
        "a.vera": b'standaard S { versie "1.0.0" }\ndomein A\nentiteit Zaak { deel : Deel }\nentiteit Deel',
        "b.vera": b"domein B\nentiteit Deel\nentiteit Ander { deel : Deel }",
    }
    session = Session(files)
    session.checked()
    index = MentionIndex(session)
    assert [each.place.file for each in index.mentions_of(Thing(NameRole.ENTITY, "Deel"))] == [
        "a.vera"
    ] * 2
    assert [each.place.file for each in index.mentions_of(Thing(NameRole.ENTITY, "B.Deel"))] == [
        "b.vera"
    ] * 2
