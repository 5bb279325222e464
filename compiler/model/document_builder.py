"""Model → what each of its documents holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TypeAlias

from compiler.base.source import Name
from compiler.model.documents import (
    DocumentContents,
    DocumentKind,
    Group,
    ShownEntity,
    ShownEnvelope,
    ShownResource,
)
from compiler.model.elements import (
    Attribute,
    Domain,
    Entity,
    Process,
    Projection,
    TypeKind,
    with_inherited,
)
from compiler.model.holding import (
    GroupKind,
    Holding,
    ShownAttribute,
    held_as_key,
    held_in_domain,
    held_in_message,
)
from compiler.model.keeping import kept
from compiler.model.model import Model

_Held: TypeAlias = Callable[[Attribute], ShownAttribute]


def documents_of(model: Model) -> tuple[DocumentContents, ...]:
    """The contents of every document of `model`: one per domain that is documented, then one per process."""
    domains = [name for name, domain in model.domains.items() if domain.documented]
    return (
        *(domain_document(model, name) for name in domains),
        *(process_document(model, code) for code in model.processes),
    )


def document_of(model: Model, kind: DocumentKind, name: str) -> DocumentContents:
    """The contents of the document of the domain, or the process, `name`."""
    of_kind = domain_document if kind is DocumentKind.DOMAIN else process_document
    return of_kind(model, name)


def domain_document(model: Model, name: str) -> DocumentContents:
    """The contents of the document of the domain `name`."""
    return kept(model, "domain document", name, lambda of: _Builder(of).of_domain(of.domains[name]))


def process_document(model: Model, code: str) -> DocumentContents:
    """The contents of the document of the process `code`."""
    return kept(
        model, "process document", code, lambda of: _Builder(of).of_process(of.processes[code])
    )


def group_of_message(model: Model, code: str, name: str) -> Group:
    """What the message `name` of the process `code` shows."""
    return kept(model, "group of a message", (code, name), partial(_group_of_message, code, name))


def _group_of_message(code: str, name: str, model: Model) -> Group:
    projections = model.message_of[code, name].projections

    def held(attribute: Attribute) -> ShownAttribute:
        return held_in_message(attribute, projections, model)

    return Group(GroupKind.MESSAGE, name, _shown(_attributes_of(projections), held, model))


def group_of_envelope(model: Model) -> Group:
    """What the envelope shows in the documents of all processes."""
    return kept(model, "group of the envelope", "", _group_of_envelope)


def _group_of_envelope(model: Model) -> Group:
    projections = model.envelope.projections if model.envelope else {}
    held = partial(_held_in_envelope, model)
    return Group(GroupKind.ENVELOPE, "", _shown(_attributes_of(projections), held, model))


def envelope_of_messages(model: Model) -> ShownEnvelope | None:
    """The envelope as the documents of all processes show it."""
    return _envelope(partial(_held_in_envelope, model), model)


def _held_in_envelope(model: Model, attribute: Attribute) -> ShownAttribute:
    return held_in_message(attribute, (), model)


def _envelope(held: _Held, model: Model) -> ShownEnvelope | None:
    envelope = model.envelope
    if envelope is None:
        return None
    return ShownEnvelope(envelope.name.text, tuple(map(held, envelope.attributes)))


def code_entity_of(model: Model) -> Entity:
    """The entity that a value of reference data is shown as; one with a code and a name where the model has none."""
    name = model.standard.interface.code_entity
    alike = model.by_letters.get(name.casefold(), ())
    found = next((entity for entity in alike if entity.name.text == name), None)
    if found is not None:
        return found
    attributes = tuple(
        Attribute(Name(text), TypeKind.PRIMITIVE, "string") for text in ("code", "naam")
    )
    return Entity(
        key=name,
        name=Name(name),
        domain="",
        description="",
        abstract=False,
        value_object=True,
        base=None,
        base_name=None,
        derived=(),
        plural="",
        path="",
        attributes=attributes,
    )


class _Builder:
    """Builds the contents of the documents of one model."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._code_entity = code_entity_of(model)
        shared = model.shared_domains
        self._shared = shared
        # An attribute of the envelope looks the same in the documents of all domains: as the shared one has it.
        self._domain_of_envelope = shared[0].name.text if shared else None

    def of_domain(self, domain: Domain) -> DocumentContents:
        """The document of `domain`: its entities, and those of the shared domains."""
        name, model = domain.name.text, self._model
        keys = [key for each in (domain, *self._others(domain)) for key in each.entities]

        def held(attribute: Attribute) -> ShownAttribute:
            return held_in_domain(attribute, name, model)

        group = Group(
            GroupKind.DOMAIN,
            "",
            _shown({key: self._with_bases(key, keys) for key in keys}, held, model),
        )
        resources = tuple(
            ShownResource(
                name=entity.plural,
                path=entity.path,
                entity=entity,
                group=group,
                description=entity.description,
            )
            for entity in (model.entities[key] for key in domain.entities)
        )
        seen_from = self._domain_of_envelope or name
        envelope = _envelope(lambda attribute: held_in_domain(attribute, seen_from, model), model)
        contents = DocumentContents(
            kind=DocumentKind.DOMAIN,
            name=name,
            title=name,
            description=domain.description,
            version=model.standard.version,
            resources=resources,
            groups=(group,),
            envelope=envelope,
            of_envelope=Group(GroupKind.ENVELOPE, "", {}),
            keys=Group(GroupKind.KEYS, "", {}),
            codes=Group(GroupKind.CODES, "", {}),
            code_key=self._code_entity.key,
        )
        return self._with_what_is_referred_to(contents, name)

    def of_process(self, process: Process) -> DocumentContents:
        """The document of `process`: per message what it shows, then what the envelope shows."""
        model = self._model
        groups, resources = [], []
        for message in process.messages:
            group = group_of_message(model, process.code.text, message.name.text)
            groups.append(group)
            root = model.entities[message.root]
            resources.append(
                ShownResource(
                    name=message.name.text,
                    path=message.path,
                    entity=root,
                    group=group,
                    description=message.description,
                )
            )
        contents = DocumentContents(
            kind=DocumentKind.PROCESS,
            name=process.code.text,
            title=process.title,
            description=process.description,
            version=process.version or model.standard.version,
            resources=tuple(resources),
            groups=tuple(groups),
            envelope=envelope_of_messages(model),
            of_envelope=group_of_envelope(model),
            keys=Group(GroupKind.KEYS, "", {}),
            codes=Group(GroupKind.CODES, "", {}),
            code_key=self._code_entity.key,
        )
        return self._with_what_is_referred_to(contents, None)

    def _others(self, domain: Domain) -> Iterator[Domain]:
        return (shared for shared in self._shared if shared is not domain)

    def _with_bases(self, key: str, shown: Iterable[str]) -> tuple[Attribute, ...]:
        """The attributes of the entity `key`, and of its bases up to one that is shown."""
        entities = [self._model.entities[key]]
        for base in self._model.bases(key):
            if base.key in shown:
                break
            entities.append(base)
        return tuple(with_inherited(entity.attributes for entity in reversed(entities)))

    # -- what is referred to by keys, and reference data -----------------------------------------------------------

    def _with_what_is_referred_to(
        self, contents: DocumentContents, domain: str | None
    ) -> DocumentContents:
        """`contents` with the keys that it refers to, those that these refer to, and values of reference data."""
        keys: dict[str, ShownEntity] = {}
        waiting = list(contents.shown())
        holds_codes = False
        while waiting:
            held = waiting.pop()
            by_keys = self._referred_by_keys(held)
            if by_keys and by_keys not in keys:
                keys[by_keys] = self._key_entity(by_keys, domain)
                waiting += keys[by_keys].attributes
            if held.holding is Holding.CODE and not by_keys and not holds_codes:
                holds_codes = True
                found = contents._replace(codes=self._codes(contents, domain))
                waiting += [
                    attribute
                    for entity in found.codes.entities.values()
                    for attribute in entity.attributes
                ]
                contents = found
        return contents._replace(keys=contents.keys._replace(entities=keys))

    def _referred_by_keys(self, held: ShownAttribute) -> str:
        """The key of the entity whose keys `held` shows; empty where it shows none."""
        if held.holding is Holding.KEYS and held.target is not None:
            return held.target.key
        is_code_by_keys = held.holding is Holding.CODE and held.group is GroupKind.KEYS
        return self._code_entity.key if is_code_by_keys else ""

    def _codes(self, contents: DocumentContents, domain: str | None) -> Group:
        """What a value of reference data looks like, where no group of the document shows it."""
        others = (group for group in contents.groups if group.kind is GroupKind.DOMAIN)
        shows_it = any(
            self._code_entity.key in group.entities for group in (*others, contents.of_envelope)
        )
        entities = {} if shows_it else {self._code_entity.key: self._value(domain)}
        return contents.codes._replace(entities=entities)

    def _value(self, domain: str | None) -> ShownEntity:
        attributes = _all_attributes(self._code_entity, self._model)
        return ShownEntity(
            self._code_entity, tuple(held_as_key(each, domain, self._model) for each in attributes)
        )

    def _key_entity(self, key: str, domain: str | None) -> ShownEntity:
        """The entity `key` with its key attributes, the inherited ones first."""
        return kept(
            self._model, "keys of an entity", (key, domain), partial(_key_entity, key, domain)
        )


def _key_entity(key: str, domain: str | None, model: Model) -> ShownEntity:
    made_up = key not in model.entities
    entity = code_entity_of(model) if made_up else model.entities[key]
    attributes = [each for each in _all_attributes(entity, model) if each.core or made_up]
    return ShownEntity(entity, tuple(held_as_key(each, domain, model) for each in attributes))


def _all_attributes(entity: Entity, model: Model) -> tuple[Attribute, ...]:
    if entity.key in model.entities:
        return tuple(model.attributes_of(entity.key))
    return entity.attributes


def _attributes_of(projections: Mapping[str, Projection]) -> dict[str, tuple[Attribute, ...]]:
    return {key: projection.attributes for key, projection in projections.items()}


def _shown(
    attributes: Mapping[str, tuple[Attribute, ...]], held: _Held, model: Model
) -> dict[str, ShownEntity]:
    """The entities with the keys of `attributes`, each with those attributes as they are `held`."""
    entities = model.entities
    bases = {
        key: next((base for base in model.bases(key) if base.key in attributes), None)
        for key in attributes
    }
    derived: dict[str, list[Entity]] = {}
    for key in attributes:
        base = bases[key]
        if base is not None:
            derived.setdefault(base.key, []).append(entities[key])
    return {
        key: ShownEntity(
            entities[key],
            tuple(map(held, own)),
            bases[key],
            _in_order(key, derived.get(key, []), model),
        )
        for key, own in attributes.items()
    }


def _in_order(key: str, derived: list[Entity], model: Model) -> tuple[Entity, ...]:
    """`derived` in the order of the model."""
    if not derived:
        return ()
    order = [entity.key for entity in model.descendants(key)]
    return tuple(sorted(derived, key=lambda entity: order.index(entity.key)))
