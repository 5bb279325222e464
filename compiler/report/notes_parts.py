"""What the templates of release notes lay out: texts in the language of the page, safe for its format."""

from __future__ import annotations

from typing import NamedTuple


class Item(NamedTuple):
    """A line of a list, with sentences that go with it."""

    text: str
    notes: tuple[str, ...] = ()


class Table(NamedTuple):
    """Rows under a header; each begins with what it is about."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class NotesPart(NamedTuple):
    """A version, a section of it or a list in that.

    `place` is where the team's own text stands, `anchor` the address of the part in its page.
    """

    heading: str = ""
    intro: str = ""
    place: str = ""
    items: tuple[Item, ...] = ()
    table: Table | None = None
    parts: tuple[NotesPart, ...] = ()
    anchor: str = ""
