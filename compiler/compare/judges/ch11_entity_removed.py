"""CH11: an entity was removed."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH11", ChangeKind.REMOVED, "entity")
def entity_removed(_change: Change, effect: Effect) -> Verdict:
    """An entity was removed.

    Its resource is gone, and so is what embedded it: the release policy asks for a major version.

    Before:
        domein A { entiteit Boek { titel : string }, entiteit Band { naam : string } }

    After:
        domein A { entiteit Boek { titel : string } }

    Verdict: wire
    """
    return weight(effect)
