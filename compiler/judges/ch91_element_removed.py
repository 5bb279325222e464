"""CH91: an element of the architecture was removed."""

from __future__ import annotations

from compiler.diff import Change, Kind
from compiler.effects import Effect
from compiler.judge import Verdict, judge


@judge("CH91", Kind.REMOVED, "element")
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
