"""What a name in a text stands for, looked up in a model."""

from __future__ import annotations

from typing import NamedTuple

from compiler.editing.mentions import Mention, NameRole
from compiler.model.elements import PRIMITIVES, Entity, TypeKind
from compiler.model.model import Model


class Thing(NamedTuple):
    """Something that has a name: what it is, the name, and what it belongs to.

    `owner` is the key of the entity of an attribute, the list of a code, the process of a message, the kind of an
    element; of an attribute that a message has of its own: process, message and entity, with slashes between. The name
    of an entity is its key. A role of `TYPE` is a primitive type.
    """

    role: NameRole
    name: str
    owner: str = ""


class NameLookup:
    """Looks up what names stand for in `model`."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._keys: dict[str, list[str]] = {}
        for key, entity in model.entities.items():
            self._keys.setdefault(entity.name.text, []).append(key)
        self._identifiers = {each.name.text for each in model.standard.ids}

    def thing(self, mention: Mention) -> Thing | None:
        """What `mention` names; None where it leads nowhere."""
        name = mention.place.text
        match mention.role:
            case NameRole.ENTITY:
                key = self.entity_key(name, mention.domain)
                return Thing(NameRole.ENTITY, key) if key else None
            case NameRole.TYPE:
                return self.type_named(name, mention.domain)
            case NameRole.ATTRIBUTE:
                key = self.entity_key(mention.owner, mention.domain)
                return self.attribute(key, name) if key else None
            case NameRole.OWN:
                return Thing(NameRole.OWN, name, "/".join(mention.path))
            case NameRole.CODE:
                codelist = self._list_of(mention)
                return Thing(NameRole.CODE, name, codelist) if codelist else None
            case NameRole.MESSAGE | NameRole.ELEMENT:
                return Thing(mention.role, name, mention.owner)
            case _:
                return Thing(mention.role, name)

    def entity_key(self, name: str, domain: str = "") -> str | None:
        """The key of the entity that `name` is in `domain`; None where there is none."""
        keys = self._keys.get(name, [])
        entities = self.model.entities
        return next((key for key in keys if entities[key].domain == domain), next(iter(keys), None))

    def type_named(self, name: str, domain: str = "") -> Thing | None:
        """The primitive type, the entity or the list that is called `name`."""
        if name in PRIMITIVES:
            return Thing(NameRole.TYPE, name)
        if key := self.entity_key(name, domain):
            return Thing(NameRole.ENTITY, key)
        return Thing(NameRole.LIST, name) if name in self.model.codelists else None

    def attribute(self, key: str, name: str) -> Thing | None:
        """The attribute `name` of the entity `key`, with the entity that writes it; None where it has none."""
        writer = self.writer(key, name)
        if writer is None:
            return None
        attribute = writer.attribute(name)
        if attribute is not None and attribute.standard and name in self._identifiers:
            at_manifest = any(each.name == attribute.name for each in self.model.standard.ids)
            if at_manifest:
                return Thing(NameRole.IDENTIFIER, name)
        return Thing(NameRole.ATTRIBUTE, name, writer.key)

    def writer(self, key: str, name: str) -> Entity | None:
        """The entity that writes the attribute `name` of the entity `key`: itself, or the nearest base that has it."""
        family = (self.model.entities[key], *self.model.bases(key))
        return next((each for each in family if each.attribute(name) is not None), None)

    def _list_of(self, mention: Mention) -> str | None:
        """The list that a code is looked up in: of that name, or that of an attribute (`als soort NAT`)."""
        if not mention.path:
            return mention.owner if mention.owner in self.model.codelists else None
        key = self.entity_key(mention.owner, mention.domain)
        writer = self.writer(key, mention.path[0]) if key else None
        attribute = writer.attribute(mention.path[0]) if writer else None
        return attribute.target if attribute and attribute.kind is TypeKind.CODELIST else None
