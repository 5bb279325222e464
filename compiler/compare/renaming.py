"""Carries renames out in a tree: at the elements themselves, and wherever others refer to them.

Many at once, for a walk through the whole tree per rename would take the square of their number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from compiler.compare.hierarchy import Hierarchy
from compiler.compare.tree import Element, ElementKey, ElementPath, TypeFact

NewNames: TypeAlias = Mapping[str, str]
"""The new name by the old one."""

# Elements that others refer to by name, and the facts that hold those names.
_REFERENCES = {
    "entity": ("base", "root", "type"),
    "list": ("type", "parent"),
    "domain": ("domain", "domains"),
}
_TYPE_KINDS = {"entity": "entity", "list": "codelist"}


def with_elements_renamed(tree: Element, renamed: Mapping[ElementPath, str]) -> Element:
    """`tree` with the elements at the paths under other names. All are of one kind, and may swap names."""
    if not renamed:
        return tree
    tree = _at(tree, renamed)
    kind = next(iter(renamed))[-1][0]
    if kind in _REFERENCES:
        return _in_references(tree, kind, {path[-1][1]: new for path, new in renamed.items()})
    if kind == "value":
        values = {(path[-2][1], path[-1][1]): new for path, new in renamed.items()}
        return _told_by_values(_in_parents(tree, values), values)
    if kind == "attribute":
        by_entity: dict[str, dict[str, str]] = {}
        for path, new in renamed.items():
            by_entity.setdefault(path[-2][1], {})[path[-1][1]] = new
        hierarchy = Hierarchy(tree)
        return _told_by_attributes(
            _in_projections(tree, by_entity, hierarchy), by_entity, hierarchy
        )
    if kind == "identifier":
        return _in_identifiers(tree, {path[-1][1]: new for path, new in renamed.items()})
    return tree


def _at(tree: Element, renamed: Mapping[ElementPath, str]) -> Element:
    """`tree` with other names for the elements at the paths, and nothing else."""
    here = {path[0]: name for path, name in renamed.items() if len(path) == 1}
    deeper: dict[ElementKey, dict[ElementPath, str]] = {}
    for path, name in renamed.items():
        if len(path) > 1:
            deeper.setdefault(path[0], {})[path[1:]] = name
    parts: dict[ElementKey, Element] = {}
    for key, part in tree.parts.items():
        changed = _at(part, deeper[key]) if key in deeper else part
        changed = changed._replace(name=here[key]) if key in here else changed
        parts[(key[0], here[key]) if key in here else key] = changed
    return tree._replace(parts=parts)


def _with_parts_named(tree: Element, kind: str, names: NewNames) -> Element:
    return _at(
        tree, {((kind, old),): new for old, new in names.items() if (kind, old) in tree.parts}
    )


def _in_references(tree: Element, kind: str, names: NewNames) -> Element:
    facts = {fact: _reference(kind, fact, value, names) for fact, value in tree.facts.items()}
    parts = {}
    for key, part in tree.parts.items():
        changed = _in_references(part, kind, names)
        if kind == "entity" and key[0] == "projection" and key[1] in names:
            changed = changed._replace(name=names[key[1]])
        parts[changed.key] = changed
    return tree._replace(facts=facts, parts=parts)


def _reference(kind: str, fact: str, value: Any, names: NewNames) -> Any:
    if fact not in _REFERENCES[kind]:
        return value
    if isinstance(value, TypeFact):
        same = value.kind == _TYPE_KINDS[kind] and value.target in names
        return value._replace(target=names[value.target]) if same else value
    if fact == "parent":
        return (names[value[0]], value[1]) if value and value[0] in names else value
    if isinstance(value, tuple):
        return tuple(names.get(item, item) for item in value)
    return names.get(value, value)


def _in_parents(tree: Element, values: Mapping[tuple[str, str], str]) -> Element:
    parts = {}
    for key, part in tree.parts.items():
        changed = part
        if key[0] == "list":
            changed = _in_parents(part, values)
        elif key[0] == "value" and part.facts["parent"] in values:
            parent = (part.facts["parent"][0], values[part.facts["parent"]])
            changed = part._replace(facts={**part.facts, "parent": parent})
        parts[key] = changed
    return tree._replace(parts=parts)


def _told_by_values(tree: Element, values: Mapping[tuple[str, str], str]) -> Element:
    """Entities told by values under other names (`als soort NAT`), of the list of the attribute that tells them."""
    hierarchy = Hierarchy(tree)

    def renamed(entity: str, name: str, codes: Sequence[str]) -> tuple[str, ...]:
        lists = [
            attribute.facts["type"].target
            for base in hierarchy.bases(entity)
            if (attribute := tree.parts["entity", base].parts.get(("attribute", name))) is not None
        ]
        return (name, *(values.get((lists[0], code), code) if lists else code for code in codes))

    return _told_otherwise(tree, renamed)


def _told_by_attributes(
    tree: Element, by_entity: Mapping[str, NewNames], hierarchy: Hierarchy
) -> Element:
    """Entities told by an attribute of a base under another name."""

    def renamed(entity: str, name: str, codes: Sequence[str]) -> tuple[str, ...]:
        names = (by_entity.get(base, {}) for base in hierarchy.bases(entity))
        return (next((each[name] for each in names if name in each), name), *codes)

    return _told_otherwise(tree, renamed)


def _told_otherwise(
    tree: Element, renamed: Callable[[str, str, Sequence[str]], tuple[str, ...]]
) -> Element:
    """`tree` with what tells entities apart as `renamed` has it: of an entity, the attribute and the codes."""
    parts = dict(tree.parts)
    for key, part in tree.parts.items():
        told_by = part.facts["told by"] if part.kind == "entity" else ()
        if told_by:
            name, *codes = told_by
            told = renamed(part.name, name, codes)
            parts[key] = part._replace(facts={**part.facts, "told by": told})
    return tree._replace(parts=parts)


def _in_projections(
    tree: Element, by_entity: Mapping[str, NewNames], hierarchy: Hierarchy
) -> Element:
    """Attributes of entities under other names in all that messages show of these, and of what is derived from them."""
    parts = {}
    place = {entity: number for number, entity in enumerate(by_entity)}
    for key, part in tree.parts.items():
        changed = part
        if part.kind == "projection":
            family = {part.name, *hierarchy.bases(part.name)}
            # In the order in which they are renamed: an attribute may get the name that one of a base had.
            for entity in sorted(family & by_entity.keys(), key=place.__getitem__):
                changed = _with_parts_named(changed, "item", by_entity[entity])
        elif part.kind in ("process", "message", "envelope"):
            changed = _in_projections(part, by_entity, hierarchy)
        parts[key] = changed
    return tree._replace(parts=parts)


def _in_identifiers(tree: Element, names: NewNames) -> Element:
    """Standard identifiers under other names, wherever they stand."""
    parts = {}
    for key, part in tree.parts.items():
        changed = part
        if part.kind == "projection":
            changed = _with_parts_named(part, "item", names)
        elif part.kind == "entity":
            changed = _with_parts_named(part, "identifier", names)
        elif part.kind in ("process", "message", "envelope"):
            changed = _in_identifiers(part, names)
        parts[key] = changed
    return tree._replace(parts=parts)
