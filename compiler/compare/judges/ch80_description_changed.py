"""CH80: a description or a title changed."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge


@judge(
    "CH80",
    ChangeKind.CHANGED,
    "standard",
    "domain",
    "entity",
    "attribute",
    "identifier",
    "item",
    "list",
    "value",
    "process",
    "message",
    "projection",
    "envelope",
    "element",
    facts=("description", "title"),
)
def description_changed(_change: Change, _effect: Effect) -> Verdict:
    """A description or a title changed.

    It is documentation, and a patch may carry it.

    Before:
        domein A { entiteit Boek { titel : string } }

    After:
        domein A {
        /// Een werk in druk.
        entiteit Boek { titel : string } }

    Verdict: text
    """
    return Verdict.TEXT
