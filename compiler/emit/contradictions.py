"""Attributes that contradict what their entity inherits: an object can have no value that is right for both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.wording import say
from compiler.model.model import Attribute, Model, Projection


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


def _in_projections(shown: Mapping[str, Projection], model: Model) -> Iterator[Diagnostic]:
    for key, projection in shown.items():
        inherited = {
            attribute.name.text: attribute
            for base in reversed(list(model.bases(key)))
            if base.key in shown
            for attribute in shown[base.key].attributes
        }
        yield from _against(inherited, projection.attributes)


def _against(
    inherited: Mapping[str, Attribute], attributes: Iterable[Attribute]
) -> Iterator[Diagnostic]:
    for attribute in attributes:
        other = inherited.get(attribute.name.text)
        if other is not None and _type_of(other) != _type_of(attribute):
            name = attribute.name
            message = say('"{name}" is inherited with another type', name=name)
            hint = say(
                "it stands at {file}:{line}; give them one type, or different names",
                file=other.name.file,
                line=other.name.line,
            )
            yield Diagnostic("NAM08", Severity.ERROR, name.span, message, hint=hint)


def _type_of(attribute: Attribute) -> tuple[object, ...]:
    return (attribute.kind, attribute.target, attribute.many, attribute.keys)
