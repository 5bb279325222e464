"""Which document and which message shows which attribute that holds values of which reference data list.

It derives from what documents hold, as the documents themselves do, so that it names what stands in them: attributes
that an entity inherits, those of the envelope, and those of an entity that is shown by its keys only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from compiler.model.document_builder import documents_of
from compiler.model.documents import DocumentContents, DocumentKind, Group
from compiler.model.holding import GroupKind, Holding, ShownAttribute
from compiler.model.model import Model
from compiler.model.reached import objects_of


class Extent(StrEnum):
    """How much is shown of the entity that has the attribute: itself, or its keys where others refer to it."""

    ENTITY = "entiteit"
    KEYS = "sleutels"


class ListUse(NamedTuple):
    """An attribute that holds values of a list, where a document shows it.

    `domain` is that of the entity; it is empty for the envelope, which is of no domain. `document` is its path without
    an ending, as `Ketenprocessen/BRG`; `message` is empty in the document of a domain, which shows its entities by
    themselves.
    """

    list: str
    domain: str
    entity: str
    attribute: str
    document: str
    message: str
    extent: Extent


def cross_reference(model: Model) -> tuple[ListUse, ...]:
    """Every use of every list in every document: in the order of the lists, then as the documents show it."""
    found: dict[str, dict[ListUse, None]] = {name: {} for name in model.codelists}
    for contents in documents_of(model):
        for use in _of_document(contents):
            found[use.list][use] = None
    return tuple(use for uses in found.values() for use in uses)


def _of_document(contents: DocumentContents) -> Iterator[ListUse]:
    if contents.kind is DocumentKind.DOMAIN:
        groups = (*contents.groups, contents.of_envelope, contents.keys, contents.codes)
        yield from _uses(contents, "", ((group, key) for group in groups for key in group.entities))
        return
    for resource in contents.resources:
        alone = contents._replace(resources=(resource,))
        objects = ((group, shown.entity.key) for group, shown in objects_of(alone))
        parts = ((group, part.entity.key) for group, key in objects for part in group.chain(key))
        yield from _uses(contents, resource.name, parts)


def _uses(
    contents: DocumentContents, message: str, shown: Iterable[tuple[Group, str]]
) -> Iterator[ListUse]:
    """The uses by the envelope, and by the entities that are `shown`: a group, and the key of an entity in it."""
    document = f"{contents.kind}/{contents.name}"
    envelope = contents.envelope
    for name, of_envelope in _codes(envelope.attributes if envelope else ()):
        assert envelope is not None
        yield ListUse(
            list=name,
            domain="",
            entity=envelope.name,
            attribute=of_envelope,
            document=document,
            message=message,
            extent=Extent.ENTITY,
        )
    for group, key in shown:
        entity = group.entities[key].entity
        attributes = (each for part in group.chain(key) for each in part.attributes)
        for name, attribute in _codes(attributes):
            yield ListUse(
                list=name,
                domain=entity.domain,
                entity=entity.name.text,
                attribute=attribute,
                document=document,
                message=message,
                extent=Extent.KEYS if group.kind is GroupKind.KEYS else Extent.ENTITY,
            )


def _codes(attributes: Iterable[ShownAttribute]) -> Iterator[tuple[str, str]]:
    """The list and the name of each attribute that holds codes, but for one that another of its name stands before."""
    seen: dict[str, ShownAttribute] = {}
    for each in attributes:
        seen.setdefault(each.attribute.name.text, each)
    for name, shown in seen.items():
        if shown.holding is Holding.CODE:
            yield shown.attribute.target, name
