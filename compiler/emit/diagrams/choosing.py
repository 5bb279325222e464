"""A model → scenes: what of it is in a picture of a domain, of a message, or of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from compiler.emit.diagrams.drawing_rows import list_key, row_of_attribute, row_of_code
from compiler.emit.diagrams.lines import lines_between
from compiler.emit.diagrams.scene import (
    WHOLE,
    Box,
    BoxKind,
    BoxRow,
    Line,
    LineKind,
    Package,
    RowKind,
    Scene,
    subject_of_domain,
    subject_of_entity,
    subject_of_message,
)
from compiler.model.elements import Attribute, CodeList, Domain, Entity, Message, TypeKind
from compiler.model.model import Model


def scene_of_domains(model: Model) -> Scene:
    """The whole standard: a box per domain, with a row for each domain that it refers to."""
    counts: dict[tuple[str, str], int] = {}
    for entity in model.entities.values():
        for attribute in entity.attributes:
            if attribute.kind is TypeKind.ENTITY:
                to = model.entities[attribute.target].domain
                if to != entity.domain:
                    counts[entity.domain, to] = counts.get((entity.domain, to), 0) + 1
    boxes = tuple(_box_of_domain(model, each, counts) for each in model.domains.values())
    title, version = model.standard.title, model.standard.version
    return Scene(
        subject=WHOLE, title=title, subtitle=version, boxes=boxes, lines=lines_between(boxes)
    )


def _box_of_domain(model: Model, domain: Domain, counts: Mapping[tuple[str, str], int]) -> Box:
    name = domain.name.text
    rows = [
        BoxRow(
            to,
            RowKind.ASSOCIATION,
            str(counts[name, to]),
            to,
            keys=True,
            subject=subject_of_domain(to),
        )
        for to in model.domains
        if (name, to) in counts
    ]
    entities = [
        BoxRow(model.entities[key].name.text, RowKind.VALUE, folded=True) for key in domain.entities
    ]
    return Box(
        key=name,
        name=name,
        kind=BoxKind.DOMAIN,
        rows=(*rows, *entities),
        description=domain.description,
        subject=subject_of_domain(name),
        formerly=domain.formerly,
    )


def scene_of_domain(model: Model, name: str, *, lists: bool = False) -> Scene:
    """The domain `name`: its entities; with `lists` the reference data that they refer to as well."""
    domain = model.domains[name]
    boxes = [box_of_entity(model, model.entities[key]) for key in domain.entities]
    if lists:
        boxes += _boxes_of_lists(model, boxes)
    packages = (Package(name, domain.description),)
    subject = subject_of_domain(name)
    made, lines = with_lines(boxes)
    return Scene(
        subject=subject,
        title=name,
        subtitle=standard_of(model),
        boxes=made,
        lines=lines,
        packages=packages,
    )


def scene_of_message(model: Model, message: Message) -> Scene:
    """`message`: the entities that it shows, with the attributes that it takes of each."""
    boxes = []
    for key, projection in message.projections.items():
        entity = model.entities[key]
        base = next((each.key for each in model.bases(key) if each.key in message.projections), "")
        box = box_of_entity(model, entity, projection.attributes, base=base)
        rows = tuple(row._replace(folded=row.standard) for row in box.rows)
        boxes.append(box._replace(rows=rows, central=key == message.root))
    process = model.processes[message.process]
    made, lines = with_lines(boxes)
    drawn = tuple(line for line in lines if line.kind is not LineKind.KEYS)
    title = f"{message.process}/{message.name.text}"
    subtitle = " · ".join(each for each in (process.title, standard_of(model)) if each)
    subject = subject_of_message(message.process, message.name.text)
    return Scene(
        subject=subject,
        title=title,
        subtitle=subtitle,
        boxes=made,
        lines=drawn,
        packages=packages_of(model, boxes),
    )


def whole_scene(model: Model) -> Scene:
    """Everything in one scene, for formats that are read by tools: nothing of it is a picture to look at."""
    boxes = [box_of_entity(model, entity) for entity in model.entities.values()]
    boxes += [box_of_list(each) for each in model.codelists.values()]
    packages = tuple(
        Package(each.name.text, each.description, _tags_of_domain(each), each.drawn)
        for each in model.domains.values()
    )
    made, lines = with_lines(boxes)
    return Scene(
        subject=WHOLE,
        title=model.standard.title,
        subtitle=model.standard.version,
        boxes=made,
        lines=lines,
        packages=packages,
    )


def box_of_entity(
    model: Model,
    entity: Entity,
    attributes: Iterable[Attribute] | None = None,
    *,
    base: str | None = None,
) -> Box:
    """The box of `entity`: with all its own attributes, or with those given; `base` where it is not its own one."""
    given = entity.attributes if attributes is None else attributes
    return Box(
        key=entity.key,
        name=entity.name.text,
        kind=BoxKind.ENTITY,
        rows=tuple(row_of_attribute(model, each) for each in given),
        package=entity.domain,
        base=(entity.base or "") if base is None else base,
        abstract=entity.abstract,
        value_object=entity.value_object,
        description=entity.description,
        tags=_tags_of_entity(entity),
        subject=subject_of_entity(entity.key),
        formerly=entity.formerly,
        drawn=entity.drawn,
    )


def box_of_list(codelist: CodeList) -> Box:
    """The box of a reference data list, with its values."""
    tags = [("domeinen", " ".join(codelist.domains)), ("voorheen", codelist.formerly)]
    return Box(
        key=list_key(codelist.name.text),
        name=codelist.name.text,
        kind=BoxKind.CODES,
        rows=tuple(map(row_of_code, codelist.codes)),
        description=codelist.description,
        tags=tuple((name, text) for name, text in tags if text),
        formerly=codelist.formerly,
        drawn=codelist.drawn,
    )


def _boxes_of_lists(model: Model, boxes: Iterable[Box]) -> Iterator[Box]:
    """The lists that rows of `boxes` refer to, in the order of the model."""
    used = {row.target for box in boxes for row in box.rows}
    for name, codelist in model.codelists.items():
        if list_key(name) in used:
            yield box_of_list(codelist)


def with_lines(boxes: Iterable[Box]) -> tuple[tuple[Box, ...], tuple[Line, ...]]:
    """`boxes`, and the lines between them."""
    made = tuple(boxes)
    return made, lines_between(made)


def packages_of(model: Model, boxes: Iterable[Box]) -> tuple[Package, ...]:
    """The domains of `boxes`, in the order of the model."""
    named = {box.package for box in boxes}
    return tuple(
        Package(name, domain.description) for name, domain in model.domains.items() if name in named
    )


def _tags_of_domain(domain: Domain) -> tuple[tuple[str, str], ...]:
    tags = [
        ("gedeeld", "ja" if domain.shared else ""),
        ("document", "" if domain.documented else "geen"),
        ("voorheen", domain.formerly),
    ]
    return tuple((name, text) for name, text in tags if text)


def _tags_of_entity(entity: Entity) -> tuple[tuple[str, str], ...]:
    tags = [
        ("meervoud", entity.plural),
        ("pad", entity.path),
        ("voorheen", entity.formerly),
        ("bedrijfsobject", entity.business_object),
        ("te herkennen aan", " ".join(entity.told_by)),
    ]
    return tuple((name, text) for name, text in tags if text)


def standard_of(model: Model) -> str:
    """The standard and its version."""
    return f"{model.standard.title} {model.standard.version}".strip()
