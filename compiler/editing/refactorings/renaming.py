"""Rename: an entity, an attribute, a list, a code, a message or an element gets another name, wherever it is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compiler.base.mends import Mend
from compiler.base.source import Name, Span
from compiler.base.wording import Text, say
from compiler.editing.refactorings.opened import OpenedModel, Refused
from compiler.language.declarations import (
    AttributeDecl,
    CodeDecl,
    CodeListDecl,
    DomainDecl,
    EntityDecl,
    EnvelopeDecl,
    MessageDecl,
    ProcessDecl,
    Statement,
)
from compiler.language.formatted_names import format_name, format_text
from compiler.language.rewrites import PropertyWritten, Renamed, Rewrite, WrittenBehind
from compiler.model.elements import PRIMITIVES, Attribute
from compiler.model.model import Model

_WITH_FORMER_NAME = (
    DomainDecl, EntityDecl, CodeListDecl, MessageDecl, ProcessDecl, AttributeDecl, CodeDecl,
)  # fmt: skip


def renamed_at(
    opened: OpenedModel, place: Span, name: str, *, formerly: bool = False
) -> Mend | Refused:
    """Another name for what is named at `place`, in all files; `formerly` writes what it was called (`voorheen`).

    Who was called otherwise before keeps saying so: what was published is what counts.
    """
    found = opened.name_at(place)
    if found is None:
        return Refused(say("nothing is named here"))
    declared = opened.places.meant[found]
    if not name.strip() or not name.isprintable():
        return Refused(say('"{name}" is no name', name=name))
    if name == declared.text:
        return Refused(say('it is called "{name}" already', name=name))
    if taken := _taken(opened, declared, name):
        return Refused(taken)
    rewrites: list[Rewrite] = [Renamed(declared, name)]
    if formerly and (former := _former(opened, declared)) is not None:
        rewrites.append(former)
    title = say('rename "{place}" to "{name}"', place=declared, name=name)
    return opened.made(title, *rewrites)


def _declaration(
    opened: OpenedModel, declared: Name
) -> Statement | AttributeDecl | CodeDecl | None:
    for each in opened.declarations():
        if (each.code if isinstance(each, CodeDecl) else each.name) == declared:
            return each
    return None


def _former(opened: OpenedModel, declared: Name) -> Rewrite | None:
    """`voorheen` with the name that it has now; None where it has had another one before, or cannot say so."""
    declaration = _declaration(opened, declared)
    if not isinstance(declaration, _WITH_FORMER_NAME) or declaration.formerly:
        return None
    if isinstance(declaration, CodeDecl):
        return WrittenBehind(declared, f"voorheen {format_text(declared.text)}")
    former = format_name(declared.text)
    if isinstance(declaration, AttributeDecl):
        return WrittenBehind(declared, f"voorheen {former}")
    return PropertyWritten(declared, "voorheen", former)


def _taken(opened: OpenedModel, declared: Name, name: str) -> Text | None:
    """Who has the name already, but for capitals; None where it is free."""
    declaration = _declaration(opened, declared)
    others = {
        other.text: other
        for other in _beside(opened.model, declaration, declared)
        if other != declared and other.text.casefold() == name.casefold()
    }
    if others:
        other = min(others.values(), key=lambda each: each.span)
        return say('"{name}" is taken: {place}', name=other.text, place=str(other.span))
    of_types = isinstance(declaration, EntityDecl | CodeListDecl)
    return (
        say('"{name}" is a primitive type', name=name) if of_types and name in PRIMITIVES else None
    )


def _beside(model: Model, declaration: object, declared: Name) -> Iterable[Name]:
    """The names that what is `declared` may not have."""
    match declaration:
        case EntityDecl() | CodeListDecl():
            return (
                *(entity.name for entity in model.entities.values()),
                *(codelist.name for codelist in model.codelists.values()),
            )
        case AttributeDecl():
            return _attributes_beside(model, declared)
        case CodeDecl():
            return next(
                (
                    [code.code for code in codelist.codes]
                    for codelist in model.codelists.values()
                    if any(code.code == declared for code in codelist.codes)
                ),
                [],
            )
        case MessageDecl():
            return next(
                (
                    [message.name for message in process.messages]
                    for process in model.processes.values()
                    if any(message.name == declared for message in process.messages)
                ),
                [],
            )
        case ProcessDecl():
            return [process.code for process in model.processes.values()]
        case EnvelopeDecl():
            return ()
        case _:
            elements = [element.name for element in model.architecture.values()]
            return [*elements, *(domain.name for domain in model.domains.values())]


def _attributes_beside(model: Model, declared: Name) -> Iterator[Name]:
    """The attributes that stand together with one: of its entity, its bases and what is derived, or in its messages."""
    for key, entity in model.entities.items():
        if any(attribute.name == declared for attribute in entity.attributes):
            for member in (entity, *model.descendants(key)):
                yield from (attribute.name for attribute in model.attributes_of(member.key))
    for message in model.messages():
        for projection in message.projections.values():
            if any(attribute.name == declared for attribute in projection.attributes):
                yield from map(_name_of, projection.attributes)
                yield from map(_name_of, model.attributes_of(projection.entity))


def _name_of(attribute: Attribute) -> Name:
    return attribute.name
