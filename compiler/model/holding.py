"""How a document holds what an attribute is about: as a value, a code, embedded, by keys, or by an address."""

from __future__ import annotations

from collections.abc import Container
from enum import StrEnum
from typing import NamedTuple

from compiler.model.elements import Attribute, EntityOutline, TypeKind
from compiler.model.model import Model


class Holding(StrEnum):
    """How a document holds what an attribute is about."""

    VALUE = "value"
    CODE = "code"
    EMBEDDED = "embedded"
    KEYS = "keys"
    ADDRESS = "address"


class GroupKind(StrEnum):
    """Why entities are shown together: a domain shows them, a message, the envelope, or others refer to them."""

    DOMAIN = "domain"
    MESSAGE = "message"
    ENVELOPE = "envelope"
    KEYS = "keys"
    CODES = "codes"


class ShownAttribute(NamedTuple):
    """An attribute as a document shows it.

    `target` is the entity that it refers to, None where it refers to none. `group` is the kind of group that shows
    that entity, where it is embedded.
    """

    attribute: Attribute
    holding: Holding
    target: EntityOutline | None = None
    group: GroupKind | None = None


def is_single_value(shown: ShownAttribute) -> bool:
    """Whether `shown` is one value, which can identify something: no collection, no entity, no code."""
    return shown.holding is Holding.VALUE and not shown.attribute.many


def held_in_domain(attribute: Attribute, domain: str, model: Model) -> ShownAttribute:
    """`attribute` in the document of `domain`: entities of other domains, but of shared ones, are addresses."""
    if attribute.kind is not TypeKind.ENTITY:
        return _plain(attribute)
    target = model.outlines[attribute.target]
    shared = (each.name.text for each in model.shared_domains)
    if target.domain != domain and target.domain not in shared:
        return ShownAttribute(attribute, Holding.ADDRESS, target)
    if attribute.keys:
        return ShownAttribute(attribute, Holding.KEYS, target)
    return ShownAttribute(attribute, Holding.EMBEDDED, target, GroupKind.DOMAIN)


def held_in_message(attribute: Attribute, embedded: Container[str], model: Model) -> ShownAttribute:
    """`attribute` in a message that shows the entities with the keys `embedded`.

    What the message does not show but the envelope does is shown once for the whole document; the rest by its keys.
    For the envelope itself `embedded` is empty.
    """
    if attribute.kind is not TypeKind.ENTITY:
        return _plain(attribute)
    target = model.outlines[attribute.target]
    if not attribute.keys and attribute.target in embedded:
        return ShownAttribute(attribute, Holding.EMBEDDED, target, GroupKind.MESSAGE)
    if not attribute.keys and model.envelope and attribute.target in model.envelope.projections:
        return ShownAttribute(attribute, Holding.EMBEDDED, target, GroupKind.ENVELOPE)
    return ShownAttribute(attribute, Holding.KEYS, target)


def held_as_key(attribute: Attribute, domain: str | None, model: Model) -> ShownAttribute:
    """A key attribute where its entity is shown by its keys: entities that it refers to are shown by theirs.

    `domain` is that of the document, None for the document of a process.
    """
    if attribute.kind is TypeKind.ENTITY:
        by_keys = attribute._replace(keys=True)
        held = (
            held_in_domain(by_keys, domain, model)
            if domain
            else held_in_message(by_keys, (), model)
        )
        return held._replace(attribute=attribute)
    held = _plain(attribute)
    if held.holding is Holding.CODE and model.standard.interface.code_keys:
        return held._replace(group=GroupKind.KEYS)
    return held


def _plain(attribute: Attribute) -> ShownAttribute:
    is_code = attribute.kind is TypeKind.CODELIST
    return ShownAttribute(attribute, Holding.CODE if is_code else Holding.VALUE)
