"""How much two elements are alike that may be one under two names, and which elements are worth to be compared at all.

Few elements are compared each with each. Of many that would take minutes, so an element is compared with those only
that have something rare in common with it: a part, a few letters of the name, a description.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher
from operator import attrgetter
from typing import TypeAlias

from compiler.compare.tree import Element

Feature: TypeAlias = tuple[str, ...]
"""What an element may have in common with others: the first says what it is."""

_ALIKE = 0.8
_LONGEST_NAME = 200
# Up to so many pairs, each element is compared with each.
_MOST_PAIRS = 10_000
# How many an element is looked at with beyond that, and with how many of these it is compared.
_MOST_LOOKED_AT = 40
_MOST_COMPARED = 8
_LETTERS = 3


def likeness(old: Element, new: Element) -> float:
    """How much two elements are alike: 0 where they are too little, else by parts, by what is said, and by name."""
    found = 0.0
    if old.kind == "value":
        label = old.facts["label"].casefold()
        return float(bool(label) and label == new.facts["label"].casefold())
    if old.parts and new.parts:
        common = len(old.parts.keys() & new.parts.keys())
        shared = common / (len(old.parts) + len(new.parts) - common)
        if shared >= _ALIKE:
            found = 0.9 * shared + 0.1 * _name_likeness(old.name, new.name)
        elif shared > 0.3:
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
    if max(len(old), len(new)) > _LONGEST_NAME:
        return 0.0
    matcher = SequenceMatcher(None, old.casefold(), new.casefold(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= 0.5 else 0.0


# -- which to compare ----------------------------------------------------------------------------------------------


def candidates(
    gone: Collection[Element], came: Collection[Element]
) -> Iterator[tuple[Element, Element]]:
    """The pairs that are worth to be compared: all of few; of many, a bounded number for each of `gone`."""
    if len(gone) * len(came) <= _MOST_PAIRS:
        yield from ((old, new) for old in gone for new in came)
        return
    sought, offered = _by_feature(gone), _by_feature(came)
    features = _features_by_name(sought)
    by_name = {element.name: element for element in came}
    places = {feature: _places(names) for feature, names in sought.items() if feature in offered}
    for old in gone:
        shared = [feature for feature in features.get(old.name, ()) if feature in offered]
        shared.sort(key=lambda feature: (len(offered[feature]), feature))
        weights: dict[str, float] = {}
        for feature in shared:
            names = offered[feature]
            for name in _near(names, places[feature][old.name], len(places[feature])):
                weights[name] = weights.get(name, 0.0) + 1 / len(names)
            if len(weights) >= _MOST_LOOKED_AT:
                break
        best = sorted(weights, key=lambda name: (-weights[name], name))[:_MOST_COMPARED]
        yield from ((old, by_name[name]) for name in best)


def _by_feature(elements: Collection[Element]) -> dict[Feature, list[str]]:
    """The names of the elements that have a feature, in alphabetical order."""
    found: dict[Feature, list[str]] = {}
    for element in sorted(elements, key=attrgetter("name")):
        for feature in dict.fromkeys(_features(element)):
            found.setdefault(feature, []).append(element.name)
    return found


def _features_by_name(by_feature: Mapping[Feature, list[str]]) -> dict[str, list[Feature]]:
    found: dict[str, list[Feature]] = {}
    for feature, names in by_feature.items():
        for name in names:
            found.setdefault(name, []).append(feature)
    return found


def _features(element: Element) -> Iterator[Feature]:
    """What `element` may have in common with others, rare or not."""
    for kind, name in element.parts:
        yield ("part", kind, name)
    if element.facts.get("description"):
        yield ("description", element.facts["description"])
    name = f"^{element.name.casefold()[:_LONGEST_NAME]}$"
    for at in range(len(name) - _LETTERS + 1):
        yield ("letters", name[at : at + _LETTERS])


def _places(names: list[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


def _near(names: list[str], place: int, places: int) -> list[str]:
    """Some of `names`: those about as far in the alphabet as what has this place of so many."""
    most = _MOST_LOOKED_AT
    begin = min(max(place * len(names) // places - most // 2, 0), max(len(names) - most, 0))
    return names[begin : begin + most]
