"""What a kind of dirt in a release is, and the table of all kinds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tests.helpers.release_maker import (
    NEWER,
    Release,
)

Expected = set[tuple[str, int | str]]


Spoil = Callable[[Release], Expected]


class Dirt(NamedTuple):
    """A kind of dirt.

    `harmless`: the model that comes out is that of the clean release, to the letter. `texts`: so are all descriptions
    that come out of that; False where one model text would have to be two descriptions.
    """

    spoil: Spoil
    generation: int
    harmless: bool
    texts: bool


DIRT: dict[str, Dirt] = {}


# A difference that many documents share may be told for each of them, or once for all.
ANYWHERE = "anywhere"


BOMEN, WERK, SNO = "Informatiedomeinen/Bomen", "Informatiedomeinen/Werk", "Ketenprocessen/SNO"


def dirt(
    generation: int = NEWER, *, harmless: bool = False, texts: bool = True
) -> Callable[[Spoil], Spoil]:
    """Put a case in the table, under the name of its function."""

    def add(spoil: Spoil) -> Spoil:
        DIRT[spoil.__name__.replace("_", " ")] = Dirt(spoil, generation, harmless, texts)
        return spoil

    return add


def cells(release: Release, column: str) -> list[tuple[list[Any], int]]:
    """Every row below the header with the index of a column."""
    return [(row, release.column(column)) for row in release.rows[1:]]


def cell(release: Release, number: int, column: str, value: object) -> None:
    """Set one cell."""
    release.rows[number - 1][release.column(column)] = value


def own_properties(schema: Any) -> Iterator[Any]:
    """The properties of a schema, and of the object in its allOf."""
    for part in (schema, *schema.get("allOf", ())):
        yield from part.get("properties", {}).values()


def drop_labels(document: Any) -> None:
    for schema in document["components"]["schemas"].values():
        for found in own_properties(schema):
            found["description"] = re.sub(r" Referentiedata: [A-Z]+\.", "", found["description"])
