"""Attributes and values of reference data as rows of a box."""

from __future__ import annotations

from compiler.emit.diagrams.scene import BoxRow, RowKind, subject_of_entity
from compiler.model.elements import Attribute, Code, TypeKind
from compiler.model.model import Model


def list_key(name: str) -> str:
    """The key of the box of the reference data list `name`, which is no key of an entity."""
    return f"{name}\0"


def row_of_attribute(model: Model, attribute: Attribute) -> BoxRow:
    """The row of `attribute`: keys and associations are always told, identifiers that every entity has never."""
    held, target, subject = attribute.target, "", ""
    if attribute.kind is TypeKind.ENTITY:
        held, target = model.entities[attribute.target].name.text, attribute.target
        subject = subject_of_entity(target)
    elif attribute.kind is TypeKind.CODELIST:
        target = list_key(attribute.target)
    kind = _kind_of(attribute)
    return BoxRow(
        name=attribute.name.text,
        kind=kind,
        held=held,
        target=target,
        keys=attribute.keys,
        many=attribute.many,
        folded=attribute.standard or (kind is RowKind.VALUE and not attribute.own),
        core=attribute.core,
        obsolete=attribute.obsolete,
        standard=attribute.standard,
        own=attribute.own,
        description=attribute.description,
        tags=_tags_of(attribute),
        subject=subject,
        drawn=attribute.drawn,
    )


def _kind_of(attribute: Attribute) -> RowKind:
    if attribute.kind is TypeKind.ENTITY:
        return RowKind.ASSOCIATION
    return RowKind.KEY if attribute.core else RowKind.VALUE


def row_of_code(code: Code) -> BoxRow:
    """The row of a value of reference data; the first ones are told, see `BoxRow.folded`."""
    tags = [
        ("naam", code.label),
        ("ouder", " ".join(code.parent) if code.parent else ""),
        ("vanaf", code.begin),
        ("tot", code.end),
        ("domeinen", " ".join(code.domains)),
        ("voorheen", code.formerly),
    ]
    return BoxRow(
        name=code.code.text,
        kind=RowKind.CODE,
        held=code.label,
        description=code.description,
        tags=tuple((name, text) for name, text in tags if text),
        drawn=code.drawn,
    )


def _tags_of(attribute: Attribute) -> tuple[tuple[str, str], ...]:
    tags = [
        ("beperking", attribute.constraint),
        ("patroon", attribute.pattern),
        ("afgeleid", attribute.derived),
        ("voorheen", attribute.formerly),
        ("bron", attribute.source.text),
    ]
    return tuple((name, text) for name, text in tags if text)
