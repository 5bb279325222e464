"""Names that would meet in the model are told apart; all others stay as drawn."""

from __future__ import annotations

from collections.abc import Collection, Container

from compiler.base.dutch.naming import in_camel_case
from compiler.base.source import Span
from compiler.base.wording import say
from compiler.importers.uml.taking.findings import NAME_MET
from compiler.importers.uml.taking.plan import Plan, Planned, PlannedAttribute, PlannedEntity
from compiler.model.elements import PRIMITIVES


def tell_other_domains(plan: Plan) -> None:
    """Tell which packages are domains under another name: where names meet, or cannot name a file."""
    for package in plan.drawing.packages:
        domain = plan.domains.get(package.key, package.name)
        if domain != package.name:
            message = say(
                'the package "{package}" is the domain "{domain}"',
                package=package.name,
                domain=domain,
            )
            hint = say("a domain has a name of its own, of letters, digits, blanks and hyphens")
            plan.found.tell(NAME_MET, package.span, message, hint)


def part_classes(plan: Plan, reserved: Collection[str]) -> None:
    """Tell classes apart: two in one domain, a list and another; and from primitive types and what is `reserved`."""
    in_domain: set[tuple[str, str]] = set()
    entities: set[str] = set()
    for entity in plan.entities:
        taken = {name for domain, name in in_domain if domain == entity.domain}
        _rename(plan, entity, {*taken, *PRIMITIVES, *reserved})
        in_domain.add((entity.domain, entity.name))
        entities.add(entity.name)
    lists: set[str] = set()
    for each in plan.lists:
        _rename(plan, each, {*entities, *lists, *PRIMITIVES})
        lists.add(each.name)


def _rename(plan: Plan, planned: Planned, taken: Container[str]) -> None:
    name = planned.name.strip()
    if name in taken:
        name = _free(f"{name[:1].upper()}{name[1:]}", taken)
        _report(plan, planned.drawn.span, planned.name, name)
    planned.name = name


def part_attributes(plan: Plan) -> None:
    """Tell attributes of one entity apart, inherited ones too; what is drawn twice in one way is there once."""
    order = [entity for entity in plan.entities if entity.base is None]
    for entity in order:  # grows while it is walked: bases before what is derived from them
        order.extend(entity.derived)
        known: dict[str, list[PlannedAttribute]] = {}
        for inherited in (attribute for base in entity.bases() for attribute in base.attributes):
            known.setdefault(inherited.name.casefold(), []).append(inherited)
        kept: list[PlannedAttribute] = []
        for attribute in entity.attributes:
            attribute.name = attribute.name.strip()
            alike = known.get(attribute.name.casefold(), [])
            twice = next((each for each in alike if _is_drawn_twice(attribute, each)), None)
            if twice is not None:
                _join(plan, entity, attribute, twice)
                continue
            if any(each.name == attribute.name for each in alike):
                _rename_attribute(plan, attribute, known)
            known.setdefault(attribute.name.casefold(), []).append(attribute)
            kept.append(attribute)
        entity.attributes = kept


def _is_drawn_twice(one: PlannedAttribute, other: PlannedAttribute) -> bool:
    """Whether both say one thing: one name and target, as attribute and as association, or on a class and its base.

    As an attribute and as an association the name may differ in capitals.
    """
    if one.target is not other.target or one.many != other.many:
        return False
    if one.of_association != other.of_association:
        return one.name.casefold() == other.name.casefold()
    return one.name == other.name


def _join(
    plan: Plan, entity: PlannedEntity, attribute: PlannedAttribute, same: PlannedAttribute
) -> None:
    """One attribute stands for both, with what either says."""
    same.text = same.text or attribute.text
    same.core = same.core or attribute.core
    same.identity = same.identity or attribute.identity
    message = say('"{name}" of "{entity}" is drawn twice', name=attribute.name, entity=entity.name)
    hint = say("it is one attribute; where two things are meant, give them names of their own")
    plan.found.tell(NAME_MET, attribute.place, message, hint)
    plan.counted["drawn twice"] += 1


def _rename_attribute(plan: Plan, attribute: PlannedAttribute, taken: Container[str]) -> None:
    """Another name: with that of its target behind it, or a number."""
    old = attribute.name
    target = attribute.target if isinstance(attribute.target, str) else attribute.target.name
    longer = f"{old}{in_camel_case(target, is_entity=True)}"
    attribute.name = longer if longer.casefold() not in taken else _free(old, taken, folded=True)
    _report(plan, attribute.place, old, attribute.name)


def _free(name: str, taken: Container[str], *, folded: bool = False) -> str:
    """The name, with a number behind it where it is taken; `folded` where `taken` are in small letters."""
    one, number = name, 2
    while (one.casefold() if folded else one) in taken:
        one, number = f"{name}{number}", number + 1
    return one


def _report(plan: Plan, place: Span, old: str, new: str) -> None:
    message = say('"{old}" is the name of something else here too', old=old)
    hint = say('it is called "{new}" now; give both a name of their own in the drawing', new=new)
    plan.found.warn(NAME_MET, place, message, hint)
