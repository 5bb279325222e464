"""What documents see of a model: the outline of all of it, and their own part in full.

A document that shows an entity of another one needs its name, its domain, what it is derived from and its keys, not its
attributes. So planning gets a model without the rest: it cannot look at what its key (`Contents`) does not tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from compiler.base.source import Name
from compiler.base.store import digest, encoded
from compiler.emit.rendering.by_object import by_object
from compiler.model.manifest import Manifest
from compiler.model.model import Attribute, Domain, Entity, Model, Process, Projection

_PLACED = ("name", "type_name", "source", "suppressions")
# What an attribute says of itself beside its name, without the places where it is written and the suppressions there.
meaning_of = attrgetter(
    *(field for field in Attribute._fields if field not in _PLACED), "source.text"
)
_TOLD = (
    "key",
    "domain",
    "description",
    "abstract",
    "value_object",
    "base",
    "derived",
    "plural",
    "path",
    "told_by",
)
_told = attrgetter("name.text", *_TOLD)


def outlined(model: Model) -> Model:
    """What every document may see of `model`: of an entity only what it is and its keys, of the manifest its shape."""
    standard = model.standard
    return Model(
        standard=Manifest(
            title=standard.title,
            version=standard.version,
            contact=standard.contact,
            licence=standard.licence,
            interface=standard.interface,
        ),
        domains={name: _without_place(domain) for name, domain in model.domains.items()},
        entities={key: _outlined(entity) for key, entity in model.entities.items()},
        envelope=model.envelope,
    )


def _without_place(domain: Domain) -> Domain:
    return domain._replace(name=Name(domain.name.text))


def _outlined(entity: Entity) -> Entity:
    keys = tuple([attribute for attribute in entity.attributes if attribute.core])
    told = {field: getattr(entity, field) for field in _TOLD}
    return Entity(name=Name(entity.name.text), base_name=None, attributes=keys, **told)


class Contents:
    """Digests of what a document is made of: the outline of the model, and what the document shows of it."""

    def __init__(self, outline: Model) -> None:
        self._attributes: Callable[[tuple[Attribute, ...]], str] = by_object(_attributes)
        standard, envelope = outline.standard, outline.envelope
        self._outline = digest(
            encoded((standard.title, standard.version, standard.contact, standard.licence, standard.interface)),
            encoded([tuple(domain) for domain in outline.domains.values()]),
            encoded([_told(entity) for entity in outline.entities.values()]),
            *(_attributes(entity.attributes) for entity in outline.entities.values()),
            encoded((envelope.name.text, envelope.description) if envelope else ()),
            self._attributes(envelope.attributes) if envelope else "",
            self._projections(envelope.projections.values() if envelope else ()),
        )  # fmt: skip

    def of_entities(self, domain: Domain, entities: Iterable[Entity]) -> str:
        """What the document of `domain` is made of, which shows `entities`."""
        shown = [
            f"{encoded(entity.key)}{self._attributes(entity.attributes)}" for entity in entities
        ]
        return digest(self._outline, encoded(domain.name.text), *shown)

    def of_process(self, process: Process) -> str:
        """What the document of `process` is made of."""
        parts = [
            self._outline,
            encoded(process._replace(code=Name(process.code.text), messages=())),
        ]
        for message in process.messages:
            parts.append(encoded(message._replace(name=Name(message.name.text), projections={})))
            parts.append(self._projections(message.projections.values()))
        return digest(*parts)

    def _projections(self, projections: Iterable[Projection]) -> str:
        shown = [
            f"{encoded((each.entity, each.name.text, each.description))}{self._attributes(each.attributes)}"
            for each in projections
        ]
        return f"[{','.join(shown)}]"


def _attributes(attributes: tuple[Attribute, ...]) -> str:
    told: list[Any] = [(attribute.name.text, meaning_of(attribute)) for attribute in attributes]
    return encoded(told)
