"""A change with its verdict, as a comparison of versions tells it."""

from __future__ import annotations

from typing import NamedTuple

from compiler.compare.diff import Change
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict
from compiler.compare.reach import Concerned, Reach
from compiler.compare.texts import name_of


class Judged(NamedTuple):
    """A change with its verdict, the judge's id, what it does on the wire, and whom it reaches.

    `accepted` is the reason that the model gives for it, where it does; such a change asks for no version. `home` is
    the domain of the entity that changed, empty for another element.
    """

    change: Change
    verdict: Verdict
    id: str
    effect: Effect
    reach: Reach
    accepted: str = ""
    home: str = ""
    concerned: tuple[Concerned, ...] = ()

    @property
    def name(self) -> str:
        """The element, as people call it."""
        return name_of(self.change.path)
