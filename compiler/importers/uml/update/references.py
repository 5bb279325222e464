"""Names that refer to entities, lists and attributes, changed wherever they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from compiler.base.source import Name
from compiler.language.declarations import (
    CodeDecl,
    EntityDecl,
    ItemDecl,
    MessageDecl,
    ProjectionDecl,
    TypeRef,
)


def referring_to(value: Any, names: Mapping[str, str]) -> Any:
    """`value`, a declaration or a file, with `names` (old to new) changed where it refers to entities and lists."""
    if isinstance(value, TypeRef):
        return value._replace(name=_changed(value.name, names))
    if isinstance(value, EntityDecl) and value.base:
        value = value._replace(base=_changed(value.base, names))
    elif isinstance(value, MessageDecl):
        value = value._replace(root=_changed(value.root, names))
    elif isinstance(value, ProjectionDecl):
        value = value._replace(name=_changed(value.name, names))
    elif isinstance(value, CodeDecl) and value.parent:
        codelist, code = value.parent
        value = value._replace(parent=(_changed(codelist, names), code))
    return _with_members(value, lambda member: referring_to(member, names))


def showing(value: Any, names: Mapping[tuple[str, str], str]) -> Any:
    """`value` with `names` changed where a projection names attributes: (entity, old name) to new name."""
    if isinstance(value, ProjectionDecl):
        entity = value.name.text
        own = {old: new for (owner, old), new in names.items() if owner == entity}
        items = tuple(
            each._replace(name=_changed(each.name, own)) if isinstance(each, ItemDecl) else each
            for each in value.items
        )
        excluded = tuple(_changed(each, own) for each in value.excluded)
        return value._replace(items=items, excluded=excluded)
    return _with_members(value, lambda member: showing(member, names))


def _with_members(value: Any, changed: Callable[[Any], Any]) -> Any:
    """`value` with what stands in it `changed`; names and plain values stay."""
    if not isinstance(value, tuple) or isinstance(value, Name):
        return value
    fields: tuple[str, ...] | None = getattr(value, "_fields", None)
    if fields is None:
        return tuple(map(changed, value))
    return type(value)(*map(changed, value))


def _changed(name: Name, names: Mapping[str, str]) -> Name:
    new = names.get(name.text)
    return name._replace(text=new) if new else name
