"""Changes as the facts of published_changes.py, so that two independent readings can be laid side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from compiler.compare.diff import Change, ChangeKind, flattened
from compiler.compare.judged import Judged
from compiler.compare.tree import Element
from compiler.model.elements import Attribute, TypeKind
from compiler.model.model import Model
from compiler.model.wire import process_shape

Fact = tuple[Any, ...]
_TYPES = ("type", "keys", "many", "own")


def facts(judged: Iterable[Judged], old: Model, new: Model) -> set[Fact]:
    """All facts of all changes, with what follows from them."""
    items = (items_of(old), items_of(new))
    found: set[Fact] = set()
    for each in judged:
        for change in flattened([each.change]):
            found.update(_facts(change, old, new))
            for place in _items_touched(change, set(each.reach.entities), *items):
                before, after = items[0].get(place), items[1].get(place)
                if before and after and before != after:
                    found.add(("type", "item", *place, before, after))
    return found


def shown_by_address(model: Model) -> set[tuple[str, str]]:
    """The (entity, attribute) that a document shows as an address only, which is never marked obsolete."""
    return {
        (entity.key, attribute.name.text)
        for entity in model.entities.values()
        for attribute in entity.attributes
        if attribute.kind is TypeKind.ENTITY
        and model.entities[attribute.target].domain != entity.domain
        and not model.domains[model.entities[attribute.target].domain].shared
    }


def _facts(change: Change, old: Model, new: Model) -> Iterator[Fact]:
    names = tuple(name for _, name in change.path)
    if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        element = change.new if change.kind is ChangeKind.ADDED else change.old
        yield from _whole(change.kind.value, element, names[:-1], nested=len(names) > 1)
    elif change.kind is ChangeKind.MOVED and change.fact == "entity":
        yield from (("removed", "attribute", path[0][1], path[1][1]) for path in change.old)
        yield from (("added", "attribute", path[0][1], path[1][1]) for path in change.new)
    elif change.kind is ChangeKind.CHANGED and len(names) == 2 and change.path[0][0] == "entity":
        before, after = (model.entities[names[0]].attribute(names[1]) for model in (old, new))
        if before and after and change.fact == "obsolete":
            yield ("obsolete", "attribute", *names, change.new)
        if before and after and change.fact in _TYPES:
            yield ("type", "attribute", *names, _type(before), _type(after))


def _whole(kind: str, element: Element, above: tuple[str, ...], *, nested: bool) -> Iterator[Fact]:
    """An element that came or went; with a process go its messages, with a message its projections."""
    name = "attribute" if element.kind == "identifier" else element.kind
    told = name in ("domain", "entity", "process", "message", "projection", "item") or (
        name == "attribute" and nested
    )
    if told and above[:1] != ("",):  # that is the envelope
        yield (kind, name, *above, element.name)
    for part in element.parts.values() if element.kind in ("process", "message") else ():
        yield from _whole(kind, part, (*above, element.name), nested=True)


def _type(attribute: Attribute) -> tuple[str, bool, bool]:
    return (attribute.target, attribute.keys, attribute.many)


def items_of(model: Model) -> dict[tuple[str, ...], tuple[str, bool, bool]]:
    """The type of every item as its message shows it: by keys, too, where the message does not show the entity."""
    found = {}
    for message in model.messages():
        for projection in message.projections.values():
            for attribute in projection.attributes:
                place = (message.process, message.name.text, projection.entity, attribute.name.text)
                shape = process_shape(
                    attribute, message.name.text, frozenset(message.projections), model
                )
                keys = attribute.kind is TypeKind.ENTITY and shape.ref.endswith("-sleutels")
                found[place] = (attribute.target, keys, attribute.many)
    return found


def _items_touched(
    change: Change, reached: set[str], *items: dict[tuple[str, ...], Any]
) -> Iterator[tuple[str, ...]]:
    """The items whose type `change` can alter."""
    names = tuple(name for _, name in change.path)
    for place, (target, _, _) in [pair for some in items for pair in some.items()]:
        if change.subject == "item":
            touched = place == names and change.fact in _TYPES
        elif change.subject == "projection":
            touched = place[:2] == names[:2] and target == names[-1]
        elif change.subject in ("attribute", "identifier"):
            touched = place[3] == names[-1] and place[2] in reached
        else:
            touched = change.subject == "entity" and target == names[-1]
        if touched:
            yield place
