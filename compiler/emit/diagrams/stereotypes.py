"""What a box or a row is besides its name and type, in words: what drawn models write between guillemets."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.emit.diagrams.scene import Box, BoxKind, BoxRow, ChangeSign, RowKind

_EMBEDDED = "ingebed"
_KEYS = "sleutels"
_SIGNS = {ChangeSign.NEW: "nieuw", ChangeSign.GONE: "vervalt", ChangeSign.CHANGED: "gewijzigd"}


def of_box(box: Box) -> Iterator[str]:
    """The stereotypes of `box`, most telling one first."""
    if box.kind is BoxKind.CODES:
        yield "referentiedata"
    if box.kind is BoxKind.DOMAIN:
        yield "domein"
    if box.value_object:
        yield "waardeobject"
    if box.sign is not ChangeSign.SAME:
        yield _SIGNS[box.sign]


def of_row(row: BoxRow) -> Iterator[str]:
    """The stereotypes of `row`. One that leads to an entity says whether it holds that or the keys of it."""
    if row.kind is RowKind.ASSOCIATION:
        yield _KEYS if row.keys else _EMBEDDED
    if row.standard:
        yield "ids"
    if row.core:
        yield "kern"
    if row.obsolete:
        yield "vervallen"
    if row.own:
        yield "eigen"
    if row.sign is not ChangeSign.SAME:
        yield _SIGNS[row.sign]


def multiplicity(row: BoxRow) -> str:
    """How many of it there are: nothing is obligatory (GM09)."""
    return "0..*" if row.many else "0..1"
