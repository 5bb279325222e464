"""Create what is missing: an entity, a list, a projection in a message."""

from __future__ import annotations

from compiler.base.mends import Mend
from compiler.base.source import Name, Span
from compiler.base.wording import say
from compiler.editing.refactorings.opened import OpenedModel, Refused, message_around
from compiler.language.declarations import AttributeDecl, CodeListDecl, DomainDecl, EntityDecl
from compiler.language.formatted_names import format_name
from compiler.language.rewrites import MemberAdded, StatementAdded


def created_type(opened: OpenedModel, place: Span) -> Mend | Refused:
    """The entity or, where its name is all capitals, the list that the type at `place` names and the model has not."""
    owner = _owner_of_type(opened, place)
    if owner is None:
        return Refused(say("no entity has an attribute here"))
    entity, name = owner
    model = opened.model
    if name.text in {each.name.text for each in model.entities.values()} | {*model.codelists}:
        return Refused(say('there is a "{name}" already', name=name))
    domain = next((each.domain for each in model.entities.values() if each.name == entity.name), "")
    written = format_name(name.text)
    if not name.text.isupper():
        title = say("create entity {name}", name=written)
        return opened.made(title, StatementAdded(entity.name, f"entiteit {written}"))
    title = say("create reference data list {name}", name=written)
    header = f" (domein {format_name(domain)})" if domain else ""
    behind = _last_list(opened) or entity.name
    return opened.made(title, StatementAdded(behind, f"referentiedata {written}{header}"))


def created_projection(opened: OpenedModel, place: Span, entity: str) -> Mend | Refused:
    """A projection that takes all of `entity`, in the message around `place`."""
    message = message_around(opened, place)
    if message is None:
        return Refused(say("no message is written around this place"))
    if entity not in opened.model.entities:
        return Refused(say('there is no entity "{name}"', name=entity))
    if any(projection.name.text == entity for projection in message.projections):
        name = message.name
        return Refused(say('"{message}" has a projection of "{name}"', message=name, name=entity))
    written = format_name(entity)
    title = say("create {name} {{ alle }} in message {message}", name=written, message=message.name)
    return opened.made(title, MemberAdded(message.name, f"{written} {{ alle }}"))


def _owner_of_type(opened: OpenedModel, place: Span) -> tuple[EntityDecl, Name] | None:
    """The entity with an attribute whose type stands at `place`, and the name of that type."""
    for declared in opened.declarations():
        if isinstance(declared, EntityDecl) and declared.name.file == place.file:
            for attribute in declared.attributes:
                if _covers(attribute, place):
                    return declared, attribute.type.name
    return None


def _covers(attribute: AttributeDecl, place: Span) -> bool:
    name = attribute.type.name
    return name.line == place.line and name.column <= place.column <= name.end_column


def _last_list(opened: OpenedModel) -> Name | None:
    """The last list that stands at the top of the file with the most of them; None where there are none."""
    lists: dict[str, list[Name]] = {}
    for source in opened.sources:
        for statement in source.statements:
            if isinstance(statement, CodeListDecl):
                lists.setdefault(source.path, []).append(statement.name)
            elif isinstance(statement, DomainDecl) and statement.members is None:
                lists.pop(source.path, None)  # lists among entities are of that domain's file
    return max(lists.values(), key=len, default=[None])[-1]
