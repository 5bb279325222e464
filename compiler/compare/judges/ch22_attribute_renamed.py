"""CH22: an attribute has another name."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH22", ChangeKind.RENAMED, "attribute", "identifier")
def attribute_renamed(_change: Change, effect: Effect) -> Verdict:
    """An attribute has another name.

    In JSON that is one attribute that went and another that came.

    Before:
        domein A { entiteit Boek { titel : string } }

    After:
        domein A { entiteit Boek { naam : string voorheen titel } }

    Verdict: wire
    """
    return weight(effect)
