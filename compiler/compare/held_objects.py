"""Whether what a place held in the old version is held there still: by objects in another shape, or under patterns."""

from __future__ import annotations

from typing import TypeAlias

from compiler.base.regex.containment import is_contained
from compiler.compare.payload import REFERRED_TO, Payload, Place, Sign
from compiler.model.meaning import XSD_PATTERNS

_Object: TypeAlias = tuple[str, str, str]  # document, group and entity
_OBJECTS = ("keys", "entity")
_DERIVED = 2  # where Structure.says of an entity has those derived from it


def asks_more(old: Sign, new: Sign) -> bool:
    """Whether a value is held against a regular expression that may refuse what was taken.

    The one that all values of its type have asks no more than that of an attribute, which is about such values. One
    that for sure takes every text of the one before asks no more either.
    """
    usual = XSD_PATTERNS.get(new.detail, "")
    pairs = zip(old.patterns, new.patterns, strict=True)
    return any(
        now and now != was and not (was and now == usual) and not is_contained(was, now)
        for was, now in pairs
    )


def takes_as_much(old: Sign, new: Sign) -> bool:
    """Whether two signs differ in regular expressions only, and the new ones take what the old ones did."""
    return old._replace(patterns=new.patterns) == new and not asks_more(old, new)


def takes_more(old: Sign, new: Sign) -> bool:
    """Whether the new regular expressions take what the old ones did, and may take more."""
    return takes_as_much(old, new) and asks_more(new, old)


class HeldObjects:
    """Compares the objects at a place: the keys of an entity, or the entity itself as a message shows it.

    `before` has the names of `after`.
    """

    def __init__(self, before: Payload, after: Payload) -> None:
        self._before = before
        self._after = after
        self._attributes = tuple(map(_by_object, (before, after)))

    def holds_as_much(self, place: Place) -> bool:
        """Whether the new version takes at `place` every object of the old one, maybe in another shape."""
        return self._covers(place, place, frozenset())

    def _covers(self, old: Place, new: Place, seen: frozenset[tuple[Place, Place]]) -> bool:
        """Whether `new` takes what `old` took; those in `seen` do if all else does."""
        if (old, new) in seen:
            return True
        was, now = self._before.places[old], self._after.places[new]
        if was.kind not in _OBJECTS or now.kind not in _OBJECTS:
            return takes_as_much(was, now)
        if was.many != now.many or was.detail != now.detail:
            return False
        source, target = _object_at(self._before, old), _object_at(self._after, new)
        if target not in self._after.objects or self._is_a_choice(source, target):
            return False
        known = self._attributes[1].get(target, {})
        inner = seen | {(old, new)}
        return all(
            name in known and self._covers(at, known[name], inner)
            for name, at in self._attributes[0].get(source, {}).items()
        )

    def _is_a_choice(self, source: _Object, target: _Object) -> bool:
        """Whether an object was, or is to be, one of several entities."""
        said = (
            self._before.structure.get(Place(*source, "")),
            self._after.structure.get(Place(*target, "")),
        )
        return any(each is not None and each.says[_DERIVED] for each in said)


def _by_object(payload: Payload) -> dict[_Object, dict[str, Place]]:
    found: dict[_Object, dict[str, Place]] = {}
    for place in payload.places:
        found.setdefault(place[:3], {})[place.attribute] = place
    return found


def _object_at(payload: Payload, place: Place) -> _Object:
    """Document, group and entity of the objects that `place` holds; the envelope shows what the message does not."""
    sign = payload.places[place]
    if sign.kind == "keys":
        return (place.document, REFERRED_TO, sign.detail)
    shown = (place.document, place.message, sign.detail)
    return shown if shown in payload.objects else (place.document, "", sign.detail)
