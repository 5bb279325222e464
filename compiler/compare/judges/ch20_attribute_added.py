"""CH20: an attribute was added."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH20", ChangeKind.ADDED, "attribute", "identifier")
def attribute_added(_change: Change, effect: Effect) -> Verdict:
    """An attribute was added.

    Every attribute is optional (GM09), so a client may leave it out and must pass over what it does not know.
    Where a message had one of its own by that name, of another type, its clients break.

    Before:
        domein A { entiteit Boek { titel : string } }

    After:
        domein A { entiteit Boek { titel : string, jaar : integer } }

    Verdict: additive
    """
    return weight(effect)
