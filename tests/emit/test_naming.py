"""Names of schemas in a release: a name has one content in all documents, and identifiers differ."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compiler.emit.openapi.naming import Naming, identifier, identifiers, qualified
from compiler.emit.openapi.plan import Components, Document, ObjectSchema, Property, Server
from compiler.model.wire import Shape


def document(path: str, **schemas: str) -> Document:
    """The document of the folder and name in `path`; each schema has the attributes in a text, `a:B` holding a `B`."""
    folder, name = path.split("/")
    made = []
    for schema, attributes in schemas.items():
        pairs = [attribute.partition(":")[::2] for attribute in attributes.split()]
        properties = [
            Property(name, Shape(ref) if ref else Shape(type="string")) for name, ref in pairs
        ]
        made.append(ObjectSchema(schema, tuple(properties)))
    return Document(
        folder=folder, name=name, openapi="3.0.3", title=name, description="", version="1.0.0", contact=(), licence=(),
        server=Server("", ()), tags=(), security=(), operations=(),
        components=Components(),
        resources=(), schemas=tuple(made),
    )  # fmt: skip


def naming_of(*documents: Document) -> Naming:
    return Naming(documents, tuple({} for _ in documents))


# -- one content per name ----------------------------------------------------------------------------------------------

QUALIFIED = {
    "one content": ([document("D/A", S="a"), document("P/B", S="a")], [{}, {}]),
    "in one document": ([document("D/A", S="a"), document("P/B", T="b")], [{}, {}]),
    "the first folder keeps its name, another that agrees gets that of the folder": (
        [document("D/A", S="a"), document("D/B", S="a"), document("P/C", S="b"), document("P/E", S="b")],
        [{}, {}, {"S": "P-S"}, {"S": "P-S"}],
    ),
    "where a folder does not agree each document puts its own name there": (
        [document("D/A", S="a"), document("P/B", S="a"), document("P/C", S="b")],
        [{}, {"S": "B-S"}, {"S": "C-S"}],
    ),
    "also those of the first folder": (
        [document("D/A", S="a"), document("D/B", S="b"), document("P/C", S="a")],
        [{"S": "A-S"}, {"S": "B-S"}, {"S": "P-S"}],
    ),
    "three folders": (
        [document("D/A", S="a"), document("P/B", S="b"), document("Q/C", S="a")],
        [{}, {"S": "P-S"}, {}],
    ),
    "what refers to another name has another content itself": (
        [document("D/A", S="a", T="s:S", U="t:T", V="v"), document("P/B", S="b", T="s:S", U="t:T", V="v")],
        [{}, {"S": "P-S", "T": "P-T", "U": "P-U"}],
    ),
    "and what refers to itself too": (
        [document("D/A", S="a s:S"), document("P/B", S="b s:S")],
        [{}, {"S": "P-S"}],
    ),
    "a reference to one name with one content is one content": (
        [document("D/A", S="a", T="s:S"), document("P/B", S="a", T="s:S")],
        [{}, {}],
    ),
    "where what it refers to differs within a folder": (
        [document("D/A", S="a", T="s:S"), document("P/B", S="b", T="s:S"), document("P/C", S="c", T="s:S")],
        [{}, {"S": "B-S", "T": "B-T"}, {"S": "C-S", "T": "C-T"}],
    ),
    "documents of one name, or of the name of a folder": (
        [document("D/A", S="a"), document("D/P", S="b"), document("P/A", S="c"), document("P/B", S="e")],
        [{"S": "D-A-S"}, {"S": "D-P-S"}, {"S": "P-A-S"}, {"S": "B-S"}],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("documents", "expected"), QUALIFIED.values(), ids=QUALIFIED)
def test_a_name_has_one_content(documents, expected):
    assert qualified(naming_of(*documents)) == expected


SCHEMAS = st.dictionaries(
    st.sampled_from("STUV"),
    st.lists(st.sampled_from(["a", "b", "s:S", "t:T", "u:U"]), max_size=2, unique=True).map(
        " ".join
    ),
    min_size=1,
)


@given(
    st.dictionaries(
        st.sampled_from(["D/A", "D/B", "P/A", "P/C", "Q/C", "Q/P"]), SCHEMAS, min_size=1
    )
)
def test_in_any_release_a_name_has_one_content(release):
    naming = naming_of(*(document(path, **schemas) for path, schemas in release.items()))
    contents = {}
    for each in naming.then(qualified(naming)).carried_out():
        for schema in each.schemas:
            assert contents.setdefault((schema.name, each.folder), schema) == schema
    said = {}
    for (name, _), schema in contents.items():
        refers = [prop.shape.ref for prop in schema.properties]
        assert said.setdefault(name, (schema.properties, refers)) == (schema.properties, refers)


def test_names_are_put_over_names():
    naming = naming_of(document("D/A", S="t:T", T="a"), document("P/B", S="b"))
    once = naming.then([{"S": "S1"}, {}])
    assert once.names == ({"S": "S1"}, {})
    twice = once.then([{"S1": "S2", "T": "T1", "S": "no name here"}, {"S": "S3"}])
    assert twice.names == ({"S": "S2", "T": "T1"}, {"S": "S3"})
    assert [now for _, now in twice.now()] == [{"S": "S2", "T": "T1"}, {"S": "S3"}]
    first, second = twice.carried_out()
    assert [schema.name for schema in (*first.schemas, *second.schemas)] == ["S2", "T1", "S3"]
    assert first.schemas[0].properties[0].shape.ref == "T1"
    assert once.then([{"S1": "S"}, {}]).names == ({}, {}), (
        "a name that is as it was planned is no other name"
    )


def test_contents_are_told_apart_under_the_names_of_now():
    naming = naming_of(document("D/A", S="a"), document("P/B", T="b")).then([{}, {"T": "S"}])
    assert naming.then(qualified(naming)).names == ({}, {"T": "P-S"})


# -- identifiers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Relatie", "Relatie"),
        ("Relaties-Adres", "RelatiesAdres"),
        ("X-sleutels", "XSleutels"),
        ("WOZWaarde", "WozWaarde"),
        ("inkomenEU", "InkomenEu"),
        ("Relaties-IDs", "RelatiesIds"),
        ("BAG", "Bag"),
        ("éen élan", "EenElan"),
        ("3D-model", "Schema3Dmodel"),
        ("%", "Schema"),
    ],
)
def test_identifier(name: str, expected: str) -> None:
    assert identifier(name) == expected
    assert identifier(expected) == expected


def test_identifiers_differ_where_capitals_do_not_count() -> None:
    names = ["A-B", "AB", "Ab", "aB", "A B", "%", "&"]
    found = {name: identifiers(names).get(name, name) for name in names}
    assert len({made.lower() for made in found.values()}) == len(names)
    assert identifiers(reversed(names)) == identifiers(names)


@given(
    st.lists(
        st.text(max_size=6) | st.from_regex(r"[A-Ba-b1-2 -]{0,4}", fullmatch=True), unique=True
    )
)
@example(["Ab", "a-b", "AB2", "A b", "Ab3"])
def test_identifiers_are_identifiers_and_differ(names):
    found = {name: identifiers(names).get(name, name) for name in names}
    assert all(re.fullmatch("[A-Z][A-Za-z0-9]*", made) for made in found.values())
    assert len({made.lower() for made in found.values()}) == len(names)
    assert identifiers(reversed(names)) == identifiers(names)
    assert all(name != made for name, made in identifiers(names).items())
    taken = {identifier(name) for name in names}
    assert {name for name in names if identifier(name) == name and found[name] != name} <= {
        name for name in names if sum(other.lower() == name.lower() for other in taken) > 1
    }


def test_numbers_tell_identifiers_apart_and_who_has_a_good_name_keeps_it():
    assert identifiers(["a-b", "AB", "Ab", "a b"]) == {"AB": "Ab2", "a b": "Ab3", "a-b": "Ab4"}
    assert identifiers(["x", "X2", "x "]) == {"x": "X", "x ": "X3"}
    assert identifiers(["Zaak", "Relatie"]) == {}
