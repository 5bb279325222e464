"""What a change breaks, shown: a message that was taken and is refused, or what was shown and is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

from compiler.base.wording import Text, say
from compiler.compare.diff import ChangeKind
from compiler.compare.judged import Judged
from compiler.compare.payload import REFERRED_TO, Payload, Place, Sign, payload
from compiler.compare.translation import Translation
from compiler.emit.examples.place_values import PlaceValues, many, takes, values_apart
from compiler.model.model import Model
from compiler.model.referred_to import code_entity_of

_Object: TypeAlias = tuple[str, str, str]  # document, group and entity
WAS_REFUSED = say("was accepted, and is refused")
WAS_GONE = say("was shown, and is gone")
IS_UNKNOWN = say("is shown now, and clients of the old version refuse it")
_OTHER = say("was read as one thing, and is another now")
_NO_ADDRESS = say("was answered, and is not there any more")


class Witness(NamedTuple):
    """What happens to whom: `said` of `shown`, JSON or an address, in the message or the document `where`."""

    said: Text
    where: str
    shown: Any


class Witnesses:
    """Shows what changes between two versions break; `judged` are all of them."""

    def __init__(self, old: Model, new: Model, judged: Iterable[Judged]) -> None:
        changes = [each.change for each in judged]
        translation = Translation(changes)
        self._before = translation.of(payload(old))
        self._after = payload(new)
        self._lists = (
            {translation.name("list", name): each for name, each in old.codelists.items()},
            new.codelists,
        )
        self._values = (
            PlaceValues(self._before, self._lists[0]),
            PlaceValues(self._after, self._lists[1]),
        )
        self._code_entities = {code_entity_of(model).key for model in (old, new)}

    def of(self, judged: Judged) -> Witness | None:
        """What `judged` breaks; None where no message shows it."""
        effect, change = judged.effect, judged.change
        name = change.path[-1][1] if change.path else ""
        was = change.old if isinstance(change.old, str) else name
        if change.kind is ChangeKind.RENAMED and effect.altered:
            return self._altered(judged, _named(effect.altered, name))
        if effect.lost and change.path:
            place = _named(effect.lost, was)
            value = self._values[0].first(place, self._before.places[place])
            return self._in_message(place, WAS_GONE, value, self._before)
        if effect.altered:
            return self._altered(judged, _named(effect.altered, name))
        for document, resource in effect.resources:
            address = self._before.resources[document, resource]
            return Witness(_NO_ADDRESS, document, f"/{address.path}")
        return None

    def _altered(self, judged: Judged, place: Place) -> Witness:
        change = judged.change
        if place not in self._before.places:
            return self._without_key(place)
        was, now = self._before.places[place], self._after.places[place]
        if change.subject == "value":
            code = change.old if isinstance(change.old, str) else change.path[-1][1]
            return self._in_message(place, WAS_REFUSED, many(was, {"code": code}), self._before)
        if was.kind == now.kind == "list" and (code := self._code_gone(was.detail, now.detail)):
            return self._in_message(place, WAS_REFUSED, many(was, {"code": code}), self._before)
        for value in (*self._values[0].samples(place, was), *values_apart(was, now)):
            if takes(was, value) and not takes(now, value):
                return self._in_message(place, WAS_REFUSED, value, self._before)
        for value in (*self._values[1].samples(place, now), *values_apart(now, was)):
            if takes(now, value) and not takes(was, value):
                return self._in_message(place, IS_UNKNOWN, value, self._after)
        inner = self._inner(place, was)
        said = WAS_GONE if was.kind in ("entity", "keys") and was != now else _OTHER
        return self._in_message(
            place,
            said,
            many(was, inner) if inner else self._values[0].first(place, was),
            self._before,
        )

    def _without_key(self, place: Place) -> Witness:
        """A message that does not tell the key at `place`, which came to it and is asked for at once."""
        said = say(
            'was accepted by PUT without "{name}", which has to stand there now',
            name=place.attribute,
        )
        return self._in_message(place, said, None, self._after)._replace(shown={})

    def _code_gone(self, old: str, new: str) -> str:
        """A code of the list `old` that `new` has not; empty for none."""
        lists = (self._lists[0].get(old), self._lists[1].get(new))
        if lists[0] is None or lists[1] is None:
            return ""
        kept = {code.code.text for code in lists[1].codes}
        return next((c.code.text for c in lists[0].codes if c.code.text not in kept), "")

    def _inner(self, place: Place, sign: Sign) -> dict[str, Any]:
        """An object that `sign` held, with an attribute that the new version does not hold there."""
        if sign.kind not in ("entity", "keys"):
            return {}
        at = (place.document, REFERRED_TO if sign.kind == "keys" else place.message, sign.detail)
        now = self._after.places[place]
        there = (place.document, REFERRED_TO if now.kind == "keys" else place.message, now.detail)
        for inner, of in self._before.places.items():
            if inner[:3] == at and Place(*there, inner.attribute) not in self._after.places:
                return {inner.attribute: self._values[0].first(inner, of)}
        return {}

    # -- where it stands ---------------------------------------------------------------------------------------------

    def _in_message(self, place: Place, said: Text, value: Any, of: Payload) -> Witness:
        """`value` at `place`, in the objects around it up to a message."""
        shown: Any = {place.attribute: value}
        for name, sign in reversed(self._way_to(place, of)):
            shown = {name: many(sign, shown)}
        where = f"{place.document}/{place.message}" if place.message else place.document
        return Witness(said, where.removesuffix(f"/{REFERRED_TO}"), shown)

    def _way_to(self, place: Place, of: Payload) -> Sequence[tuple[str, Sign]]:
        """The attributes that lead from a message of the document to the object that has `place`; the shortest way."""
        starts = [
            (document, "" if address.entity == name else name, address.entity)
            for (document, name), address in of.resources.items()
            if document == place.document and name
        ]
        goal = place[:3]
        ways: dict[_Object, tuple[tuple[str, Sign], ...]] = dict.fromkeys(starts, ())
        waiting = list(ways)
        by_object: dict[_Object, list[tuple[Place, Sign]]] = {}
        for at, sign in of.places.items():
            by_object.setdefault(at[:3], []).append((at, sign))
        for current in waiting:  # grows while it is walked
            if current == goal:
                return ways[current]
            steps: list[tuple[_Object, tuple[tuple[str, Sign], ...]]] = [
                (target, ((at.attribute, sign),))
                for at, sign in by_object.get(current, ())
                for target in self._held(at, sign, goal)
            ]
            said = of.structure.get(Place(*current, ""))
            relatives = said.refers if said is not None else ()
            steps += [((*current[:2], key), ()) for _, key in relatives]
            for target, step in steps:
                if target not in ways:
                    ways[target] = (*ways[current], *step)
                    waiting.append(target)
        return ()

    def _held(self, at: Place, sign: Sign, goal: _Object) -> Iterator[_Object]:
        """The objects that a place may hold; a code is shown by whatever group does, so that `goal` may be it."""
        if sign.kind == "keys":
            yield (at.document, REFERRED_TO, sign.detail)
        elif sign.kind == "entity":
            yield (at.document, at.message, sign.detail)
            yield (at.document, "", sign.detail)
        elif sign.kind == "list" and goal[2] in self._code_entities:
            yield goal


def _named(places: Sequence[Place], name: str) -> Place:
    """The best of `places` to show: of the attribute `name`, in a message of a process, not in what keys refer to."""

    def order(place: Place) -> tuple[bool, bool, bool]:
        return (place.attribute != name, place.message == REFERRED_TO, not place.message)

    return min(places, key=order)
