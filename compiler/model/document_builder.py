"""Model → what each of its documents holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TypeAlias

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
    with_inherited,
)
from compiler.model.holding import (
    GroupKind,
    ShownAttribute,
    held_in_domain,
    held_in_message,
)
from compiler.model.keeping import kept
from compiler.model.model import Model
from compiler.model.referred_to import code_entity_of, with_what_is_referred_to

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


class _Builder:
    """Builds the contents of the documents of one model."""

    def __init__(self, model: Model) -> None:
        self._model = model
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
            code_key=code_entity_of(model).key,
        )
        return with_what_is_referred_to(contents, name, model)

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
            code_key=code_entity_of(model).key,
        )
        return with_what_is_referred_to(contents, None, model)

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
