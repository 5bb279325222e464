"""What the messages of a document can hold: from each resource on, whatever that shows, and so on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from compiler.model.documents import DocumentContents, Group, ShownEntity
from compiler.model.holding import GroupKind, ShownAttribute

ShownKey: TypeAlias = tuple[GroupKind, str, str]
"""An entity in a group: the kind and the name of the group, and the key of the entity."""


def reached_in(contents: DocumentContents) -> frozenset[ShownKey]:
    """What some message of the document can hold, and the bases that this is composed of."""
    return frozenset(
        (group.kind, group.name, part.entity.key)
        for group, shown in objects_of(contents)
        for part in group.chain(shown.entity.key)
    )


def objects_of(contents: DocumentContents) -> Iterator[tuple[Group, ShownEntity]]:
    """Each kind of object that a message can hold, with the group that shows it."""
    waiting = [(each.group, each.entity.key) for each in contents.resources]
    if contents.envelope is not None and contents.resources:
        waiting += _referred(contents, contents.resources[0].group, contents.envelope.attributes)
    seen: set[ShownKey] = set()
    for group, key in waiting:  # grows while it is walked
        if (group.kind, group.name, key) in seen:
            continue
        seen.add((group.kind, group.name, key))
        shown = group.entities[key]
        waiting += ((group, derived.key) for derived in shown.derived)
        if shown.stands_alone:
            yield group, shown
            for part in group.chain(key):
                waiting += _referred(contents, group, part.attributes)


def _referred(
    contents: DocumentContents, group: Group, attributes: Iterable[ShownAttribute]
) -> Iterator[tuple[Group, str]]:
    """What `attributes`, shown in `group`, hold: the group that shows it, and its key there."""
    for shown in attributes:
        target = contents.group_of(shown, group)
        if target is not None:
            yield target, shown.target.key if shown.target else contents.code_key
