"""Which domains have a list: those that use it, where it is drawn apart from all entities (RD05)."""

from __future__ import annotations

from compiler.importers.uml.taking.plan import Plan, PlannedList


def place_lists(plan: Plan) -> None:
    """Give each list that stands in a package without entities the domains of the entities that use it, if any do."""
    users: dict[int, list[str]] = {}
    for entity in plan.entities:
        for attribute in entity.attributes:
            if isinstance(attribute.target, PlannedList):
                users.setdefault(id(attribute.target), []).append(entity.domain)
    with_entities = {entity.domain for entity in plan.entities}
    for each in plan.lists:
        if with_entities.isdisjoint(each.domains) and id(each) in users:
            each.domains = [*dict.fromkeys(users[id(each)])]
