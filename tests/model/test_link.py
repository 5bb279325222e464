"""Linking: what is unknown, double or circular is found at its place; what is sound makes one frozen model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import FrozenInstanceError
from itertools import permutations
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compiler.language.cora import ElementKind
from compiler.language.formatter import format_source
from compiler.language.parser import parse_text
from compiler.model.elements import TypeKind
from compiler.model.graph import ModelGraph
from compiler.model.graph_edges import EdgeKind
from compiler.model.linking.link import Linked, link_sources
from compiler.pipeline import build
from tests.helpers.documented_examples import check_expected
from tests.helpers.strategies import linkable
from tests.helpers.structure import structure

RELAXED = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
MANIFEST = 'standaard S { versie "1.0.0", ids { kern id : string, kern code : string } }'


def linked(*texts: str) -> Linked:
    """The texts a.vera, b.vera, … linked with a manifest, which is read last."""
    return link_files({f"{'abcdefg'[number]}.vera": text for number, text in enumerate(texts)})


def link_files(files: Mapping[str, str]) -> Linked:
    parsed = [parse_text(text, path) for path, text in {**files, "z.vera": MANIFEST}.items()]
    assert not [diagnostic for each in parsed for diagnostic in each.diagnostics]
    return link_sources(each.source for each in parsed)


WOON = """\
domein Wonen

referentiedata SOORT

entiteit Adres

abstract entiteit Eenheid {
    soort : SOORT
    adres : Adres
}

entiteit Woning is Eenheid { kamers : integer }

"""
# Each stands behind the text above; what is expected stands on the line it concerns.
MISTAKES = {
    "one drawn element twice": r"""
        entiteit C (uml "{A-1}") { d : date uml "{B-2}", e : date uml "{C-3}" }
        entiteit D (uml "{C-3}") //! NAM10 @10 "\"D\" and \"e\"" "take \"uml\" away"
        referentiedata E (uml "{a-1}") { F "f" uml "{D-4}" } //! NAM10 @16 "\"E\" and \"C\""
        """,
    "unknown type": r"""
        entiteit C { d : Adress } //! NAM01 @18 "type \"Adress\" does not exist" "did you mean \"Adres\"?"
        entiteit D { d : Date } //! NAM01 @18 "type \"Date\"" "write \"date\""
        entiteit E { d : Xyzzy } //! NAM01 @18 "type \"Xyzzy\""
        """,
    "unknown list": r"""
        entiteit C { d : SOORTEN } //! NAM01 @18 "reference data list \"SOORTEN\" does not exist" "\"SOORT\""
        entiteit D { d : KLEUR } //! NAM01 @18 "list \"KLEUR\"" "declare it: referentiedata KLEUR"
        """,
    "unknown base": r"""
        entiteit C is Eenhied //! NAM01 @15 "base \"Eenhied\" does not exist" "\"Eenheid\""
        """,
    "unknown identifier": r"""
        entiteit C (zonder ids) //! NAM01 @20 "\"ids\" is no standard identifier of \"S\"" "\"id\""
        """,
    "keys of what has none": r"""
        entiteit C {
            d : date.sleutels //! NAM04 @9 "\"date\" has no keys" "write \"date\""
            e : SOORT.sleutels //! NAM04 @9 "\"SOORT\" has no keys"
        }
        """,
    "entity twice": r"""
        entiteit Adres //! NAM02 @10 "\"Adres\" stands twice in domain \"Wonen\"" "a.vera:5"
        domein V
        entiteit Adres
        domein Wonen { entiteit Adres } //! NAM02 @25 "\"Adres\" stands twice" "a.vera:5"
        """,
    "called as a primitive": r"""
        entiteit date //! NAM02 @10 "\"date\" is a primitive type" "another name"
        referentiedata string //! NAM02 @16 "\"string\" is a primitive type" "another name"
        """,
    "attribute twice": r"""
        entiteit C { d : date, e : date, d : time } //! NAM02 @34 "twice in entity \"C\"" "a.vera:14"
        """,
    "list twice": r"""
        referentiedata SOORT //! NAM02 @16 "\"SOORT\" stands twice" "a.vera:3"
        """,
    "list called as an entity": r"""
        referentiedata Adres //! NAM02 @16 "\"Adres\" is the name of an entity"
        """,
    "derived from itself": r"""
        entiteit C is C //! NAM03 @15 "\"C\" is derived from itself: C is C" "take one of them away"
        """,
    "a circle, once": r"""
        entiteit B is C
        entiteit C is D //! NAM03 @15 "C is D is E is C"
        entiteit D is E
        entiteit E is C
        """,
    "two circles": r"""
        entiteit C is D //! NAM03 @15 "C is D is C"
        entiteit D is C
        entiteit E is E //! NAM03 @15 "E is E"
        """,
    "message in no process": r"""
        bericht B over Adres { Adres { alle } } //! NAM05 @9 "message \"B\" stands in no process" "ketenproces"
        """,
    "process twice": r"""
        ketenproces P
        ketenproces Q
        ketenproces P //! NAM02 @13 "process \"P\" stands here twice" "a.vera:14"
        """,
    "message twice": r"""
        ketenproces P
        bericht B over Adres { Adres { alle } }
        bericht B over Eenheid { Eenheid { alle } } //! NAM02 @9 "\"B\" stands twice in process \"P\""
        ketenproces Q
        bericht B over Adres { Adres { alle } }
        """,
    "envelope twice": r"""
        envelop A { }
        envelop B { } //! NAM02 @9 "a second envelope"
        """,
    "attribute twice in the envelope": r"""
        envelop A { b : date, b : date } //! NAM02 @23 "\"b\" stands twice in the envelope" "a.vera:14"
        """,
    "unknown names in the envelope": r"""
        envelop A {
            b : Adress //! NAM01 @9 "type \"Adress\"" "\"Adres\""
            Adress { alle } //! NAM01 @5 "entity \"Adress\"" "\"Adres\""
            Adres { xyz } //! NAM04 @13 "no attribute \"xyz\"" "eigen xyz : type"
        }
        """,
    "unknown entities in a message": r"""
        ketenproces P
        bericht B over Adress { Adres { alle } } //! NAM01 @16 "entity \"Adress\" does not exist" "\"Adres\""
        bericht C over Adres { Adres { alle }, Persoon { alle } } //! NAM01 @40 "\"Persoon\""
        """,
    "a message without its root": r"""
        ketenproces P
        bericht B over Adres { Eenheid { alle } } //! NAM04 @16 "takes nothing of its entity" "Adres { alle }"
        """,
    "entity twice in a message": r"""
        ketenproces P
        bericht B over Adres {
            Adres { code }
            Adres { id } //! NAM02 @5 "\"Adres\" stands twice in message \"B\"" "a.vera:16"
        }
        """,
    "unknown attributes in a message": r"""
        ketenproces P
        bericht B over Eenheid {
            Eenheid {
                sort //! NAM04 @9 "entity \"Eenheid\" has no attribute \"sort\"" "did you mean \"soort\"?"
                kamers //! NAM04 @9 "no attribute \"kamers\"" "eigen kamers : type"
                eigen a : Adress //! NAM01 @19 "type \"Adress\"" "\"Adres\""
                alle behalve adress //! NAM04 @22 "no attribute \"adress\"" "\"adres\""
            }
        }
        """,
    "attribute twice in a message": r"""
        ketenproces P
        bericht B over Eenheid {
            Eenheid {
                soort
                adres
                soort //! NAM02 @9 "\"soort\" stands twice in \"Eenheid\"" "leave one out"
            }
            Adres { code, alle behalve code } //! NAM02 @13 "\"code\" stands twice"
        }
        """,
    "attribute twice behind behalve": r"""
        ketenproces P
        bericht B over Eenheid { Eenheid { alle behalve soort, soort } } //! NAM02 @56 "\"soort\" stands twice"
        """,
    "words that say nothing": r"""
        entiteit A { eigen a : string } //! NAM05 @20 "\"eigen\" says nothing about \"a\"" "leave \"eigen\" out"
        entiteit C is Eenheid (zonder code) //! NAM05 @31 "\"zonder code\" says nothing about \"C\"" "of its base"
        waardeobject V (zonder code) //! NAM05 @24 "says nothing about \"V\"" "a value object has no identifiers"
        """,
    "what tells derived entities apart": r"""
        referentiedata KLEUR { ROO "Rood", BLA "Blauw" }
        abstract entiteit Ding { kleur : KLEUR, kleuren : KLEUR[], naam : string }
        entiteit A is Ding (als kleur ROD) //! NAM01 @31 "\"ROD\" is no value of \"KLEUR\"" "\"ROO\""
        entiteit B is Ding (als kleurr ROO) //! NAM01 @25 "\"Ding\" has no attribute \"kleurr\"" "\"kleur\""
        entiteit C is Ding (als naam ROO) //! NAM05 @25 "\"naam\" does not tell entities apart" "reference data"
        entiteit D is Ding (als kleuren ROO) //! NAM05 @25 "does not tell" "one value"
        entiteit E (als kleur ROO) //! NAM05 @17 "\"als kleur\" says nothing about \"E\"" "only what is derived"
        entiteit F is Ding (als kleur BLA)
        entiteit G is Ding (als kleur BLA) //! NAM02 @31 "\"BLA\" tells another entity already" "a.vera:"
        entiteit H is Eenheid (als soort ALLES)
        """,
    "links to elements": r"""
        bedrijfsproces "Innen huren"
        bedrijfsproces "Innen posten"
        werkproces A (bedrijfsproces "Innen hure") //! NAM01 @30 "\"Innen hure\" does not exist" "\"Innen huren\""
        werkproces B (bedrijfsproces "Innen huren" "Innen huren") //! NAM02 @44 "\"Innen huren\" stands here twice"
        bedrijfsfunctie C (hoofdbedrijfsfunctie Xyz) //! NAM01 @41 "\"Xyz\"" "declare it: hoofdbedrijfsfunctie \"Xyz\""
        ketenproces P (bedrijfsproces "innen huren") //! NAM01 @31 "\"innen huren\"" "write \"Innen huren\""
        ketenproces Q (bedrijfsproces A) //! NAM06 @31 "\"A\" is declared as werkproces, and a bedrijfsproces belongs"
        bedrijfsobject Woonadres
        rol Huurder
        entiteit D (bedrijfsobject Huurder) //! NAM06 @28 "is declared as rol, and a bedrijfsobject belongs here"
        entiteit E (bedrijfsobject Woonadress) //! NAM01 @28 "bedrijfsobject \"Woonadress\"" "\"Woonadres\""
        """,
    "an element of another kind is no name to propose": r"""
        rol "Innen hure"
        bedrijfsproces "Innen huren"
        werkproces A (bedrijfsproces "Innen hur") //! NAM01 @30 "\"Innen hur\" does not exist" "\"Innen huren\""
        """,
    "one code of two attributes": r"""
        referentiedata KLEUR { X "Rood" }
        abstract entiteit Ding { soort : KLEUR, kleur : KLEUR }
        abstract entiteit Zaak { soort : KLEUR }
        entiteit A is Ding (als soort X)
        entiteit B is Ding (als kleur X)
        entiteit C is Zaak (als soort X)
        """,
    "what was reported where it is declared is not reported where it is used": r"""
        entiteit C { d : Adress } //! NAM01 @18 "type \"Adress\""
        ketenproces P
        bericht B over C { C { d, e } } //! NAM04 @27 "no attribute \"e\""
        bericht D over C { C { alle behalve d, e } } //! NAM04 @40 "no attribute \"e\""
        """,
    "element twice": r"""
        rol Huurder
        afnemende rol Huurder
        product Huurder
        rol Huurder //! NAM02 @5 "rol \"Huurder\" stands here twice" "the first stands at a.vera:14"
        """,
    "a second shared domain": r"""
        gedeeld domein D
        gedeeld domein E //! NAM02 @16 "a second shared domain, \"E\"" "the first, \"D\", stands at"
        """,
    "keys in a message of what has none": r"""
        ketenproces P
        bericht B over Eenheid { Eenheid { soort.sleutels } } //! NAM04 @36 "holds no entity" "leave the dot out"
        """,
}


@pytest.mark.parametrize("text", MISTAKES.values(), ids=MISTAKES)
def test_mistakes_in_names(text):
    files = {"a.vera": WOON + dedent(text).lstrip("\n")}
    check_expected(files, link_files(files).diagnostics)


def test_a_message_takes_the_nearest_of_attributes_with_one_name():
    text = """\
domein D
referentiedata LIJST
abstract entiteit Top { soort : LIJST }
abstract entiteit Midden is Top { soort : Top }
entiteit Laag is Midden { a : string }
ketenproces P
bericht Lagen over Laag { Laag { a, soort.sleutels } }
"""
    model, found = linked(text)
    assert found == ()
    assert model is not None
    (message,) = model.messages()
    assert [(a.name.text, a.kind, a.keys) for a in message.projections["Laag"].attributes][1:] == [
        ("soort", TypeKind.ENTITY, True)
    ]


def test_statements_without_a_place():
    files = {"a.vera": r'entiteit A //! NAM05 @10 "entity \"A\" stands in no domain" "domein"'}
    check_expected(files, link_files(files).diagnostics)


def test_a_domain_with_a_body_holds_nothing_behind_it():
    files = {
        "a.vera": r"""domein A { entiteit B }
entiteit C //! NAM05 @10 "entity \"C\" stands in no domain"
domein D
entiteit E
domein F { entiteit G }
entiteit H
"""
    }
    found = link_files(files)
    check_expected(files, found.diagnostics)
    assert {name: domain.entities for name, domain in found.model.domains.items()} == {
        "A": ("B",),
        "D": ("E", "H"),
        "F": ("G",),
    }


def test_a_second_standard():
    files = {"a.vera": MANIFEST, "b.vera": 'standaard T { versie "1.0.0" }'}
    found = link_sources(parse_text(text, path).source for path, text in files.items()).diagnostics
    assert [(d.id, d.span[:3], d.message) for d in found] == [
        ("NAM02", ("b.vera", 1, 11), 'a second standard, "T"')
    ]
    assert "a.vera:1" in found[0].hint


def test_a_model_without_a_manifest():
    found = link_sources(
        [parse_text("domein A", "b.vera").source, parse_text("domein B", "a.vera").source]
    ).diagnostics
    assert [(d.id, d.span.file, d.message) for d in found] == [
        ("STD01", "a.vera", "the model has no manifest")
    ]


def test_an_identifier_twice_in_the_manifest():
    files = {
        "a.vera": "domein A { entiteit B }",
        "b.vera": r'standaard S { versie "1.0.0", ids { id : string, id : date } } //! NAM02 @50 "\"id\" stands twice"',
    }
    found = link_sources(parse_text(text, path).source for path, text in files.items())
    check_expected(files, found.diagnostics)


def test_all_mistakes_are_found_in_one_run():
    message = "ketenproces P\nbericht B over C { C { alle, xyz } }"
    found = linked(f"{WOON}entiteit C is Xyzzy {{ d : Adress, d : date }}\n{message}")
    assert [d.id for d in found.diagnostics] == ["NAM01", "NAM02", "NAM01", "NAM04"]


def test_what_cannot_be_linked_is_left_out_and_the_rest_is_there():
    message = "ketenproces P\nbericht B over D { C { alle } }"
    model = linked(f"{WOON}entiteit C is Xyzzy {{ d : Adress, e : date }}\n{message}").model
    assert [a.name.text for a in model.entities["C"].attributes] == ["id", "code", "e"]
    assert model.processes["P"].messages == ()


def test_names_are_looked_up_in_their_own_domain_first():
    model = linked(
        "domein A\nentiteit Groep { a : date }\nentiteit X { groep : Groep }",
        "domein B\nentiteit Groep { b : date }\nentiteit Y { groep : Groep }\nentiteit Z is Groep",
    ).model
    assert list(model.entities) == ["Groep", "X", "B.Groep", "Y", "Z"]
    targets = {key: model.entities[key].attributes[-1].target for key in ("X", "Y")}
    assert targets == {"X": "Groep", "Y": "B.Groep"}
    assert model.entities["Z"].base == "B.Groep"


def test_two_entities_never_share_a_key():
    found = linked("domein A { entiteit Groep, entiteit `B.Groep` }\ndomein B { entiteit Groep }")
    keys = {key: (entity.domain, entity.name.text) for key, entity in found.model.entities.items()}
    assert found.diagnostics == ()
    assert keys == {
        "Groep": ("A", "Groep"),
        "B.Groep": ("A", "B.Groep"),
        "B.Groep'": ("B", "Groep"),
    }


def test_standard_identifiers():
    model = linked("""
        domein A
        entiteit B { naam : string, code : integer }
        entiteit C is B { c : date }
        waardeobject D { d : date }
        entiteit E (zonder code) { e : date }
    """).model
    found = {
        key: [(a.name.text, a.target, a.standard) for a in e.attributes]
        for key, e in model.entities.items()
    }
    assert found == {
        "B": [("id", "string", True), ("code", "integer", True), ("naam", "string", False)],
        "C": [("c", "date", False)],
        "D": [("d", "date", False)],
        "E": [("id", "string", True), ("e", "date", False)],
    }


PROJECTIONS = {
    "alle": "id code soort adres:ingebed",
    "alle ids": "id code",
    "alle behalve soort, code": "id adres:ingebed",
    "adres, soort": "adres:ingebed soort",
    "adres.sleutels": "adres:sleutels",
    "alle, adres.sleutels": "id code soort adres:sleutels",
    "alle ids, adres": "id code adres:ingebed",
    "adres, alle behalve soort": "id code adres:ingebed",
    "eigen eigenaar : Adres.sleutels, id": "eigenaar:sleutels:eigen id",
    "vervallen soort, id": "soort:vervallen id",
    "alle ids, vervallen id": "id:vervallen code",
    "": "",
}


@pytest.mark.parametrize(("text", "expected"), PROJECTIONS.items())
def test_what_a_projection_takes(text, expected):
    found = linked(f"{WOON}ketenproces P\nbericht B over Eenheid {{ Eenheid {{ {text} }} }}")
    assert not found.diagnostics
    (message,) = found.model.messages()
    taken = []
    for a in message.projections["Eenheid"].attributes:
        kind = ("sleutels" if a.keys else "ingebed") if a.kind is TypeKind.ENTITY else ""
        marks = [a.name.text, kind, a.own * "eigen", a.obsolete * "vervallen"]
        taken.append(":".join(filter(None, marks)))
    assert " ".join(taken) == expected


def test_a_projection_may_take_what_is_inherited_and_describe_it_anew():
    found = linked(
        f"{WOON}ketenproces P\nbericht B over Woning {{ Woning {{\n/// Waar.\nadres\nsoort, kamers }} }}"
    )
    assert not found.diagnostics
    (message,) = found.model.messages()
    taken = [(a.name.text, a.description) for a in message.projections["Woning"].attributes]
    assert taken == [("adres", "Waar."), ("soort", ""), ("kamers", "")]


SMALL = (
    "domein A\nreferentiedata L\nentiteit B { c : L, d : E, e : E.sleutels[] }\nentiteit E is B\n",
    "ketenproces P\nbericht M over E { E { alle }, B { c } }",
)


ARCHITECTURE = (
    'domein A\nketenproces P (bedrijfsproces "Innen huren" `Innen posten`)\nwaardeobject B (bedrijfsobject Huur)',
    'werkproces "Innen huur" (bedrijfsproces "Innen huren", negeer CS07 "zo")',
    "hoofdbedrijfsfunctie Inning\nbedrijfsfunctie Incasso (hoofdbedrijfsfunctie Inning)",
    '/// Wat bewoners betalen.\nbedrijfsproces "Innen huren"\nbedrijfsproces "Innen posten"\nbedrijfsobject Huur',
)


@pytest.mark.parametrize("texts", [*permutations(ARCHITECTURE)])
def test_elements_are_linked_whatever_stands_first_and_where(texts):
    found = linked(*texts)
    model = found.model
    assert not found.diagnostics
    assert model.processes["P"].business_processes == ("Innen huren", "Innen posten")
    assert model.entities["B"].business_object == "Huur"
    work = model.architecture[ElementKind.WORK_PROCESS, "Innen huur"]
    assert (work.wholes, [s.rule.text for s in work.suppressions]) == (("Innen huren",), ["CS07"])
    assert (
        model.architecture[ElementKind.BUSINESS_PROCESS, "Innen huren"].description
        == "Wat bewoners betalen."
    )
    with pytest.raises(AttributeError):
        work.wholes = ()
    edges = {
        edge
        for edge in ModelGraph(model).edges
        if edge.kind not in (EdgeKind.CONTAINS, EdgeKind.HAS)
    }
    assert edges == {
        (("process", "P"), ("element", "bedrijfsproces", "Innen huren"), "serves"),
        (("process", "P"), ("element", "bedrijfsproces", "Innen posten"), "serves"),
        (("entity", "B"), ("element", "bedrijfsobject", "Huur"), "represents"),
        (
            ("element", "werkproces", "Innen huur"),
            ("element", "bedrijfsproces", "Innen huren"),
            "part",
        ),
        (
            ("element", "bedrijfsfunctie", "Incasso"),
            ("element", "hoofdbedrijfsfunctie", "Inning"),
            "part",
        ),
    }


def test_documents_are_the_same_with_and_without_elements():
    domain = f"{MANIFEST}\ndomein A\nentiteit B (meervoud Bs)"
    plain = f'{domain}\nketenproces P "Titel"\nbericht Bs over B {{ B {{ alle }} }}'
    linked_too = plain.replace("meervoud Bs", "meervoud Bs, bedrijfsobject Huur").replace(
        '"Titel"', '"Titel" (bedrijfsproces "Innen huren")'
    )
    elements = '\nbedrijfsobject Huur\nbedrijfsproces "Innen huren"\nrol Huurder\n'
    before, after = (
        build({"m.vera": text.encode()}).artefacts for text in (plain, linked_too + elements)
    )
    assert before
    assert after == before


def test_questions_about_inheritance():
    b_and_c = "entiteit B { b : date }\nentiteit C is B { c : date }"
    model = linked(f"domein A\n{b_and_c}\nentiteit D is C\nentiteit E is B").model
    assert [entity.key for entity in model.bases("D")] == ["C", "B"]
    assert [entity.key for entity in model.descendants("B")] == ["C", "D", "E"]
    assert (model.root_of("D").key, model.root_of("B").key) == ("B", "B")
    assert [a.name.text for a in model.attributes_of("D")] == ["id", "code", "b", "c"]


def test_the_model_is_frozen():
    model = linked(*SMALL).model
    with pytest.raises(FrozenInstanceError):
        model.entities = {}
    with pytest.raises(FrozenInstanceError):
        model.entities["B"].abstract = True
    with pytest.raises(AttributeError):
        model.entities["B"].attributes[0].core = True
    with pytest.raises(AttributeError):
        model.processes["P"].title = ""


@RELAXED
@given(linkable())
def test_whatever_resolves_links_without_a_diagnostic(files):
    found = link_sources(files)
    assert not found.diagnostics
    declared = sum(len(s.members or ()) if "members" in s._fields else "attributes" in s._fields and "base" in s._fields
                   for f in files for s in f.statements)  # fmt: skip
    assert len(found.model.entities) == declared


@RELAXED
@given(linkable().flatmap(lambda files: st.tuples(st.just(files), st.permutations(files))))
def test_the_order_of_files_does_not_matter(case):
    files, shuffled = case
    assert structure(link_sources(shuffled).model) == structure(link_sources(files).model)


@RELAXED
@given(linkable())
def test_a_model_that_is_written_and_read_again_is_the_same(files):
    again = [parse_text(format_source(file), file.path) for file in files]
    assert not [diagnostic for each in again for diagnostic in each.diagnostics]
    assert structure(link_sources(each.source for each in again).model) == structure(
        link_sources(files).model
    )
