"""CH40: a reference data list was added."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge


@judge("CH40", ChangeKind.ADDED, "list")
def list_added(_change: Change, _effect: Effect) -> Verdict:
    """A reference data list was added.

    Nobody has to use it.

    Before:
        domein A { entiteit Boek { titel : string } }

    After:
        domein A { entiteit Boek { titel : string } }
        referentiedata SOORT { A "Aap", B "Beer" }

    Verdict: additive
    """
    return Verdict.ADDITIVE
