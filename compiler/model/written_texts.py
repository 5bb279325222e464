"""Every text that a model has for people to read, where it is written: titles, descriptions, names of values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from compiler.base.source import Name
from compiler.language.declarations import Suppression
from compiler.model.elements import (
    Attribute,
    CodeList,
    Entity,
    Envelope,
    Message,
    Projection,
    written_in,
)
from compiler.model.model import Model


class WrittenText(NamedTuple):
    """A text, the name that it stands beside, and the suppressions that may stand beside either."""

    place: Name
    text: str
    reasons: tuple[Suppression, ...] = ()


def written_texts(model: Model) -> Iterator[WrittenText]:
    """The texts of `model` that are not empty, in the order of its parts; a text that is inherited stands once."""
    for each in _texts(model):
        if each.text:
            yield each


def _texts(model: Model) -> Iterator[WrittenText]:
    yield from texts_of_the_rest(model)
    for entity in model.entities.values():
        yield from texts_of_entity(entity)
    for codelist in model.codelists.values():
        yield from texts_of_list(codelist)
    for message in model.messages():
        yield from texts_of_message(message, model)
    if model.envelope is not None:
        yield from texts_of_envelope(model.envelope, model)


def texts_of_the_rest(model: Model) -> Iterator[WrittenText]:
    """The texts of the manifest, the domains, the processes and the architecture."""
    yield from _of_manifest(model)
    for domain in model.domains.values():
        yield WrittenText(domain.name, domain.description)
    for process in model.processes.values():
        yield WrittenText(process.code, process.title)
        yield WrittenText(process.code, process.description)
    for element in model.architecture.values():
        yield WrittenText(element.name, element.description, element.suppressions)


def texts_of_entity(entity: Entity) -> Iterator[WrittenText]:
    """The texts of `entity` and of the attributes that it writes."""
    yield WrittenText(entity.name, entity.description, entity.suppressions)
    for each in written_in(entity):
        yield from _of_attribute(each.attribute, each.reasons)


def texts_of_list(codelist: CodeList) -> Iterator[WrittenText]:
    """The texts of a list and of its values."""
    yield WrittenText(codelist.name, codelist.description, codelist.suppressions)
    for code in codelist.codes:
        reasons = (*code.suppressions, *codelist.suppressions)
        yield WrittenText(code.code, code.label, reasons)
        yield WrittenText(code.code, code.description, reasons)


def texts_of_message(message: Message, model: Model) -> Iterator[WrittenText]:
    """The texts of a message and of what it shows."""
    yield WrittenText(message.name, message.description)
    yield from _of_projections(message.projections.values(), model)


def texts_of_envelope(envelope: Envelope, model: Model) -> Iterator[WrittenText]:
    """The texts of the envelope."""
    yield WrittenText(envelope.name, envelope.description)
    for attribute in envelope.attributes:
        yield from _of_attribute(attribute, attribute.suppressions)
    yield from _of_projections(envelope.projections.values(), model)


def _of_manifest(model: Model) -> Iterator[WrittenText]:
    standard = model.standard
    yield WrittenText(standard.name, standard.title)
    yield WrittenText(standard.name, standard.description)
    for identifier in standard.ids:
        if identifier.doc:
            yield WrittenText(identifier.name, identifier.doc.text, identifier.suppressions)
        yield WrittenText(identifier.name, identifier.constraint, identifier.suppressions)
    interface = standard.interface
    for parameter in (*interface.parameters, *interface.page_headers):
        yield WrittenText(standard.name, parameter.description)


def _of_projections(projections: Iterable[Projection], model: Model) -> Iterator[WrittenText]:
    for projection in projections:
        yield WrittenText(projection.name, projection.description)
        horizontal = model.named_attributes[projection.entity]
        for attribute in projection.attributes:
            known = set(_words(horizontal.get(attribute.name.text)))
            for each in _of_attribute(attribute, attribute.suppressions):
                if each.text not in known:
                    yield each


def _of_attribute(attribute: Attribute, reasons: tuple[Suppression, ...]) -> Iterator[WrittenText]:
    for text in _words(attribute):
        yield WrittenText(attribute.name, text, reasons)


def _words(attribute: Attribute | None) -> tuple[str, ...]:
    """The texts of an attribute: what it is, what it is held to, and what it is derived from."""
    if attribute is None:
        return ()
    return attribute.description, attribute.constraint, attribute.derived
