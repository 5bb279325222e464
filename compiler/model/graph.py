"""The model as one networkx graph, for questions about reach. Owns networkx."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compiler.language.cora import WHOLES, ElementKind
from compiler.model.model import Model, TypeKind

if TYPE_CHECKING:
    import networkx as nx


def graph_of(model: Model) -> nx.MultiDiGraph:
    """`model` as a graph.

    Nodes are ("domain", name), ("entity", key), ("attribute", key, name), ("list", name), ("process", code),
    ("message", code, name) and ("element", kind, name). Each edge has a `kind`: contains, inheritance, association,
    reference, projection, serves (process to element), represents (entity to element) or part (element to element).
    """
    import networkx as nx  # noqa: PLC0415 - costs a third of a second, and a build does without

    graph = nx.MultiDiGraph()
    graph.add_nodes_from(("domain", name) for name in model.domains)
    graph.add_nodes_from(("entity", key) for key in model.entities)
    graph.add_nodes_from(("list", name) for name in model.codelists)
    graph.add_nodes_from(("process", code) for code in model.processes)
    graph.add_nodes_from(("element", *key) for key in model.architecture)
    for source, target, kind in _edges(model):
        graph.add_edge(source, target, key=kind, kind=kind)
    return graph


def _edges(model: Model) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], str]]:
    for domain in model.domains.values():
        for key in domain.entities:
            yield ("domain", domain.name.text), ("entity", key), "contains"
    for key, entity in model.entities.items():
        if entity.base:
            yield ("entity", key), ("entity", entity.base), "inheritance"
        for attribute in entity.attributes:
            node = ("attribute", key, attribute.name.text)
            yield ("entity", key), node, "contains"
            if attribute.kind is TypeKind.ENTITY:
                yield node, ("entity", attribute.target), "association"
            elif attribute.kind is TypeKind.CODELIST:
                yield node, ("list", attribute.target), "reference"
    for message in model.messages():
        node = ("message", message.process, message.name.text)
        yield ("process", message.process), node, "contains"
        for projection in message.projections.values():
            yield node, ("entity", projection.entity), "projection"
    yield from _links(model)


def _links(model: Model) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], str]]:
    """The edges to elements of the architecture."""
    for code, process in model.processes.items():
        for name in process.business_processes:
            yield ("process", code), ("element", ElementKind.BUSINESS_PROCESS, name), "serves"
    for key, entity in model.entities.items():
        if entity.business_object:
            yield (
                ("entity", key),
                ("element", ElementKind.BUSINESS_OBJECT, entity.business_object),
                "represents",
            )
    for (kind, name), element in model.architecture.items():
        for whole in element.wholes:
            yield ("element", kind, name), ("element", WHOLES[kind], whole), "part"
