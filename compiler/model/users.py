"""Who uses an entity, an attribute, a list, a message or an element: what the graph says, in the names of people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from compiler.model.elements import Attribute, Entity, Message
from compiler.model.graph import Edge, ModelGraph
from compiler.model.graph_edges import EdgeKind, Node
from compiler.model.model import Model
from compiler.model.projection_lines import Shown, shown_as


class How(StrEnum):
    """How a user uses something."""

    DERIVED = "derived"
    EMBEDS = "embeds"
    KEYS = "keys"
    VALUES = "values"
    PARENTS = "parents"
    INHERITS = "inherits"
    TOLD_BY = "told by"
    ABOUT = "about"
    SHOWS = "shows"
    HAS = "has"
    SERVES = "serves"
    REPRESENTS = "represents"
    PART = "part"


class User(NamedTuple):
    """Who uses something.

    `used` is the name of what is used; `kind` (a word of the field: attribute, entity, message, …) and `name` are those
    of the user. `through` is what lies between: the attribute that a message shows, the one that is inherited, the base
    in between; empty where nothing does.
    """

    used: str
    kind: str
    name: str
    how: How
    through: str = ""


class Named(NamedTuple):
    """Something with users: its name in full and its node in the graph.

    An attribute may be asked about in an entity that inherits it: `entity` is the key of that one, else empty.
    """

    name: str
    node: Node
    entity: str = ""


# In this order users are told.
_KINDS = ("entity", "attribute", "list", "element", "process", "message", "envelope")
_OF_EDGES = {
    EdgeKind.EMBEDDING: How.EMBEDS, EdgeKind.KEYS: How.KEYS, EdgeKind.REFERENCE: How.VALUES,
    EdgeKind.PARENT: How.PARENTS, EdgeKind.PROJECTION: How.SHOWS, EdgeKind.HAS: How.HAS,
    EdgeKind.SERVES: How.SERVES, EdgeKind.REPRESENTS: How.REPRESENTS, EdgeKind.PART: How.PART,
}  # fmt: skip
_OF_SHOWN = {Shown.EMBEDDED: How.EMBEDS, Shown.KEYS: How.KEYS, Shown.VALUE: How.VALUES}


def names_with_users(model: Model) -> Mapping[str, tuple[Named, ...]]:
    """All that can be asked about, by the names that it may be called.

    `Relatie`, `Relatie.naam`, `RELATIESOORT`, `BRG/Relaties` or `Relaties`, `bedrijfsproces Innen huren` or
    `Innen huren`. A name may stand for more than one thing.
    """
    found: dict[str, dict[Named, None]] = {}

    def add(named: Named, *names: str) -> None:
        for name in names:
            found.setdefault(name, {})[named] = None

    for key, entity in model.entities.items():
        add(Named(key, ("entity", key)), key, entity.name.text)
        for name in model.named_attributes[key]:
            node = ("attribute", _writer(key, name, model), name)
            add(Named(f"{key}.{name}", node, key), f"{key}.{name}", f"{entity.name}.{name}")
    for name in model.codelists:
        add(Named(name, ("list", name)), name)
    for message in model.messages():
        full = f"{message.process}/{message.name}"
        add(Named(full, ("message", message.process, message.name.text)), full, message.name.text)
    for kind, name in model.architecture:
        add(Named(f"{kind} {name}", ("element", kind, name)), f"{kind} {name}", name)
    return {name: tuple(each) for name, each in found.items()}


def users(named: Named, graph: ModelGraph, model: Model) -> tuple[User, ...]:
    """Who uses `named`: by kind of user, then in the order of the model. `graph` is that of `model`.

    Who inherits an attribute uses what it holds; a message uses what it is about, what it shows of, and what the
    attributes that it shows hold, also where it shows no more of that than keys. So does the envelope.
    """
    asking = _Asking(named, graph, model)
    found = asking.of_attribute() if named.entity else asking.of_anything_else()
    return tuple(sorted(dict.fromkeys(found), key=lambda user: _KINDS.index(user.kind)))


def _writer(key: str, name: str, model: Model) -> str:
    """The entity that writes the attribute `name` of the entity `key`: itself, or the nearest base that has it."""
    family = (model.entities[key], *model.bases(key))
    return next(entity.key for entity in family if entity.attribute(name) is not None)


class _Asking:
    """One question about users."""

    def __init__(self, named: Named, graph: ModelGraph, model: Model) -> None:
        self._named = named
        self._graph = graph
        self._model = model

    def of_attribute(self) -> Iterator[User]:
        """Who inherits it, who is told apart by it, who shows it.

        A message shows it in the entity asked about, in one that inherits it from there, or in a base of either that it
        shows beside them.
        """
        (_, _, name), used, key = self._named.node, self._named.name, self._named.entity
        through = {key: ""}
        for heir in self._heirs(key, name):
            through[heir.key] = f"{heir.key}.{name}"
            yield User(used, "entity", heir.key, How.INHERITS)
        beside = {
            edge.source
            for each in through
            for edge in self._graph.edges_to(("entity", each), {EdgeKind.PROJECTION})
        }
        bases = {base.key for base in self._model.bases(key)}
        derived = self._derived(key)
        for edge in self._graph.edges_to(self._named.node):
            if edge.kind is EdgeKind.TOLD_BY and edge.source[1] in derived:
                yield User(used, "entity", edge.source[1], How.TOLD_BY)
            elif edge.kind is EdgeKind.SHOWS:
                carrier, shown = _carrier(edge.source), edge.source[-2]
                if shown in through:
                    yield _user(used, carrier, How.SHOWS, through[shown])
                elif shown in bases and carrier in beside:
                    yield _user(used, carrier, How.SHOWS, f"{shown}.{name}")

    def of_anything_else(self) -> Iterator[User]:
        """Who uses an entity, a list, a message or an element."""
        used = self._named.name
        for key in self._derived(self._named.node[1]) if self._named.node[0] == "entity" else ():
            base = self._model.entities[key].base or ""
            between = "" if base == self._named.node[1] else base
            yield User(used=used, kind="entity", name=key, how=How.DERIVED, through=between)
        for edge in self._graph.edges_to(self._named.node):
            match edge.source:
                case ("item", *_):
                    yield self._by_item(edge)
                case ("attribute", key, name):
                    yield User(used, "attribute", f"{key}.{name}", _OF_EDGES[edge.kind])
                    for heir in self._heirs(key, name):
                        inherited = f"{heir.key}.{name}"
                        how = _OF_EDGES[edge.kind]
                        yield User(
                            used=used,
                            kind="attribute",
                            name=inherited,
                            how=how,
                            through=f"{key}.{name}",
                        )
                case _ if edge.kind is not EdgeKind.INHERITANCE:
                    yield _user(used, edge.source, self._how(edge))

    def _how(self, edge: Edge) -> How:
        about = edge.kind is EdgeKind.PROJECTION and edge.source[0] == "message"
        if about and self._message(edge.source).root == edge.target[1]:
            return How.ABOUT
        return _OF_EDGES[edge.kind]

    def _by_item(self, edge: Edge) -> User:
        """A message, or the envelope, that shows an attribute that holds what is asked about."""
        carrier, item = _carrier(edge.source), edge.source
        through = ".".join(item[len(carrier) :])
        attribute = self._attribute(carrier, item)
        if carrier[0] == "message":
            embedded = frozenset(self._message(carrier).projections)
            shown = shown_as(attribute, embedded, self._model)
        else:
            shown = shown_as(attribute, (), self._model)
        return _user(self._named.name, carrier, _OF_SHOWN[shown], through)

    def _attribute(self, carrier: Node, item: Node) -> Attribute:
        """What stands in the model at `item`."""
        envelope = self._model.envelope
        if carrier[0] == "message":
            attributes = self._message(carrier).projections[item[-2]].attributes
        else:
            assert envelope is not None, "an item of an envelope, and no envelope"
            own = len(item) == len(carrier) + 1
            attributes = envelope.attributes if own else envelope.projections[item[-2]].attributes
        return next(each for each in attributes if each.name.text == item[-1])

    def _message(self, node: Node) -> Message:
        messages = self._model.processes[node[1]].messages
        return next(message for message in messages if message.name.text == node[2])

    def _derived(self, key: str) -> tuple[str, ...]:
        """All that are derived from the entity `key`, directly or not."""
        found = self._graph.users_of(("entity", key), {EdgeKind.INHERITANCE}, indirect=True)
        return tuple(node[1] for node in found)

    def _heirs(self, key: str, name: str) -> Iterator[Entity]:
        """The entities that inherit the attribute `name` from the entity `key`: those with one of that name do not."""
        waiting = [*reversed(self._model.entities[key].derived)]
        while waiting:
            entity = self._model.entities[waiting.pop()]
            if entity.attribute(name) is None:
                yield entity
                waiting += reversed(entity.derived)


def _carrier(item: Node) -> Node:
    """The message that `item` stands in, or the envelope."""
    in_message = len(item) == len(("item", "process", "message", "entity", "attribute"))
    return ("message", *item[1:3]) if in_message else ("envelope", item[1])


def _user(used: str, node: Node, how: How, through: str = "") -> User:
    """Who uses `used`: what stands at `node`."""
    kind, name = _called(node)
    return User(used=used, kind=kind, name=name, how=how, through=through)


def _called(node: Node) -> tuple[str, str]:
    """The kind of `node` and its name, as people call it."""
    return node[0], (" " if node[0] == "element" else "/").join(node[1:])
