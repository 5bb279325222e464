"""The nodes and edges of the graph of a model: what they are, and which ones a model has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from compiler.language.cora import WHOLES, ElementKind
from compiler.model.elements import Attribute, Projection, TypeKind
from compiler.model.model import Model

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


def nodes_of(model: Model) -> Iterator[Node]:
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


def edges_of(model: Model) -> Iterator[tuple[Node, Node, EdgeKind]]:
    """Every edge, as source, target and kind, in the order of the model."""
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
