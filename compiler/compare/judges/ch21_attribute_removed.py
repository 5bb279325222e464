"""CH21: an attribute was removed."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH21", ChangeKind.REMOVED, "attribute", "identifier")
def attribute_removed(_change: Change, effect: Effect) -> Verdict:
    """An attribute was removed.

    It is gone from payloads: the release policy asks that it is obsolete first, and goes in a major version. One
    that no payload held breaks nobody.

    Before:
        domein A { entiteit Boek { titel : string, jaar : integer } }

    After:
        domein A { entiteit Boek { titel : string } }

    Verdict: wire
    """
    return weight(effect)
