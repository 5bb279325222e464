"""What a document shows beside its messages and its domain: keys that it refers to, and values of reference data."""

from __future__ import annotations

from functools import partial

from compiler.base.source import Name
from compiler.model.documents import DocumentContents, Group, ShownEntity
from compiler.model.elements import Attribute, Entity, TypeKind
from compiler.model.holding import GroupKind, Holding, ShownAttribute, held_as_key
from compiler.model.keeping import kept
from compiler.model.model import Model


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


def with_what_is_referred_to(
    contents: DocumentContents, domain: str | None, model: Model
) -> DocumentContents:
    """`contents` with the keys that it refers to, those that these refer to, and values of reference data.

    `domain` is the one that the document is of; None for the document of a process.
    """
    code_entity = code_entity_of(model)
    keys: dict[str, ShownEntity] = {}
    waiting = list(contents.shown())
    holds_codes = False
    while waiting:
        held = waiting.pop()
        by_keys = _referred_by_keys(held, code_entity)
        if by_keys and by_keys not in keys:
            made = partial(_key_entity, by_keys, domain)
            keys[by_keys] = kept(model, "keys of an entity", (by_keys, domain), made)
            waiting += keys[by_keys].attributes
        if held.holding is Holding.CODE and not by_keys and not holds_codes:
            holds_codes = True
            contents = contents._replace(codes=_codes(contents, code_entity, domain, model))
            waiting += [
                attribute
                for entity in contents.codes.entities.values()
                for attribute in entity.attributes
            ]
    return contents._replace(keys=contents.keys._replace(entities=keys))


def _referred_by_keys(held: ShownAttribute, code_entity: Entity) -> str:
    """The key of the entity whose keys `held` shows; empty where it shows none."""
    if held.holding is Holding.KEYS and held.target is not None:
        return held.target.key
    is_code_by_keys = held.holding is Holding.CODE and held.group is GroupKind.KEYS
    return code_entity.key if is_code_by_keys else ""


def _codes(
    contents: DocumentContents, code_entity: Entity, domain: str | None, model: Model
) -> Group:
    """What a value of reference data looks like, where no group of the document shows it."""
    others = (group for group in contents.groups if group.kind is GroupKind.DOMAIN)
    if any(code_entity.key in group.entities for group in (*others, contents.of_envelope)):
        return contents.codes._replace(entities={})
    shown = tuple(held_as_key(each, domain, model) for each in _all_attributes(code_entity, model))
    return contents.codes._replace(entities={code_entity.key: ShownEntity(code_entity, shown)})


def _key_entity(key: str, domain: str | None, model: Model) -> ShownEntity:
    """The entity `key` with its key attributes, the inherited ones first."""
    made_up = key not in model.entities
    entity = code_entity_of(model) if made_up else model.entities[key]
    attributes = [each for each in _all_attributes(entity, model) if each.core or made_up]
    return ShownEntity(entity, tuple(held_as_key(each, domain, model) for each in attributes))


def _all_attributes(entity: Entity, model: Model) -> tuple[Attribute, ...]:
    if entity.key in model.entities:
        return tuple(model.attributes_of(entity.key))
    return entity.attributes
