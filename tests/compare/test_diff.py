"""Facts of what changed: the laws that hold for any two models, and how each kind of change is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from compiler.base.source import Name
from compiler.base.translation import translator
from compiler.compare.comparison import all_judges
from compiler.compare.diff import Change, ChangeKind, diff, flattened
from compiler.compare.texts import FACTS, INTERFACE, KINDS, SUBJECT_WORDS, describe, name_of
from compiler.compare.tree import Element, elements
from compiler.language.declarations import EntityDecl, SourceFile
from compiler.language.parser import parse_text
from compiler.model.linking.link import link_sources
from compiler.model.manifest import Interface
from compiler.model.model import Model
from tests.helpers.applied import applied, without_places
from tests.helpers.strategies import linkable

RELAXED = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
MANIFEST = 'standaard Proef { versie "1.0.0", ids { kern id : string } }\n'


def model_of(text: str) -> Model:
    """The model of `text`, with a manifest where it has none."""
    parsed = parse_text(text if "standaard " in text else MANIFEST + text)
    linked = link_sources([parsed.source])
    assert [*parsed.diagnostics, *linked.diagnostics] == []
    return linked.model


def tree_of(text: str) -> Element:
    return elements(model_of(text))


def changes(old: str, new: str) -> list[tuple[Any, ...]]:
    """Kind, name and fact of every change."""
    return [(c.kind.value, name_of(c.path), c.fact) for c in diff(tree_of(old), tree_of(new))]


# -- laws ----------------------------------------------------------------------------------------------------------


def trees(files: tuple[SourceFile, ...]) -> Element:
    linked = link_sources(files)
    assume(linked.diagnostics == ())
    return elements(linked.model)


@st.composite
def versions(draw: st.DrawFn) -> tuple[Element, Element]:
    """Two models: of the same draw with some files edited, or of two draws that have nothing to do with each other."""
    old = draw(linkable())
    return trees(old), trees(draw(linkable())) if draw(st.booleans()) else edited(draw, old)


def edited(draw: st.DrawFn, files: tuple[SourceFile, ...]) -> Element:
    """The model with some attributes doubled under another name, or said otherwise."""
    made = []
    for file in files:
        statements = []
        for statement in file.statements:
            if isinstance(statement, EntityDecl) and statement.attributes and draw(st.booleans()):
                attributes = list(statement.attributes)
                at = draw(st.integers(0, len(attributes) - 1))
                edit = draw(st.sampled_from(["obsolete", "constraint", "many", "add", "formerly"]))
                one = attributes[at]
                if edit == "add":
                    attributes.append(one._replace(name=Name("nieuwAttribuut")))
                elif edit == "formerly":
                    attributes.append(one._replace(name=Name("nieuwAttribuut"), formerly=one.name))
                else:
                    value = (
                        "anders"
                        if edit == "constraint"
                        else not getattr(one, {"many": "core"}.get(edit, edit))
                    )
                    attributes[at] = one._replace(**{{"many": "core"}.get(edit, edit): value})
                statements.append(statement._replace(attributes=tuple(attributes)))
            else:
                statements.append(statement)
        made.append(file._replace(statements=tuple(statements)))
    return trees(tuple(made))


@RELAXED
@given(linkable())
def test_nothing_changed_between_a_model_and_itself(files):
    tree = trees(files)
    assert diff(tree, tree) == ()


@RELAXED
@given(versions())
def test_the_changes_applied_to_the_old_version_give_the_new_one(pair):
    old, new = pair
    assert without_places(applied(old, diff(old, new))) == without_places(new)


MIRRORED = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}


@RELAXED
@given(versions())
def test_the_other_way_round_is_the_mirror_image(pair):
    old, new = pair
    there, back = diff(old, new), diff(new, old)
    if not any(c.proposed or c.kind is ChangeKind.MOVED for c in (*there, *back)):
        assert facts(there, mirrored=True) == facts(back, mirrored=False)


def facts(found: tuple[Change, ...], *, mirrored: bool) -> set[tuple[Any, ...]]:
    """Every fact with its values; mirrored as the other direction tells it."""
    result = set()
    for change in flattened(found):
        kind, old, new = change.kind, change.old, change.new
        if mirrored:
            kind, old, new = MIRRORED.get(kind, kind), new, old
        path = (
            change.path
            if kind is not ChangeKind.RENAMED
            else (*change.path[:-1], (change.path[-1][0], ""))
        )
        result.add(
            (
                kind,
                path if not any(c.kind is ChangeKind.RENAMED for c in found) else "",
                change.fact,
                str(key(old)),
                str(key(new)),
            )
        )
    return result


def key(value: Any) -> Any:
    return without_places(value) if isinstance(value, Element) else value


# -- one edit, one change --------------------------------------------------------------------------------------------

WOON = """
domein A
entiteit Boek { titel : string, schrijver : Schrijver.sleutels }
entiteit Schrijver { kern naam : string }
"""
TREE = """
domein A
abstract entiteit Werk { naam : string }
entiteit Boek is Werk
entiteit Film is Werk
ketenproces P "Proef"
bericht Boeken over Boek { Boek { alle }, Werk { alle } }
bericht Films over Film { Film { alle }, Werk { alle } }
"""


def test_a_change_of_a_base_is_one_change_with_what_follows_from_it():
    new = TREE.replace("{ naam : string }", "{ naam : string, jaar : integer }")
    (found,) = diff(tree_of(TREE), tree_of(new))
    assert (found.kind, name_of(found.path)) == (ChangeKind.ADDED, "Werk.jaar")
    assert [name_of(c.path) for c in found.consequences] == [
        "P/Boeken/Werk.jaar",
        "P/Films/Werk.jaar",
    ]


def test_a_standard_identifier_is_one_change():
    new = TREE.replace(
        "domein A",
        'standaard Proef { versie "1.0.0", ids { kern id : string, kern code : string } }\ndomein A',
    )
    (found,) = diff(tree_of(TREE), tree_of(new))
    assert (found.kind, name_of(found.path)) == (ChangeKind.ADDED, "code")
    assert {name_of(c.path) for c in found.consequences} == {
        "Werk.code",
        "P/Boeken/Werk.code",
        "P/Films/Werk.code",
    }


def test_what_an_item_departs_in_is_a_change_of_the_message_only():
    old = (
        WOON
        + 'ketenproces P "Proef"\nbericht Boeken over Boek { Boek { titel, schrijver }, Schrijver { alle } }'
    )
    new = old.replace("titel, schrijver }", "titel, schrijver.ingebed }")
    assert changes(old, new) == [("changed", "P/Boeken/Boek.schrijver", "type")]


def test_the_order_of_attributes_and_files_is_no_fact():
    assert (
        changes(
            WOON,
            WOON.replace(
                "titel : string, schrijver : Schrijver.sleutels",
                "schrijver : Schrijver.sleutels, titel : string",
            ),
        )
        == []
    )


AUTEUR = WOON.replace("Schrijver", "Auteur").replace(
    "entiteit Auteur", "entiteit Auteur (voorheen Schrijver)"
)


@pytest.mark.parametrize(
    ("new", "old_name", "proposed"),
    [
        (WOON.replace("titel :", "naam :").replace("naam : string,", "naam : string voorheen titel,"), "titel", False),
        (WOON.replace("titel :", "titels :"), "titel", True),
        (AUTEUR, "Schrijver", False),
        (WOON.replace("Schrijver", "Schrijvers"), "Schrijver", True),
        (WOON.replace("domein A", "domein B (voorheen A)"), "A", False),
    ],
    ids=["attribute", "attribute, proposed", "entity", "entity, proposed", "domain"],
)  # fmt: skip
def test_renames(new, old_name, proposed):
    (found,) = renames_only(new)
    assert (found.kind, found.old, found.proposed) == (ChangeKind.RENAMED, old_name, proposed)
    (back,) = renames_only(WOON, new)
    assert (back.new, back.proposed) == (old_name, proposed)


def renames_only(new: str, old: str = WOON) -> list[Change]:
    """The renames among the changes; an entity's plural follows its name, so that it changes too."""
    found = diff(tree_of(old), tree_of(new))
    assert {c.fact for c in found if c.kind is not ChangeKind.RENAMED} <= {"plural"}
    return [c for c in found if c.kind is ChangeKind.RENAMED]


PROCESS = (
    WOON
    + """
ketenproces P "Proef"
bericht Boeken over Boek { Boek { alle } }
referentiedata SOORT {
    A "Aap"
    B "Beer"
}
"""
)


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ('ketenproces P "Proef"', 'ketenproces Q "Proef" (voorheen P)', "Q"),
        ("bericht Boeken over Boek", "bericht Werken over Boek (voorheen Boeken)", "P/Werken"),
        ("referentiedata SOORT", "referentiedata DIER (voorheen SOORT)", "DIER"),
        ('A "Aap"', 'AAP "Mensaap" voorheen "A"', "SOORT.AAP"),
    ],
)
def test_declared_renames_of_all_that_has_a_name(before, after, name):
    found = diff(tree_of(PROCESS), tree_of(PROCESS.replace(before, after)))
    assert (found[0].kind, name_of(found[0].path), found[0].proposed) == (
        ChangeKind.RENAMED,
        name,
        False,
    )
    assert {c.fact for c in found[1:]} <= {"label", "path"}


def test_a_rename_is_carried_into_all_that_refers_to_it():
    old = PROCESS.replace(
        "ketenproces P", "entiteit Vers is Boek { dichter : Schrijver }\nketenproces P"
    )
    new = old.replace("Schrijver", "Auteur").replace(
        "entiteit Auteur", "entiteit Auteur (voorheen Schrijver)"
    )
    found = [(c.kind, c.fact) for c in diff(tree_of(old), tree_of(new))]
    assert found == [(ChangeKind.RENAMED, "name"), (ChangeKind.CHANGED, "plural")]


def test_a_move_within_a_hierarchy_is_one_change_in_both_directions():
    old = """
domein A
abstract entiteit Werk
entiteit Boek is Werk { naam : string }
entiteit Film is Werk { naam : string }
"""
    new = old.replace("entiteit Werk", "entiteit Werk { naam : string }").replace(
        "is Werk { naam : string }", "is Werk"
    )
    assert changes(old, new) == [("moved", "Werk.naam", "entity")]
    assert changes(new, old) == [("moved", "Boek.naam", "entity")]
    text = translator("nl")(describe(diff(tree_of(old), tree_of(new))[0]))
    assert text == 'attribuut "Werk.naam" verplaatst: Boek, Film → Werk'


def test_a_move_to_another_domain():
    old = "domein A { entiteit Boek }\ndomein B { entiteit Film }"
    assert changes(old, "domein A\ndomein B { entiteit Film, entiteit Boek }") == [
        ("moved", "Boek", "domain")
    ]


def test_every_kind_of_element_and_of_change_has_words():
    assert {*KINDS} == {*ChangeKind}
    assert {*INTERFACE} == {*Interface._fields}
    subjects = {subject for judge in all_judges() for subject in judge.subjects}
    assert {*SUBJECT_WORDS} == subjects | {"association"}
    facts = {
        fact for judge in all_judges() for fact in judge.facts if not fact.startswith("interface ")
    }
    assert facts <= {*FACTS}


def test_a_value_without_a_code_is_called_by_its_kind():
    values = "domein A\nreferentiedata SOORT { "
    (change,) = diff(tree_of(values + "}"), tree_of(values + '"" "Leeg" }'))
    assert describe(change) == 'reference data value "SOORT.referentiedatawaarde" added'


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_values_are_told_in_words(lang):
    old, new = WOON, WOON.replace("titel : string", 'vervallen titel : string[] beperking "Kort."')
    said = translator(lang)
    texts = " ".join(said(describe(c)) for c in diff(tree_of(old), tree_of(new)))
    words: Mapping[str, list[str]] = {
        "en": ["obsolete: no → yes", "constraint: nothing → Kort.", "cardinality"],
        "nl": ["vervallen: nee → ja", "beperking: niets → Kort.", "kardinaliteit"],
    }
    assert all(word in texts for word in words[lang])
