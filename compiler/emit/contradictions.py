"""Attributes that contradict others of their object, inherited or of the envelope: no value is right for both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import partial

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import Text, say
from compiler.model.document_builder import documents_of
from compiler.model.documents import DocumentContents
from compiler.model.elements import Attribute, Entity, Envelope, Message, Projection
from compiler.model.holding import ShownAttribute
from compiler.model.keeping import kept
from compiler.model.model import Model
from compiler.model.projection_lines import written_type


def contradictions_in_entity(entity: Entity, model: Model) -> Iterator[Diagnostic]:
    """A diagnostic for each attribute that `entity` inherits with another type."""
    inherited = {
        attribute.name.text: attribute
        for base in reversed(list(model.bases(entity.key)))
        for attribute in base.attributes
    }
    yield from _against(inherited, entity.attributes)


def contradictions_in_message(message: Message, model: Model) -> Iterator[Diagnostic]:
    """A diagnostic for each attribute that something in `message` inherits with another type."""
    yield from _in_projections(message.projections, model)


def contradictions_with_the_envelope(model: Model) -> Iterator[Diagnostic]:
    """The same in the envelope, and for each attribute that contradicts one that the envelope has."""
    if model.envelope is not None:
        yield from _in_projections(model.envelope.projections, model)
        yield from _with_the_envelope(model.envelope, model)


def _in_projections(shown: Mapping[str, Projection], model: Model) -> Iterator[Diagnostic]:
    for key, projection in shown.items():
        inherited = {
            attribute.name.text: attribute
            for base in reversed(list(model.bases(key)))
            if base.key in shown
            for attribute in shown[base.key].attributes
        }
        yield from _against(inherited, projection.attributes)


def _with_the_envelope(envelope: Envelope, model: Model) -> Iterator[Diagnostic]:
    """An entity and the envelope are one object in a message; of one type, held alike, their attributes may meet."""
    names = {attribute.name.text for attribute in envelope.attributes}
    found: dict[Span, Diagnostic] = {}
    for contents in documents_of(model) if _some_stand_elsewhere(names, model) else ():
        carried = {each.attribute.name.text: each for each in _carried(contents)}
        for resource in contents.resources:
            group, key = resource.group, resource.entity.key
            for part in (*group.chain(key), *group.descendants(key)):
                for shown in part.attributes:
                    other = carried.get(shown.attribute.name.text)
                    if other is not None and _held(shown) != _held(other):
                        made = _in_one_object(shown.attribute, other.attribute, part.entity, model)
                        found.setdefault(made.span, made)
    yield from found.values()


def _in_one_object(own: Attribute, carried: Attribute, of: Entity, model: Model) -> Diagnostic:
    message = say(
        '"{name}" is {carried} in the envelope and {shown} in "{entity}": in a message they are one',
        name=own.name,
        carried=written_type(carried, model),
        shown=written_type(own, model),
        entity=of.name,
    )
    return _error(own, carried, message)


def _some_stand_elsewhere(names: AbstractSet[str], model: Model) -> bool:
    """Whether an entity, or a message, has an attribute with one of `names`."""
    own = (attribute for entity in model.entities.values() for attribute in entity.attributes)
    return any(attribute.name.text in names for attribute in own) or any(
        not names.isdisjoint(kept(model, "names shown", key, partial(_names_shown, key)))
        for key in model.message_of
    )


def _names_shown(key: tuple[str, str], model: Model) -> frozenset[str]:
    return frozenset(
        attribute.name.text
        for projection in model.message_of[key].projections.values()
        for attribute in projection.attributes
    )


def _carried(contents: DocumentContents) -> tuple[ShownAttribute, ...]:
    return contents.envelope.attributes if contents.envelope else ()


def _held(shown: ShownAttribute) -> tuple[object, ...]:
    attribute = shown.attribute
    type_of_it = (attribute.kind, attribute.target, attribute.many, attribute.keys)
    return (*type_of_it, shown.holding, shown.group)


def _against(
    inherited: Mapping[str, Attribute], attributes: Iterable[Attribute]
) -> Iterator[Diagnostic]:
    for attribute in attributes:
        other = inherited.get(attribute.name.text)
        if other is not None and not attribute.same_type(other):
            message = say('"{name}" is inherited with another type', name=attribute.name)
            yield _error(attribute, other, message)


def _error(attribute: Attribute, other: Attribute, message: Text) -> Diagnostic:
    hint = say(
        "it stands at {file}:{line}; give them one type, or different names",
        file=other.name.file,
        line=other.name.line,
    )
    return Diagnostic("NAM08", Severity.ERROR, attribute.name.span, message, hint=hint)
