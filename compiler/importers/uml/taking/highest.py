"""GM10: what every class derived from one has is laid on that one, once."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.base.wording import say
from compiler.importers.uml.taking.findings import LAID_HIGHER
from compiler.importers.uml.taking.plan import Plan, PlannedAttribute, PlannedEntity


def lift_attributes(plan: Plan) -> None:
    """Lay what all derived entities of one have in the same way on that one.

    The one of the first derived entity goes up, with what was drawn of it. What one of them has in another way stays
    where it is, and the rule GM10 tells of it.
    """
    for base in _deepest_first(plan.entities):
        if len(base.derived) < 2:
            continue
        for attribute in [*base.derived[0].attributes]:
            held = [each.named(attribute.name) for each in base.derived]
            inherited = any(each.named(attribute.name) for each in (base, *base.bases()))
            if inherited or not all(each and each.same_type(attribute) for each in held):
                continue
            for entity in base.derived:
                entity.attributes = [
                    each for each in entity.attributes if each.name != attribute.name
                ]
            base.attributes.append(attribute)
            _tell(plan, base, attribute)


def _tell(plan: Plan, base: PlannedEntity, attribute: PlannedAttribute) -> None:
    message = say(
        'every class derived from "{base}" has "{name}"', base=base.name, name=attribute.name
    )
    plan.found.tell(LAID_HIGHER, attribute.place, message, say("it lies on that one now (GM10)"))
    plan.counted["laid higher"] += len(base.derived)


def _deepest_first(entities: Sequence[PlannedEntity]) -> list[PlannedEntity]:
    """The entities, each behind all that are derived from it."""
    order = [entity for entity in entities if entity.base is None]
    for entity in order:  # grows while it is walked
        order.extend(entity.derived)
    return order[::-1]
