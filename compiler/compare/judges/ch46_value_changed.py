"""CH46: a value, or a list, says something else of itself."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge


@judge(
    "CH46",
    ChangeKind.CHANGED,
    "value",
    "list",
    facts=("label", "parent", "begin", "end", "domains"),
)
def value_changed(_change: Change, _effect: Effect) -> Verdict:
    """A value, or a list, says something else of itself.

    Its label, the dates between which it holds, its parent, the domains it is for: all of it is
    documentation of a code that stays.

    Before:
        domein A { entiteit Boek { titel : string } }
        referentiedata SOORT { A "Aap", B "Beer" }

    After:
        domein A { entiteit Boek { titel : string } }
        referentiedata SOORT { A "Aap", B "Beer" tot "2026-01-01" }

    Verdict: text
    """
    return Verdict.TEXT
