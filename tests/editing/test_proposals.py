"""What is proposed where: the place decides, whatever is broken around it."""

from __future__ import annotations

import pytest

from compiler.editing.index import MentionIndex
from compiler.editing.proposals import proposals_at
from compiler.editing.scanning import surroundings_at
from compiler.editing.session import Session
from compiler.model.elements import PRIMITIVES
from tests.helpers.small_model import SMALL

MORE = """
domein Wonen
entiteit Woning (meervoud Woningen) { eigenaar : Relatie, `2e naam` : string }
entiteit Huis is Woning (meervoud Huizen)
"""
ARCHITECTURE = 'bedrijfsproces "Verhuren woningen"\nhoofdbedrijfsfunctie Beheer\n'
FILES = {path: text.encode() for path, text in SMALL.items()} | {
    "wonen.vera": MORE.encode(),
    "architectuur.vera": ARCHITECTURE.encode(),
}
ENTITIES = {"Relatie", "Persoon", "Organisatie", "Woning", "Huis", "Referentiedata"}


@pytest.fixture(scope="module")
def index() -> MentionIndex:
    session = Session(FILES)
    assert session.checked().sound
    return MentionIndex(session)


def proposed(marked: str, index: MentionIndex, domain: str = "Relaties") -> list[str]:
    """What is proposed at the bar in `marked`, best first; what is typed is not yet compared."""
    before, _, behind = marked.partition("|")
    lines = (before + behind).split("\n")
    around = surroundings_at(lines, before.count("\n") + 1, len(before) - before.rfind("\n"))
    found = proposals_at(around, index, domain)
    return [each.text for each in sorted(found, key=lambda each: each.rank)]


@pytest.mark.parametrize(
    ("marked", "among", "not_among"),
    [
        ("|", {"entiteit", "bericht", "domein", "rol", "afnemende rol"}, {"Relatie", "string"}),
        ("ent|", {"entiteit"}, {"Relatie"}),
        ("gedeeld |", {"domein"}, {"entiteit"}),
        ("abstract |", {"entiteit", "waardeobject"}, {"domein"}),
        ("entiteit X |", {"is"}, {"Relatie"}),
        ("entiteit X is |", ENTITIES, {"string", "RELATIESOORT"}),
        ("entiteit X is Rel|", ENTITIES, {"string"}),
        ("bericht X |", {"over"}, ENTITIES),
        ("bericht X over |", ENTITIES, {"string"}),
        ("domein A {\n    |\n}", {"entiteit", "referentiedata"}, {"bericht"}),
        ("domein A {\n    entiteit B is |\n}", ENTITIES, {"string"}),
        ("domein A {\n    entiteit B {\n        x : |\n    }\n}", {*ENTITIES, "string"}, {"kern"}),
        ("entiteit X (|)", {"meervoud", "negeer", "als"}, {"titel"}),
        ("entiteit X (meervoud Xen, |)", {"pad", "zonder"}, {"titel"}),
        ("entiteit X (zonder |)", {"id", "code"}, {"soort"}),
        ("domein X (zonder |)", {"document"}, {"id"}),
        ("entiteit X is Relatie (als |)", {"soort"}, {"id", "Relatie"}),
        ("entiteit X is Relatie (als soort |)", {"PER", "ORG"}, {"soort"}),
        ("entiteit X (negeer |)", {"GN02", "GM10"}, {"SYN01", "Relatie"}),
        ('ketenproces P "p" (bedrijfsproces |)', {'"Verhuren woningen"'}, {"Beheer"}),
        ("bedrijfsfunctie X (|)", {"hoofdbedrijfsfunctie", "negeer"}, {"bedrijfsproces"}),
        ("bedrijfsfunctie X (hoofdbedrijfsfunctie |)", {"Beheer"}, {'"Verhuren woningen"'}),
        ("referentiedata X (domein |)", {"Relaties", "Wonen"}, {"Relatie"}),
        ("entiteit X {\n    |\n}", {"kern", "vervallen"}, {"eigen", "string"}),
        ("entiteit X {\n    a : |\n}", {*ENTITIES, *PRIMITIVES, "RELATIESOORT"}, {"kern", "Wonen"}),
        ("entiteit X {\n    a : Re|\n    b : date\n}", {*ENTITIES, "RELATIESOORT"}, {"kern"}),
        ("entiteit X {\n    a : Relatie.|\n}", {"sleutels"}, {"ingebed", "Relatie"}),
        ("entiteit X {\n    a : string |\n}", {"beperking", "patroon", "negeer"}, {"string"}),
        ("entiteit X {\n    a : string negeer |\n}", {"GN04"}, {"string"}),
        ('entiteit X {\n    a : string beperking "Re|"\n}', set(), {"Relatie", "beperking"}),
        ("entiteit X { // Re|\n}", set(), {"Relatie", "kern"}),
        ("/// Re|\nentiteit X", set(), {"Relatie", "entiteit"}),
        ("bericht X over Relatie {\n    |\n}", ENTITIES, {"alle"}),
        ("bericht X over Relatie {\n    Persoon { alle }\n    |\n}", {"Relatie"}, {"Persoon"}),
        ("bericht X over Relatie {\n    Relatie { | }\n}", {"alle", "soort", "id", "eigen"}, {"Relatie"}),
        ("bericht X over Relatie {\n    Persoon { | }\n}", {"achternaam", "soort", "code"}, {"kvkNummer"}),
        ("bericht X over Relatie {\n    Persoon { achternaam, | }\n}", {"soort"}, {"achternaam"}),
        ("bericht X over Relatie {\n    Persoon { |, achternaam }\n}", {"soort"}, {"achternaam"}),
        ("bericht X over Relatie {\n    Persoon {\n        so|\n        achternaam\n}", {"soort"}, {"achternaam"}),
        ("bericht X over Relatie {\n    Persoon { alle behalve | }\n}", {"achternaam"}, {"soort"}),
        ("bericht X over Relatie {\n    Persoon { alle | }\n}", {"behalve", "ids"}, {"soort"}),
        ("bericht X over Woning {\n    Woning { eigenaar.| }\n}", {"sleutels", "ingebed"}, {"id"}),
        ("bericht X over Woning {\n    Woning { eigen x : | }\n}", {"string", "Relatie"}, {"id"}),
        ("bericht X over Woning {\n    Woning { | }\n}", {"`2e naam`"}, {"2e naam"}),
        ('referentiedata X {\n    A "a" |\n}', {"ouder", "vanaf", "negeer"}, {"Relatie"}),
        ('referentiedata X {\n    A "a" ouder |\n}', {"RELATIESOORT"}, {"Relatie"}),
        ('referentiedata X {\n    A "a" ouder RELATIESOORT.|\n}', {"PER", "ORG"}, {"RELATIESOORT"}),
        ("envelop B {\n    a : |\n}", {"string", "Relatie"}, {"kern"}),
        ("envelop B {\n    Referentiedata { | }\n}", {"naam", "alle"}, {"soort"}),
        ("standaard S {\n    |\n}", {"titel", "ernst", "koppelvlak"}, {"entiteit"}),
        ('standaard S {\n    titel "x"\n    |\n}', {"ernst"}, {"titel"}),
        ("standaard S {\n    ernst { | }\n}", {"GN02"}, {"fout"}),
        ("standaard S {\n    ernst { GN02 | }\n}", {"fout", "uit"}, {"GN02"}),
        ("standaard S {\n    versiebeleid |\n}", {"strikt", "ruim"}, {"titel"}),
        ("standaard S {\n    inPlaatsVan { Persoon | }\n}", {"Relatie"}, {"string"}),
    ],
)  # fmt: skip
def test_the_place_decides(marked, among, not_among, index):
    found = set(proposed(marked, index))
    assert among <= found
    assert not found & not_among


def test_what_is_near_stands_first(index):
    types = proposed("entiteit X {\n    a : |\n}", index)
    assert types[: len(PRIMITIVES)] == list(PRIMITIVES)
    assert types.index("Persoon") < types.index("Woning") < types.index("RELATIESOORT")
    shown = proposed("bericht X over Relatie {\n    |\n}", index, "")
    assert set(shown[:3]) == {"Relatie", "Persoon", "Organisatie"}


@pytest.mark.parametrize("place", [(0, 0), (1, 400), (400, 1), (-3, -3)])
def test_a_place_beyond_the_text_is_its_nearest(place, index):
    assert proposals_at(surroundings_at(("entiteit X", ""), *place), index) is not None
    assert proposals_at(surroundings_at(("",), *place), index) is not None
