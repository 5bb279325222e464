"""Which trigger waits for which: circles are found, and those that run at the same time meet nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Name
from compiler.base.wording import say
from compiler.release.environments.declared import Trigger


def waits_for(triggers: Sequence[Trigger]) -> dict[str, tuple[str, ...]]:
    """For each trigger those that it waits for: named by `na`, and all that promote to what it looks at by `in`."""
    promoting: dict[str, list[str]] = {}
    for trigger in triggers:
        for environment in trigger.promotes:
            promoting.setdefault(environment.text, []).append(trigger.name.text)
    known = {trigger.name.text for trigger in triggers}
    found = {}
    for trigger in triggers:
        named = [each.text for each in trigger.after]
        for condition in trigger.conditions:
            named += promoting.get(condition.environment, ())
        found[trigger.name.text] = tuple(dict.fromkeys(each for each in named if each in known))
    return found


def faults_of_order(triggers: Sequence[Trigger]) -> Iterator[Diagnostic]:
    """Circles, and triggers beside each other that promote to one environment."""
    yield from _circles(triggers)
    by_name = {trigger.name.text: trigger for trigger in triggers}
    for trigger in triggers:
        own = {each.text for each in trigger.promotes}
        for place in trigger.beside:
            other = by_name.get(place.text)
            if other is None:
                continue
            met = sorted(own & {each.text for each in other.promotes})
            if other is trigger:
                met = [place.text]
            if met:
                message = say('"{name}" cannot run beside "{other}": both have {met}',
                              name=trigger.name, other=place, met=met[0])  # fmt: skip
                hint = say("write na in place of naast")
                yield Diagnostic("ENV04", Severity.ERROR, place.span, message, hint=hint)


def _circles(triggers: Sequence[Trigger]) -> Iterator[Diagnostic]:
    """Each circle once, at the trigger of it that stands first."""
    edges = waits_for(triggers)
    places = {trigger.name.text: trigger.name for trigger in reversed(triggers)}
    told: set[str] = set()
    for trigger in triggers:
        way = _way_back(trigger.name.text, edges)
        if way and not told & {*way}:
            told |= {*way}
            yield _circle(places[way[0]], way)


def _way_back(start: str, edges: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The shortest way from a trigger to itself, without its end; empty for none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for each in edges.get(way[-1], ()):
            if each == start:
                return way
            if each not in seen:
                seen.add(each)
                ways.append((*way, each))
    return ()


def _circle(place: Name, way: Sequence[str]) -> Diagnostic:
    message = say("triggers wait for each other: {way}", way=" → ".join((*way, way[0])))
    hint = say("one of them has to begin: take a na or a als in away")
    return Diagnostic("ENV04", Severity.ERROR, place.span, message, hint=hint)
