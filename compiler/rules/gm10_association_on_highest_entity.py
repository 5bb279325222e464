"""GM10: an association lies on the highest entity for which it holds."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostics import Severity
from compiler.model import Attribute, Entity, Model
from compiler.rule import Finding, rule


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
    for base in model.entities.values():
        derived = [model.entities[key] for key in base.derived]
        if len(derived) > 1:
            inherited = {attribute.name.text for attribute in model.attributes_of(base.key)}
            yield from _shared(base, derived, inherited)


def _shared(base: Entity, derived: list[Entity], inherited: set[str]) -> Iterator[Finding]:
    held: dict[str, list[tuple[Entity, Attribute]]] = {}
    for entity in derived:
        for attribute in entity.attributes:
            held.setdefault(attribute.name.text, []).append((entity, attribute))
    for name, holders in held.items():
        if len(holders) < 2 or name in inherited:
            continue
        names = ", ".join(f'"{entity.name}"' for entity, _ in holders)
        place = holders[0][1].name
        if any(not attribute.same_type(holders[0][1]) for _, attribute in holders):
            names += " (not all of one type)"
        reasons = (*base.suppressions, *(s for _, attribute in holders for s in attribute.suppressions))
        if len(holders) == len(derived):
            message = f'"{name}" stands on every entity derived from "{base.name}": {names}'
            yield Finding(place, message, f'write it once, on "{base.name}"', reasons)
        else:
            message = (
                f'"{name}" stands on {len(holders)} of the {len(derived)} entities derived from "{base.name}": {names}'
            )
            hint = f'consider an entity between these and "{base.name}" that has it'
            yield Finding(place, message, hint, reasons, Severity.HINT)
