"""CH45: a value of a reference data list has another code."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge


@judge("CH45", ChangeKind.RENAMED, "value")
def value_renamed(_change: Change, effect: Effect) -> Verdict:
    """A value of a reference data list has another code.

    Who sends the old code is refused. A new value and an end date for the old one keep both readable (RD04).

    Before:
        domein A { entiteit Boek { soort : SOORT } }
        referentiedata SOORT { A "Aap", B "Beer" }

    After:
        domein A { entiteit Boek { soort : SOORT } }
        referentiedata SOORT { AAP "Aap" voorheen "A", B "Beer" }

    Verdict: wire
    """
    return Verdict.WIRE if effect.breaks else Verdict.CODE
