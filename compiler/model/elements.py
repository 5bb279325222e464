"""The elements of a standard: frozen values, which model.py holds together.

Entities refer to each other by key, so that the model is a plain tree of values. The key of an entity is its name;
where a name stands in two domains (a breach of GN02), the second one's key is `Domain.Name`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from compiler.base.accents import without_accents
from compiler.base.source import Name
from compiler.language.cora import ElementKind
from compiler.language.declarations import Suppression

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

    `parent_at`, `begin_at`, `end_at` and `domains_at` are where these stand, where they do.
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
    domains_at: tuple[Name, ...] = ()


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
    """A reference data list. Without `codes` it is kept elsewhere. `domains_at` is where its domains stand."""

    name: Name
    description: str
    domains: tuple[str, ...]
    codes: tuple[Code, ...]
    formerly: str = ""
    suppressions: tuple[Suppression, ...] = ()
    drawn: str = ""
    domains_at: tuple[Name, ...] = ()


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
