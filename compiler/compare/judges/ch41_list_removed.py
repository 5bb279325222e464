"""CH41: a reference data list was removed."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge


@judge("CH41", ChangeKind.REMOVED, "list")
def list_removed(_change: Change, _effect: Effect) -> Verdict:
    """A reference data list was removed.

    Lists are no schemas: a value is a code and a name in every payload. Attributes that used the list have changed
    on their own account.

    Before:
        domein A { entiteit Boek { titel : string } }
        referentiedata SOORT { A "Aap", B "Beer" }

    After:
        domein A { entiteit Boek { titel : string } }

    Verdict: code
    """
    return Verdict.CODE
