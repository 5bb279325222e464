"""Model → plans of the OpenAPI documents: one per domain, one per process, in the published shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple, TypeAlias

from compiler.base.source import Name
from compiler.emit.openapi.deviations import concerning
from compiler.emit.openapi.plan import (
    AlternativesSchema,
    Bodies,
    Derived,
    Document,
    Family,
    ObjectSchema,
    Property,
    Resource,
    Schema,
    Server,
    Terms,
)
from compiler.emit.openapi.planning_operations import (
    plan_components,
    plan_ping,
    plan_security,
    plan_simple_schemas,
    plan_tags,
)
from compiler.emit.openapi.planning_outline import Contents, outlined
from compiler.emit.openapi.planning_properties import Properties, Shaper, filled
from compiler.model.manifest import Contact, major
from compiler.model.model import Attribute, Domain, Entity, Message, Model, Process, TypeKind
from compiler.model.wire import KEYS, horizontal_shape, key_shape, primitive_shape, process_shape

BASIS = "-basis"
DOMAINS, PROCESSES = "Informatiedomeinen", "Ketenprocessen"
Exampler: TypeAlias = Callable[[Process, Message], Iterable[tuple[str, str]]]


class Sketch(NamedTuple):
    """A document before it is planned: its path, a digest of what it is made of (or none), and how to plan it."""

    path: str
    made_of: str
    plan: Callable[[], Document]


def sketch_documents(model: Model, exampler: Exampler | None = None) -> Iterator[Sketch]:
    """A sketch per domain, then per process, in the order of the model.

    A document sees its own part of the model and the outline of the rest, and that is what it is made of.
    `exampler` gives the operations of a message with an example in JSON, which may come from anywhere in the model;
    without it there are none.
    """
    outline = outlined(model)
    properties, contents = Properties(outline), Contents(outline)
    shared = [
        entity
        for domain in model.domains.values()
        if domain.shared
        for entity in _entities(model, domain)
    ]
    for domain in model.domains.values():
        if domain.documented:
            own = list(_entities(model, domain))
            others = [] if domain.shared else shared
            plan = partial(_domain, domain, own, others, properties)
            yield Sketch(
                f"openapi/{DOMAINS}/{domain.name.text}",
                contents.of_entities(domain, [*own, *others]),
                plan,
            )
    for process in model.processes.values():
        made_of = "" if exampler else contents.of_process(process)
        plan = partial(_process, process, properties, exampler)
        yield Sketch(f"openapi/{PROCESSES}/{process.code.text}", made_of, plan)


def _domain(
    domain: Domain, entities: list[Entity], shared: list[Entity], properties: Properties
) -> Document:
    """The document of one domain: its entities, those of the shared domain, and the keys they refer to."""
    model, name = properties.model, domain.name.text
    schemas: dict[str, Schema] = {}
    shaper: Shaper = lambda attribute: horizontal_shape(attribute, name, model)  # noqa: E731
    for entity in [*entities, *shared]:
        add = [
            _message_schema(entity.name.text, model),
            *_entity_schemas(entity, "", properties, shaper),
        ]
        schemas.update((schema.name, schema) for schema in add)
    common = next((d.name.text for d in model.domains.values() if d.shared), name)
    schemas.update(
        (s.name, s)
        for s in _envelope_schema(properties, lambda a: horizontal_shape(a, common, model))
    )
    _add_keys(schemas, properties, name)
    suffix = model.standard.interface.message_suffix
    resources = [
        _resource(e.plural, e.path, e.name.text, e.name.text + suffix, e.description)
        for e in entities
    ]
    title = f"{model.standard.title}-{name}"
    return _document(
        properties, DOMAINS, name, title, _purpose("informatiedomein", name, domain.description),
        model.standard.version, resources, schemas.values(),
    )  # fmt: skip


def _process(process: Process, properties: Properties, exampler: Exampler | None) -> Document:
    """The document of one process: per message its entities, then what all messages share."""
    model, schemas = properties.model, dict[str, Schema]()
    suffix = model.standard.interface.message_suffix
    resources = []
    for message in process.messages:
        tag, root = message.name.text, model.entities[message.root].name.text
        resource = _resource(tag, message.path, root, f"{tag}-{root}{suffix}", message.description)
        if exampler is not None:
            bodies = Bodies(
                **{operation.lower(): text for operation, text in exampler(process, message)}
            )
            resource = resource._replace(examples=bodies)
        resources.append(resource)
        schema = _message_schema(f"{tag}-{root}", model)
        schemas[schema.name] = schema
        schemas.update((s.name, s) for s in _projected_schemas(message, properties))
    if model.envelope is not None:
        shown = frozenset(model.envelope.projections)
        shaper: Shaper = lambda attribute: process_shape(attribute, "", shown, model)  # noqa: E731
        schemas.update((s.name, s) for s in _envelope_schema(properties, shaper))
        inner: Shaper = lambda attribute: process_shape(attribute, "", frozenset(), model)  # noqa: E731
        for projection in model.envelope.projections.values():
            name = model.entities[projection.entity].name.text
            schemas[name] = ObjectSchema(name, properties.of(projection.attributes, inner))
    _add_keys(schemas, properties, None)
    code, version = process.code.text, process.version or model.standard.version
    title = f"{model.standard.title}-{process.title}"
    description = _purpose("ketenproces", process.title, process.description)
    return _document(
        properties, PROCESSES, code, title, description, version, resources, schemas.values()
    )


def _purpose(kind: str, name: str, description: str) -> str:
    text = f"Koppelvlak van het {kind} {name}."
    return f"{text} {description}" if description else text


def _document(
    properties: Properties, folder: str, name: str, title: str, description: str, version: str,
    resources: Iterable[Resource], schemas: Iterable[Schema],
) -> Document:  # fmt: skip
    standard = properties.model.standard
    interface = standard.interface
    words = {"{model}": name.lower(), "{hoofdversie}": major(version)}
    ordered = tuple(sorted(resources))
    terms = Terms(name, bool(interface.flows), interface.page_limit)
    return Document(
        folder=folder,
        name=name,
        openapi=interface.openapi,
        title=title,
        description=description,
        version=version,
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
        operations=(plan_ping(timeout=interface.ping_timeout),),
        terms=terms,
        components=plan_components(ordered, terms, interface.flows),
        resources=ordered,
        schemas=tuple(map(properties.shared, (*schemas, *plan_simple_schemas(interface.formats)))),
        deviations=concerning(interface.deviations, folder, name),
        source_key=interface.source_key,
    )


def _contact(contact: Contact) -> tuple[tuple[str, str], ...]:
    return tuple((key, value) for key, value in contact._asdict().items() if value)


def _resource(tag: str, path: str, entity: str, schema: str, description: str) -> Resource:
    return Resource(tag, path, entity, schema, description)


# -- schemas -------------------------------------------------------------------------------------------------------


def _entities(model: Model, domain: Domain) -> Iterator[Entity]:
    return (model.entities[key] for key in domain.entities)


def _message_schema(name: str, model: Model) -> Schema:
    parents = (name, model.envelope.name.text + BASIS) if model.envelope else (name,)
    return ObjectSchema(name + model.standard.interface.message_suffix, None, parents)


def _envelope_schema(properties: Properties, shaper: Shaper) -> Iterator[Schema]:
    envelope = properties.model.envelope
    if envelope is not None:
        yield ObjectSchema(envelope.name.text + BASIS, properties.of(envelope.attributes, shaper))


def _entity_schemas(
    entity: Entity, prefix: str, properties: Properties, shaper: Shaper
) -> Iterator[Schema]:
    model = properties.model
    base = model.entities[entity.base].name.text if entity.base else None
    derived = [model.entities[key] for key in entity.derived]
    yield from _family(entity, prefix, properties.of(entity.attributes, shaper), base, derived)


def _projected_schemas(message: Message, properties: Properties) -> Iterator[Schema]:
    model, tag, embedded = properties.model, message.name.text, frozenset(message.projections)
    shaper: Shaper = lambda attribute: process_shape(attribute, tag, embedded, model)  # noqa: E731
    for projection in message.projections.values():
        entity = model.entities[projection.entity]
        base = entity.base if entity.base in embedded else None
        derived = [model.entities[key] for key in entity.derived if key in embedded]
        shown = properties.of(projection.attributes, shaper)
        yield from _family(
            entity, f"{tag}-", shown, model.entities[base].name.text if base else None, derived
        )


def _family(
    entity: Entity,
    prefix: str,
    properties: tuple[Property, ...],
    base: str | None,
    derived: list[Entity],
) -> Iterator[Schema]:
    """The schemas of one entity: with derived ones a basis and a choice, with a base an extension of its basis."""
    name, text = prefix + entity.name.text, entity.description
    parents = (f"{prefix}{base}{BASIS}",) if base else ()
    if not derived:
        yield ObjectSchema(name, properties, parents, text)
        return
    basis = name + BASIS
    yield ObjectSchema(basis, properties, parents)
    below = tuple(
        Derived(prefix + other.name.text, other.name.text, other.told_by) for other in derived
    )
    family = Family(entity.name.text, basis, below)
    if base:
        yield ObjectSchema(name, (), (basis,), text, family=family)
    else:
        choices = [each.schema for each in family.derived] + [basis] * (not entity.abstract)
        yield AlternativesSchema(name, tuple(choices), description=text, family=family)


def _add_keys(schemas: dict[str, Schema], properties: Properties, domain: str | None) -> None:
    """Add the key schema of every entity that is referred to by keys, and of those that it refers to."""
    model = properties.model
    shaper: Shaper = lambda attribute: key_shape(attribute, domain, model)  # noqa: E731
    names = {entity.name.text + KEYS: entity for entity in model.entities.values()}
    waiting = [ref for schema in list(schemas.values()) for ref in _references(schema)]
    _add_code_entity(schemas, model)
    while waiting:
        ref = waiting.pop()
        if ref in schemas or ref not in names:
            continue
        core = [a for a in model.attributes_of(names[ref].key) if a.core]
        label = model.standard.interface.keys_label
        schemas[ref] = ObjectSchema(ref, properties.of(core, shaper, labelled=label))
        waiting += _references(schemas[ref])


def _add_code_entity(schemas: dict[str, Schema], model: Model) -> None:
    """A model without an entity for reference data values shows each as a code with its name."""
    interface = model.standard.interface
    if any(entity.name.text == interface.code_entity for entity in model.entities.values()):
        return
    text = primitive_shape("string", interface.formats)
    properties = tuple(
        Property(name, text, attribute=Attribute(Name(name), TypeKind.PRIMITIVE, "string"))
        for name in ("code", "naam")
    )
    for name in (interface.code_entity, interface.code_entity + KEYS):
        if name not in schemas and any(
            name in _references(schema) for schema in list(schemas.values())
        ):
            schemas[name] = ObjectSchema(name, properties)


def _references(schema: Schema) -> Iterator[str]:
    if isinstance(schema, ObjectSchema):
        for prop in schema.properties or ():
            if prop.shape.ref:
                yield prop.shape.ref
