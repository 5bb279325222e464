"""Carries changes out on the tree of a version: what diff found, made again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from compiler.compare.diff import Change, ChangeKind, flattened
from compiler.compare.renaming import with_elements_renamed
from compiler.compare.tree import Element, ElementPath


def applied(tree: Element, changes: Iterable[Change]) -> Element:
    """`tree` with `changes` carried out: renames of one kind at once, for names may swap, the others in their order."""
    whole = tuple(flattened(changes))
    renamed = [change for change in whole if change.kind is ChangeKind.RENAMED]
    for _, group in groupby(renamed, key=lambda change: change.path[-1][0]):
        names = {
            (*change.path[:-1], (change.path[-1][0], change.old)): change.new for change in group
        }
        tree = with_elements_renamed(tree, names)
    for change in whole[len(renamed) :]:
        if change.kind is ChangeKind.MOVED and change.fact == "entity":
            part = at(tree, change.old[0])
            for source in change.old:
                tree = placed(tree, source, None)
            for target in change.new:
                tree = placed(tree, target, part)
        elif change.kind in (ChangeKind.CHANGED, ChangeKind.MOVED):
            part = at(tree, change.path)
            fact = "type" if change.fact == "keys" else change.fact
            facts = {
                key: value
                for key, value in {**part.facts, fact: change.new}.items()
                if value is not None
            }
            facts = change.new if fact == "own" else facts
            tree = placed(tree, change.path, part._replace(facts=facts))
        else:
            tree = placed(
                tree, change.path, change.new if change.kind is ChangeKind.ADDED else None
            )
    return tree


def at(tree: Element, path: ElementPath) -> Element:
    """The element of `tree` at `path`."""
    for key in path:
        tree = tree.parts[key]
    return tree


def placed(tree: Element, path: ElementPath, part: Element | None) -> Element:
    """`tree` with `part` at `path`, or without what stands there."""
    if not path:
        return part or tree
    parts = dict(tree.parts)
    inner = placed(parts[path[0]], path[1:], part) if len(path) > 1 else part
    if inner is None:
        parts.pop(path[0], None)
    else:
        parts[path[0]] = inner
    return tree._replace(parts=parts)


def without_places(tree: Element) -> Mapping[str, Any]:
    """All that a tree says as plain values, without places, to compare two of them."""
    return {
        "kind": tree.kind,
        "name": tree.name,
        "facts": dict(sorted(tree.facts.items())),
        "parts": {key: without_places(part) for key, part in sorted(tree.parts.items())},
    }
