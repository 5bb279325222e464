"""CH29: an attribute has another constraint, or another reason for being derived."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge


@judge(
    "CH29", ChangeKind.CHANGED, "attribute", "identifier", "item", facts=("constraint", "derived")
)
def constraint_changed(_change: Change, _effect: Effect) -> Verdict:
    """An attribute has another constraint, or another reason for being derived.

    Constraints are sentences in descriptions; documents do not enforce them.

    Before:
        domein A { entiteit Boek { titel : string } }

    After:
        domein A { entiteit Boek { titel : string beperking "Hoogstens veertig tekens." } }

    Verdict: text
    """
    return Verdict.TEXT
