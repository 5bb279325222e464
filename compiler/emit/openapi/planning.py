"""Contents of a document → its plan as an OpenAPI document, in the published shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from compiler.emit.openapi.deviations import concerning
from compiler.emit.openapi.plan import (
    AlternativesSchema,
    Bodies,
    Derived,
    Document,
    EntityFamily,
    ObjectSchema,
    Resource,
    Schema,
    Server,
)
from compiler.emit.openapi.planning_operations import plan_operations
from compiler.emit.openapi.planning_properties import Properties, filled
from compiler.emit.openapi.planning_security import plan_security
from compiler.emit.openapi.planning_shared import (
    plan_components,
    plan_ping,
    plan_simple_schemas,
    plan_tags,
    terms_of,
)
from compiler.model.documents import (
    BASIS,
    KEYS,
    DocumentContents,
    DocumentKind,
    Group,
    ShownEntity,
    ShownResource,
)
from compiler.model.holding import GroupKind
from compiler.model.manifest import Contact, Manifest, major

BodiesOf: TypeAlias = Callable[[DocumentContents, ShownResource], Bodies]
_PURPOSES = {DocumentKind.DOMAIN: "informatiedomein", DocumentKind.PROCESS: "ketenproces"}


def plan_document(
    contents: DocumentContents, standard: Manifest, properties: Properties, bodies: BodiesOf
) -> Document:
    """The document that shows `contents` as `standard` says; `bodies` gives examples of the messages of a resource."""
    interface, name = standard.interface, contents.name
    words = {"{model}": name.lower(), "{hoofdversie}": major(contents.version)}
    resources = (_resource(contents, each, standard, bodies) for each in contents.resources)
    ordered = tuple(sorted(resources))
    terms = terms_of(name, interface)
    schemas = _schemas(contents, standard, properties)
    return Document(
        folder=contents.kind.value,
        name=name,
        openapi=interface.openapi,
        title=f"{standard.title}-{contents.title}",
        description=_purpose(contents),
        version=contents.version,
        contact=_contact(standard.contact),
        licence=_contact(standard.licence),
        server=Server(
            filled(interface.server, words),
            tuple(
                (key, tuple(filled(value, words) for value in values))
                for key, values in interface.variables
            ),
        ),
        tags=plan_tags(ordered),
        security=plan_security(terms),
        operations=(
            plan_ping(timeout=interface.ping_timeout),
            *(each for resource in ordered for each in plan_operations(resource, terms)),
        ),
        components=plan_components(ordered, terms, interface),
        resources=ordered,
        schemas=tuple(map(properties.shared, (*schemas, *plan_simple_schemas(interface)))),
        deviations=concerning(interface.deviations, contents.kind.value, name),
        source_key=interface.source_key,
    )


def _contact(contact: Contact) -> tuple[tuple[str, str], ...]:
    return tuple((key, value) for key, value in contact._asdict().items() if value)


def _purpose(contents: DocumentContents) -> str:
    text = f"Koppelvlak van het {_PURPOSES[contents.kind]} {contents.title}."
    return f"{text} {contents.description}" if contents.description else text


def _resource(
    contents: DocumentContents, shown: ShownResource, standard: Manifest, bodies: BodiesOf
) -> Resource:
    return Resource(
        tag=shown.name,
        path=shown.path,
        entity=shown.entity.name.text,
        schema=_prefix(shown.group) + shown.entity.name.text + standard.interface.message_suffix,
        description=shown.description,
        examples=bodies(contents, shown),
    )


# -- schemas -------------------------------------------------------------------------------------------------------


def _schemas(
    contents: DocumentContents, standard: Manifest, properties: Properties
) -> tuple[Schema, ...]:
    """The schemas of what is shown, in the published order; of two with one name the later takes the place."""
    schemas: dict[str, Schema] = {}
    for schema in _all_schemas(contents, standard, properties):
        schemas[schema.name] = schema
    return tuple(schemas.values())


def _all_schemas(
    contents: DocumentContents, standard: Manifest, properties: Properties
) -> Iterator[Schema]:
    envelope = contents.envelope
    for group in contents.groups:
        yield from _group_schemas(group, contents, standard.interface.message_suffix, properties)
    if envelope is not None:
        yield ObjectSchema(envelope.name + BASIS, properties.of(envelope.attributes))
    for shown in contents.of_envelope.entities.values():
        yield from _entity_schemas(shown, "", "", properties)
    for shown in contents.codes.entities.values():
        yield ObjectSchema(shown.entity.name.text, properties.of(shown.attributes))
    labelled = standard.interface.keys_label
    for shown in contents.keys.entities.values():
        keys = properties.of(shown.attributes, labelled=labelled)
        yield ObjectSchema(shown.entity.name.text + KEYS, keys)


def _group_schemas(
    group: Group, contents: DocumentContents, suffix: str, properties: Properties
) -> Iterator[Schema]:
    """The schemas of a group: a message about each entity of a domain, or the one that a message is."""
    prefix = _prefix(group)
    if group.kind is GroupKind.MESSAGE:
        root = next(each.entity for each in contents.resources if each.group is group)
        yield _message_schema(prefix + root.name.text, suffix, contents)
    for shown in group.entities.values():
        name = shown.entity.name.text
        if group.kind is GroupKind.DOMAIN:
            yield _message_schema(name, suffix, contents)
        yield from _entity_schemas(shown, prefix, shown.entity.description, properties)


def _prefix(group: Group) -> str:
    """What stands before the names of the entities that only one message shows."""
    return f"{group.name}-" if group.kind is GroupKind.MESSAGE else ""


def _message_schema(name: str, suffix: str, contents: DocumentContents) -> Schema:
    envelope = contents.envelope
    parents = (name, envelope.name + BASIS) if envelope else (name,)
    return ObjectSchema(name + suffix, None, parents)


def _entity_schemas(
    shown: ShownEntity, prefix: str, description: str, properties: Properties
) -> Iterator[Schema]:
    """The schemas of one entity: with derived ones a basis and a choice, with a base an extension of its basis."""
    entity = shown.entity
    name = prefix + entity.name.text
    parents = (f"{prefix}{shown.base.name.text}{BASIS}",) if shown.base else ()
    own = properties.of(shown.attributes, prefix)
    if not shown.derived:
        yield ObjectSchema(name, own, parents, description)
        return
    basis = name + BASIS
    yield ObjectSchema(basis, own, parents)
    below = tuple(
        Derived(prefix + other.name.text, other.name.text, other.told_by) for other in shown.derived
    )
    family = EntityFamily(entity.name.text, basis, below)
    if shown.base:
        yield ObjectSchema(name, (), (basis,), description, family=family)
        return
    choices = [each.schema for each in family.derived]
    if shown.stands_alone:
        choices.append(basis)
    yield AlternativesSchema(name, tuple(choices), description=description, family=family)
