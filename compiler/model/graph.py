"""The model as one graph, for questions about reach: who uses what, circles, neighbours, an order. Owns networkx.

Loading networkx costs a fifth of a second. So it is loaded when a `ModelGraph` is made, and nothing on the way of a
build makes one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from compiler.model.graph_edges import EVERY_KIND, USES, EdgeKind, Node, edges_of, nodes_of
from compiler.model.model import Model


class Edge(NamedTuple):
    """One edge of the graph."""

    source: Node
    target: Node
    kind: EdgeKind


class Neighbourhood(NamedTuple):
    """A part of the graph: some nodes, and all edges between them; both in the order of the model."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


class ModelGraph:
    """The graph of a model.

    Nodes are ("domain", name), ("entity", key), ("attribute", key, name), ("list", name), ("process", code),
    ("message", code, name), ("envelope", name), ("element", kind, name), and items: what a message or the envelope
    shows of an entity, ("item", code, message, key, name) and ("item", envelope, key, name), and what the envelope has
    of its own, ("item", envelope, name).

    An attribute stands where it is written, so that all who inherit it share one node. Every answer is in the order of
    the model. A question about a node that is not there raises KeyError; `node in graph` tells.
    """

    def __init__(self, model: Model) -> None:
        import networkx as nx  # noqa: PLC0415 - see the head of this module

        self._networkx: Any = nx  # its stubs type its graphs, and hardly any of their methods
        self._graph: Any = self._networkx.MultiDiGraph()
        self._graph.add_nodes_from(nodes_of(model))
        for source, target, kind in edges_of(model):
            self._graph.add_edge(source, target, key=kind)
        self._place = {node: number for number, node in enumerate(self._graph)}
        self._parts: dict[frozenset[EdgeKind], Any] = {}

    def __contains__(self, node: Node) -> bool:
        """Whether the model has `node`."""
        return node in self._place

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Every node."""
        return tuple(self._place)

    @property
    def edges(self) -> tuple[Edge, ...]:
        """Every edge."""
        return tuple(Edge(*edge) for edge in self._graph.edges(keys=True))

    def edges_to(self, node: Node, kinds: Collection[EdgeKind] = USES) -> tuple[Edge, ...]:
        """The edges of these `kinds` that end at `node`."""
        found = [Edge(*edge) for edge in self._graph.in_edges([self._known(node)], keys=True)]
        wanted = (edge for edge in found if edge.kind in kinds)
        return tuple(sorted(wanted, key=self._place_of_edge))

    def edges_from(self, node: Node, kinds: Collection[EdgeKind] = USES) -> tuple[Edge, ...]:
        """The edges of these `kinds` that begin at `node`."""
        found = [Edge(*edge) for edge in self._graph.out_edges([self._known(node)], keys=True)]
        wanted = (edge for edge in found if edge.kind in kinds)
        return tuple(sorted(wanted, key=self._place_of_edge))

    def users_of(
        self, node: Node, kinds: Collection[EdgeKind] = USES, *, indirect: bool = False
    ) -> tuple[Node, ...]:
        """Who uses `node`: attributes, derived entities, messages, processes and so on, by edges of these `kinds`.

        With `indirect` also who uses those, and so on: all nodes but itself that have `node` in their reach.
        """
        if not indirect:
            return tuple(dict.fromkeys(edge.source for edge in self.edges_to(node, kinds)))
        return self._placed(self._networkx.ancestors(self._part(kinds), self._known(node)))

    def reach(self, node: Node, kinds: Collection[EdgeKind] = USES) -> tuple[Node, ...]:
        """All nodes but itself that `node` uses, directly or not, by edges of these `kinds`."""
        return self._placed(self._networkx.descendants(self._part(kinds), self._known(node)))

    def cycles(self, kinds: Collection[EdgeKind]) -> tuple[tuple[Node, ...], ...]:
        """Circles along these `kinds`: of inheritance, of embedding, of keys, or of some together.

        What a node has (its attributes) comes with it, whatever the kinds. Circles may be more than one can count,
        so each group of nodes that reach each other is told by one circle: a shortest one through its first node, which
        it begins with. Empty where there is no circle.
        """
        part = self._part({*kinds, EdgeKind.HAS})
        found = []
        for group in self._networkx.strongly_connected_components(part):
            first = self._placed(group)[0]
            if len(group) > 1 or part.has_edge(first, first):
                found.append(self._circle(part, first))
        return tuple(sorted(found, key=lambda circle: self._place[circle[0]]))

    def neighbourhood(
        self, node: Node, depth: int, kinds: Collection[EdgeKind] = EVERY_KIND
    ) -> Neighbourhood:
        """All within `depth` steps of `node` along edges of these `kinds`, whichever way they point, and `node`."""
        part = self._part(kinds).to_undirected(as_view=True)
        near = self._networkx.single_source_shortest_path_length(part, self._known(node), depth)
        within = self._graph.subgraph(near).edges(keys=True)
        edges = (Edge(*edge) for edge in within if edge[2] in kinds)
        return Neighbourhood(self._placed(near), tuple(sorted(edges, key=self._place_of_edge)))

    def order(self) -> tuple[str, ...]:
        """The keys of all entities, bases before what is derived from them, embedded ones before who embeds them.

        Entities that embed each other in a circle stand together, bases first. Where nothing else decides, the order is
        that of the model.
        """
        nx = self._networkx
        keys = [node[1] for node in self._place if node[0] == "entity"]
        place = {key: number for number, key in enumerate(keys)}
        bases = nx.DiGraph()
        bases.add_nodes_from(keys)
        before = bases.copy()
        for source, target, kind in self.edges:
            if kind is EdgeKind.INHERITANCE:
                bases.add_edge(target[1], source[1])
            if kind is EdgeKind.INHERITANCE or (
                kind is EdgeKind.EMBEDDING and source[0] == "attribute"
            ):
                before.add_edge(target[1], source[1])
        groups = nx.condensation(before)
        members = {
            group: nx.lexicographical_topological_sort(
                bases.subgraph(groups.nodes[group]["members"]), place.__getitem__
            )
            for group in groups
        }
        first = {
            group: min(place[key] for key in groups.nodes[group]["members"]) for group in groups
        }
        ordered = nx.lexicographical_topological_sort(groups, first.__getitem__)
        return tuple(key for group in ordered for key in members[group])

    def _known(self, node: Node) -> Node:
        if node not in self._place:
            raise KeyError(node)
        return node

    def _placed(self, nodes: Iterable[Node]) -> tuple[Node, ...]:
        """`nodes` in the order of the model."""
        return tuple(sorted(nodes, key=self._place.__getitem__))

    def _place_of_edge(self, edge: Edge) -> tuple[int, int, str]:
        return (self._place[edge.source], self._place[edge.target], edge.kind)

    def _part(self, kinds: Collection[EdgeKind]) -> Any:
        """The graph with the edges of these `kinds` only."""
        wanted = frozenset(kinds)
        if wanted not in self._parts:
            part = self._networkx.DiGraph()
            part.add_nodes_from(self._place)
            part.add_edges_from(edge[:2] for edge in self.edges if edge.kind in wanted)
            self._parts[wanted] = part
        return self._parts[wanted]

    def _circle(self, part: Any, first: Node) -> tuple[Node, ...]:
        """A shortest circle through `first`, which lies on one."""
        paths: dict[Node, list[Node]] = self._networkx.single_source_shortest_path(part, first)
        ends = self._placed(part.predecessors(first))
        shortest = min((paths[end] for end in ends if end in paths), key=len)
        return tuple(shortest)
