"""What the ends of a line between two classes say, in PlantUML and in Mermaid."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from compiler.importers.uml.drawing import MANY, Aggregation, Multiplicity


class Head(StrEnum):
    """What stands at an end of a line."""

    NONE = ""
    TRIANGLE = "triangle"
    ARROW = "arrow"
    COMPOSITE = "composite"
    SHARED = "shared"
    CROSS = "cross"
    NESTED = "nested"
    LOLLIPOP = "lollipop"
    SOCKET = "socket"
    CROW = "crow"
    OTHER = "other"


class Mark(NamedTuple):
    """An end of a line: its head, and how many a crow's foot says."""

    head: Head = Head.NONE
    multiplicity: Multiplicity | None = None

    @property
    def aggregation(self) -> Aggregation:
        """The diamond here."""
        if self.head is Head.COMPOSITE:
            return Aggregation.COMPOSITE
        return Aggregation.SHARED if self.head is Head.SHARED else Aggregation.NONE

    @property
    def navigable(self) -> bool | None:
        """Whether the line leads here; None where it does not say."""
        if self.head is Head.ARROW:
            return True
        return False if self.head is Head.CROSS else None


class Arrow(NamedTuple):
    """A line between two classes."""

    left: Mark
    right: Mark
    dashed: bool = False
    hidden: bool = False


_HEADS = {
    "<|": Head.TRIANGLE, "<||": Head.TRIANGLE, "<|:": Head.TRIANGLE, "|>": Head.TRIANGLE, "||>": Head.TRIANGLE,
    ":|>": Head.TRIANGLE, "^": Head.TRIANGLE,
    "<": Head.ARROW, "<<": Head.ARROW, "<_": Head.ARROW, "<<_": Head.ARROW, ">": Head.ARROW, ">>": Head.ARROW,
    "_>": Head.ARROW, "_>>": Head.ARROW, "\\\\": Head.ARROW, "//": Head.ARROW,
    "*": Head.COMPOSITE, "o": Head.SHARED, "x": Head.CROSS, "+": Head.NESTED, "()": Head.LOLLIPOP,
    "(": Head.SOCKET, ")": Head.SOCKET, "(0": Head.SOCKET, "0)": Head.SOCKET, "(0)": Head.LOLLIPOP, "0": Head.LOLLIPOP,
}  # fmt: skip
_CROWS = {
    "}": (0, MANY), "{": (0, MANY), "}|": (1, MANY), "|{": (1, MANY), "}o": (0, MANY), "o{": (0, MANY),
    "||": (1, 1), "|o": (0, 1), "o|": (0, 1),
}  # fmt: skip
_BODY = re.compile(r"[-.=](?:.*[-.=])?", re.DOTALL)


@lru_cache(maxsize=1024)
def arrow_of(text: str) -> Arrow:
    """What the line `text` says: `*--`, `-up-|>`, `-[#red,dashed]->`, `||--o{`.

    >>> arrow_of("<|..").left.head.value, arrow_of("<|..").dashed, arrow_of("--o{").right.multiplicity
    ('triangle', True, Multiplicity(lower=0, upper=-1))
    """
    style, bare = "", text
    if "[" in text:
        style = " ".join(re.findall(r"\[([^\]]*)\]", text)).lower()
        bare = re.sub(r"\[[^\]]*\]", "-" if "-" in text else ".", text)
    body = _BODY.search(bare)
    if body is None:
        return Arrow(Mark(), Mark())
    return Arrow(
        _mark(bare[: body.start()]),
        _mark(bare[body.end() :]),
        dashed="." in body[0] or "dashed" in style or "dotted" in style,
        hidden="hidden" in style,
    )


def _mark(text: str) -> Mark:
    if text in _CROWS:
        lower, upper = _CROWS[text]
        return Mark(Head.CROW, Multiplicity(lower=lower, upper=upper))
    return Mark(_HEADS.get(text, Head.OTHER if text else Head.NONE))
