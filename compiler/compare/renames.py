"""What has another name in the new version: declared (`voorheen`), or proposed because it is alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from compiler.compare.former_names import INNER, declared_renames
from compiler.compare.tree import Element, ElementKey, ElementPath, TypeFact

Rename = tuple[ElementPath, Element, bool]

_TOP = ("domain", "entity", "list", "process", "identifier")
_ALIKE = 0.8
_WAITING = "\0"
# Elements that others refer to by name, and the facts that hold those names.
_REFERENCES = {
    "entity": ("base", "root", "type"),
    "list": ("type", "parent"),
    "domain": ("domain", "domains"),
}


def renames(old: Element, new: Element) -> Iterator[Rename]:
    """(path in the old tree, element in the new one, proposed), what stands on its own first, then what stands in it.

    Each path holds the names that the renames before it have given.
    """
    for kind in _TOP:
        for gone, came, proposed in _pairs(old, new, kind):
            yield ((gone.key,), came, proposed)
            old = with_element_renamed(old, (gone.key,), came.name)
    for key, part in old.parts.items():
        if key in new.parts and key[0] in INNER:
            for gone, came, proposed in _pairs(part, new.parts[key], INNER[key[0]]):
                yield ((key, gone.key), came, proposed)


def _pairs(old: Element, new: Element, kind: str) -> Iterator[tuple[Element, Element, bool]]:
    gone = {
        name: part
        for (k, name), part in old.parts.items()
        if k == kind and (k, name) not in new.parts
    }
    came = {
        name: part
        for (k, name), part in new.parts.items()
        if k == kind and (k, name) not in old.parts
    }
    for source, name in declared_renames(old, new, kind):
        gone.pop(source, None)
        came.pop(name, None)
        yield old.parts[kind, source], new.parts[kind, name], False
    pairs = (
        _with_one_label(gone, came)
        if kind == "value"
        else ((a, b) for a in gone.values() for b in came.values())
    )
    ranked = sorted(
        ((likeness, a.name, b.name) for a, b in pairs if (likeness := _likeness(a, b))),
        key=lambda found: (-found[0], found[1:]),
    )
    for _, a, b in ranked:
        if a in gone and b in came:
            yield gone.pop(a), came.pop(b), True


def _with_one_label(
    gone: dict[str, Element], came: dict[str, Element]
) -> Iterator[tuple[Element, Element]]:
    """Values that have a label in common: a list may have thousands of them."""
    labels: dict[str, Element] = {}
    for part in came.values():
        labels.setdefault(part.facts["label"].casefold(), part)
    for part in gone.values():
        if (found := labels.get(part.facts["label"].casefold())) is not None:
            yield part, found


def _likeness(old: Element, new: Element) -> float:
    """How much two elements are alike: 0 where they are too little, else by parts, by what is said, and by name."""
    found = 0.0
    if old.kind == "value":
        same = (
            bool(old.facts["label"])
            and old.facts["label"].casefold() == new.facts["label"].casefold()
        )
        return float(same)
    if old.parts and new.parts:
        shared = len(old.parts.keys() & new.parts.keys()) / len(old.parts.keys() | new.parts.keys())
        found = (
            shared if shared < _ALIKE else 0.9 * shared + 0.1 * _name_likeness(old.name, new.name)
        )
        if 0.3 < shared < _ALIKE:
            found = 0.5 * shared + 0.5 * _name_likeness(old.name, new.name)
    elif old.kind in ("attribute", "identifier"):
        same = all(old.facts[fact] == new.facts[fact] for fact in ("type", "many"))
        text = (
            bool(old.facts["description"]) and old.facts["description"] == new.facts["description"]
        )
        found = (0.9 if text else _name_likeness(old.name, new.name)) if same else 0.0
    elif not old.parts and not new.parts:
        found = _name_likeness(old.name, new.name)
    return found if found >= _ALIKE else 0.0


def _name_likeness(old: str, new: str) -> float:
    if old.casefold() == new.casefold():
        return 1.0
    matcher = SequenceMatcher(None, old.casefold(), new.casefold(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= 0.5 else 0.0


# -- carrying a rename out -----------------------------------------------------------------------------------------


def with_element_renamed(tree: Element, path: ElementPath, name: str) -> Element:
    """`tree` with the element at `path` under another name, also where others refer to it.

    What has that name already waits under one that no model can give, until it gets its own new name.
    """
    kind, old = path[-1]
    siblings = _siblings(tree, path)
    if (kind, name) in siblings:
        tree = _renamed(tree, (*path[:-1], (kind, name)), name + _WAITING)
    waits = (kind, old + _WAITING) in siblings
    return _renamed(tree, (*path[:-1], (kind, old + _WAITING if waits else old)), name)


def _siblings(tree: Element, path: ElementPath) -> Mapping[ElementKey, Element]:
    """The parts among which the element at `path` stands."""
    for key in path[:-1]:
        tree = tree.parts[key]
    return tree.parts


def _renamed(tree: Element, path: ElementPath, name: str) -> Element:
    kind, old = path[-1]
    tree = _at(tree, path, name)
    if kind in _REFERENCES:
        return _in_references(tree, kind, old, name)
    if kind == "value":
        return _in_parents(tree, (path[-2][1], old), (path[-2][1], name))
    if kind == "attribute":
        return _in_items(tree, path[-2][1], old, name)
    if kind == "identifier":
        return _in_items(tree, None, old, name)
    return tree


def _at(tree: Element, path: ElementPath, name: str) -> Element:
    key = path[0]
    parts: dict[ElementKey, Element] = {}
    for part_key, part in tree.parts.items():
        if part_key != key:
            parts[part_key] = part
        elif len(path) > 1:
            parts[part_key] = _at(part, path[1:], name)
        else:
            parts[key[0], name] = part._replace(name=name)
    return tree._replace(parts=parts)


def _in_references(tree: Element, kind: str, old: str, name: str) -> Element:
    facts = {fact: _reference(kind, fact, value, old, name) for fact, value in tree.facts.items()}
    parts = {}
    for key, part in tree.parts.items():
        changed = _in_references(part, kind, old, name)
        if kind == "entity" and key == ("projection", old):
            changed = changed._replace(name=name)
        parts[changed.key] = changed
    return tree._replace(facts=facts, parts=parts)


def _reference(kind: str, fact: str, value: Any, old: str, name: str) -> Any:
    if fact not in _REFERENCES[kind]:
        return value
    if isinstance(value, TypeFact):
        same = value.kind == {"entity": "entity", "list": "codelist"}[kind] and value.target == old
        return value._replace(target=name) if same else value
    if fact == "parent":
        return (name, value[1]) if value and value[0] == old else value
    if isinstance(value, tuple):
        return tuple(name if item == old else item for item in value)
    return name if value == old else value


def _in_parents(tree: Element, old: tuple[str, str], new: tuple[str, str]) -> Element:
    parts = {}
    for key, part in tree.parts.items():
        changed = part
        if key[0] == "list":
            changed = _in_parents(part, old, new)
        elif key[0] == "value" and part.facts["parent"] == old:
            changed = part._replace(facts={**part.facts, "parent": new})
        parts[key] = changed
    return tree._replace(parts=parts)


def _in_items(tree: Element, entity: str | None, old: str, name: str) -> Element:
    """An attribute of `entity` under another name in every message; without one, an identifier, wherever it stands."""
    family = None if entity is None else {entity, *_derived(tree, entity)}

    def change(part: Element) -> Element:
        if part.kind == "projection":
            if (family is None or part.name in family) and ("item", old) in part.parts:
                return _at(part, (("item", old),), name)
            return part
        if part.kind == "entity" and family is None:
            return (
                _at(part, (("identifier", old),), name)
                if ("identifier", old) in part.parts
                else part
            )
        if part.kind in ("standard", "process", "message", "envelope"):
            return part._replace(parts={key: change(inner) for key, inner in part.parts.items()})
        return part

    return change(tree)


def _derived(tree: Element, entity: str) -> set[str]:
    found: set[str] = set()
    grown = {entity}
    while grown:
        grown = {
            name
            for (kind, name), part in tree.parts.items()
            if kind == "entity" and part.facts["base"] in grown
        }
        grown -= found
        found |= grown
    return found
