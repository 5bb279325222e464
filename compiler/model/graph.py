"""The model as one graph, for questions about reach: who uses what, circles, neighbours, an order. Owns networkx.

Loading networkx costs a fifth of a second, for which whoever types `verac show` would wait. So it is loaded where
circles, neighbours or an order are asked for; who uses what is a walk along edges that stand here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cached_property
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
        edges = dict.fromkeys(Edge(*each) for each in edges_of(model))
        ends = (node for edge in edges for node in (edge.source, edge.target))
        nodes = dict.fromkeys((*nodes_of(model), *ends))
        self._place = {node: number for number, node in enumerate(nodes)}
        self._from: dict[Node, list[Edge]] = {node: [] for node in self._place}
        self._to: dict[Node, list[Edge]] = {node: [] for node in self._place}
        for edge in edges:
            self._from[edge.source].append(edge)
            self._to[edge.target].append(edge)
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
        return tuple(edge for edges in self._from.values() for edge in edges)

    def edges_to(self, node: Node, kinds: Collection[EdgeKind] = USES) -> tuple[Edge, ...]:
        """The edges of these `kinds` that end at `node`."""
        wanted = (edge for edge in self._to[node] if edge.kind in kinds)
        return tuple(sorted(wanted, key=self._place_of_edge))

    def edges_from(self, node: Node, kinds: Collection[EdgeKind] = USES) -> tuple[Edge, ...]:
        """The edges of these `kinds` that begin at `node`."""
        wanted = (edge for edge in self._from[node] if edge.kind in kinds)
        return tuple(sorted(wanted, key=self._place_of_edge))

    def users_of(
        self, node: Node, kinds: Collection[EdgeKind] = USES, *, indirect: bool = False
    ) -> tuple[Node, ...]:
        """Who uses `node`: attributes, derived entities, messages, processes and so on, by edges of these `kinds`.

        With `indirect` also who uses those, and so on: all nodes but itself that have `node` in their reach.
        """
        if not indirect:
            return tuple(dict.fromkeys(edge.source for edge in self.edges_to(node, kinds)))
        return self._walked(
            node, lambda each: (edge.source for edge in self._to[each] if edge.kind in kinds)
        )

    def reach(self, node: Node, kinds: Collection[EdgeKind] = USES) -> tuple[Node, ...]:
        """All nodes but itself that `node` uses, directly or not, by edges of these `kinds`."""
        return self._walked(
            node, lambda each: (edge.target for edge in self._from[each] if edge.kind in kinds)
        )

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
        near = self._networkx.single_source_shortest_path_length(part, node, depth)
        edges = (
            edge
            for each in near
            for edge in self._from[each]
            if edge.kind in kinds and edge.target in near
        )
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

    def _walked(self, node: Node, next_to: Callable[[Node], Iterable[Node]]) -> tuple[Node, ...]:
        """All nodes but `node` that lie on the way from it, where `next_to` a node some others are."""
        found = {node}
        waiting = [node]
        while waiting:
            others = {*next_to(waiting.pop())} - found
            found |= others
            waiting += others
        return self._placed(found - {node})

    @cached_property
    def _networkx(self) -> Any:  # its stubs type its graphs, and hardly any of their methods
        import networkx as nx  # noqa: PLC0415 - see the head of this module

        return nx

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
