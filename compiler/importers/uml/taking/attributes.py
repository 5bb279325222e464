"""Attributes of classes → attributes of entities, with their types."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.wording import say
from compiler.importers.uml.drawing import DrawnAttribute, DrawnClass
from compiler.importers.uml.taking.associations import at_most, is_many
from compiler.importers.uml.taking.findings import NO_DATA, NO_NAME, UNKNOWN_TYPE
from compiler.importers.uml.taking.kinds import plain_stereotype
from compiler.importers.uml.taking.plan import Plan, Planned, PlannedAttribute, PlannedEntity
from compiler.importers.uml.taking.types import primitive_for, taken_apart


def plan_attributes(plan: Plan) -> None:
    """Give each entity its attributes, and those of interfaces that it realises beside its base."""
    attributes = _Attributes(plan)
    for entity in plan.entities:
        entity.attributes += attributes.of(entity, entity.drawn)
    for entity in plan.entities:
        for other in plan.mixed_in.get(entity.drawn.key, ()):
            for each in (other, *other.bases()):
                made = attributes.of(entity, each.drawn, again=True)
                entity.attributes += [one for one in made if not entity.named(one.name)]


class _Attributes:
    """Makes the attributes of one entity after another."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._by_key = {each.key: each for each in plan.drawing.classes}
        self._by_name: dict[str, list[DrawnClass]] = {}
        for each in plan.drawing.classes:
            self._by_name.setdefault(each.name.casefold(), []).append(each)

    def of(
        self, entity: PlannedEntity, drawn: DrawnClass, *, again: bool = False
    ) -> Iterator[PlannedAttribute]:
        """The attributes of `drawn`; `again` where they are told and counted for another entity already."""
        for attribute in drawn.attributes:
            if not attribute.name.strip():
                if not again:
                    self._report_nameless(drawn, attribute)
            elif attribute.static:
                if not again:
                    self._report_static(attribute)
            else:
                yield self._attribute(entity, attribute, again=again)
                self._plan.counted["attributes"] += not again

    def _report_nameless(self, drawn: DrawnClass, attribute: DrawnAttribute) -> None:
        message = say('an attribute of "{name}" has no name', name=drawn.name)
        self._plan.found.warn(
            NO_NAME, attribute.span, message, say("give it one; it is not taken over")
        )
        self._plan.counted["attributes left"] += 1

    def _report_static(self, attribute: DrawnAttribute) -> None:
        message = say('"{name}" is of the class and not of what it describes', name=attribute.name)
        hint = say("a static attribute is no data, and is not taken over")
        self._plan.found.tell(NO_DATA, attribute.span, message, hint)
        self._plan.counted["attributes left"] += 1

    def _attribute(
        self, entity: PlannedEntity, drawn: DrawnAttribute, *, again: bool
    ) -> PlannedAttribute:
        written = taken_apart(drawn.type_name)
        target, constraint = self._target(entity, drawn, written.name, again=again)
        stereotypes = {plain_stereotype(each) for each in drawn.stereotypes}
        is_entity = isinstance(target, PlannedEntity)
        said = [constraint, at_most(drawn.multiplicity)]
        if drawn.default:
            said.append(f"Standaard {drawn.default}.")
        return PlannedAttribute(
            name=drawn.name,
            target=target,
            place=drawn.span,
            many=written.many or is_many(drawn.multiplicity),
            keys=is_entity and "sleutels" in stereotypes,
            core=drawn.identifying or "kern" in stereotypes,
            obsolete="vervallen" in stereotypes,
            standard="ids" in stereotypes,
            tags=drawn.tags,
            text=drawn.text,
            constraint=" ".join(filter(None, said)),
            derived="Zo getekend." if drawn.derived else "",
            identity="" if again else drawn.guid,
        )

    def _target(
        self, entity: PlannedEntity, drawn: DrawnAttribute, name: str, *, again: bool
    ) -> tuple[str | Planned, str]:
        """What an attribute holds, and the type as drawn where that is no type of the language."""
        found = self._class_of(entity, drawn, name)
        if found is not None:
            planned = self._plan.planned.get(found.key)
            if planned is not None:
                return planned, ""
            primitive = self._plan.types.get(found.key, "")
            if primitive:
                return primitive, ""
            name = found.name
        elif primitive := primitive_for(name):
            return primitive, ""
        if not again:
            self._report_type(drawn, name)
        return "string", f"Type: {name}." if name else ""

    def _report_type(self, drawn: DrawnAttribute, name: str) -> None:
        if name:
            message = say(
                '"{attribute}" has the unknown type "{type}"', attribute=drawn.name, type=name
            )
            hint = say(
                "it is a string now, with the type in its constraint; draw the type, or choose another"
            )
        else:
            message = say('"{attribute}" has no type', attribute=drawn.name)
            hint = say("it is a string now; draw its type")
        self._plan.found.warn(UNKNOWN_TYPE, drawn.span, message, hint)

    def _class_of(
        self, entity: PlannedEntity, drawn: DrawnAttribute, name: str
    ) -> DrawnClass | None:
        """The class that an attribute refers to: by its key, else by its name: as spelled, then of the same package."""
        by_key = self._by_key.get(drawn.type_key)
        if by_key is not None and (not name or by_key.name.casefold() == name.casefold()):
            return by_key
        plain = name.rpartition("::")[2].rpartition(".")[2]
        named = self._by_name.get(name.casefold()) or self._by_name.get(plain.casefold()) or []
        spelled = [each for each in named if each.name in (name, plain)] or named
        same = [each for each in spelled if each.package == entity.drawn.package]
        return next(iter(same or spelled), None if primitive_for(name) else by_key)
