"""The key of a document changes with all that it shows, and not with what no document shows."""

from __future__ import annotations

import pytest

from compiler.emit.openapi.contents_key import ContentsKeys, shape_of_standard
from compiler.model.document_builder import documents_of
from tests.compare.test_diff import model_of

MODEL = """
standaard Proef {
    titel "Proef"
    versie "1.0.0"
    contact { naam "Wij" }
    licentie { naam "CC0" }
    koppelvlak { paginalimiet 10 }
    ids { kern id : string }
}
gedeeld domein A
entiteit Zender { kern naam : string }
/// Van wonen.
domein B
/// Een pand.
entiteit Pand (meervoud Panden) {
    kern soort : SOORT
    zender : Zender.sleutels
    deel : Deel
}
entiteit Flat is Pand (als soort FLA) { lift : string }
entiteit Deel
domein C
entiteit Weg { deel : Deel }
referentiedata SOORT {
    FLA "Flat"
    HUI "Huis"
}
envelop Bericht { zender : Zender, Zender { alle } }
/// Bouw.
ketenproces P "Bouwen"
/// Alle.
bericht Panden over Pand { Pand { soort, zender, deel } }
ketenproces Q "Anders" (versie "3.0.0")
bericht Wegen over Weg { Weg { deel } }
"""
ALL = "ABCPQ"
# An edit, and the documents that show something else then.
EDITS = [
    ('titel "Proef"', 'titel "Toets"', ALL),
    ('versie "1.0.0"', 'versie "1.0.1"', ALL),
    ('naam "Wij"', 'naam "Zij"', ALL),
    ('naam "CC0"', 'naam "MIT"', ALL),
    ("paginalimiet 10", "paginalimiet 20", ALL),
    ("Van wonen.", "Van huizen.", "B"),
    ("domein C\n", "/// Van wegen.\ndomein C\n", "C"),
    ("domein C\n", "domein D\n", "D"),
    ("Een pand.", "Een gebouw.", "BP"),
    ("entiteit Pand", "abstract entiteit Pand", "BP"),
    ("als soort FLA", "als soort HUI", "B"),
    ("lift : string", "hijs : string", "B"),
    ("lift : string", "lift : integer", "B"),
    ("lift : string", "lift : string[]", "B"),
    ("lift : string", "/// Omhoog.\n lift : string", "B"),
    ("lift : string", 'lift : string beperking "Kort."', "B"),
    ("lift : string", "lift : string patroon /a/", "B"),
    ("lift : string", "kern lift : string", "B"),
    ("lift : string", "vervallen lift : string", "B"),
    ("kern soort", "soort", "BP"),
    ("meervoud Panden", "meervoud Gebouwen", "B"),
    ("meervoud Panden", "meervoud Panden, pad gebouwen", "B"),
    ("kern naam : string", "kern naam : date", ALL),
    ("kern naam : string", "kern naam : string, plaats : string", ALL),
    ("kern naam : string", "naam : string", ALL),
    ("zender : Zender.sleutels\n", "zender : Zender\n", "BP"),
    ("entiteit Deel", "entiteit Deel { naam : string }", "B"),
    ("entiteit Deel", "/// Een deel.\nentiteit Deel", "BPQ"),
    ("entiteit Flat is Pand (als soort FLA)", "entiteit Flat", "B"),
    # The key of C says more than it shows: of an address it could be left out.
    ("entiteit Weg { deel : Deel }", "entiteit Weg { deel : Deel.sleutels }", "CQ"),
    ("Bericht { zender", "Omslag { zender", ALL),
    ("{ zender : Zender, ", "{ afzender : Zender, ", ALL),
    (", Zender { alle } }", " }", "PQ"),
    ("Bouw.\n", "Bouwen.\n", "P"),
    ('"Bouwen"', '"Slopen"', "P"),
    ("Alle.\n", "Alles.\n", "P"),
    ("bericht Panden over", "bericht Gebouwen over", "P"),
    ("over Pand {", "over Pand (pad huizen) {", "P"),
    ("{ soort, zender, deel }", "{ soort, deel }", "P"),
    ("{ soort, zender, deel }", "{ soort, zender, eigen deel : Pand.sleutels }", "P"),
    ("{ soort, zender, deel } }", "{ soort, zender, deel }, Deel { id } }", "P"),
    ("{ soort, zender, deel } }", "{ soort, zender, deel }, Flat { alle } }", "P"),
    ('"3.0.0"', '"3.0.1"', "Q"),
    ("entiteit Weg", "\n// opzij\nentiteit Weg", ""),
    ("lift : string", 'lift : string negeer GN03 "Zo."', ""),
    ('    HUI "Huis"\n', "", ""),
    ("    ids {", '    ernst { GM10 uit }\n    woorden "huis"\n    ids {', ""),
]  # fmt: skip


def keys(text: str) -> dict[str, str]:
    """The key of every document by its name."""
    model = model_of(text)
    made = ContentsKeys(model.standard)
    return {contents.name: made.of(contents) for contents in documents_of(model)}


@pytest.mark.parametrize(("before", "after", "documents"), EDITS)
def test_what_a_document_shows_changes_its_key(before, after, documents):
    assert MODEL.count(before) == 1
    old, new = keys(MODEL), keys(MODEL.replace(before, after))
    assert {name for name in new if new[name] != old.get(name)} == set(documents)


def test_no_two_documents_have_one_key():
    assert len(set(keys(MODEL).values())) == len(ALL)


def test_of_the_manifest_documents_get_what_they_may_show():
    """Nothing else can reach a plan, so that nothing else has to change a key."""
    standard = model_of(
        MODEL.replace("    ids {", '    ernst { GM10 uit }\n    woorden "huis"\n    ids {')
    ).standard
    shape = shape_of_standard(standard)
    shown = ("title", "version", "contact", "licence", "interface")
    assert all(getattr(shape, name) == getattr(standard, name) for name in shown)
    assert all(getattr(shape, name) not in ((), "", None) for name in shown)
    assert standard.severities
    assert standard.words
    assert (dict(shape.severities), tuple(shape.words)) == ({}, ())
