"""GM10: an association lies on the highest entity for which it holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from compiler.base.diagnostics import Severity
from compiler.base.source import Name
from compiler.base.wording import Text, as_it_is, say
from compiler.language.declarations import Suppression
from compiler.model.model import Attribute, Entity, Model
from compiler.rules.rule import Finding, rule

Holder: TypeAlias = tuple[Entity, Attribute]
Held: TypeAlias = dict[str, list[Holder]]


@rule("GM10")
def association_on_highest_entity(model: Model) -> Iterator[Finding]:
    """An association lies on the highest entity for which it holds.

    GM10: what holds for every derived entity is laid on their base, once. What holds for some of them cannot be laid
    there, but it may ask for an entity in between; that is a hint, and it names who share it. The same name stands for
    the same role (GN06), so attributes are compared by name; where their types differ the message says so.

    Bad:
        domein A {
            entiteit Woonplaats
            abstract entiteit Adres
            entiteit Postadres is Adres { plaats : Woonplaats }  //! GM10 @35 "every entity derived from"
            entiteit Eenheidadres is Adres { plaats : Woonplaats }
        }

    Bad:
        domein A {
            abstract entiteit Overeenkomst
            entiteit Huur is Overeenkomst { borg : decimal }  //! GM10 @37 "2 of the 3"
            entiteit Koop is Overeenkomst { borg : decimal }
            entiteit Dienst is Overeenkomst
        }

    Good:
        domein A {
            entiteit Woonplaats
            abstract entiteit Adres { plaats : Woonplaats }
            entiteit Postadres is Adres { postbus : string }
            entiteit Eenheidadres is Adres { straat : string }
        }
    """
    held = _held(model)
    for base in model.entities.values():
        derived = [model.entities[key] for key in base.derived]
        if len(derived) > 1:
            yield from _shared(base, derived, held, model)


def _held(model: Model) -> dict[str, Held]:
    """Per entity what it has, with who has it: itself, or every entity derived from it, on whatever level."""
    order = [key for key, entity in model.entities.items() if entity.base is None]
    for key in order:  # grows while it is walked: bases before what is derived from them
        order += model.entities[key].derived
    found: dict[str, Held] = {}
    for key in reversed(order):
        entity = model.entities[key]
        own: Held = {attribute.name.text: [(entity, attribute)] for attribute in entity.attributes}
        for name, holders in _held_by_all([found[other] for other in entity.derived]).items():
            own.setdefault(name, holders)
        found[key] = own
    return found


def _held_by_all(derived: list[Held]) -> Held:
    """What each of two or more entities has, with everyone who has it."""
    if len(derived) < 2:
        return {}
    shared: Held = {}
    for name in derived[0]:
        if all(name in held for held in derived):
            shared[name] = [holder for held in derived for holder in held[name]]
    return shared


def _shared(
    base: Entity, derived: list[Entity], held: dict[str, Held], model: Model
) -> Iterator[Finding]:
    """What several of the entities `derived` from `base` have, and their base has not."""
    inherited = {attribute.name.text for attribute in model.attributes_of(base.key)}
    higher = _held_beside(base, held, model)
    having: dict[str, list[Entity]] = {}
    for entity in derived:
        for name in held[entity.key]:
            having.setdefault(name, []).append(entity)
    for name, entities in having.items():
        if len(entities) < 2 or name in inherited:
            continue
        holders = [holder for entity in entities for holder in held[entity.key][name]]
        if len(entities) < len(derived):
            yield _on_some(name, base, entities, holders, len(derived))
        elif name not in higher:
            yield _on_every(name, base, holders)


def _on_every(name: str, base: Entity, holders: list[Holder]) -> Finding:
    message = say(
        '"{name}" stands on every entity derived from "{base}": {names}',
        name=name,
        base=base.name,
        names=_names([entity for entity, _ in holders], holders),
    )
    hint = say('write it once, on "{base}"', base=base.name)
    return Finding(_place(holders), message, hint, _reasons(base, holders))


def _on_some(
    name: str, base: Entity, having: list[Entity], holders: list[Holder], number: int
) -> Finding:
    message = say(
        '"{name}" stands on {count} of the {count2} entities derived from "{base}": {names}',
        name=name,
        count=len(having),
        count2=number,
        base=base.name,
        names=_names(having, holders),
    )
    hint = say('consider an entity between these and "{base}" that has it', base=base.name)
    return Finding(_place(holders), message, hint, _reasons(base, holders), severity=Severity.HINT)


def _names(entities: list[Entity], holders: list[Holder]) -> Text:
    names = as_it_is(", ".join(f'"{entity.name}"' for entity in entities))
    _, first = holders[0]
    if all(attribute.same_type(first) for _, attribute in holders):
        return names
    return say("{names} (not all of one type)", names=names)


def _place(holders: list[Holder]) -> Name:
    _, first = holders[0]
    return first.name


def _reasons(base: Entity, holders: list[Holder]) -> tuple[Suppression, ...]:
    reasons = [*base.suppressions]
    for _, attribute in holders:
        reasons.extend(attribute.suppressions)
    return tuple(reasons)


def _held_beside(entity: Entity, held: dict[str, Held], model: Model) -> set[str]:
    """What `entity` shares with all that are derived from its base: it belongs higher than here."""
    if entity.base is None:
        return set()
    siblings = model.entities[entity.base].derived
    if len(siblings) < 2:
        return set()
    return set.intersection(*(set(held[key]) for key in siblings))
