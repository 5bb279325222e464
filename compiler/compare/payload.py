"""What every message can hold: each attribute on the wire with its type, inheritance and projection resolved.

Two versions are compared here as their clients see them: what is in no payload breaks nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from compiler.model.model import Attribute, Message, Model, Process, TypeKind
from compiler.model.wire import Shape, horizontal_shape, key_shape, process_shape

KEYS = "sleutels"


class Place(NamedTuple):
    """An attribute of an entity in the payload of a document; `message` is empty in the document of a domain."""

    document: str
    message: str
    entity: str
    attribute: str


class Sign(NamedTuple):
    """How a place looks: an array or not, and what of: a value, an entity, its keys or its address, or a list's code.

    The formats that the interface gives to primitive types are left out: they are the same in every place.
    """

    many: bool
    kind: str
    detail: str


class Payload(NamedTuple):
    """The places of a model with how they look, and the address of each resource by (document, resource)."""

    places: Mapping[Place, Sign]
    resources: Mapping[tuple[str, str], str]


def payload(model: Model) -> Payload:
    """All that the messages of `model` can hold."""
    places: dict[Place, Sign] = {}
    resources: dict[tuple[str, str], str] = {}
    for domain in model.domains.values():
        if domain.documented:
            name = domain.name.text
            places.update(_domain(model, name))
            resources.update({(name, key): model.entities[key].path for key in domain.entities})
    for process in model.processes.values():
        places.update(_process(model, process))
        resources.update({(process.code.text, m.name.text): m.path for m in process.messages})
    return Payload(places, resources)


def _domain(model: Model, name: str) -> Iterator[tuple[Place, Sign]]:
    entities = [
        key
        for domain in model.domains.values()
        if domain.name.text == name or domain.shared
        for key in domain.entities
    ]
    waiting: list[str] = []
    for key in entities:
        for attribute in model.attributes_of(key):
            shape = horizontal_shape(attribute, name, model)
            yield Place(name, "", key, attribute.name.text), _sign(shape, attribute)
            if shape.ref and attribute.keys:
                waiting.append(attribute.target)
    if model.envelope is not None:
        for attribute in model.envelope.attributes:
            yield (
                Place(name, "", "", attribute.name.text),
                _sign(horizontal_shape(attribute, name, model), attribute),
            )
    yield from _keys(model, name, name, waiting)


def _process(model: Model, process: Process) -> Iterator[tuple[Place, Sign]]:
    code = process.code.text
    waiting: list[str] = []
    shown: list[str] = []
    for message in process.messages:
        yield from _message(model, message, waiting, shown)
    if model.envelope is not None:
        for attribute in model.envelope.attributes:
            yield (
                Place(code, "", "", attribute.name.text),
                _sign(process_shape(attribute, "", frozenset(), model), attribute),
            )
        for key in dict.fromkeys(shown):
            for attribute in model.envelope.projections[key].attributes:
                shape = process_shape(attribute, "", frozenset(), model)
                yield Place(code, "", key, attribute.name.text), _sign(shape, attribute)
                if (
                    shape.ref
                    and attribute.kind is TypeKind.ENTITY
                    and attribute.target not in model.envelope.projections
                ):
                    waiting.append(attribute.target)
    yield from _keys(model, code, None, waiting)


def _message(
    model: Model, message: Message, waiting: list[str], shown: list[str]
) -> Iterator[tuple[Place, Sign]]:
    """What can be reached from the root of a message; notes which entities show by keys and which by the envelope."""
    embedded = frozenset(message.projections)
    reached = [message.root]
    for key in reached:  # grows while it is walked
        entity = model.entities[key]
        reached += [k for k in (*entity.derived, entity.base) if k in embedded and k not in reached]
        for attribute in _projected(model, message, key):
            shape = process_shape(attribute, message.name.text, embedded, model)
            yield (
                Place(message.process, message.name.text, key, attribute.name.text),
                _sign(shape, attribute),
            )
            if attribute.kind is not TypeKind.ENTITY:
                continue
            if not attribute.keys and attribute.target in embedded:
                if attribute.target not in reached:
                    reached.append(attribute.target)
            elif (
                not attribute.keys
                and model.envelope
                and attribute.target in model.envelope.projections
            ):
                shown.append(attribute.target)
            else:
                waiting.append(attribute.target)


def _projected(model: Model, message: Message, key: str) -> Iterator[Attribute]:
    """What a message shows of an entity, with what it inherits from the bases that the message shows too."""
    while key in message.projections:
        yield from message.projections[key].attributes
        key = model.entities[key].base or ""


def _keys(
    model: Model, document: str, domain: str | None, waiting: Iterable[str]
) -> Iterator[tuple[Place, Sign]]:
    todo = list(dict.fromkeys(waiting))
    for key in todo:  # grows while it is walked
        for attribute in model.attributes_of(key):
            if attribute.core:
                shape = key_shape(attribute, domain, model)
                yield (
                    Place(document, KEYS, key, attribute.name.text),
                    _sign(shape, attribute._replace(keys=True)),
                )
                if shape.ref and attribute.kind is TypeKind.ENTITY and attribute.target not in todo:
                    todo.append(attribute.target)


def _sign(shape: Shape, attribute: Attribute) -> Sign:
    if attribute.kind is TypeKind.CODELIST:
        return Sign(shape.many, "list", attribute.target)
    if attribute.kind is TypeKind.PRIMITIVE:
        return Sign(shape.many, "value", attribute.target)
    if not shape.ref:
        return Sign(shape.many, "address", "")
    by_keys = attribute.keys or shape.ref.endswith(f"-{KEYS}")
    return Sign(shape.many, "keys" if by_keys else "entity", attribute.target)
