"""CH43: a value of a reference data list was added."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge


@judge("CH43", ChangeKind.ADDED, "value")
def value_added(_change: Change, _effect: Effect) -> Verdict:
    """A value of a reference data list was added.

    Reference data grows between releases; clients look values up.

    Before:
        domein A { entiteit Boek { titel : string } }
        referentiedata SOORT { A "Aap", B "Beer" }

    After:
        domein A { entiteit Boek { titel : string } }
        referentiedata SOORT { A "Aap", B "Beer", C "Cavia" }

    Verdict: additive
    """
    return Verdict.ADDITIVE
