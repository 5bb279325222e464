"""Names as the rules ask, where that is sure: capitals and odd characters are mended, words stay what they are."""

from __future__ import annotations

from compiler.base.dutch.naming import in_camel_case, spelled
from compiler.base.dutch.words import Words
from compiler.base.source import Span
from compiler.base.wording import say
from compiler.importers.uml.taking.findings import NAME_MENDED
from compiler.importers.uml.taking.plan import Plan, Planned, PlannedAttribute, PlannedEntity
from compiler.model.elements import PRIMITIVES


def mend_names(plan: Plan) -> None:
    """Spell names as GN03 and GN04 ask; a name that is mended becomes the former name.

    What would then be called as something else stays as drawn.
    """
    words = Words()
    taken = {each.name for each in plan.planned.values()} | {*PRIMITIVES}
    for planned in plan.planned.values():
        if isinstance(planned, PlannedEntity):
            mended = spelled(planned.name, words, is_entity=True)
        else:
            mended = in_camel_case(planned.name, is_entity=True).upper()
        if mended != planned.name and mended not in taken:
            taken = (taken - {planned.name}) | {mended}
            _mend(plan, planned, planned.drawn.span, mended)
    for entity in plan.entities:
        _mend_attributes(plan, entity, words)


def _mend_attributes(plan: Plan, entity: PlannedEntity, words: Words) -> None:
    family = [entity, *entity.bases(), *_below(entity)]
    taken = {each.name.casefold() for one in family for each in one.attributes}
    for attribute in entity.attributes:
        mended = spelled(attribute.name, words, is_entity=False)
        others = taken - {attribute.name.casefold()}
        if mended != attribute.name and mended.casefold() not in others:
            taken = others | {mended.casefold()}
            _mend(plan, attribute, attribute.place, mended)


def _below(entity: PlannedEntity) -> list[PlannedEntity]:
    """All that are derived from `entity`, on whatever level."""
    found = [*entity.derived]
    for each in found:  # grows while it is walked
        found.extend(each.derived)
    return found


def _mend(plan: Plan, planned: Planned | PlannedAttribute, place: Span, mended: str) -> None:
    message = say('"{old}" is called "{new}" now', old=planned.name, new=mended)
    hint = say("its former name stands behind it; take the new one over in the drawing")
    plan.found.tell(NAME_MENDED, place, message, hint)
    planned.formerly, planned.name = planned.name, mended
