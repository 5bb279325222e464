"""Model → plans of JSON Schemas: a bundle per domain, and per process, message and operation one schema."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple
from urllib.parse import quote

from compiler.emit.jsonschema.definitions import Definitions, Shaper, references
from compiler.emit.jsonschema.plan import (
    OPERATIONS,
    Definition,
    ObjectDefinition,
    Options,
    Root,
    SchemaDocument,
    SchemaProperty,
)
from compiler.model.model import Attribute, Domain, Entity, Message, Model, Process, TypeKind
from compiler.model.wire import Shape, horizontal_shape, process_shape

FOLDER = "jsonschema"


def plan_schemas(model: Model, options: Options) -> Iterator[SchemaDocument]:
    """A plan per domain, then per message and operation, in the order of the model."""
    for domain in model.domains.values():
        if domain.documented:
            yield plan_domain(model, domain, options)
    known: dict[str, Definition] = {}
    for process in model.processes.values():
        for message in process.messages:
            yield from plan_message(model, process, message, options, known=known)


def plan_domain(model: Model, domain: Domain, options: Options) -> SchemaDocument:
    """The bundle of a domain: its entities, those of the shared domain, and the keys they refer to."""
    name = domain.name.text
    made = Definitions(model, options, name)
    shaper: Shaper = lambda attribute: (horizontal_shape(attribute, name, model), "")  # noqa: E731
    domains = [domain, *(d for d in model.domains.values() if d.shared and d is not domain)]
    shown = {key: model.entities[key].attributes for d in domains for key in d.entities}
    made.add_entities(shown, shaper, lambda entity: entity.name.text)
    made.add_referred()
    path = f"Informatiedomeinen/{name}"
    return SchemaDocument(
        path=f"{FOLDER}/{path}",
        id=schema_id(model, path),
        title=f"{model.standard.title}-{name}",
        description=domain.description,
        definitions=tuple(made.made.values()),
        strict=options.strict,
    )


class _Parts(NamedTuple):
    """What the operations of a message share; `embedded` are the definitions of what it shows by itself."""

    definitions: tuple[Definition, ...]
    envelope: tuple[SchemaProperty, ...]
    embedded: frozenset[str]


def plan_message(
    model: Model, process: Process, message: Message, options: Options, operations: tuple[str, ...] = OPERATIONS,
    known: dict[str, Definition] | None = None,
) -> Iterator[SchemaDocument]:  # fmt: skip
    """The schemas of one message, one per operation; `known` are definitions that other messages have as well."""
    parts = _parts(model, message, options, known)
    chain = [
        e.key
        for e in (model.entities[message.root], *model.bases(message.root))
        if e.key in message.projections
    ]
    own = [a.name.text for k in reversed(chain) for a in message.projections[k].attributes]
    key = model.standard.interface.source_key if model.standard.interface.source_key in own else ""
    root, tag = model.entities[message.root].name.text, message.name.text
    for operation in operations:
        path = f"Ketenprocessen/{process.code.text}/{tag}.{operation.lower()}"
        yield SchemaDocument(
            path=f"{FOLDER}/{path}",
            id=schema_id(model, path),
            title=f"{tag} {operation}",
            description=message.description,
            definitions=_definitions(operation, root, parts, model),
            root=_root(operation, root, own, key, parts, model),
            message=f"{process.code.text}/{tag}",
            operation=operation,
            strict=options.strict,
        )


def _root(
    operation: str, entity: str, own: list[str], key: str, parts: _Parts, model: Model
) -> Root:
    """What `operation` asks of the message itself; `own` are the attributes of its entity, `key` the source's one."""
    envelope = parts.envelope
    match operation:
        case "GET":
            return Root(entity + model.standard.interface.message_suffix, array=True)
        case "POST":
            return Root(entity, envelope, forbidden=key)
        case "PUT":
            return Root(
                entity,
                envelope,
                tuple(dict.fromkeys([*own, *(p.name for p in envelope)])),
                not_null=key,
            )
        case _:
            return Root(entity, envelope, (key,) if key else (), not_null=key)


def _definitions(operation: str, root: str, parts: _Parts, model: Model) -> tuple[Definition, ...]:
    """The definitions as `operation` has them.

    An answer (GET) may be an array of messages, so that one message with its envelope is a definition too. PUT carries
    every attribute in all that it embeds; keys and reference data only refer.
    """
    match operation:
        case "GET":
            answer = ObjectDefinition(
                root + model.standard.interface.message_suffix, parts.envelope, (root,)
            )
            return (*parts.definitions, answer)
        case "PUT":
            return tuple(
                definition._replace(required=tuple(p.name for p in definition.properties))
                if isinstance(definition, ObjectDefinition) and definition.name in parts.embedded
                else definition
                for definition in parts.definitions
            )
        case _:
            return parts.definitions


def _parts(
    model: Model, message: Message, options: Options, known: dict[str, Definition] | None
) -> _Parts:
    """The definitions of a message: what it shows, what the envelope shows, keys, and reference data."""
    made = Definitions(model, options, known=known)
    embedded = message.projections
    envelope = model.envelope
    shown = envelope.projections if envelope else {}

    def named(entity: Entity) -> str:
        return entity.name.text

    def named_by_envelope(entity: Entity) -> str:
        twice = entity.key in embedded and envelope is not None
        return (
            f"{entity.name.text}-{envelope.name.text}" if twice and envelope else entity.name.text
        )

    def shaper(attribute: Attribute) -> tuple[Shape, str]:
        return process_shape(attribute, "", frozenset(embedded), model), ""

    def in_envelope(attribute: Attribute) -> tuple[Shape, str]:
        shape = process_shape(attribute, "", frozenset(shown), model)
        return shape, named_by_envelope(model.entities[attribute.target]) if _embeds(
            attribute, shown
        ) else ""

    made.add_entities({key: p.attributes for key, p in embedded.items()}, shaper, named)
    own = frozenset(made.made) - {model.standard.interface.code_entity}
    properties: tuple[SchemaProperty, ...] = ()
    if envelope is not None:
        projections = {key: p.attributes for key, p in shown.items()}
        made.add_entities(projections, in_envelope, named_by_envelope)
        properties = tuple(
            made.property_of(attribute, in_envelope) for attribute in envelope.attributes
        )
    roots = [model.entities[message.root].name.text, *(p.ref for p in properties if p.ref)]
    made.add_referred(roots)
    return _Parts(_reachable(made.made, roots), properties, own)


def _embeds(attribute: Attribute, shown: Container[str]) -> bool:
    return attribute.kind is TypeKind.ENTITY and not attribute.keys and attribute.target in shown


def _reachable(made: dict[str, Definition], roots: list[str]) -> tuple[Definition, ...]:
    """The definitions that a message can reach, in their order."""
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name in made and name not in found:
            found.add(name)
            waiting += references(made[name])
    return tuple(definition for name, definition in made.items() if name in found)


def schema_id(model: Model, path: str) -> str:
    """The `$id` of the schema at `path`: below the manifest's `schemabasis`, or a URN, with title and version."""
    title, version = model.standard.title, model.standard.version
    base = model.standard.interface.schema_base
    if base:
        return f"{base.rstrip('/')}/{quote(title)}/{quote(version, safe='+')}/{quote(path)}.schema.json"
    return f"urn:standaard:{quote(title, safe='')}:{quote(version, safe='+')}:{quote(path)}"
