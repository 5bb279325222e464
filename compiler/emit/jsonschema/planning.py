"""Contents of documents → plans of JSON Schemas: a bundle per domain, and one schema per message and operation."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote

from compiler.emit.jsonschema.definitions import Definitions, SharedDefinitions, references
from compiler.emit.jsonschema.options import SchemaOptions
from compiler.emit.jsonschema.plan import (
    MESSAGE_KINDS,
    OPERATIONS,
    POST_ANSWER,
    Definition,
    ObjectDefinition,
    Root,
    SchemaDocument,
    SchemaProperty,
)
from compiler.model.code_parents import codes_above
from compiler.model.document_builder import documents_of, process_document
from compiler.model.documents import DocumentContents, DocumentKind, ShownResource
from compiler.model.elements import Message, Process
from compiler.model.holding import ShownAttribute, is_single_value
from compiler.model.manifest import Interface
from compiler.model.meaning import LIST_ANNOTATION
from compiler.model.model import Model
from compiler.model.wire import primitive_shape

FOLDER = "jsonschema"


def plan_schemas(model: Model, options: SchemaOptions) -> Iterator[SchemaDocument]:
    """A plan per domain, then per message and operation, in the order of the model.

    The answer to POST has none: it is that of GET with its key.
    """
    shared = SharedDefinitions()
    for contents in documents_of(model):
        yield from plan_document_schemas(contents, model, options, shared)


def plan_document_schemas(
    contents: DocumentContents, model: Model, options: SchemaOptions, shared: SharedDefinitions
) -> Iterator[SchemaDocument]:
    """The plans of one domain or process; `shared` is what other schemas have as well."""
    if contents.kind is DocumentKind.DOMAIN:
        yield _domain_bundle(contents, model, options, shared)
        return
    for resource in contents.resources:
        yield from _message_schemas(contents, resource, model, options, OPERATIONS, shared)


def plan_message(
    model: Model,
    process: Process,
    message: Message,
    options: SchemaOptions,
    operations: tuple[str, ...] = MESSAGE_KINDS,
    shared: SharedDefinitions | None = None,
) -> Iterator[SchemaDocument]:
    """The schemas of one message, one per kind; `shared` is what other schemas of the model have as well."""
    contents = process_document(model, process.code.text)
    resource = next(each for each in contents.resources if each.name == message.name.text)
    shared = shared or SharedDefinitions()
    return _message_schemas(contents, resource, model, options, operations, shared)


def _domain_bundle(
    contents: DocumentContents, model: Model, options: SchemaOptions, shared: SharedDefinitions
) -> SchemaDocument:
    """The bundle of a domain: its entities, those of the shared domain, and the keys they refer to."""
    (group,) = contents.groups
    interface = model.standard.interface
    made = Definitions(contents, group, interface, model.codelists, options, shared)
    made.add_group(group)
    made.add_referred()
    path = f"{contents.kind}/{contents.name}"
    return SchemaDocument(
        path=f"{FOLDER}/{path}",
        id=schema_id(model, path),
        title=f"{model.standard.title}-{contents.name}",
        description=contents.description,
        definitions=tuple(made.made.values()),
        strict=options.strict,
    )


class _Parts(NamedTuple):
    """What the operations of a message share.

    `entity` is the definition of its entity, `message` the name of that of an answer, `embedded` are the definitions
    of what it shows by itself.
    """

    entity: str
    message: str
    definitions: tuple[Definition, ...]
    envelope: tuple[SchemaProperty, ...]
    embedded: frozenset[str]


def _message_schemas(
    contents: DocumentContents,
    resource: ShownResource,
    model: Model,
    options: SchemaOptions,
    operations: tuple[str, ...],
    shared: SharedDefinitions,
) -> Iterator[SchemaDocument]:
    """The schemas of a message, one per operation; `shared` is what other schemas have as well."""
    parts = _parts(contents, resource, model, options, shared)
    chain = reversed([*resource.group.chain(resource.entity.key)])
    shown = {each.attribute.name.text: each for part in chain for each in part.attributes}
    own = list(shown)
    key = _key_of_source(model.standard.interface, shown, parts)
    key_type = primitive_shape(shown[key].attribute.target).type if key else ""
    tag = resource.name
    above = _codes_above(parts, model, options)
    for operation in operations:
        path = f"{contents.kind}/{contents.name}/{tag}.{operation.lower()}"
        yield SchemaDocument(
            path=f"{FOLDER}/{path}",
            id=schema_id(model, path),
            title=f"{tag} {operation}",
            description=resource.description,
            definitions=_definitions(operation, parts),
            root=_root(operation, own, key, parts)._replace(type_of_key=key_type),
            message=f"{contents.name}/{tag}",
            operation=operation,
            strict=options.strict,
            parents=above,
        )


def _codes_above(parts: _Parts, model: Model, options: SchemaOptions) -> str:
    """Which codes of the lists in a message lie below which, as JSON; empty where no codes are asked for.

    Lists are released apart from the schemas, so that a schema without codes says nothing of them.
    """
    if not options.codes:
        return ""
    properties = [*parts.envelope]
    for definition in parts.definitions:
        if isinstance(definition, ObjectDefinition):
            properties += definition.properties
    annotations = [dict(each.annotations) for each in properties]
    used = {each[LIST_ANNOTATION] for each in annotations if LIST_ANNOTATION in each}
    return json.dumps(codes_above(used, model.codelists))


def _key_of_source(interface: Interface, shown: Mapping[str, ShownAttribute], parts: _Parts) -> str:
    """The attribute of `shown` that holds the key of the source; empty where it is no single value of the entity."""
    key = interface.source_key
    of_entity = key in shown and is_single_value(shown[key])
    return key if of_entity and key not in {each.name for each in parts.envelope} else ""


def _root(operation: str, own: list[str], key: str, parts: _Parts) -> Root:
    """What `operation` asks of the message itself; `own` are the attributes of its entity, `key` the source's one."""
    entity, envelope = parts.entity, parts.envelope
    match operation:
        case "GET":
            return Root(parts.message, array=True)
        case "POST":
            return Root(entity, envelope, forbidden=key)
        case "PUT":
            return Root(
                entity,
                envelope,
                tuple(dict.fromkeys([*own, *(p.name for p in envelope)])),
                not_empty=key,
            )
        case _:
            # An address names what PATCH changes, and then the message need not; an answer to POST is where the key is.
            needed = (key,) if key and operation == POST_ANSWER else ()
            return Root(entity, envelope, needed, not_empty=key)


def _definitions(operation: str, parts: _Parts) -> tuple[Definition, ...]:
    """The definitions as `operation` has them.

    An answer (GET) may be an array of messages, so that one message with its envelope is a definition too. PUT carries
    every attribute in all that it embeds; keys and reference data only refer.
    """
    match operation:
        case "GET":
            answer = ObjectDefinition(parts.message, parts.envelope, (parts.entity,))
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
    contents: DocumentContents,
    resource: ShownResource,
    model: Model,
    options: SchemaOptions,
    shared: SharedDefinitions,
) -> _Parts:
    """The definitions of a message: what it shows, what the envelope shows, keys, and reference data."""
    interface = model.standard.interface
    made = Definitions(contents, resource.group, interface, model.codelists, options, shared)
    made.add_group(resource.group)
    own = frozenset(made.made)
    properties: tuple[SchemaProperty, ...] = ()
    if contents.envelope is not None:
        made.add_group(contents.of_envelope)
        properties = made.properties(contents.envelope.attributes, contents.of_envelope)
    names, key = made.names, resource.entity.key
    entity = names.entity(resource.group, key)
    roots = [entity, *(each.ref for each in properties if each.ref)]
    made.add_referred(roots)
    return _Parts(
        entity=entity,
        message=names.message(resource.group, key),
        definitions=reachable_definitions(made.made, roots),
        envelope=properties,
        embedded=own,
    )


def reachable_definitions(made: dict[str, Definition], roots: list[str]) -> tuple[Definition, ...]:
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
