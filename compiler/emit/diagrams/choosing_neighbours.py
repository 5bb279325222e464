"""An entity of a model with its neighbours → a scene."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from compiler.emit.diagrams.choosing import box_of_entity, packages_of, standard_of, with_lines
from compiler.emit.diagrams.scene import (
    Box,
    BoxKind,
    BoxRow,
    Line,
    LineKind,
    RowKind,
    Scene,
    subject_of_domain,
    subject_of_entity,
)
from compiler.model.elements import Attribute, Entity, TypeKind
from compiler.model.model import Model

# From so many entities of one other domain on that only refer to an entity, they are told in one box.
_MANY = 3


def scene_of_entity(
    model: Model,
    key: str,
    depth: int = 1,
    near: Mapping[str, list[str]] | None = None,
    *,
    gathered: bool = True,
) -> Scene:
    """The entity `key` with what can be reached from it, or reaches it, in `depth` steps.

    A line is drawn where it is one of those steps, so the outermost entities tell nothing of each other. `near` is what
    `neighbours` says of the model, where it is known. With `gathered` the many of another domain that only refer to the
    entity are rows of one box; that is for looking at, at a depth of 1.
    """
    near = neighbours(model) if near is None else near
    chosen = {key: 0}
    frontier = [key]
    for distance in range(1, depth + 1):
        found = [each for one in frontier for each in near[one]]
        frontier = [each for each in dict.fromkeys(found) if each not in chosen]
        chosen |= dict.fromkeys(frontier, distance)
    inner = {each for each, distance in chosen.items() if distance < depth}
    many = _many_of_domains(model, key, chosen) if gathered and depth == 1 else {}
    apart = {each.key for entities in many.values() for each in entities}
    boxes = [
        _with_rows_for(box_of_entity(model, entity), each in inner, inner)._replace(
            central=each == key
        )
        for each, entity in model.entities.items()
        if each in chosen and each not in apart
    ]
    made, lines = with_lines(boxes)
    drawn = [line for line in lines if line.source in inner or line.target in inner]
    for domain, entities in many.items():
        box = _gathered(model, domain, entities, key)
        made = (*made, box)
        kind = LineKind.KEYS if all(row.keys for row in box.rows) else LineKind.EMBEDDED
        drawn.append(Line(kind, box.key, key))
    subject = subject_of_entity(key) + (f"/{depth}" if depth != 1 else "")
    entity = model.entities[key]
    subtitle = f"{entity.domain} · {standard_of(model)}"
    title = entity.name.text
    return Scene(
        subject=subject,
        title=title,
        subtitle=subtitle,
        boxes=made,
        lines=tuple(drawn),
        packages=packages_of(model, boxes),
    )


def _with_rows_for(box: Box, is_inner: bool, inner: Collection[str]) -> Box:
    """`box`, of which an outermost one tells only what leads inwards."""
    if is_inner:
        return box
    return box._replace(
        rows=tuple(row if row.target in inner else row._replace(folded=True) for row in box.rows)
    )


def _many_of_domains(model: Model, key: str, chosen: Iterable[str]) -> Mapping[str, list[Entity]]:
    """By domain the entities of it, where they are many, of which nothing is told but that they refer to `key`."""
    central = model.entities[key]
    reached = {a.target for a in central.attributes if a.kind is TypeKind.ENTITY}
    found: dict[str, list[Entity]] = {}
    for each in chosen:
        entity = model.entities[each]
        derived = each == central.base or entity.base == key
        if entity.domain != central.domain and each not in reached and not derived:
            found.setdefault(entity.domain, []).append(entity)
    return {
        domain: found[domain] for domain in model.domains if len(found.get(domain, ())) >= _MANY
    }


def _gathered(model: Model, domain: str, entities: Iterable[Entity], key: str) -> Box:
    """The box of a domain with a row for each attribute of `entities` that refers to `key`."""
    rows = [
        _row_of(entity, attribute)
        for entity in entities
        for attribute in entity.attributes
        if attribute.kind is TypeKind.ENTITY and attribute.target == key
    ]
    box_key = f"domein {domain}"
    while box_key in model.entities:
        box_key += "'"
    return Box(
        key=box_key,
        name=domain,
        kind=BoxKind.DOMAIN,
        rows=tuple(rows),
        description=model.domains[domain].description,
        subject=subject_of_domain(domain),
    )


def _row_of(entity: Entity, attribute: Attribute) -> BoxRow:
    return BoxRow(
        name=entity.name.text,
        kind=RowKind.VALUE,
        held=attribute.name.text,
        keys=attribute.keys,
        many=attribute.many,
        obsolete=attribute.obsolete,
        subject=subject_of_entity(entity.key),
    )


def neighbours(model: Model) -> Mapping[str, list[str]]:
    """Per entity those that it refers to, is referred to by, is derived from, or that are derived from it."""
    found: dict[str, list[str]] = {key: [] for key in model.entities}
    for key, entity in model.entities.items():
        targets = [a.target for a in entity.attributes if a.kind is TypeKind.ENTITY]
        for other in (*([entity.base] if entity.base else ()), *targets):
            found[key].append(other)
            found[other].append(key)
    return found
