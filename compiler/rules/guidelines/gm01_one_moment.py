"""GM01: the model is one of a moment in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.model.elements import Attribute, Entity, TypeKind
from compiler.model.model import Model
from compiler.model.periods import periods_among
from compiler.rules.rule import Finding, rule

_MOMENTS = ("date", "dateTime")
_PROGRESS = ("status", "detailStatus")


@rule("GM01", severity=Severity.HINT, of=(Entity,))
def one_moment(entity: Entity, model: Model) -> Iterator[Finding]:
    """A collection does not hold one thing at several times.

    GM01: the model says what holds at one moment; what held before and will hold later is asked for by a reference
    date. A client has one income at any moment, however many years the administration keeps. So a collection of things
    that nothing but their period tells apart is one thing. A message of its own that asks for a period may hold
    several.

    Bad:
        domein A {
            entiteit Klant {
                inkomens : Inkomen[]  //! GM01 @9 "nothing but their period tells them apart" "reference date"
            }
            entiteit Inkomen { bedrag : decimal, begindatum : date, einddatum : date }
        }

    Good:
        domein A {
            entiteit Klant { inkomen : Inkomen }
            entiteit Inkomen { bedrag : decimal, begindatum : date, einddatum : date }
        }
    """
    for attribute in entity.attributes:
        if attribute.kind is not TypeKind.ENTITY or not attribute.many:
            continue
        item = model.entities[attribute.target]
        if _told_by_period(model.named_attributes[item.key], entity):
            yield _one_thing(attribute, entity, item)


def _one_thing(attribute: Attribute, owner: Entity, item: Entity) -> Finding:
    several = say(
        '"{attribute}" holds several of "{item}"', attribute=attribute.name, item=item.name
    )
    message = say("{several}, and nothing but their period tells them apart", several=several)
    hint = say('hold one "{item}", the one that holds at the reference date', item=item.name)
    reasons = (*attribute.suppressions, *owner.suppressions, *item.suppressions)
    return Finding(attribute.name, message, hint, reasons)


def _told_by_period(attributes: Mapping[str, Attribute], owner: Entity) -> bool:
    """Whether items have a period, and besides it only quantities, moments, yes or no, and a way to their owner."""
    moments = [name for name, each in attributes.items() if each.target in _MOMENTS]
    period = {name for pair in periods_among(moments) for name in pair}
    others = [
        attribute
        for name, attribute in attributes.items()
        if not attribute.standard and name not in period
    ]
    if not period:
        return False
    return bool(others) and all(_tells_nothing(attribute, owner) for attribute in others)


def _tells_nothing(attribute: Attribute, owner: Entity) -> bool:
    """Whether the attribute leads to `owner`, or is a quantity, a moment, yes or no, or how far something is (GM05)."""
    if attribute.target == owner.key or attribute.name.text in _PROGRESS:
        return True
    return attribute.kind is TypeKind.PRIMITIVE and attribute.target != "string"
