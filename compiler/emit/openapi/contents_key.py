"""A key per document for the cache: it changes with anything that the document shows.

Planning gets the contents of a document and the manifest's shape, and nothing else of the model; so what this key is
made of is all that planning can look at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from compiler.base.store import digest, encoded
from compiler.emit.rendering.by_object import by_object
from compiler.model.documents import DocumentContents, Group, ShownEntity
from compiler.model.elements import Attribute, Entity, EntityOutline
from compiler.model.holding import ShownAttribute
from compiler.model.manifest import Manifest
from compiler.model.meaning import meaning_of


def shape_of_standard(standard: Manifest) -> Manifest:
    """Of the manifest what documents may show: title, version, contact, licence and the shape of the interface."""
    return Manifest(
        title=standard.title,
        version=standard.version,
        contact=standard.contact,
        licence=standard.licence,
        interface=standard.interface,
    )


class ContentsKeys:
    """Makes the keys of the documents of one standard, which `standard` tells from others."""

    def __init__(self, standard: Manifest) -> None:
        shape = (standard.title, standard.version, standard.contact, standard.licence)
        self.standard = digest(encoded(shape), encoded(standard.interface))
        self._attribute: Callable[[Attribute], str] = by_object(_key_of_attribute)
        self._target: Callable[[EntityOutline], str] = by_object(encoded)
        self._entity: Callable[[Entity], str] = by_object(_key_of_entity)

    def of(self, contents: DocumentContents) -> str:
        """The key of the document that shows `contents`."""
        groups = (*contents.groups, contents.of_envelope, contents.keys, contents.codes)
        envelope = contents.envelope
        head = (
            contents.kind,
            contents.name,
            contents.title,
            contents.description,
            contents.version,
            envelope.name if envelope else None,
            [
                (each.name, each.path, each.entity.name.text, each.group.name, each.description)
                for each in contents.resources
            ],
        )
        return digest(
            self.standard,
            encoded(head),
            self._attributes(envelope.attributes if envelope else ()),
            *map(self._group, groups),
        )

    def _group(self, group: Group) -> str:
        parts = [group.kind, group.name]
        for shown in group.entities.values():
            parts += self._shown_entity(shown)
        return "\n".join(parts)

    def _shown_entity(self, shown: ShownEntity) -> tuple[str, ...]:
        base = self._entity(shown.base) if shown.base else ""
        derived = map(self._entity, shown.derived)
        return self._entity(shown.entity), base, *derived, self._attributes(shown.attributes)

    def _attributes(self, attributes: Iterable[ShownAttribute]) -> str:
        parts = []
        for shown in attributes:
            parts += [self._attribute(shown.attribute), shown.holding, shown.group or ""]
            if shown.target is not None:
                parts.append(self._target(shown.target))
        return "\n".join(parts)


def _key_of_attribute(attribute: Attribute) -> str:
    return encoded((attribute.name.text, meaning_of(attribute)))


def _key_of_entity(entity: Entity) -> str:
    """What documents say of an entity beside its attributes."""
    return encoded(
        (entity.key, entity.name.text, entity.description, entity.abstract, entity.told_by)
    )
