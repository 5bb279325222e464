"""Generalisations → the base of each entity."""

from __future__ import annotations

from compiler.base.source import Span
from compiler.base.wording import say
from compiler.importers.uml.drawing import DrawnGeneralisation, DrawnKind
from compiler.importers.uml.taking.findings import CIRCLE, MANY_BASES, NOT_PLACED
from compiler.importers.uml.taking.plan import Plan, PlannedEntity


def plan_bases(plan: Plan) -> None:
    """Give each entity its base, a class before an interface; what is drawn to be derived from itself is an error."""
    is_interface = {each.key: each.kind is DrawnKind.INTERFACE for each in plan.drawing.classes}
    ranked = sorted(
        plan.drawing.generalisations,
        key=lambda each: is_interface.get(each.parent, False) or each.realisation,
    )
    for drawn in ranked:
        child, parent = plan.planned.get(drawn.child), plan.planned.get(drawn.parent)
        if drawn.child in plan.types and (drawn.parent in plan.types or parent is not None):
            plan.counted["generalisations of types"] += 1
        elif not isinstance(child, PlannedEntity) or not isinstance(parent, PlannedEntity):
            message = say("this is no generalisation between classes")
            hint = say("only a class is derived from a class; draw otherwise what is meant")
            plan.found.warn(NOT_PLACED, drawn.span, message, hint)
            plan.counted["generalisations left"] += 1
        elif child.base is None:
            _derive(plan, child, parent, drawn.span)
        elif child.base is parent:
            plan.counted["generalisations drawn twice"] += 1
        else:
            _second_base(plan, child, parent, drawn, is_interface=is_interface[parent.drawn.key])


def _derive(plan: Plan, child: PlannedEntity, parent: PlannedEntity, place: Span) -> None:
    if parent is child or child in parent.bases():
        message = say('"{name}" is derived from itself', name=child.name)
        plan.found.error(CIRCLE, place, message, say("take one of the generalisations away"))
        return
    child.base = parent
    parent.derived.append(child)
    plan.counted["generalisations"] += 1


def _second_base(
    plan: Plan, child: PlannedEntity, parent: PlannedEntity, drawn: DrawnGeneralisation, *, is_interface: bool
) -> None:  # fmt: skip
    """An entity has one base. The attributes of an interface are taken over instead; a second class is an error."""
    message = say(
        '"{name}" is derived from "{first}" and from "{second}"',
        name=child.name,
        first=child.base.name if child.base else "",
        second=parent.name,
    )
    if is_interface or drawn.realisation:
        hint = say(
            'an entity has one base; it gets the attributes of "{name}" itself', name=parent.name
        )
        plan.found.warn(MANY_BASES, drawn.span, message, hint)
        plan.mixed_in.setdefault(child.drawn.key, []).append(parent)
        plan.counted["generalisations mixed in"] += 1
    else:
        hint = say("an entity has one base; draw one of them as an association")
        plan.found.error(MANY_BASES, drawn.span, message, hint)
