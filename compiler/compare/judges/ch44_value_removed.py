"""CH44: a value of a reference data list was removed."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge


@judge("CH44", ChangeKind.REMOVED, "value")
def value_removed(_change: Change, effect: Effect) -> Verdict:
    """A value of a reference data list was removed.

    Who sends the code is refused. A value gets an end date first and stays until the next major version (RD04). One
    of a list that no message holds breaks nobody.

    Before:
        domein A { entiteit Boek { soort : SOORT } }
        referentiedata SOORT { A "Aap", B "Beer" }

    After:
        domein A { entiteit Boek { soort : SOORT } }
        referentiedata SOORT { A "Aap" }

    Verdict: wire
    """
    return Verdict.WIRE if effect.breaks else Verdict.CODE
