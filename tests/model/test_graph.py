"""The graph of a model: its nodes and edges, and what it answers about users, reach, circles, neighbours and order."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compiler.language.declarations import SourceFile
from compiler.language.parser import parse_text
from compiler.model.graph import Edge, ModelGraph
from compiler.model.graph_edges import EVERY_KIND, USES, EdgeKind, Node
from compiler.model.linking.link import link_sources
from compiler.model.model import Model
from tests.helpers.strategies import linkable

MANIFEST = 'standaard S { versie "1.0.0", ids { kern id : string } }\n'
RELAXED = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
KINDS = st.sets(st.sampled_from(EdgeKind))
BEFORE = frozenset({EdgeKind.INHERITANCE, EdgeKind.EMBEDDING})


def model_of(text: str) -> Model:
    found = link_sources([parse_text(MANIFEST + text).source])
    assert found.diagnostics == ()
    return found.model


def graph_of(text: str) -> ModelGraph:
    return ModelGraph(model_of(text))


def entities(*keys: str) -> tuple[Node, ...]:
    return tuple(("entity", key) for key in keys)


SMALL = """\
domein A
referentiedata L { AAA "Aaa" ouder M.BBB }
referentiedata M { BBB "Bbb" }
entiteit B (bedrijfsobject Huur) { c : L, d : E, e : E.sleutels[] }
entiteit E is B (als c AAA)
ketenproces P (bedrijfsproces Innen)
bericht N over E { E { c, eigen f : L }, B { d.sleutels } }
envelop V { g : E, E { id } }
bedrijfsproces Innen
werkproces Innig (bedrijfsproces Innen)
bedrijfsobject Huur
"""


def test_nodes_and_edges():
    graph = graph_of(SMALL)
    b, e = entities("B", "E")
    at = {name: ("attribute", "B", name) for name in ("id", "c", "d", "e")}
    message, envelope = ("message", "P", "N"), ("envelope", "V")
    item_c, item_f, item_d = (
        ("item", "P", "N", *each) for each in (("E", "c"), ("E", "f"), ("B", "d"))
    )
    item_g, item_id = ("item", "V", "g"), ("item", "V", "E", "id")
    innen, huur = ("element", "bedrijfsproces", "Innen"), ("element", "bedrijfsobject", "Huur")
    assert set(graph.edges) == {
        (("domain", "A"), b, "contains"),
        (("domain", "A"), e, "contains"),
        *((b, node, "has") for node in at.values()),
        (("process", "P"), message, "has"),
        *((message, item, "has") for item in (item_c, item_f, item_d)),
        *((envelope, item, "has") for item in (item_g, item_id)),
        (e, b, "inheritance"),
        (at["d"], e, "embedding"),
        (item_g, e, "embedding"),
        (at["e"], e, "keys"),
        (item_d, e, "keys"),
        (at["c"], ("list", "L"), "reference"),
        (item_c, ("list", "L"), "reference"),
        (item_f, ("list", "L"), "reference"),
        (("list", "L"), ("list", "M"), "parent"),
        (e, at["c"], "told by"),
        (message, e, "projection"),
        (message, b, "projection"),
        (envelope, e, "projection"),
        (item_c, at["c"], "shows"),
        (item_d, at["d"], "shows"),
        (item_id, at["id"], "shows"),
        (("process", "P"), innen, "serves"),
        (b, huur, "represents"),
        (("element", "werkproces", "Innig"), innen, "part"),
    }
    assert len(graph.edges) == len(set(graph.edges))
    assert set(graph.nodes) == {node for edge in graph.edges for node in edge[:2]}


def test_what_nothing_refers_to_has_a_node():
    nodes = graph_of("domein A\nreferentiedata L\nketenproces P\nrol R\nenvelop V { }").nodes
    assert nodes == (
        ("domain", "A"),
        ("list", "L"),
        ("process", "P"),
        ("envelope", "V"),
        ("element", "rol", "R"),
    )


def test_users_and_reach():
    graph = graph_of(SMALL)
    b, e = entities("B", "E")
    assert graph.users_of(b) == (e, ("message", "P", "N"))
    assert graph.users_of(e, {EdgeKind.KEYS}) == (
        ("attribute", "B", "e"),
        ("item", "P", "N", "B", "d"),
    )
    assert graph.users_of(("list", "M"), indirect=True)[0] == b
    assert graph.users_of(("list", "M"), {EdgeKind.PARENT}, indirect=True) == (("list", "L"),)
    assert graph.users_of(("message", "P", "N")) == (("process", "P"),)
    assert graph.reach(e, {EdgeKind.INHERITANCE, EdgeKind.HAS}) == (
        b,
        *(("attribute", "B", name) for name in ("id", "c", "d", "e")),
    )
    assert graph.reach(("element", "werkproces", "Innig")) == (
        ("element", "bedrijfsproces", "Innen"),
    )
    assert [edge.kind for edge in graph.edges_from(("item", "P", "N", "E", "f"))] == ["reference"]
    assert ("entity", "X") not in graph
    with pytest.raises(KeyError, match="X"):
        graph.reach(("entity", "X"))


def test_circles():
    graph = graph_of("""\
        domein A
        entiteit B { c : C, d : D.sleutels }
        entiteit C { d : D }
        entiteit D { b : B, c : C }
        entiteit E is D { e : E.sleutels }
        entiteit F { b : B }
        """)
    by_attribute = [("attribute", *name.split(".")) for name in ("B.c", "C.d", "D.b", "E.e", "B.d")]
    b, c, d, e = entities("B", "C", "D", "E")
    embedding = ((b, by_attribute[0], c, by_attribute[1], d, by_attribute[2]),)
    assert graph.cycles({EdgeKind.EMBEDDING}) == embedding
    assert graph.cycles({EdgeKind.KEYS}) == ((e, by_attribute[3]),)
    both = {EdgeKind.EMBEDDING, EdgeKind.KEYS}
    assert graph.cycles(both) == ((b, by_attribute[4], d, by_attribute[2]), (e, by_attribute[3]))
    assert graph.cycles({EdgeKind.INHERITANCE}) == ()
    assert graph.cycles({EdgeKind.KEYS, EdgeKind.INHERITANCE}) == graph.cycles({EdgeKind.KEYS})


def test_a_circle_through_what_is_inherited():
    graph = graph_of("domein A\nentiteit B { c : C }\nentiteit C { d : D }\nentiteit D is B")
    assert graph.cycles({EdgeKind.EMBEDDING}) == ()
    (circle,) = graph.cycles(BEFORE)
    assert [node[1] for node in circle if node[0] == "entity"] == ["B", "C", "D"]


def test_order():
    text = "domein A\nentiteit B is C { d : D }\nentiteit C { e : E.sleutels }\nentiteit E { f : F }\nentiteit D\n"
    assert graph_of(text + "entiteit F is D").order() == ("C", "D", "B", "F", "E")
    # What embeds each other in a circle stands together, bases first, and before who embeds it.
    assert graph_of(text + "entiteit F is E { b : B }").order() == ("C", "D", "B", "E", "F")


def test_neighbourhood():
    graph = graph_of(SMALL)
    b, e = entities("B", "E")
    alone = graph.neighbourhood(e, 0)
    assert alone == ((e,), ())
    near = graph.neighbourhood(e, 1, {EdgeKind.INHERITANCE, EdgeKind.KEYS})
    assert near.nodes == (b, ("attribute", "B", "e"), e, ("item", "P", "N", "B", "d"))
    assert near.edges == (
        (("attribute", "B", "e"), e, "keys"),
        (e, b, "inheritance"),
        (("item", "P", "N", "B", "d"), e, "keys"),
    )
    all_of_it = graph.neighbourhood(e, len(graph.nodes))
    assert (all_of_it.nodes, set(all_of_it.edges)) == (graph.nodes, set(graph.edges))


# -- laws --------------------------------------------------------------------------------------------------------------


def answers(graph: ModelGraph) -> list[object]:
    """All that a graph says, in its order."""
    about_nodes = [
        (graph.users_of(node), graph.reach(node), graph.neighbourhood(node, 2))
        for node in graph.nodes
    ]
    circles = [graph.cycles(kinds) for kinds in (BEFORE, {EdgeKind.KEYS}, USES)]
    return [graph.nodes, graph.edges, *about_nodes, *circles, graph.order()]


def edges_between_entities(graph: ModelGraph) -> set[tuple[str, str, EdgeKind]]:
    """What is to stand before what, by key."""
    return {
        (target[1], source[1], kind)
        for source, target, kind in graph.edges
        if kind in BEFORE and source[0] in ("entity", "attribute")
    }


@RELAXED
@given(linkable(), KINDS)
def test_reach_and_users_are_each_others_reverse(files, kinds):
    graph = ModelGraph(link_sources(files).model)
    reached = {(node, each) for node in graph.nodes for each in graph.reach(node, kinds)}
    used = {
        (user, node) for node in graph.nodes for user in graph.users_of(node, kinds, indirect=True)
    }
    assert reached == used
    direct = {(user, node) for node in graph.nodes for user in graph.users_of(node, kinds)}
    assert {(source, target) for source, target in direct if source != target} <= reached
    assert direct == {edge[:2] for edge in graph.edges if edge.kind in kinds}


@RELAXED
@given(linkable())
def test_order_is_of_all_entities_with_bases_first_and_embedded_ones_before(files):
    model = link_sources(files).model
    graph = ModelGraph(model)
    order = graph.order()
    assert sorted(order) == sorted(model.entities)
    edges = edges_between_entities(graph)
    kept = {edge for edge in edges if order.index(edge[0]) < order.index(edge[1])}
    assert {edge for edge in edges if edge[2] is EdgeKind.INHERITANCE} <= kept
    assert (graph.cycles(BEFORE) == ()) is (edges == kept)
    kinds = BEFORE | {EdgeKind.HAS}
    for first, second, _ in edges - kept:  # only in a circle does an embedded one stand behind
        assert first == second or ("entity", second) in graph.reach(("entity", first), kinds)


@RELAXED
@given(linkable(), KINDS)
def test_every_circle_is_one_and_all_that_lies_on_one_reaches_a_circle(files, kinds):
    graph = ModelGraph(link_sources(files).model)
    kinds |= {EdgeKind.HAS}
    edges = {edge[:2] for edge in graph.edges if edge.kind in kinds}
    circles = graph.cycles(kinds)
    for circle in circles:
        assert {*zip(circle, (*circle[1:], circle[0]), strict=True)} <= edges
        assert len(set(circle)) == len(circle)
    on_one = {
        node for node in graph.nodes
        if any(target == node or node in graph.reach(target, kinds) for source, target in edges if source == node)
    }  # fmt: skip
    assert on_one >= set(chain.from_iterable(circles))
    for node in on_one:
        assert any(circle[0] in (node, *graph.reach(node, kinds)) for circle in circles)


@RELAXED
@given(linkable().flatmap(lambda files: st.tuples(st.just(files), st.permutations(files))))
def test_the_order_of_files_does_not_matter(case):
    first, second = (answers(ModelGraph(link_sources(files).model)) for files in case)
    assert first == second


@RELAXED
@given(linkable(), st.integers(0, 3))
def test_neighbours_are_within_so_many_steps(files: tuple[SourceFile, ...], depth: int):
    graph = ModelGraph(link_sources(files).model)
    for node in graph.nodes[:8]:
        near = {node}
        for _ in range(depth):
            near |= {end for edge in graph.edges if near & {*edge[:2]} for end in edge[:2]}
        found = graph.neighbourhood(node, depth, EVERY_KIND)
        assert set(found.nodes) == near
        assert set(found.edges) == {Edge(*edge) for edge in graph.edges if near >= {*edge[:2]}}
