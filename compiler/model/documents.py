"""What each document holds, said once: the entities, attributes, keys and alternatives that it shows.

A standard has a document per information domain and one per process. OpenAPI documents, JSON Schemas, the payloads by
which two versions are compared, and the report of projections all derive from these values, so that none of them can
show what another one does not. Nothing here knows a format: a back end gives names and types to what is held.
document_builder.py makes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from compiler.model.elements import Entity
from compiler.model.holding import GroupKind, Holding, ShownAttribute

# What the names of schemas end in: the part of an entity that derived ones share, and the keys of an entity.
BASIS = "-basis"
KEYS = "-sleutels"


class DocumentKind(StrEnum):
    """The two kinds of documents; the values name their folders."""

    DOMAIN = "Informatiedomeinen"
    PROCESS = "Ketenprocessen"


class ShownEntity(NamedTuple):
    """An entity as a group shows it.

    `attributes` are its own there, with those of bases that the group does not show. `base` is the nearest base that
    it does show; `derived` are the shown entities for which this one is the nearest.
    """

    entity: Entity
    attributes: tuple[ShownAttribute, ...]
    base: Entity | None = None
    derived: tuple[Entity, ...] = ()

    @property
    def stands_alone(self) -> bool:
        """Whether an object can be this entity and none of the derived ones."""
        return not self.derived or not self.entity.abstract


class Group(NamedTuple):
    """Entities that are shown together, by key; `name` is that of the message, empty for other kinds."""

    kind: GroupKind
    name: str
    entities: Mapping[str, ShownEntity]

    def chain(self, key: str) -> Iterator[ShownEntity]:
        """The entity `key` and the bases of it that the group shows, nearest first."""
        shown: ShownEntity | None = self.entities[key]
        while shown is not None:
            yield shown
            shown = self.entities[shown.base.key] if shown.base else None

    def descendants(self, key: str) -> Iterator[ShownEntity]:
        """What the group shows of the entities derived from `key`, parents before children."""
        waiting = [*reversed(self.entities[key].derived)]
        while waiting:
            shown = self.entities[waiting.pop().key]
            yield shown
            waiting += reversed(shown.derived)


class ShownResource(NamedTuple):
    """A resource: `name` is its plural, `entity` what its messages are about, as `group` shows it."""

    name: str
    path: str
    entity: Entity
    group: Group
    description: str


class ShownEnvelope(NamedTuple):
    """What every message carries besides its entity."""

    name: str
    attributes: tuple[ShownAttribute, ...]


class DocumentContents(NamedTuple):
    """All that one document holds.

    `name` is that of a domain, or the code of a process. `groups` are those of the domain, or of each message.
    `of_envelope` shows the entities that the envelope shows by themselves; `keys` what is referred to by keys, each
    entity with its key attributes; `codes` a value of reference data, where no other group shows what it looks like.
    `code_key` is the key of the entity that such a value is shown as.
    """

    kind: DocumentKind
    name: str
    title: str
    description: str
    version: str
    resources: tuple[ShownResource, ...]
    groups: tuple[Group, ...]
    envelope: ShownEnvelope | None
    of_envelope: Group
    keys: Group
    codes: Group
    code_key: str

    def shown(self) -> Iterator[ShownAttribute]:
        """Every attribute that the groups and the envelope show, in the order of the document."""
        for group in self.groups:
            for entity in group.entities.values():
                yield from entity.attributes
        if self.envelope is not None:
            yield from self.envelope.attributes
        for entity in self.of_envelope.entities.values():
            yield from entity.attributes

    def group_of(self, shown: ShownAttribute, group: Group) -> Group | None:
        """The group that shows what `shown` refers to, seen from `group`; None for a value and an address."""
        match shown.holding:
            case Holding.EMBEDDED:
                return self.of_envelope if shown.group is GroupKind.ENVELOPE else group
            case Holding.KEYS:
                return self.keys
            case Holding.CODE:
                return self.keys if shown.group is GroupKind.KEYS else self.group_of_codes()
            case _:
                return None

    def group_of_codes(self) -> Group:
        """The group that shows a value of reference data. A message that shows it shows it for itself only."""
        others = (group for group in self.groups if group.kind is GroupKind.DOMAIN)
        return next(
            (group for group in (*others, self.of_envelope) if self.code_key in group.entities),
            self.codes,
        )
