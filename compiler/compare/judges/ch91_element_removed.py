"""CH91: an element of the architecture was removed."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge


@judge("CH91", ChangeKind.REMOVED, "element")
def element_removed(_change: Change, _effect: Effect) -> Verdict:
    """An element of the architecture was removed.

    It is in no document, so nobody misses it on the wire.

    Before:
        domein A { entiteit Boek }
        bedrijfsproces "Uitlenen boeken"

    After:
        domein A { entiteit Boek }

    Verdict: text
    """
    return Verdict.TEXT
