"""What a named correction is: one function that changes one part of a plan, with its reason and an example.

Its docstring is its documentation: a title, a reason, and an example with `Model:`, `At:`, `Before:` and `After:`,
which is run as a test. `With:` names the corrections that one mends the outcome of: in its example they are on, before
and after. compiler/emit/openapi/corrections/ holds one file per correction.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias

from compiler.emit.openapi.naming import Naming
from compiler.emit.openapi.plan import Document
from compiler.emit.openapi.schemas import with_properties
from compiler.emit.rendering.by_object import by_object

Mend: TypeAlias = Callable[[Any], Any]


class Part(StrEnum):
    """The part of a plan that a correction changes."""

    PROPERTY = "property"
    SCHEMA = "schema"
    OPERATION = "operation"
    DOCUMENT = "document"
    NAMES = "names"  # those of the schemas in all documents, a `Naming`


class ClientEffect(StrEnum):
    """What a correction does to a client that works with the published shape."""

    NONE = "none"
    ADDITIVE = "additive"
    BREAKING = "breaking"


class Correction(NamedTuple):
    """A named correction; `mend` maps a part of the plan to its mended form. For `alters` see `correction`."""

    id: str
    part: Part
    effect: ClientEffect
    mend: Mend
    alters: tuple[str, ...] = ()

    @property
    def doc(self) -> str:
        """The docstring of the function."""
        return self.mend.__doc__ or ""

    @property
    def title(self) -> str:
        """The first line of the docstring."""
        return self.doc.strip().split("\n", 1)[0]

    @property
    def group(self) -> str:
        """The smallest group that it belongs to."""
        return "all" if self.effect is ClientEffect.BREAKING else "compatible"


GROUPS: dict[str, Callable[[Correction], bool]] = {
    "none": lambda _: False,
    # clients of the published shape notice nothing, or more than there was
    "compatible": lambda item: item.group == "compatible",
    "all": lambda _: True,
}


def correction(
    id_: str, part: Part, effect: ClientEffect, *, alters: tuple[str, ...] = ()
) -> Callable[[Mend], Correction]:
    """Make a function into the correction `id_` of one part of the plan.

    `alters` says what documents show otherwise because of it, for who compares them: `key` where key attributes are
    marked wherever they stand, `unreached` where what no operation leads to is left out.
    """

    def make(mend: Mend) -> Correction:
        return Correction(id_, part, effect, mend, alters)

    return make


@lru_cache(maxsize=1)
def all_corrections() -> tuple[Correction, ...]:
    """Every correction in the package, by id; there is no list."""
    from compiler.emit.openapi import corrections  # noqa: PLC0415 - the corrections import this module

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


def _one_after_another(mends: tuple[Mend, ...]) -> Mend:
    def mended(value: Any) -> Any:
        for mend in mends:
            value = mend(value)
        return value

    return mends[0] if len(mends) == 1 else mended


def _mender(part: Part, mend: Mend) -> Callable[[Document], Document]:
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
