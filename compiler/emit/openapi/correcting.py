"""Corrections at work: which there are, which are asked for, and documents with them carried out."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import groupby
from typing import Any

from compiler.emit.openapi import corrections
from compiler.emit.openapi.correction import Correction, Mending, Part
from compiler.emit.openapi.naming import Naming
from compiler.emit.openapi.plan import Document
from compiler.emit.openapi.schemas import with_properties
from compiler.emit.rendering.by_object import by_object

GROUPS: dict[str, Callable[[Correction], bool]] = {
    "none": lambda _: False,
    # clients of the published shape notice nothing, or more than there was
    "compatible": lambda item: item.group == "compatible",
    "all": lambda _: True,
}


@lru_cache(maxsize=1)
def all_corrections() -> tuple[Correction, ...]:
    """Every correction in the package, by id; there is no list."""
    found = {}
    for module in pkgutil.walk_packages(corrections.__path__, f"{corrections.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Correction):
                found[value.id] = value
    return tuple(found[id_] for id_ in sorted(found))


def choose(words: Iterable[str]) -> tuple[tuple[Correction, ...], tuple[str, ...]]:
    """The corrections that `words` ask for (ids, and the groups `GROUPS`), and the words that name none."""
    known, words = all_corrections(), tuple(words)
    asked = set(words)
    wanted = tuple(
        c
        for c in known
        if c.id in asked or any(GROUPS[group](c) for group in GROUPS.keys() & asked)
    )
    return wanted, tuple(
        word for word in words if word not in GROUPS and word not in {c.id for c in known}
    )


def corrected(documents: Iterable[Document], chosen: Iterable[Correction]) -> tuple[Document, ...]:
    """`documents` with the corrections of `chosen` carried out, in their order."""
    release = tuple(documents)
    for part, items in groupby(chosen, lambda item: item.part):
        mend = _one_after_another(tuple(item.mend for item in items))
        if part is Part.NAMES:
            release = mend(Naming(release, tuple({} for _ in release))).carried_out()
        else:
            release = tuple(map(_mender(part, mend), release))
    return release


def _one_after_another(mends: tuple[Mending, ...]) -> Mending:
    def mended(value: Any) -> Any:
        for mend in mends:
            value = mend(value)
        return value

    return mends[0] if len(mends) == 1 else mended


def _mender(part: Part, mend: Mending) -> Callable[[Document], Document]:
    """What mends each such part of a document; a schema or a property that is in several documents is mended once."""
    if part is Part.DOCUMENT:
        return mend
    if part is Part.OPERATION:
        return lambda document: document.with_operations(mend)
    if part is Part.SCHEMA:
        of_schema = by_object(mend)
    else:
        of_property = by_object(mend)
        of_schema = by_object(lambda schema: with_properties(schema, of_property))
    return lambda document: document._replace(schemas=tuple(map(of_schema, document.schemas)))
