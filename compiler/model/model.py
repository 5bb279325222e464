"""The model of a standard: frozen and typed; graph.py makes a graph of it for questions about reach.

Entities refer to each other by key, so that the model is a plain tree of values. The key of an entity is its name;
where a name stands in two domains (a breach of GN02), the second one's key is `Domain.Name`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from compiler.base.accents import without_accents
from compiler.base.memory import Memory
from compiler.base.source import Name
from compiler.language.cora import ElementKind
from compiler.language.declarations import Suppression
from compiler.model.manifest import Manifest

# GN05: the primitive types are those of the XSD set that the guideline lists.
PRIMITIVES = (
    "string", "integer", "boolean", "decimal", "duration", "dateTime", "date", "time", "anyURI", "base64Binary",
)  # fmt: skip


class TypeKind(StrEnum):
    """What an attribute holds: a primitive value, a value of a reference data list, or (the keys of) an entity."""

    PRIMITIVE = "primitive"
    CODELIST = "codelist"
    ENTITY = "entity"


class Attribute(NamedTuple):
    """An attribute of an entity, or of a projection.

    `target` is a primitive type, the name of a reference data list, or the key of an entity; `keys` says that only
    the keys of the entity are held, `many` that it is a collection. `standard` marks an identifier that GM11 gives
    to every entity, `own` one that a projection adds to the horizontal model, `embeds` one of which a projection says
    `ingebed`. `source` is the external registration that it comes from (GN11). `drawn` is the identity of what was
    drawn (`uml`), here and in other elements.
    """

    name: Name
    kind: TypeKind
    target: str
    keys: bool = False
    many: bool = False
    description: str = ""
    core: bool = False
    obsolete: bool = False
    constraint: str = ""
    pattern: str = ""
    derived: str = ""
    formerly: str = ""
    standard: bool = False
    own: bool = False
    suppressions: tuple[Suppression, ...] = ()
    type_name: Name = Name("")
    source: Name = Name("")
    embeds: bool = False
    drawn: str = ""

    def same_type(self, other: Attribute) -> bool:
        """Whether both hold the same: type, target, keys or embedded, one or many."""
        return (self.kind, self.target, self.keys, self.many) == (
            other.kind,
            other.target,
            other.keys,
            other.many,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Entity:
    """An entity with its own attributes (standard ones first); `base` and `derived` are keys of other entities.

    `plural` names its resource, `path` is the address of that. `told_by` is an attribute that it inherits and the codes
    there that tell it from what else is derived from its base; empty where nothing does. `business_object` is the name
    of the element that it is, or empty.
    """

    key: str
    name: Name
    domain: str
    description: str
    abstract: bool
    value_object: bool
    base: str | None
    base_name: Name | None
    derived: tuple[str, ...]
    plural: str
    path: str
    attributes: tuple[Attribute, ...]
    suppressions: tuple[Suppression, ...] = ()
    formerly: str = ""
    told_by: tuple[str, ...] = ()
    business_object: str = ""
    drawn: str = ""

    def attribute(self, name: str) -> Attribute | None:
        """Its own attribute `name`, or None."""
        return next((a for a in self.attributes if a.name.text == name), None)


class EntityOutline(NamedTuple):
    """What others say of an entity that they refer to; `root` is its topmost base."""

    key: str
    name: str
    plural: str
    domain: str
    root: str
    root_plural: str


class WrittenAttribute(NamedTuple):
    """An attribute where it is written, the entity it is about, and the suppressions that may stand beside either.

    `text` is the name of the attribute.
    """

    entity: Entity
    attribute: Attribute
    reasons: tuple[Suppression, ...]
    text: str


def path_of(plural: str) -> str:
    """The address of a resource where the model does not say one: the plural in small letters, a hyphen per word.

    >>> path_of("ExtraAttributen"), path_of("Categorieën"), path_of("Villa's")
    ('extra-attributen', 'categorieen', 'villas')
    """
    letters = re.sub("['\u2018\u2019]", "", without_accents(plural))
    return re.sub(r"(?<=[^-\s])(?=[A-Z])|\s+", "-", letters).lower()


def with_inherited(attributes: Iterable[Iterable[Attribute]]) -> Iterator[Attribute]:
    """The attributes of an entity, given those of each of its bases from the top down, then its own.

    One that is declared again below takes the place of the inherited one.
    """
    found = {attribute.name.text: attribute for each in attributes for attribute in each}
    yield from found.values()


class Domain(NamedTuple):
    """An information domain.

    `shared` marks the one whose entities every document may embed; one that is not `documented` has no document.
    """

    name: Name
    description: str
    shared: bool
    entities: tuple[str, ...]
    documented: bool = True
    formerly: str = ""
    drawn: str = ""


class Code(NamedTuple):
    """A value of a reference data list; dates are texts as written, `parent` is (list, code).

    `parent_at`, `begin_at` and `end_at` are where these stand, where they do.
    """

    code: Name
    label: str
    description: str
    parent: tuple[str, str] | None
    begin: str
    end: str
    domains: tuple[str, ...]
    formerly: str = ""
    suppressions: tuple[Suppression, ...] = ()
    parent_at: tuple[Name, Name] | None = None
    begin_at: Name | None = None
    end_at: Name | None = None
    drawn: str = ""


def day_of(text: str) -> date | None:
    """The day that `text` is, written as 2026-01-31; None where it is none (RD04).

    >>> day_of("2026-02-30")
    """
    try:
        return (
            date.fromisoformat(text) if len(text) == len("2026-01-31") and text[7] == "-" else None
        )
    except ValueError:
        return None


class CodeList(NamedTuple):
    """A reference data list. Without `codes` it is kept elsewhere."""

    name: Name
    description: str
    domains: tuple[str, ...]
    codes: tuple[Code, ...]
    formerly: str = ""
    suppressions: tuple[Suppression, ...] = ()
    drawn: str = ""


class Projection(NamedTuple):
    """What a message shows of one entity, in the order of the message."""

    entity: str
    name: Name
    attributes: tuple[Attribute, ...]
    description: str = ""


class Message(NamedTuple):
    """A message of a process about `root`; its name is a plural and names the resource."""

    name: Name
    process: str
    root: str
    path: str
    description: str
    projections: Mapping[str, Projection]
    formerly: str = ""


class Process(NamedTuple):
    """A process (ketenproces) with its messages; `version` is its own one, or the standard's.

    `business_processes` are the names of the elements that it serves; `version_at` is where its own version stands.
    """

    code: Name
    title: str
    version: str
    description: str
    messages: tuple[Message, ...]
    formerly: str = ""
    business_processes: tuple[str, ...] = ()
    version_at: Name | None = None


class Envelope(NamedTuple):
    """What every message may carry besides its entity, and how process documents show the shared entities."""

    name: Name
    description: str
    attributes: tuple[Attribute, ...]
    projections: Mapping[str, Projection]


class ArchitectureElement(NamedTuple):
    """An element of the architecture. `wholes` are the names of those that it is part of, of the kind in `WHOLES`."""

    kind: ElementKind
    name: Name
    description: str
    wholes: tuple[str, ...] = ()
    suppressions: tuple[Suppression, ...] = ()


def written_in(entity: Entity) -> Iterator[WrittenAttribute]:
    """The attributes of `entity` where it writes them; the standard identifiers stand apart."""
    for attribute in entity.attributes:
        if not attribute.standard:
            reasons = (*attribute.suppressions, *entity.suppressions)
            yield WrittenAttribute(entity, attribute, reasons, attribute.name.text)


def added_in(message: Message) -> Iterator[tuple[Projection, Attribute]]:
    """What `message` has of its own (`eigen`), where it is written."""
    for projection in message.projections.values():
        for attribute in projection.attributes:
            if attribute.own:
                yield projection, attribute


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
