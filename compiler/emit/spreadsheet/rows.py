"""Model → the rows of the source data sheet, in its current twelve columns.

All stand in the order of the model, the horizontal model before the processes that project it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compiler.model.documents import KEYS
from compiler.model.elements import Attribute, Entity, Process, Projection, TypeKind
from compiler.model.model import Model

SHEET_HEADER = (
    "Modelnaam",
    "Modelversie",
    "Modelomschrijving",
    "Bericht/Informatiedomein",
    "Entiteit",
    "AttribuutSorteernummer",
    "Attribuutnaam",
    "Attribuuttype",
    "Attribuutomschrijving",
    "AttribuutIsKerngegeven",
    "AttribuutConstraint",
    "AttribuutRegEx",
)
_CORE = "x"


class SheetRow(NamedTuple):
    """An attribute as the sheet has it: the twelve cells, in the order of the columns."""

    model: str
    version: str
    title: str
    group: str
    entity: str
    number: int
    attribute: str
    type: str
    description: str = ""
    core: str = ""
    constraint: str = ""
    pattern: str = ""


def rows_of(model: Model) -> Iterator[SheetRow]:
    """A row for each attribute of each entity that a document shows, then for each that a message shows.

    What an entity inherits stands with its base. The number of a row is its place in its entity.
    """
    yield from map(_with_whole_texts, (*_horizontal(model), *_of_messages(model)))


def _with_whole_texts(row: SheetRow) -> SheetRow:
    """`row` with quotes around texts that begin or end with one: a reader takes those at the ends for stray ones."""
    return row._replace(
        title=_whole(row.title),
        description=_whole(row.description),
        constraint=_whole(row.constraint),
        pattern=_whole(row.pattern),
    )


def _whole(text: str) -> str:
    return f'"{text}"' if text[:1] == '"' or text[-1:] == '"' else text


def _horizontal(model: Model) -> Iterator[SheetRow]:
    for domain in model.domains.values():
        for key in domain.entities if domain.documented else ():
            yield from _of_entity(model.entities[key], model)


def _of_messages(model: Model) -> Iterator[SheetRow]:
    for process in model.processes.values():
        for message in process.messages:
            for projection in message.projections.values():
                yield from _of_projection(projection, process, message.name.text, model)


def _of_entity(entity: Entity, model: Model) -> Iterator[SheetRow]:
    for number, attribute in enumerate(entity.attributes, 1):
        yield SheetRow(
            model=_horizontal_name(model),
            version=model.standard.version,
            title=model.standard.title,
            group=entity.domain,
            entity=entity.name.text,
            number=number,
            attribute=attribute.name.text,
            type=_type(attribute, model),
            description=attribute.description,
            core=_CORE if attribute.core else "",
            constraint=attribute.constraint,
            pattern=attribute.pattern,
        )


def _of_projection(
    projection: Projection, process: Process, message: str, model: Model
) -> Iterator[SheetRow]:
    """The rows of an entity in a message; texts stand there where they are other than the entity has them."""
    known = model.named_attributes[projection.entity]
    for number, attribute in enumerate(projection.attributes, 1):
        row = SheetRow(
            model=process.code.text,
            version=process.version or model.standard.version,
            title=process.title,
            group=message,
            entity=projection.name.text,
            number=number,
            attribute=attribute.name.text,
            type=_type(attribute, model),
        )
        horizontal = known.get(attribute.name.text)
        if attribute.own or horizontal is None:
            row = row._replace(
                description=attribute.description,
                constraint=attribute.constraint,
                pattern=attribute.pattern,
            )
        elif attribute.description != horizontal.description:
            row = row._replace(description=attribute.description)
        yield row


def _horizontal_name(model: Model) -> str:
    """What the sheet calls the horizontal model: the name of the standard, made other than that of any process."""
    name = str(model.standard.name or model.standard.title or "Standaard")
    while name in model.processes:
        name += " horizontaal"
    return name


def _type(attribute: Attribute, model: Model) -> str:
    """The type in the words of the sheet, as `Link type Eenheid-sleutels`."""
    collection = "Collectie" if attribute.many else "Link"
    match attribute.kind:
        case TypeKind.PRIMITIVE:
            return f"Collectie type {attribute.target}" if attribute.many else attribute.target
        case TypeKind.CODELIST:
            return f"{collection} type {model.standard.interface.code_entity} {attribute.target}"
        case _:
            name = model.entities[attribute.target].name.text
            return f"{collection} type {name}{KEYS * attribute.keys}"
