"""Reference data: which values of a list hold on a day (RD04), and where its values are used (RD05)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from compiler.model.model import (
    Attribute,
    Code,
    CodeList,
    Message,
    Model,
    Projection,
    TypeKind,
    day_of,
)


class Use(NamedTuple):
    """An attribute that holds values of a list, and a message that shows it, as `BRG/Relaties`.

    `message` is empty where no message shows it. `own` says that it is an attribute of the message only.
    """

    list: str
    domain: str
    entity: str
    attribute: str
    message: str
    own: bool


def uses(model: Model) -> Iterator[Use]:
    """Where the values of every list stand: list by list, in the order of the model."""
    found: dict[str, list[Use]] = {name: [] for name in model.codelists}
    shown: dict[tuple[str, str], dict[str, None]] = {}
    for message, projection, attribute in _of_lists(model):
        name = f"{message.process}/{message.name}"
        if attribute.own:
            entity = model.entities[projection.entity]
            use = Use(
                list=attribute.target,
                domain=entity.domain,
                entity=entity.name.text,
                attribute=attribute.name.text,
                message=name,
                own=True,
            )
            found[attribute.target].append(use)
        else:
            owner = _owner(projection.entity, attribute.name.text, model)
            shown.setdefault((owner, attribute.name.text), {})[name] = None
    for entity in model.entities.values():
        for attribute in entity.attributes:
            if attribute.kind is TypeKind.CODELIST:
                place = (attribute.target, entity.domain, entity.name.text, attribute.name.text)
                names = shown.get((entity.key, attribute.name.text), [""])
                found[attribute.target] += (Use(*place, name, own=False) for name in names)
    for each in found.values():
        yield from sorted(each, key=lambda use: use[1:])


def _of_lists(model: Model) -> Iterator[tuple[Message, Projection, Attribute]]:
    """What messages show of reference data."""
    for message in model.messages():
        for projection in message.projections.values():
            for attribute in projection.attributes:
                if attribute.kind is TypeKind.CODELIST:
                    yield message, projection, attribute


def _owner(key: str, name: str, model: Model) -> str:
    """The entity that writes the attribute `name` of the entity `key`: itself, or the nearest base that has it."""
    owners = (
        entity for entity in (model.entities[key], *model.bases(key)) if entity.attribute(name)
    )
    return next((entity.key for entity in owners), key)


def valid_on(codelist: CodeList, day: date) -> Iterator[Code]:
    """The values of `codelist` that hold on `day`.

    A begin and an end are dates that count themselves (GM08: a date means up to and including); one that is no date
    bounds nothing.
    """
    for code in codelist.codes:
        begin, end = day_of(code.begin), day_of(code.end)
        if (begin is None or begin <= day) and (end is None or day <= end):
            yield code
