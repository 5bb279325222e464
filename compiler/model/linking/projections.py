"""Linking of processes: what each message takes of each entity. Part of the stage in compiler/model/linking/link.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from compiler.base.diagnostics import nearest
from compiler.base.source import Name
from compiler.base.wording import Text, say
from compiler.language.cora import ElementKind
from compiler.language.declarations import (
    AttributeDecl,
    EnvelopeDecl,
    ItemDecl,
    MessageDecl,
    ProcessDecl,
    ProjectionDecl,
)
from compiler.model.elements import (
    Attribute,
    Entity,
    Envelope,
    Message,
    Process,
    Projection,
    TypeKind,
    path_of,
)
from compiler.model.linking.elements import element_names
from compiler.model.linking.names import Scope


def link_processes(
    declared: Sequence[tuple[ProcessDecl, list[MessageDecl]]],
    entities: Mapping[str, Entity],
    scope: Scope,
) -> dict[str, Process]:
    """The processes by code, with their messages."""
    processes: dict[str, Process] = {}
    for process, messages in declared:
        code = process.name.text
        if code in processes:
            first = processes[code].code
            hint = say("the first stands at {file}:{line}", file=first.file, line=first.line)
            scope.report(
                "NAM02", process.name, say('process "{code}" stands here twice', code=code), hint
            )
            continue
        linked: dict[str, Message] = {}
        for message in messages:
            if message.name.text in linked:
                hint = say("rename one or take it away")
                scope.report(
                    "NAM02",
                    message.name,
                    say(
                        'message "{message}" stands twice in process "{code}"',
                        message=message.name,
                        code=code,
                    ),
                    hint,
                )
                continue
            made = partial(_message, message, code)
            found = scope.kept(("message", code, message.name.text), (message,), made, entities)
            if found is not None:
                linked[message.name.text] = found
        made_of = (process, tuple(linked.values()))
        processes[code] = scope.kept(("process", code), made_of, partial(_process, *made_of))
    return processes


def _process(declared: ProcessDecl, messages: tuple[Message, ...], scope: Scope) -> Process:
    serves = element_names(declared.business_processes, ElementKind.BUSINESS_PROCESS, scope)
    return Process(
        code=declared.name,
        title=declared.title or declared.name.text,
        version=declared.version,
        description=declared.doc.text if declared.doc else "",
        messages=messages,
        formerly=declared.formerly.text if declared.formerly else "",
        business_processes=serves,
        version_at=declared.version_at,
    )


def link_envelope(
    declared: Sequence[EnvelopeDecl],
    entities: Mapping[str, Entity],
    shared: str | None,
    scope: Scope,
) -> Envelope | None:
    """The envelope, seen from the shared domain; None where the model has none."""
    for extra in declared[1:]:
        scope.report(
            "NAM02", extra.name, say("a second envelope"), say("a standard has one; take one away")
        )
    if not declared:
        return None
    made = partial(_envelope, declared[0], shared)
    return scope.kept(("envelope",), (declared[0], shared), made, entities)


def _envelope(envelope: EnvelopeDecl, shared: str | None, scope: Scope) -> Envelope:
    kept = scope.without_repeats(envelope.attributes, say("the envelope"))
    attributes = tuple(a for d in kept if (a := scope.attribute(d, shared)) is not None)
    projections = _projections(envelope.projections, say("the envelope"), scope)
    return Envelope(
        envelope.name, envelope.doc.text if envelope.doc else "", attributes, projections
    )


def _message(declared: MessageDecl, process: str, scope: Scope) -> Message | None:
    root = scope.entity_key(declared.root, None)
    owner = say('message "{name}"', name=declared.name)
    projections = _projections(declared.projections, owner, scope)
    if root is None:
        return None
    if root not in projections:
        hint = say("write {root} {{ alle }} in the message", root=declared.root)
        scope.report(
            "NAM04",
            declared.root,
            say(
                'message "{declared}" takes nothing of its entity "{root}"',
                declared=declared.name,
                root=root,
            ),
            hint,
        )
        return None
    doc = declared.doc.text if declared.doc else ""
    path = declared.path.text if declared.path else path_of(declared.name.text)
    formerly = declared.formerly.text if declared.formerly else ""
    return Message(
        name=declared.name,
        process=process,
        root=root,
        path=path,
        description=doc,
        projections=projections,
        formerly=formerly,
    )


def _projections(
    declared: Sequence[ProjectionDecl], owner: Text, scope: Scope
) -> dict[str, Projection]:
    projections: dict[str, Projection] = {}
    for declaration in declared:
        key = scope.entity_key(declaration.name, None)
        if key is None:
            continue
        if key in projections:
            first = projections[key].name
            hint = say(
                "the first stands at {file}:{line}; write them as one",
                file=first.file,
                line=first.line,
            )
            scope.report(
                "NAM02",
                declaration.name,
                say(
                    '"{declaration}" stands twice in {owner}',
                    declaration=declaration.name,
                    owner=owner,
                ),
                hint,
            )
            continue
        doc = declaration.doc.text if declaration.doc else ""
        attributes = _chosen(declaration, scope.linked[key], scope)
        projections[key] = Projection(key, declaration.name, tuple(attributes), doc)
    return projections


def _chosen(declared: ProjectionDecl, entity: Entity, scope: Scope) -> Iterator[Attribute]:
    """The attributes of a projection in its order. An item that follows `alle` changes that attribute in its place."""
    # So that of one that stands twice the nearest counts
    inherited = reversed([*_inherited(entity, scope.linked)])
    available = {attribute.name.text: attribute for attribute in (*inherited, *entity.attributes)}
    excluded = set()
    for name in declared.excluded:
        if name.text not in available and (entity.key, name.text) not in scope.broken:
            _unknown(name, entity, available, scope, say("leave it out"))
        if name.text in excluded:
            scope.report(
                "NAM02",
                name,
                say('"{name}" stands twice behind "behalve"', name=name),
                say("leave one out"),
            )
        excluded.add(name.text)
    chosen: dict[str, Attribute] = {}
    for attribute in entity.attributes:
        taken = declared.everything and attribute.name.text not in excluded
        if taken or (declared.ids and attribute.standard):
            chosen[attribute.name.text] = attribute
    seen: set[str] = set()
    for item in declared.items:
        if item.name.text in seen or item.name.text in excluded:
            scope.report(
                "NAM02",
                item.name,
                say(
                    '"{item}" stands twice in "{declared}"', item=item.name, declared=declared.name
                ),
                say("leave one out"),
            )
            continue
        seen.add(item.name.text)
        made = _item(item, entity, available, scope)
        if made is not None:
            chosen[item.name.text] = made
    yield from chosen.values()


def _inherited(entity: Entity, entities: Mapping[str, Entity]) -> Iterator[Attribute]:
    """The attributes of the bases of `entity`, those of the nearest first."""
    while entity.base is not None:
        entity = entities[entity.base]
        yield from entity.attributes


def _item(
    item: ItemDecl | AttributeDecl, entity: Entity, available: Mapping[str, Attribute], scope: Scope
) -> Attribute | None:
    if isinstance(item, AttributeDecl):
        own = scope.attribute(item, entity.domain)
        return own._replace(own=True) if own else None
    horizontal = available.get(item.name.text)
    if horizontal is None and (entity.key, item.name.text) in scope.broken:
        return None
    if horizontal is None:
        _unknown(
            item.name,
            entity,
            available,
            scope,
            say("write eigen {item} : type where the message adds it", item=item.name),
        )
        return None
    if item.keys is not None and horizontal.kind is not TypeKind.ENTITY:
        scope.report(
            "NAM04",
            item.name,
            say('"{item}" holds no entity, so it has no keys', item=item.name),
            say("leave the dot out"),
        )
        return None
    keys = horizontal.keys if item.keys is None else item.keys
    description = item.doc.text if item.doc else horizontal.description
    obsolete = item.obsolete or horizontal.obsolete
    return horizontal._replace(
        name=item.name,
        keys=keys,
        description=description,
        obsolete=obsolete,
        suppressions=(),
        embeds=item.keys is False,
    )


def _unknown(
    name: Name, entity: Entity, available: Mapping[str, Attribute], scope: Scope, hint: Text
) -> None:
    near = nearest(name.text, available)
    scope.report(
        "NAM04",
        name,
        say('entity "{entity}" has no attribute "{name}"', entity=entity.name, name=name),
        near or hint,
    )
