"""Attributes that contradict others of their object, inherited or of the envelope: no value is right for both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.wording import Text, say
from compiler.model.model import Attribute, Envelope, Model, Projection, TypeKind


def contradictions(model: Model) -> Iterator[Diagnostic]:
    """A diagnostic for each attribute, of an entity or in a message, that is inherited with another type."""
    for key, entity in model.entities.items():
        inherited = {
            attribute.name.text: attribute
            for base in reversed(list(model.bases(key)))
            for attribute in base.attributes
        }
        yield from _against(inherited, entity.attributes)
    for message in model.messages():
        yield from _in_projections(message.projections, model)
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
    """An entity and the envelope are one object in a message, and every entity has a message in its domain."""
    carried = {attribute.name.text: attribute for attribute in envelope.attributes}
    own = (
        attribute
        for message in model.messages()
        for key, projection in message.projections.items()
        if key == message.root or message.root in {base.key for base in model.bases(key)}
        for attribute in projection.attributes
        if attribute.own
    )
    of_entities = (each for entity in model.entities.values() for each in entity.attributes)
    # The identifiers of the standard are written once, and belong to every entity.
    written = {attribute.name.span: attribute for attribute in (*of_entities, *own)}
    for attribute in written.values():
        other = carried.get(attribute.name.text)
        if other is None:
            continue
        # An entity looks otherwise in the envelope than in the message around it.
        if attribute.kind is TypeKind.ENTITY or _type_of(other) != _type_of(attribute):
            name = attribute.name
            message = say(
                '"{name}" is an attribute of the envelope too, and means another', name=name
            )
            yield _error(attribute, other, message)


def _against(
    inherited: Mapping[str, Attribute], attributes: Iterable[Attribute]
) -> Iterator[Diagnostic]:
    for attribute in attributes:
        other = inherited.get(attribute.name.text)
        if other is not None and _type_of(other) != _type_of(attribute):
            message = say('"{name}" is inherited with another type', name=attribute.name)
            yield _error(attribute, other, message)


def _error(attribute: Attribute, other: Attribute, message: Text) -> Diagnostic:
    hint = say(
        "it stands at {file}:{line}; give them one type, or different names",
        file=other.name.file,
        line=other.name.line,
    )
    return Diagnostic("NAM08", Severity.ERROR, attribute.name.span, message, hint=hint)


def _type_of(attribute: Attribute) -> tuple[object, ...]:
    return (attribute.kind, attribute.target, attribute.many, attribute.keys)
