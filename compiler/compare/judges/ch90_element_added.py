"""CH90: an element of the architecture was added."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge


@judge("CH90", ChangeKind.ADDED, "element")
def element_added(_change: Change, _effect: Effect) -> Verdict:
    """An element of the architecture was added.

    It says what the data is for, and is in no document.

    Before:
        domein A { entiteit Boek }

    After:
        domein A { entiteit Boek }
        bedrijfsproces "Uitlenen boeken"

    Verdict: text
    """
    return Verdict.TEXT
