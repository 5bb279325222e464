"""CH45: a value of a reference data list has another code."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge


@judge("CH45", ChangeKind.RENAMED, "value")
def value_renamed(_change: Change, _effect: Effect) -> Verdict:
    """A value of a reference data list has another code.

    The JSON stays as it was, but enumerations in generated code change. A new value and an end date for the old one
    keep both readable.

    Before:
        domein A { entiteit Boek { titel : string } }
        referentiedata SOORT { A "Aap", B "Beer" }

    After:
        domein A { entiteit Boek { titel : string } }
        referentiedata SOORT { AAP "Aap" voorheen "A", B "Beer" }

    Verdict: code
    """
    return Verdict.CODE
