"""The model of a standard: its elements, and what leads from one to another; graph.py answers questions about reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from compiler.base.memory import Memory
from compiler.language.cora import ElementKind
from compiler.model.elements import (
    ArchitectureElement,
    Attribute,
    CodeList,
    Domain,
    Entity,
    EntityOutline,
    Envelope,
    Message,
    Process,
    Projection,
    WrittenAttribute,
    added_in,
    with_inherited,
    written_in,
)
from compiler.model.manifest import Manifest


@dataclass(frozen=True, eq=False)
class Model:
    """A linked standard. All mappings are in source order; files are read in the order of their paths.

    `memory` holds what was made of earlier models, in a process that lives long (keeping.py).
    """

    standard: Manifest
    domains: Mapping[str, Domain] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict)
    codelists: Mapping[str, CodeList] = field(default_factory=dict)
    processes: Mapping[str, Process] = field(default_factory=dict)
    envelope: Envelope | None = None
    architecture: Mapping[tuple[ElementKind, str], ArchitectureElement] = field(
        default_factory=dict
    )
    guides: Mapping[str, str] = field(default_factory=dict)  # the texts of guidance pages, by path
    memory: Memory[object] | None = None

    @cached_property
    def made(self) -> dict[object, Any]:
        """What others made of this model, by what they know it by (keeping.py)."""
        return {}

    def bases(self, key: str) -> Iterator[Entity]:
        """The base of the entity `key`, the base of that one, and so on."""
        base = self.entities[key].base
        while base is not None:
            entity = self.entities[base]
            yield entity
            base = entity.base

    def descendants(self, key: str) -> Iterator[Entity]:
        """Every entity derived from `key`, directly or not, parents before children."""
        waiting = [*reversed(self.entities[key].derived)]
        while waiting:
            entity = self.entities[waiting.pop()]
            yield entity
            waiting += reversed(entity.derived)

    def root_of(self, key: str) -> Entity:
        """The topmost base of the entity `key`; the entity itself where it has none."""
        entity = self.entities[key]
        for entity in self.bases(key):  # noqa: B007 - the last one is what is asked for
            pass
        return entity

    def attributes_of(self, key: str) -> Iterator[Attribute]:
        """The attributes of the entity `key` with the inherited ones, those of the topmost base first."""
        yield from with_inherited(
            entity.attributes for entity in reversed([self.entities[key], *self.bases(key)])
        )

    @cached_property
    def shared_domains(self) -> tuple[Domain, ...]:
        """The domains whose entities every document may embed; a sound model has one at most."""
        return tuple(domain for domain in self.domains.values() if domain.shared)

    @cached_property
    def outlines(self) -> Mapping[str, EntityOutline]:
        """Per entity what others say of it where they refer to it."""
        found = {}
        for key, entity in self.entities.items():
            root = self.root_of(key)
            found[key] = EntityOutline(
                key=key,
                name=entity.name.text,
                plural=entity.plural,
                domain=entity.domain,
                root=root.name.text,
                root_plural=root.plural,
            )
        return found

    def messages(self) -> Iterator[Message]:
        """Every message of every process."""
        for process in self.processes.values():
            yield from process.messages

    @cached_property
    def message_of(self) -> Mapping[tuple[str, str], Message]:
        """The messages by the codes of their processes and their names."""
        return {(each.process, each.name.text): each for each in self.messages()}

    @cached_property
    def added(self) -> tuple[tuple[Message, Projection, Attribute], ...]:
        """What messages have of their own (`eigen`), where it is written."""
        return tuple((message, *each) for message in self.messages() for each in added_in(message))

    @cached_property
    def added_to(self) -> Mapping[str, tuple[tuple[Message, Projection, Attribute], ...]]:
        """What `added` holds, by the entities that it is added to."""
        found: dict[str, list[tuple[Message, Projection, Attribute]]] = {}
        for each in self.added:
            found.setdefault(each[1].entity, []).append(each)
        return {key: tuple(added) for key, added in found.items()}

    @cached_property
    def written(self) -> tuple[WrittenAttribute, ...]:
        """Every attribute where it is written, those of entities first, then what messages have of their own.

        The standard identifiers and the envelope stand apart.
        """
        return (
            *(each for entity in self.entities.values() for each in written_in(entity)),
            *(each for message in self.messages() for each in self.written_for(message)),
        )

    def written_for(self, message: Message) -> Iterator[WrittenAttribute]:
        """What `message` has of its own, where it is written."""
        for projection, attribute in added_in(message):
            entity, name = self.entities[projection.entity], attribute.name.text
            yield WrittenAttribute(entity, attribute, attribute.suppressions, name)

    @cached_property
    def by_letters(self) -> Mapping[str, tuple[Entity, ...]]:
        """The entities by the letters of their names, large or small."""
        found: dict[str, tuple[Entity, ...]] = {}
        for entity in self.entities.values():
            letters = entity.name.text.casefold()
            found[letters] = (*found.get(letters, ()), entity)
        return found

    @cached_property
    def names_of_messages(self) -> Mapping[str, tuple[str, str]]:
        """What messages may be called, with process and name: `BRG/Relaties`, or the name alone; the first counts."""
        found: dict[str, tuple[str, str]] = {}
        for process, name in self.message_of:
            found.setdefault(f"{process}/{name}", (process, name))
            found.setdefault(name, (process, name))
        return found

    @cached_property
    def names_of_elements(self) -> Mapping[str, tuple[str, str]]:
        """What elements may be called, with kind and name: `bedrijfsproces Innen huren`, or the name alone."""
        found: dict[str, tuple[str, str]] = {}
        for kind, name in self.architecture:
            found.setdefault(f"{kind} {name}", (str(kind), name))
            found.setdefault(name, (str(kind), name))
        return found

    @cached_property
    def plurals(self) -> Mapping[str, str]:
        """The plurals of entities, each with the key of the first that has it."""
        found: dict[str, str] = {}
        for key, entity in self.entities.items():
            found.setdefault(entity.plural, key)
        return found

    @cached_property
    def by_name(self) -> Mapping[str, tuple[WrittenAttribute, ...]]:
        """What `written` holds by the names of the attributes; most names stand in many entities."""
        found: dict[str, list[WrittenAttribute]] = {}
        for each in self.written:
            found.setdefault(each.text, []).append(each)
        return {name: tuple(places) for name, places in found.items()}

    def own_attributes(self) -> Iterator[Attribute]:
        """The attributes that messages and the envelope have of their own, where they are written."""
        yield from (attribute for _, _, attribute in self.added)
        if self.envelope is not None:
            yield from self.envelope.attributes
            for projection in self.envelope.projections.values():
                yield from (attribute for attribute in projection.attributes if attribute.own)

    @cached_property
    def named_attributes(self) -> Mapping[str, Mapping[str, Attribute]]:
        """Per entity its attributes by name, with the inherited ones; of two with one name the nearest counts."""
        found: dict[str, dict[str, Attribute]] = {}
        order = [key for key, entity in self.entities.items() if entity.base is None]
        for key in order:  # grows while it is walked: bases before what is derived from them
            entity = self.entities[key]
            inherited = found[entity.base] if entity.base is not None else {}
            found[key] = inherited | {
                attribute.name.text: attribute for attribute in entity.attributes
            }
            order += entity.derived
        return found
