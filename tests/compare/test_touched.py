"""What each change is answerable for, of places and resources that differ; and old names put under new ones."""

from __future__ import annotations

import pytest

from compiler.compare.diff import Change, ChangeKind, diff
from compiler.compare.hierarchy import Hierarchy
from compiler.compare.payload import REFERRED_TO, Address, Payload, Place, Sign, Structure
from compiler.compare.touched import Touched
from compiler.compare.translation import Translation
from tests.compare.test_diff import MANIFEST, tree_of

MODEL = """
gedeeld domein A
entiteit Zender
abstract entiteit Werk
entiteit Boek is Werk
domein B
entiteit Plank
envelop Bericht { zender : Zender, `Plank` : string, Zender { alle } }
ketenproces P "Proef"
bericht Boeken over Werk { Werk { alle }, Boek { alle } }
"""
LIST = ("list", "SOORT")
# Where something differs: a name, the place, and what it is about beside its entity.
PLACES = {
    "A/Werk": (Place("A", "", "Werk", ""), ()),
    "A/Werk.naam": (Place("A", "", "Werk", "naam"), ()),
    "A/Boek.naam": (Place("A", "", "Boek", "naam"), ()),
    "A/Boek.soort": (Place("A", "", "Boek", "soort"), (LIST,)),
    "A/Zender.naam": (Place("A", "", "Zender", "naam"), ()),
    "A/zender": (Place("A", "", "", "zender"), (("entity", "Zender"),)),
    "B/Plank.boeken": (Place("B", "", "Plank", "boeken"), (("entity", "Boek"),)),
    "P/Boeken/Werk.naam": (Place("P", "Boeken", "Werk", "naam"), ()),
    "P/Boeken/Boek.soort": (Place("P", "Boeken", "Boek", "soort"), (LIST,)),
    "P/Anders/Boek.soort": (Place("P", "Anders", "Boek", "soort"), ()),
    "P/Boek.soort": (Place("P", "", "Boek", "soort"), ()),
    "P/sleutels/Boek.soort": (Place("P", REFERRED_TO, "Boek", "soort"), ()),
    "P/Zender.naam": (Place("P", "", "Zender", "naam"), ()),
    "Q/Boeken/Boek.soort": (Place("Q", "Boeken", "Boek", "soort"), ()),
}
OF_BOOK = {name for name in PLACES if "Boek." in name}
OF_WORK = {name for name in PLACES if "/Werk" in name}
OF_BOTH = {name for name in PLACES if name.endswith((".naam", ".soort"))}
OF_ZENDER = {"A/Zender.naam", "A/zender", "P/Zender.naam"}
OF_LIST = {"A/Boek.soort", "P/Boeken/Boek.soort"}
CHANGED, RENAMED, ADDED, MOVED = (
    ChangeKind.CHANGED, ChangeKind.RENAMED, ChangeKind.ADDED, ChangeKind.MOVED,
)  # fmt: skip
WERK, BOEK = ("entity", "Werk"), ("entity", "Boek")
NAAM, SOORT = ("attribute", "naam"), ("attribute", "soort")
PROCESS, MESSAGE = ("process", "P"), ("message", "Boeken")
ENVELOPE = ("envelope", "")
TOUCHED = [
    (Change(CHANGED, (("identifier", "soort"),)), OF_BOOK - {"A/Boek.naam"}),
    (Change(RENAMED, (("identifier", "naam"),), old="soort"), OF_BOTH),
    (Change(CHANGED, (("domain", "B"),), fact="shared"), {"B/Plank.boeken"}),
    (Change(CHANGED, (("domain", "A"),), fact="shared"), set(PLACES)),
    (Change(ADDED, (WERK,)), OF_WORK | OF_BOOK | {"B/Plank.boeken"}),
    (Change(CHANGED, (WERK,), fact="abstract"), OF_WORK | OF_BOOK | {"B/Plank.boeken"}),
    (Change(CHANGED, (WERK,), fact="base"), OF_WORK | OF_BOOK | {"B/Plank.boeken"}),
    (Change(CHANGED, (WERK,), fact="domain"), OF_WORK | OF_BOOK | {"B/Plank.boeken"}),
    (Change(CHANGED, (WERK,), fact="plural"), OF_WORK),
    (Change(CHANGED, (BOEK,), fact="abstract"), OF_BOOK | {"B/Plank.boeken"}),
    (Change(CHANGED, (WERK, NAAM)), {"A/Werk.naam", "A/Boek.naam", "P/Boeken/Werk.naam"}),
    (Change(CHANGED, (BOEK, NAAM)), {"A/Boek.naam"}),
    (Change(RENAMED, (BOEK, NAAM), old="soort"), OF_BOOK),
    (Change(MOVED, (BOEK, NAAM), old=((BOEK, NAAM),), new=((WERK, NAAM),)),
     {"A/Werk.naam", "A/Boek.naam", "P/Boeken/Werk.naam"}),
    (Change(MOVED, (BOEK, NAAM), old=((WERK, NAAM),), new=((BOEK, NAAM),)),
     {"A/Werk.naam", "A/Boek.naam", "P/Boeken/Werk.naam"}),
    (Change(CHANGED, (LIST, ("code", "R"))), OF_LIST),
    (Change(ADDED, (ENVELOPE,)), OF_ZENDER),
    (Change(CHANGED, (ENVELOPE, ("attribute", "zender"))), {"A/zender"}),
    (Change(ADDED, (ENVELOPE, ("projection", "Zender"))), OF_ZENDER),
    (Change(ADDED, (ENVELOPE, ("projection", "Zender"), ("item", "naam"))), {"A/Zender.naam", "P/Zender.naam"}),
    (Change(CHANGED, (PROCESS,)), {name for name in PLACES if name.startswith("P/")}),
    (Change(CHANGED, (PROCESS, MESSAGE)), {name for name in PLACES if name.startswith("P/Boeken")}),
    (Change(ADDED, (PROCESS, MESSAGE, ("projection", "Werk"))),
     {"P/Boeken/Werk.naam", "P/Boeken/Boek.soort", "P/Boek.soort", "P/sleutels/Boek.soort"}),
    (Change(ADDED, (PROCESS, MESSAGE, ("projection", "Boek"))),
     {"P/Boeken/Boek.soort", "P/Boek.soort", "P/sleutels/Boek.soort"}),
    (Change(ADDED, (PROCESS, MESSAGE, ("projection", "Werk"), ("item", "naam"))), {"P/Boeken/Werk.naam"}),
    (Change(ADDED, (("rol", "Lezer"),)), set()),
    (Change(CHANGED, (), fact="title"), set()),
]  # fmt: skip


def touched_of(resources: tuple[tuple[str, str], ...] = ()) -> Touched:
    tree = tree_of(MODEL)
    hierarchy = Hierarchy(tree)
    subjects = {place: {("entity", place.entity), *about} for place, about in PLACES.values()}
    return Touched((tree, tree), (hierarchy, hierarchy), subjects, resources)


@pytest.mark.parametrize(("change", "expected"), TOUCHED)
def test_the_places_that_a_change_can_touch(change, expected):
    names = {place: name for name, (place, _) in PLACES.items()}
    assert {names[place] for place in touched_of().places(change)} == expected


RESOURCES = (
    ("A", "Boek"),
    ("A", "Werk"),
    ("B", "Boek"),
    ("P", "Boeken"),
    ("P", "Boek"),
    ("P", ""),
    ("Q", "Boeken"),
)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((BOEK,), [("A", "Boek"), ("B", "Boek")]),
        ((BOEK, NAAM), []),
        ((("domain", "A"),), [("A", "Boek"), ("A", "Werk")]),
        ((PROCESS,), [("P", ""), ("P", "Boek"), ("P", "Boeken")]),
        ((PROCESS, MESSAGE), [("P", "Boeken")]),
        ((PROCESS, MESSAGE, ("projection", "Boek")), []),
        ((), []),
    ],
)
def test_the_resources_that_a_change_can_touch(path, expected):
    assert list(touched_of(RESOURCES).resources(Change(CHANGED, path))) == expected


# -- translation -----------------------------------------------------------------------------------------------------

OLD = """
domein A
entiteit Schrijver
entiteit Boek { schrijver : Schrijver.sleutels, mens : Schrijver, soort : SOORT, naam : string }
ketenproces P "P"
bericht Boeken over Boek { Boek { alle } }
ketenproces Q "Q"
bericht Boeken over Boek { Boek { alle } }
referentiedata SOORT
"""
NEW = """
domein D (voorheen A)
entiteit Auteur (voorheen Schrijver)
entiteit Boek { schrijver : Auteur.sleutels, mens : Auteur, soort : TYPE, naam : string }
ketenproces R "P" (voorheen P)
bericht Werken over Boek (voorheen Boeken) { Boek { alle } }
ketenproces Q "Q"
bericht Boeken over Boek { Boek { alle } }
referentiedata TYPE (voorheen SOORT)
"""


def test_what_documents_hold_is_put_under_new_names():
    translation = Translation(diff(tree_of(MANIFEST + OLD), tree_of(MANIFEST + NEW)))
    places = {
        Place("A", "", "Schrijver", "naam"): Place("D", "", "Auteur", "naam"),
        Place("P", "Boeken", "Boek", "naam"): Place("R", "Werken", "Boek", "naam"),
        Place("P", REFERRED_TO, "Schrijver", "Boeken"): Place("R", REFERRED_TO, "Auteur", "Boeken"),
        Place("Q", "Boeken", "Boek", "Schrijver"): Place("Q", "Boeken", "Boek", "Schrijver"),
    }
    signs = {
        Sign(many=True, kind="keys", detail="Schrijver"): Sign(
            many=True, kind="keys", detail="Auteur"
        ),
        Sign(many=False, kind="entity", detail="Schrijver"): Sign(
            many=False, kind="entity", detail="Auteur"
        ),
        Sign(many=False, kind="list", detail="SOORT"): Sign(many=False, kind="list", detail="TYPE"),
        Sign(many=False, kind="value", detail="Schrijver"): Sign(
            many=False, kind="value", detail="Schrijver"
        ),
    }
    resources = {
        ("A", "Schrijver"): (
            ("D", "Auteur"),
            Address("Schrijvers", "schrijvers", "Schrijver"),
            "Auteur",
        ),
        ("P", "Boeken"): (("R", "Werken"), Address("Boeken", "boeken", "Boek"), "Boek"),
        ("Q", "Boeken"): (("Q", "Boeken"), Address("Boeken", "boeken", "Schrijver"), "Auteur"),
        ("A", ""): (("D", ""), Address("A", "Informatiedomeinen", ""), ""),
    }
    says = Structure(("Schrijver",), (("entity", "Schrijver"),))
    made = translation.of(
        Payload(
            dict(zip(places, signs, strict=True)),
            {resource: address for resource, (_, address, _) in resources.items()},
            dict.fromkeys(places, says),
        )
    )
    assert made.places == dict(zip(places.values(), signs.values(), strict=True))
    assert made.resources == {
        new: address._replace(entity=entity) for new, address, entity in resources.values()
    }
    assert made.structure == dict.fromkeys(places.values(), says), "what was said is what was said"
