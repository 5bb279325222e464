"""The model as one graph, for questions about reach: who uses what, circles, neighbours, an order. Owns networkx.

Loading networkx costs a fifth of a second. So it is loaded when a `ModelGraph` is made, and nothing on the way of a
build makes one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from compiler.language.cora import WHOLES, ElementKind
from compiler.model.model import Attribute, Model, Projection, TypeKind

Node = tuple[str, ...]


class EdgeKind(StrEnum):
    """What an edge says of its source and its target."""

    CONTAINS = "contains"  # domain: entity
    HAS = "has"  # entity: attribute, process: message, message and envelope: item
    INHERITANCE = "inheritance"  # entity: its base
    EMBEDDING = "embedding"  # attribute or item: the entity that it holds
    KEYS = "keys"  # attribute or item: the entity whose keys it holds
    REFERENCE = "reference"  # attribute or item: the list whose values it holds
    PARENT = "parent"  # list: the list where its values have their parents
    TOLD_BY = "told by"  # entity: the attribute that tells it from what else its base has
    PROJECTION = "projection"  # message or envelope: the entity of which it shows something
    SHOWS = "shows"  # item: the attribute that it shows, where that is written
    SERVES = "serves"  # process: element
    REPRESENTS = "represents"  # entity: element
    PART = "part"  # element: the element that it is part of


EVERY_KIND = frozenset(EdgeKind)
# Whose source uses its target: a domain does not use what stands in it.
USES = EVERY_KIND - {EdgeKind.CONTAINS}


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
        self._graph.add_nodes_from(_nodes(model))
        for source, target, kind in _edges(model):
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


def _nodes(model: Model) -> Iterator[Node]:
    """Every node, in the order of the model; those that others have, beside these."""
    yield from (("domain", name) for name in model.domains)
    for key, entity in model.entities.items():
        yield ("entity", key)
        yield from (("attribute", key, attribute.name.text) for attribute in entity.attributes)
    yield from (("list", name) for name in model.codelists)
    for code, process in model.processes.items():
        yield ("process", code)
        for message in process.messages:
            yield ("message", code, message.name.text)
            for projection in message.projections.values():
                yield from _items((code, message.name.text), projection)
    if model.envelope is not None:
        name = model.envelope.name.text
        yield ("envelope", name)
        yield from (("item", name, attribute.name.text) for attribute in model.envelope.attributes)
        for projection in model.envelope.projections.values():
            yield from _items((name,), projection)
    yield from (("element", *key) for key in model.architecture)


def _items(carrier: Node, projection: Projection) -> Iterator[Node]:
    for attribute in projection.attributes:
        yield ("item", *carrier, projection.entity, attribute.name.text)


def _edges(model: Model) -> Iterator[tuple[Node, Node, EdgeKind]]:
    for domain in model.domains.values():
        for key in domain.entities:
            yield ("domain", domain.name.text), ("entity", key), EdgeKind.CONTAINS
    owners = _owners(model)
    for key, entity in model.entities.items():
        node = ("entity", key)
        if entity.base:
            yield node, ("entity", entity.base), EdgeKind.INHERITANCE
        if entity.told_by and entity.base:
            name = entity.told_by[0]
            yield node, ("attribute", owners[entity.base][name], name), EdgeKind.TOLD_BY
        for attribute in entity.attributes:
            yield node, ("attribute", key, attribute.name.text), EdgeKind.HAS
            yield from _held(("attribute", key, attribute.name.text), attribute)
    for name, codelist in model.codelists.items():
        parents = dict.fromkeys(code.parent[0] for code in codelist.codes if code.parent)
        known = (parent for parent in parents if parent in model.codelists)
        yield from ((("list", name), ("list", parent), EdgeKind.PARENT) for parent in known)
    yield from _shown(model, owners)
    yield from _links(model)


def _owners(model: Model) -> dict[str, dict[str, str]]:
    """Per entity the names of its attributes, inherited ones too, and the key of the entity that writes each."""
    return {
        key: {
            attribute.name.text: entity.key
            for entity in reversed([model.entities[key], *model.bases(key)])
            for attribute in entity.attributes
        }
        for key in model.entities
    }


def _held(node: Node, attribute: Attribute) -> Iterator[tuple[Node, Node, EdgeKind]]:
    """The edge to what `attribute`, which is `node`, holds."""
    if attribute.kind is TypeKind.ENTITY:
        kind = EdgeKind.KEYS if attribute.keys else EdgeKind.EMBEDDING
        yield node, ("entity", attribute.target), kind
    elif attribute.kind is TypeKind.CODELIST:
        yield node, ("list", attribute.target), EdgeKind.REFERENCE


def _shown(
    model: Model, owners: dict[str, dict[str, str]]
) -> Iterator[tuple[Node, Node, EdgeKind]]:
    """The edges from processes, messages and the envelope to what these show."""
    for message in model.messages():
        carrier = (message.process, message.name.text)
        node = ("message", *carrier)
        yield ("process", message.process), node, EdgeKind.HAS
        yield from _projected(node, carrier, message.projections.values(), owners)
    if model.envelope is not None:
        name = model.envelope.name.text
        for attribute in model.envelope.attributes:
            item = ("item", name, attribute.name.text)
            yield ("envelope", name), item, EdgeKind.HAS
            yield from _held(item, attribute)
        shown = model.envelope.projections.values()
        yield from _projected(("envelope", name), (name,), shown, owners)


def _projected(
    node: Node,
    carrier: Node,
    projections: Iterable[Projection],
    owners: dict[str, dict[str, str]],
) -> Iterator[tuple[Node, Node, EdgeKind]]:
    """The edges of one message, or of the envelope; what it has of its own shows no attribute of the model."""
    for projection in projections:
        yield node, ("entity", projection.entity), EdgeKind.PROJECTION
        for attribute in projection.attributes:
            name = attribute.name.text
            item = ("item", *carrier, projection.entity, name)
            yield node, item, EdgeKind.HAS
            yield from _held(item, attribute)
            if not attribute.own:
                owner = owners[projection.entity][name]
                yield item, ("attribute", owner, name), EdgeKind.SHOWS


def _links(model: Model) -> Iterator[tuple[Node, Node, EdgeKind]]:
    """The edges to elements of the architecture."""
    for code, process in model.processes.items():
        for name in process.business_processes:
            target = ("element", ElementKind.BUSINESS_PROCESS, name)
            yield ("process", code), target, EdgeKind.SERVES
    for key, entity in model.entities.items():
        if entity.business_object:
            target = ("element", ElementKind.BUSINESS_OBJECT, entity.business_object)
            yield ("entity", key), target, EdgeKind.REPRESENTS
    for (kind, name), element in model.architecture.items():
        for whole in element.wholes:
            yield ("element", kind, name), ("element", WHOLES[kind], whole), EdgeKind.PART
