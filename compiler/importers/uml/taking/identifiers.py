"""Attributes drawn as `<<ids>>` → the standard identifiers of the manifest, which entities do not repeat (GM11)."""

from __future__ import annotations

from compiler.importers.uml.taking.plan import Plan, PlannedAttribute


def take_identifiers(plan: Plan) -> None:
    """Make standard identifiers of what entities draw as such, in the order in which they are first drawn.

    What an entity draws in another way than the first one stays an attribute of its own. An entity that draws some of
    them lacks the others; one that draws none has them all, for who draws a new class does not think of them.
    """
    having = [
        entity
        for entity in plan.entities
        if entity.base is None
        and not entity.value_object
        and any(each.standard for each in entity.attributes)
    ]
    drawn = [each for entity in having for each in entity.attributes if each.standard]
    for attribute in drawn:
        plan.identifiers.setdefault(attribute.name, _plain(attribute))
    for attribute in reversed(drawn):  # so that the first one that is of a primitive type counts
        if isinstance(attribute.target, str):
            plan.identifiers[attribute.name] = attribute
    for entity in having:
        shown = {each.name for each in entity.attributes if each.standard}
        entity.without = [name for name in plan.identifiers if name not in shown]
        entity.attributes = [
            each for each in entity.attributes if not _is_standard(each, plan.identifiers)
        ]


def _plain(attribute: PlannedAttribute) -> PlannedAttribute:
    """What stands for an identifier that every entity draws as something else than a primitive type."""
    return PlannedAttribute(
        name=attribute.name, target="string", place=attribute.place, core=True, standard=True
    )


def _is_standard(attribute: PlannedAttribute, standard: dict[str, PlannedAttribute]) -> bool:
    first = standard.get(attribute.name)
    return first is not None and _said(attribute) == _said(first)


def _said(attribute: PlannedAttribute) -> tuple[object, ...]:
    """What the drawing says of an identifier."""
    return (
        attribute.target,
        attribute.many,
        attribute.core,
        attribute.obsolete,
        attribute.text,
        attribute.constraint,
        attribute.tags,
    )
