"""CH42: a reference data list has another name."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge


@judge("CH42", ChangeKind.RENAMED, "list")
def list_renamed(_change: Change, _effect: Effect) -> Verdict:
    """A reference data list has another name.

    The name is a label in descriptions; codes are what clients send.

    Before:
        domein A { entiteit Boek { titel : string } }
        referentiedata SOORT { A "Aap", B "Beer" }

    After:
        domein A { entiteit Boek { titel : string } }
        referentiedata BOEKSOORT (voorheen SOORT) { A "Aap", B "Beer" }

    Verdict: code
    """
    return Verdict.CODE
