"""CH10: an entity was added."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH10", ChangeKind.ADDED, "entity")
def entity_added(_change: Change, effect: Effect) -> Verdict:
    """An entity was added.

    It is a new resource, and nothing that was there is gone.

    Before:
        domein A { entiteit Boek { titel : string } }

    After:
        domein A { entiteit Boek { titel : string }, entiteit Band { naam : string } }

    Verdict: additive
    """
    return weight(effect)
