"""Classes → entities, value objects, reference data lists, and types of one value."""

from __future__ import annotations

from compiler.base.wording import say
from compiler.importers.uml.drawing import DrawnClass, DrawnKind
from compiler.importers.uml.taking.findings import NO_DATA, NO_NAME, ONE_NAME
from compiler.importers.uml.taking.kinds import Becomes, becomes
from compiler.importers.uml.taking.plan import Plan, PlannedEntity, PlannedList
from compiler.importers.uml.taking.types import primitive_for


def plan_classes(plan: Plan) -> None:
    """Say of each class what it becomes."""
    first_of_name: dict[str, DrawnClass] = {}
    by_key = {each.key: each for each in plan.drawing.classes}
    parents = {each.child: each.parent for each in plan.drawing.generalisations}
    for drawn in plan.drawing.classes:
        if not drawn.name.strip():
            hint = say("give it one, or take it away")
            plan.found.error(NO_NAME, drawn.span, say("a class without a name"), hint)
            continue
        kind = becomes(drawn)
        if kind is Becomes.TYPE:
            plan.types[drawn.key] = _type_of_one_value(drawn, by_key, parents)
            continue
        first = first_of_name.setdefault(drawn.name.strip(), drawn)
        if first is not drawn:
            _report_one_name(plan, drawn, first)
        domain = plan.domains[drawn.package]
        if kind is Becomes.REFERENCE_DATA:
            plan.planned[drawn.key] = PlannedList(drawn=drawn, name=drawn.name, domains=[domain])
            _report_columns(plan, drawn)
        else:
            plan.planned[drawn.key] = PlannedEntity(
                drawn=drawn,
                name=drawn.name,
                domain=domain,
                value_object=kind is Becomes.VALUE_OBJECT,
                abstract=drawn.abstract or drawn.kind is DrawnKind.INTERFACE,
            )


def _report_one_name(plan: Plan, drawn: DrawnClass, first: DrawnClass) -> None:
    message = say('"{name}" is the name of another class too', name=drawn.name)
    hint = say(
        "the other stands at {place}; where they are the same one, draw it once, else give each a name of its own",
        place=str(first.span),
    )
    plan.found.warn(ONE_NAME, drawn.span, message, hint)


def _report_columns(plan: Plan, drawn: DrawnClass) -> None:
    """The attributes of a list are columns, which reference data has of its own."""
    for attribute in drawn.attributes:
        message = say(
            '"{attribute}" is a column of the list "{name}"',
            attribute=attribute.name,
            name=drawn.name,
        )
        hint = say("reference data has a code and a name; other columns are not taken over")
        plan.found.tell(NO_DATA, attribute.span, message, hint)
        plan.counted["columns"] += 1


def _type_of_one_value(
    drawn: DrawnClass, by_key: dict[str, DrawnClass], parents: dict[str, str]
) -> str:
    """The primitive type that a drawn type is: by its name, else by that of what it is derived from."""
    names, key = [drawn.name], drawn.key
    for _ in range(len(parents)):
        key = parents.get(key, "")
        if key not in by_key:
            break
        names.append(by_key[key].name)
    return next(filter(None, map(primitive_for, names)), "")
