"""How documents hold what each attribute is about, and how that looks on the wire.

Source: "From attribute to schema" in docs/published-shape.md.
"""

from __future__ import annotations

import pytest

from compiler.model.document_builder import domain_document, process_document
from compiler.model.documents import DocumentContents, Group
from compiler.model.elements import PRIMITIVES, Attribute, TypeKind
from compiler.model.holding import GroupKind, Holding, ShownAttribute
from compiler.model.manifest import Interface
from compiler.model.model import Model
from compiler.model.wire import (
    Shape,
    horizontal_shape,
    primitive_shape,
    process_shape,
    published_shape,
)
from tests.compare.test_diff import model_of

MODEL = """
standaard Proef { versie "1.2.3", ids { kern id : string }, koppelvlak { lijstsleutels nee } }
gedeeld domein Algemeen
entiteit Zender { kern naam : string, plaats : Plaats, eigenaar : Pand.sleutels }
entiteit Plaats { kern code : string }
domein Wonen
/// Een pand.
entiteit Pand (meervoud Panden) {
    kern soort : SOORT
    kern plaats : Plaats
    kern straat : Straat
    deel : Deel
    delen : Deel.sleutels[]
    zender : Zender.sleutels
}
entiteit Deel { naam : string, pand : Pand.sleutels }
domein Wegen
entiteit Straat { kern naam : string, pand : Pand, panden : Pand.sleutels[] }
referentiedata SOORT
envelop Bericht { zender : Zender, straat : Straat, plaats : Plaats.sleutels, Zender { alle }, Deel { naam, pand } }
ketenproces P "P"
/// Alle panden.
bericht Panden over Pand { Pand { alle }, Plaats { alle } }
/// Alle delen.
bericht Delen over Deel { Deel { pand }, Straat { pand, panden } }
ketenproces Q "Q" (versie "2.0.0")
"""


def model(keys_of_codes: str = "nee") -> Model:
    return model_of(MODEL.replace("lijstsleutels nee", f"lijstsleutels {keys_of_codes}"))


def told(group: Group) -> dict[str, str]:
    """How `group` holds each attribute that is no value: embedded by which kind of group, or otherwise."""
    return {
        f"{key}.{shown.attribute.name.text}": word_for(shown)
        for key, entity in group.entities.items()
        for shown in entity.attributes
        if shown.holding is not Holding.VALUE
    }


def word_for(shown: ShownAttribute) -> str:
    assert (shown.target is not None) is (shown.attribute.kind is TypeKind.ENTITY)
    if shown.target is not None:
        assert shown.target.key == shown.attribute.target
    return f"{shown.holding.value} {shown.group.value}" if shown.group else shown.holding.value


def test_what_the_document_of_a_domain_holds():
    document = domain_document(model(), "Wonen")
    (group,) = document.groups
    assert told(group) == {
        "Pand.soort": "code", "Pand.plaats": "embedded domain", "Pand.straat": "address",
        "Pand.deel": "embedded domain",
        "Pand.delen": "keys", "Pand.zender": "keys", "Deel.pand": "keys",
        "Zender.plaats": "embedded domain", "Zender.eigenaar": "keys",
    }  # fmt: skip
    assert list(group.entities) == ["Pand", "Deel", "Zender", "Plaats"], (
        "its own, then the shared ones"
    )
    assert [each.name for each in document.resources] == ["Panden", "Delen"]
    assert [each.description for each in document.resources] == ["Een pand.", ""]
    assert told(document.keys) == {
        "Pand.soort": "code", "Pand.plaats": "keys", "Pand.straat": "address",
    }  # fmt: skip
    assert set(document.keys.entities) == {"Pand", "Deel", "Zender", "Plaats"}
    assert envelope_of(document) == {
        "zender": "embedded domain",
        "straat": "address",
        "plaats": "keys",
    }
    assert dict(document.of_envelope.entities) == {}


def envelope_of(document: DocumentContents) -> dict[str, str]:
    assert document.envelope is not None
    return {shown.attribute.name.text: word_for(shown) for shown in document.envelope.attributes}


def test_the_shared_domain_shows_itself_once_and_the_envelope_looks_the_same_in_every_domain():
    documents = [domain_document(model(), name) for name in ("Algemeen", "Wonen", "Wegen")]
    assert list(documents[0].groups[0].entities) == ["Zender", "Plaats"]
    assert told(documents[0].groups[0])["Zender.eigenaar"] == "address"
    assert [envelope_of(each) for each in documents] == [envelope_of(documents[0])] * 3
    assert list(documents[2].groups[0].entities) == ["Straat", "Zender", "Plaats"]
    assert told(documents[2].groups[0])["Straat.pand"] == "address"


def test_without_a_shared_domain_each_sees_the_envelope_for_itself():
    found = model_of(
        "domein A { entiteit Een }\ndomein B { entiteit Twee }\nenvelop Bericht { een : Een, twee : Twee }"
    )
    assert [envelope_of(domain_document(found, name)) for name in "AB"] == [
        {"een": "embedded domain", "twee": "address"},
        {"een": "address", "twee": "embedded domain"},
    ]


def test_what_the_document_of_a_process_holds():
    document = process_document(model(), "P")
    first, second = document.groups
    assert told(first) == {
        "Pand.soort": "code", "Pand.plaats": "embedded message", "Pand.straat": "keys",
        "Pand.deel": "embedded envelope", "Pand.delen": "keys", "Pand.zender": "keys",
    }  # fmt: skip
    assert told(second) == {"Deel.pand": "keys", "Straat.pand": "keys", "Straat.panden": "keys"}
    assert envelope_of(document) == {
        "zender": "embedded envelope",
        "straat": "keys",
        "plaats": "keys",
    }
    assert told(document.of_envelope) == {
        "Zender.plaats": "keys", "Zender.eigenaar": "keys", "Deel.pand": "keys",
    }  # fmt: skip
    assert told(document.keys) == {
        "Pand.soort": "code",
        "Pand.plaats": "keys",
        "Pand.straat": "keys",
    }
    assert [
        (each.name, each.path, each.entity.key, each.group, each.description)
        for each in document.resources
    ] == [
        ("Panden", "panden", "Pand", first, "Alle panden."),
        ("Delen", "delen", "Deel", second, "Alle delen."),
    ]
    assert (document.name, document.title, document.version) == ("P", "P", "1.2.3")
    assert process_document(model(), "Q").version == "2.0.0"


def test_keys_hold_key_attributes_as_the_model_has_them():
    """They refer by keys to what they refer to, whatever stands there; the attribute itself says what it said."""
    for document in (domain_document(model(), "Wonen"), process_document(model(), "P")):
        shown = document.keys.entities["Pand"].attributes
        assert [each.attribute.name.text for each in shown] == ["id", "soort", "plaats", "straat"]
        assert [each.attribute.keys for each in shown] == [False] * 4


@pytest.mark.parametrize(("setting", "expected"), [("nee", "code"), ("ja", "code keys")])
def test_codes_within_keys_are_keys_where_the_interface_says_so(setting, expected):
    for document in (
        domain_document(model(setting), "Wonen"),
        process_document(model(setting), "P"),
    ):
        assert told(document.keys)["Pand.soort"] == expected
        assert ("Referentiedata" in document.keys.entities) is (setting == "ja")
        assert told(document.groups[0])["Pand.soort"] == "code"
        assert list(document.codes.entities) == ["Referentiedata"]


def test_what_a_value_of_reference_data_looks_like_is_shown_once():
    text = MODEL.replace(
        "entiteit Zender",
        "entiteit Referentiedata { kern code : string, soort : SOORT }\nentiteit Zender",
    )
    assert dict(domain_document(model_of(text), "Wonen").codes.entities) == {}
    process = process_document(model_of(text), "P")
    (value,) = process.codes.entities.values()
    assert [shown.attribute.name.text for shown in value.attributes] == ["id", "code", "soort"]
    without = text.replace("kern soort : SOORT", "kern soort : string").replace(
        ", soort : SOORT", ""
    )
    assert dict(process_document(model_of(without), "P").codes.entities) == {}
    shown = text.replace("Zender { alle },", "Zender { alle }, Referentiedata { code },")
    assert dict(process_document(model_of(shown), "P").codes.entities) == {}


def test_what_is_told_apart_is_in_the_order_of_the_model():
    found = model_of("""
domein A
entiteit Werk { naam : string }
entiteit Boek is Werk
entiteit Roman is Boek
entiteit Lied is Werk
ketenproces P "P"
bericht Werken over Werk { Lied { alle }, Roman { alle }, Werk { alle } }
""")
    (group,) = process_document(found, "P").groups
    assert [each.key for each in group.entities["Werk"].derived] == ["Roman", "Lied"]
    assert [group.entities[key].base.key for key in ("Lied", "Roman")] == ["Werk", "Werk"]


# -- on the wire -----------------------------------------------------------------------------------------------------

WIRE = {
    "string": ("string", ""),
    "boolean": ("boolean", ""),
    "integer": ("integer", "int32"),
    "decimal": ("number", "float"),
    "date": ("string", "date"),
    "dateTime": ("string", "date-time"),
    "time": ("string", "time"),
    "duration": ("string", "duration"),
    "base64Binary": ("string", "byte"),
    "anyURI": ("string", "uri"),
}


@pytest.mark.parametrize("name", PRIMITIVES)
def test_a_value_is_of_a_type_with_a_format(name):
    type_, format_ = WIRE[name]
    assert primitive_shape(name) == Shape("", type_, format_, many=False)
    assert primitive_shape(name, many=True) == Shape("", type_, format_, many=True)
    formats = ((name, "own"), ("other", "none"))
    assert primitive_shape(name, formats) == Shape("", type_, "own", many=False)
    assert primitive_shape(name, (("other", "none"),)) == Shape("", type_, format_, many=False)


PROCESS_SHAPES = {
    ("Pand", "soort"): Shape("Referentiedata"),
    ("Pand", "plaats"): Shape("Panden-Plaats"),
    ("Pand", "straat"): Shape("Straat-sleutels"),
    ("Pand", "deel"): Shape("Deel"),
    ("Pand", "delen"): Shape("Deel-sleutels", many=True),
    ("Pand", "id"): Shape(type="string"),
}
DOMAIN_SHAPES = PROCESS_SHAPES | {
    ("Pand", "plaats"): Shape("Plaats"),
    ("Pand", "straat"): Shape(type="string", format="uri"),
    ("Straat", "panden"): Shape(type="string", format="uri", many=True),
}


def attribute_of(found: Model, entity: str, name: str) -> Attribute:
    attribute = found.entities[entity].attribute(name)
    assert attribute is not None
    return attribute


@pytest.mark.parametrize(("where", "shape"), DOMAIN_SHAPES.items())
def test_the_shape_in_the_document_of_a_domain(where, shape):
    found = model()
    domain = found.entities[where[0]].domain
    assert horizontal_shape(attribute_of(found, *where), domain, found) == shape


@pytest.mark.parametrize(("where", "shape"), PROCESS_SHAPES.items())
def test_the_shape_in_a_message(where, shape):
    found = model()
    assert process_shape(attribute_of(found, *where), "Panden", {"Pand", "Plaats"}, found) == shape
    if shape.ref == "Panden-Plaats":
        assert process_shape(attribute_of(found, *where), "", {"Plaats"}, found).ref == "Plaats"


def test_codes_within_keys_look_like_keys():
    shown = domain_document(model("ja"), "Wonen").keys.entities["Pand"].attributes[1]
    assert published_shape(shown, Interface()) == Shape("Referentiedata-sleutels")
    assert published_shape(shown, Interface(code_entity="Waarde")) == Shape("Waarde-sleutels")
    assert published_shape(shown._replace(group=GroupKind.DOMAIN), Interface()) == Shape(
        "Referentiedata"
    )
