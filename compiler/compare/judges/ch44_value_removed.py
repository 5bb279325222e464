"""CH44: a value of a reference data list was removed."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge


@judge("CH44", ChangeKind.REMOVED, "value")
def value_removed(_change: Change, _effect: Effect) -> Verdict:
    """A value of a reference data list was removed.

    The JSON stays as it was, but enumerations in generated code lose a value. An end date keeps it readable; better
    that.

    Before:
        domein A { entiteit Boek { titel : string } }
        referentiedata SOORT { A "Aap", B "Beer" }

    After:
        domein A { entiteit Boek { titel : string } }
        referentiedata SOORT { A "Aap" }

    Verdict: code
    """
    return Verdict.CODE
