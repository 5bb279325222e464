"""CH25: an attribute became a collection, or single."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH25", ChangeKind.CHANGED, "attribute", "identifier", "item", facts=("many",))
def cardinality_changed(_change: Change, effect: Effect) -> Verdict:
    """An attribute became a collection, or single.

    A JSON array is no single value.

    Before:
        domein A { entiteit Boek { titel : string } }

    After:
        domein A { entiteit Boek { titel : string[] } }

    Verdict: wire
    """
    return weight(effect)
