"""Move an attribute to the base of its entity (GM10), and back to what is derived from that."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.mends import Mend
from compiler.base.source import Name, Span
from compiler.base.wording import say
from compiler.editing.refactorings.opened import OpenedModel, Refused
from compiler.language.declarations import EnvelopeDecl, MessageDecl, ProjectionDecl
from compiler.language.formatted_names import format_name
from compiler.language.rewrites import LeftOut, MemberAdded, Rewrite
from compiler.model.elements import Attribute, Entity
from compiler.rules.proposals import line_of


def moved_to_base(opened: OpenedModel, place: Span) -> Mend | Refused:
    """The attribute declared at `place` written on the base of its entity; who else derived from that has it loses it.

    A message that takes `alle` of one of them names the attribute from now on, where it does not take all of the base.
    """
    found = _declared_at(opened, place)
    if found is None or found[0].base is None:
        return Refused(say("no attribute of a derived entity is declared here"))
    entity, attribute = found
    model = opened.model
    base = model.entities[entity.base or ""]
    name = attribute.name.text
    if any(each.name.text == name for each in model.attributes_of(base.key)):
        return Refused(say('"{base}" has an attribute "{name}" already', base=base.name, name=name))
    holders = [
        (each, own)
        for each in model.descendants(base.key)
        if (own := each.attribute(name)) is not None
    ]
    others = [each for each, own in holders if not own.same_type(attribute)]
    if others:
        return Refused(
            say('"{name}" of "{entity}" is of another type', name=name, entity=others[0].name)
        )
    rewrites: list[Rewrite] = [MemberAdded(base.name, line_of(attribute))]
    rewrites += [LeftOut(own.name) for _, own in holders]
    rewrites += _named_in_messages(opened, base, [each for each, _ in holders], name)
    title = say('move {name} to "{base}"', name=name, base=base.name)
    return opened.made(title, *rewrites)


def moved_to_derived(opened: OpenedModel, place: Span) -> Mend | Refused:
    """The attribute declared at `place` written on each entity derived from its own, and no more on that itself."""
    found = _declared_at(opened, place)
    if found is None or not found[0].derived:
        return Refused(
            say("no attribute is declared here of an entity that others are derived from")
        )
    base, attribute = found
    uses = [use for use in opened.places.uses_of(attribute.name) if use != attribute.name]
    of_base = {use for each in _projections_of(opened, base) for use in _names_in(each)}
    if any(use in of_base for use in uses) or any(
        each.everything for each in _projections_of(opened, base)
    ):
        return Refused(
            say('a message shows {name} of "{base}"', name=attribute.name, base=base.name)
        )
    rewrites: list[Rewrite] = [
        MemberAdded(opened.model.entities[key].name, line_of(attribute)) for key in base.derived
    ]
    title = say('move {name} to what is derived from "{base}"', name=attribute.name, base=base.name)
    return opened.made(title, LeftOut(attribute.name), *rewrites)


def _declared_at(opened: OpenedModel, place: Span) -> tuple[Entity, Attribute] | None:
    name = opened.name_at(place)
    for entity in opened.model.entities.values():
        for attribute in entity.attributes:
            if attribute.name == name and not attribute.standard:
                return entity, attribute
    return None


def _projections(
    opened: OpenedModel,
) -> Iterator[tuple[MessageDecl | EnvelopeDecl, ProjectionDecl]]:
    for declared in opened.declarations():
        if isinstance(declared, MessageDecl | EnvelopeDecl):
            yield from ((declared, projection) for projection in declared.projections)


def _projections_of(opened: OpenedModel, entity: Entity) -> Iterator[ProjectionDecl]:
    yield from (each for _, each in _projections(opened) if each.name.text == entity.key)


def _names_in(projection: ProjectionDecl) -> Iterator[Name]:
    yield from projection.excluded
    yield from (item.name for item in projection.items)


def _named_in_messages(
    opened: OpenedModel, base: Entity, holders: list[Entity], name: str
) -> Iterator[Rewrite]:
    """The attribute by its name where a message takes `alle` of one of the `holders`, and not all of the base."""
    keys = {holder.key for holder in holders}
    for message, projection in _projections(opened):
        takes_base = any(
            each.everything for each in message.projections if each.name.text == base.key
        )
        is_named = any(each.text == name for each in _names_in(projection))
        if projection.name.text in keys and projection.everything and not (takes_base or is_named):
            yield MemberAdded(projection.name, format_name(name))
