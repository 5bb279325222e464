"""Associations → attributes (GN10): on the navigable side, called by the role or by what stands at the other end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from compiler.base.dutch.naming import in_camel_case
from compiler.base.dutch.plurals import propose_plural
from compiler.base.wording import say
from compiler.importers.uml.drawing import (
    MANY,
    Aggregation,
    DrawnAssociation,
    DrawnEnd,
    Multiplicity,
)
from compiler.importers.uml.taking.findings import NAMED_BY_TARGET, NOT_PLACED
from compiler.importers.uml.taking.kinds import plain_stereotype
from compiler.importers.uml.taking.plan import Plan, PlannedAttribute, PlannedEntity, PlannedList


def plan_associations(plan: Plan) -> None:
    """Give each association its attribute, or its two; one that neither end can have is a finding."""
    associations = _Associations(plan)
    for association in plan.drawing.associations:
        made = associations.of(association)
        for owner, attribute in made:
            owner.attributes.append(attribute)
        plan.counted["associations"] += bool(made)
        plan.counted["attributes of associations"] += len(made)
        if not made:
            _report_unplaced(plan, association)


def _report_unplaced(plan: Plan, association: DrawnAssociation) -> None:
    plan.counted["associations left"] += 1
    if association.dependency:
        message = say("this dependency is not one between classes with data")
    else:
        message = say("neither end of this association can have it as an attribute")
    hint = say("it is not taken over; draw it between two classes")
    plan.found.warn(NOT_PLACED, association.span, message, hint)


class _Associations:
    """Makes the attributes of one association after another."""

    def __init__(self, plan: Plan) -> None:
        self._planned = plan.planned
        self._found = plan.found

    def of(self, association: DrawnAssociation) -> list[tuple[PlannedEntity, PlannedAttribute]]:
        """The attributes that `association` becomes, each with its owner; none where neither end can have it."""
        made: list[tuple[PlannedEntity, PlannedAttribute]] = []
        for near, far in _directions(association):
            made += self._attributes(association, near, far)
        return made or [*self._attributes(association, association.target, association.source)]

    def _attributes(
        self, association: DrawnAssociation, near: DrawnEnd, far: DrawnEnd
    ) -> Iterator[tuple[PlannedEntity, PlannedAttribute]]:
        """The attribute of what stands at `near`, and that of the association class where there is one."""
        owner, target = self._planned.get(near.target), self._planned.get(far.target)
        if not isinstance(owner, PlannedEntity) or target is None:
            return
        far = replace(far, guid=far.guid or _identity(association, far))
        carrier = self._planned.get(association.carrier)
        if isinstance(carrier, PlannedEntity):
            yield owner, self._attribute(association, far, carrier, whole=True)
            yield carrier, self._attribute(association, _one(far), target, whole=False)
        else:
            whole = near.aggregation is Aggregation.COMPOSITE
            yield owner, self._attribute(association, far, target, whole=whole)

    def _attribute(
        self,
        association: DrawnAssociation,
        far: DrawnEnd,
        target: PlannedEntity | PlannedList,
        *,
        whole: bool,
    ) -> PlannedAttribute:
        many = is_many(far.multiplicity)
        stereotypes = {
            plain_stereotype(each) for each in (*far.stereotypes, *association.stereotypes)
        }
        keys = isinstance(target, PlannedEntity) and not whole and not target.value_object
        if "sleutels" in stereotypes or "ingebed" in stereotypes:
            keys = "sleutels" in stereotypes and isinstance(target, PlannedEntity)
        name = far.role
        if not name:
            name = named_by(target.name, many=many)
            message = say('the association with "{target}" has no role', target=target.name)
            hint = say(
                'it is called by what it leads to, "{name}"; draw a role where it is another',
                name=name,
            )
            self._found.tell(NAMED_BY_TARGET, far.span, message, hint)
        return PlannedAttribute(
            name=name,
            target=target,
            place=far.span,
            many=many,
            keys=keys,
            core="kern" in stereotypes,
            obsolete="vervallen" in stereotypes,
            standard="ids" in stereotypes,
            text=far.text or association.text,
            constraint=at_most(far.multiplicity),
            identity=far.guid,
            tags=far.tags or association.tags,
            of_association=True,
        )


def _identity(association: DrawnAssociation, far: DrawnEnd) -> str:
    """The identity of an end that has none of its own: that of its association, which has two ends."""
    return (
        f"{association.guid}#bron"
        if association.guid and far is association.source
        else association.guid
    )


def is_many(multiplicity: Multiplicity | None) -> bool:
    """Whether there may be more than one."""
    return multiplicity is not None and (multiplicity.upper == MANY or multiplicity.upper > 1)


def at_most(multiplicity: Multiplicity | None) -> str:
    """The bound of a collection as a constraint in words; empty where it has none."""
    if multiplicity is None or multiplicity.upper in (MANY, 0, 1):
        return ""
    return f"Hoogstens {multiplicity.upper}."


def named_by(target: str, *, many: bool) -> str:
    """The name of an attribute after that of its target: in lowerCamelCase, in the plural for many.

    >>> named_by("Woning", many=True), named_by("BAGPand", many=False), named_by("STATUS", many=False)
    ('woningen', 'bagPand', 'status')
    """
    return in_camel_case(propose_plural(target) if many else target, is_entity=False)


def _one(end: DrawnEnd) -> DrawnEnd:
    """The end, of one: an association class has one at each end, whatever the association has."""
    return replace(end, multiplicity=None, guid=f"{end.guid}#1" if end.guid else "")


def _directions(association: DrawnAssociation) -> Iterator[tuple[DrawnEnd, DrawnEnd]]:
    """From which end to which other the association is walked: as arrows say, else from the whole, else as drawn."""
    source, target = association.source, association.target
    if source.navigable or target.navigable:
        if target.navigable:
            yield source, target
        if source.navigable:
            yield target, source
    elif (
        target.aggregation is not Aggregation.NONE and source.aggregation is Aggregation.NONE
    ) or (target.navigable is False and source.navigable is None):
        yield target, source
    else:
        yield source, target
