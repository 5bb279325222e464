"""GM10: an association lies on the highest entity for which it holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from compiler.base.diagnostics import Severity
from compiler.base.wording import as_it_is, say
from compiler.model.model import Attribute, Entity, Model
from compiler.rules.rule import Finding, rule

Held: TypeAlias = dict[str, list[tuple[Entity, Attribute]]]


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
        derived = [found[other] for other in entity.derived]
        for name in derived[0] if len(derived) > 1 else ():
            if name not in own and all(name in other for other in derived):
                own[name] = [holder for other in derived for holder in other[name]]
        found[key] = own
    return found


def _shared(
    base: Entity, derived: list[Entity], held: dict[str, Held], model: Model
) -> Iterator[Finding]:
    inherited = {attribute.name.text for attribute in model.attributes_of(base.key)}
    higher = _held_beside(base, held, model)
    for name in dict.fromkeys(name for entity in derived for name in held[entity.key]):
        having = [entity for entity in derived if name in held[entity.key]]
        if len(having) < 2 or name in inherited or (len(having) == len(derived) and name in higher):
            continue
        holders = [holder for entity in having for holder in held[entity.key][name]]
        everyone = len(having) == len(derived)
        names = as_it_is(
            ", ".join(
                f'"{e.name}"' for e in ([entity for entity, _ in holders] if everyone else having)
            )
        )
        place = holders[0][1].name
        if any(not attribute.same_type(holders[0][1]) for _, attribute in holders):
            names = say("{names} (not all of one type)", names=names)
        reasons = (
            *base.suppressions,
            *(s for _, attribute in holders for s in attribute.suppressions),
        )
        if everyone:
            message = say(
                '"{name}" stands on every entity derived from "{base}": {names}',
                name=name,
                base=base.name,
                names=names,
            )
            yield Finding(
                place, message, say('write it once, on "{base}"', base=base.name), reasons
            )
        else:
            message = say(
                '"{name}" stands on {count} of the {count2} entities derived from "{base}": {names}',
                name=name,
                count=len(having),
                count2=len(derived),
                base=base.name,
                names=names,
            )
            hint = say('consider an entity between these and "{base}" that has it', base=base.name)
            yield Finding(place, message, hint, reasons, severity=Severity.HINT)


def _held_beside(entity: Entity, held: dict[str, Held], model: Model) -> set[str]:
    """What `entity` shares with all that are derived from its base: it belongs higher than here."""
    if entity.base is None or len(model.entities[entity.base].derived) < 2:
        return set()
    return set.intersection(*(set(held[key]) for key in model.entities[entity.base].derived))
