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
    Property,
    Resource,
    Schema,
    Server,
)
from compiler.emit.openapi.planning_operations import operation_words, plan_operations
from compiler.emit.openapi.planning_properties import Properties, filled
from compiler.emit.openapi.planning_security import plan_security
from compiler.emit.openapi.planning_shared import (
    plan_components,
    plan_ping,
    plan_simple_schemas,
    plan_tags,
    terms_of,
)
from compiler.emit.schema_names import SchemaNames, names_in_document
from compiler.model.documents import (
    DocumentContents,
    DocumentKind,
    Group,
    ShownEntity,
    ShownResource,
)
from compiler.model.holding import GroupKind, ShownAttribute
from compiler.model.manifest import Contact, Manifest, major

BodiesOf: TypeAlias = Callable[[DocumentContents, ShownResource], Bodies]
_PURPOSES = {DocumentKind.DOMAIN: "informatiedomein", DocumentKind.PROCESS: "ketenproces"}


def plan_document(
    contents: DocumentContents,
    standard: Manifest,
    properties: Properties,
    bodies: BodiesOf,
    *,
    with_schemas: bool = True,
) -> Document:
    """The document that shows `contents` as `standard` says; `bodies` gives examples of the messages of a resource.

    Who only asks for its operations has no need of its schemas.
    """
    interface, name = standard.interface, contents.name
    words = {"{model}": name.lower(), "{hoofdversie}": major(contents.version)}
    names = names_in_document(contents, interface)
    ordered = tuple(sorted(_resources(contents, names, bodies)))
    terms = terms_of(name, interface)
    schemas = (
        (*_Schemas(contents, names, standard, properties).all(), *plan_simple_schemas(interface))
        if with_schemas
        else ()
    )
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
        schemas=tuple(map(properties.shared, schemas)),
        deviations=concerning(interface.deviations, contents.kind.value, name),
        source_key=interface.source_key,
    )


def _contact(contact: Contact) -> tuple[tuple[str, str], ...]:
    return tuple((key, value) for key, value in contact._asdict().items() if value)


def _purpose(contents: DocumentContents) -> str:
    text = f"Koppelvlak van het {_PURPOSES[contents.kind]} {contents.title}."
    return f"{text} {contents.description}" if contents.description else text


def _resources(
    contents: DocumentContents, names: SchemaNames, bodies: BodiesOf
) -> Iterator[Resource]:
    words = operation_words(contents.resources)
    for shown, word in zip(contents.resources, words, strict=True):
        yield Resource(
            tag=shown.name,
            path=shown.path,
            entity=shown.entity.name.text,
            schema=names.message(shown.group, shown.entity.key),
            description=shown.description,
            examples=bodies(contents, shown),
            word=word,
        )


# -- schemas -------------------------------------------------------------------------------------------------------


class _Schemas:
    """Plans the schemas of one document, under the names that they have in it."""

    def __init__(
        self,
        contents: DocumentContents,
        names: SchemaNames,
        standard: Manifest,
        properties: Properties,
    ) -> None:
        self._contents = contents
        self._names = names
        self._keys_labelled = standard.interface.keys_label
        self._properties = properties

    def all(self) -> Iterator[Schema]:
        """Those of what the document shows, in the published order."""
        contents = self._contents
        for group in contents.groups:
            yield from self._of_group(group)
        if contents.envelope is not None:
            group = next(iter(contents.groups), contents.of_envelope)
            shows_it = group if group.kind is GroupKind.DOMAIN else contents.of_envelope
            yield ObjectSchema(
                self._names.envelope, self._shown(contents.envelope.attributes, shows_it)
            )
        for shown in contents.of_envelope.entities.values():
            yield from self._of_entity(shown, contents.of_envelope, "")
        for key, shown in contents.codes.entities.items():
            name = self._names.entity(contents.codes, key)
            yield ObjectSchema(name, self._shown(shown.attributes, contents.codes))
        for key, shown in contents.keys.entities.items():
            keys = self._shown(shown.attributes, contents.keys, labelled=self._keys_labelled)
            yield ObjectSchema(self._names.entity(contents.keys, key), keys)

    def _shown(
        self, attributes: tuple[ShownAttribute, ...], group: Group, *, labelled: bool = True
    ) -> tuple[Property, ...]:
        return self._properties.of(attributes, group, self._names, labelled=labelled)

    def _of_group(self, group: Group) -> Iterator[Schema]:
        """The schemas of a group: a message about each entity of a domain, or the one that a message is."""
        if group.kind is GroupKind.MESSAGE:
            root = next(each.entity for each in self._contents.resources if each.group is group)
            yield self._message(group, root.key)
        for key, shown in group.entities.items():
            if group.kind is GroupKind.DOMAIN:
                yield self._message(group, key)
            yield from self._of_entity(shown, group, shown.entity.description)

    def _message(self, group: Group, key: str) -> Schema:
        entity = self._names.entity(group, key)
        has_envelope = self._contents.envelope is not None
        parents = (entity, self._names.envelope) if has_envelope else (entity,)
        return ObjectSchema(self._names.message(group, key), None, parents)

    def _of_entity(self, shown: ShownEntity, group: Group, description: str) -> Iterator[Schema]:
        """The schemas of one entity: with derived ones a basis and a choice, with a base an extension of its basis."""
        names, key = self._names, shown.entity.key
        name = names.entity(group, key)
        parents = (names.basis(group, shown.base.key),) if shown.base else ()
        own = self._shown(shown.attributes, group)
        if not shown.derived:
            yield ObjectSchema(name, own, parents, description)
            return
        basis = names.basis(group, key)
        yield ObjectSchema(basis, own, parents)
        below = tuple(
            Derived(names.entity(group, other.key), other.name.text, other.told_by)
            for other in shown.derived
        )
        family = EntityFamily(shown.entity.name.text, basis, below)
        if shown.base:
            yield ObjectSchema(name, (), (basis,), description, family=family)
            return
        choices = [each.schema for each in family.derived]
        if shown.stands_alone:
            choices.append(basis)
        yield AlternativesSchema(name, tuple(choices), description=description, family=family)
