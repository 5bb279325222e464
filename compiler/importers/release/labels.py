"""The labels of a published set: what descriptions of reference data and of addresses have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from compiler.importers.release.entities import EntityFacts, Rows
from compiler.importers.release.published_document import (
    PublishedDocument,
    PublishedProperty,
    PublishedSchema,
)
from compiler.importers.release.sheet_rows import Row
from compiler.importers.release.sheet_types import SheetType, read_type
from compiler.importers.release.texts import flat
from compiler.model.documents import BASIS, KEYS
from compiler.model.elements import TypeKind
from compiler.model.manifest import Interface

# Stands for the name of a list in a label.
LIST_PLACE = "{lijst}"


class _Described(NamedTuple):
    """A published property of reference data with its row and its type in the sheet."""

    schema: PublishedSchema
    prop: PublishedProperty
    row: Row
    type: SheetType


def code_label(
    domains: Iterable[PublishedDocument], rows: Rows, code_entity: str
) -> tuple[str, bool]:
    """What stands behind the description of a reference data attribute, and whether key schemas have it too.

    Args:
        domains: the documents of the information domains.
        rows: the rows of the horizontal model, by entity and attribute.
        code_entity: the entity that a value of reference data is shown as.
    """
    found: Counter[str] = Counter()
    in_keys: Counter[bool] = Counter()
    silent = False
    for schema, prop, row, type_ in _reference_data(domains, rows, code_entity):
        text, shown = flat(row.description), flat(prop.description)
        behind = shown.removeprefix(text).removesuffix(flat(row.constraint)).strip()
        label = behind.replace(type_.target, LIST_PLACE)
        if schema.name.endswith(KEYS):
            in_keys[LIST_PLACE in label] += 1
        elif text and shown.startswith(text) and (LIST_PLACE in label or not label):
            found[label] += 1
        else:
            silent |= not shown
    usual = "" if silent else Interface().code_label
    label = found.most_common(1)[0][0] if found else usual
    return label, in_keys[True] >= in_keys[False]


def _reference_data(
    domains: Iterable[PublishedDocument], rows: Rows, code_entity: str
) -> Iterator[_Described]:
    for document in domains:
        for schema in document.schemas.values():
            entity = schema.name.removesuffix(KEYS).removesuffix(BASIS)
            for name, prop in schema.properties.items():
                row = rows.get((entity, name))
                type_ = read_type(row.type, code_entity) if row else None
                if row is not None and type_ is not None and type_.kind is TypeKind.CODELIST:
                    yield _Described(schema, prop, row, type_)


def uri_label(
    entities: Mapping[str, EntityFacts], rows: Rows, code_entity: str, *, many: bool
) -> str:
    """The description that most addresses of entities in other domains have, with their names taken out.

    Args:
        entities: the entities by name.
        rows: the rows of the horizontal model, by entity and attribute.
        code_entity: the entity that a value of reference data is shown as.
        many: whether of lists of addresses.
    """
    found: Counter[str] = Counter()
    for entity in entities.values():
        for name, prop in entity.schema.properties.items():
            if prop.shape.format != "uri" or prop.shape.many is not many:
                continue
            row = rows.get((entity.name, name))
            type_ = read_type(row.type, code_entity) if row else None
            if type_ is None or type_.kind is not TypeKind.ENTITY:
                continue
            target = entities.get(type_.target)
            if target is not None:
                found.update(set(_without_names(flat(prop.description), target, entities)))
    return max(found, key=lambda label: (found[label], label)) if found else ""


def _without_names(
    text: str, target: EntityFacts, entities: Mapping[str, EntityFacts]
) -> Iterator[str]:
    """`text` with marks for the names of `target` and its domain, in every way that one of them stands in it."""
    root = target
    while root.base in entities:
        root = entities[root.base]
    marks = (
        (target.plural, "{meervoud}"),
        (target.name, "{entiteit}"),
        (root.plural, "{stammeervoud}"),
        (root.name, "{stam}"),
    )
    for word, mark in marks:
        if word and _whole(word).search(text):
            marked = _whole(word).sub(mark, text, count=1)
            yield _whole(target.domain).sub("{domein}", marked)


def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(word)}\b")
