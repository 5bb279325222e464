"""CH13: an entity stands in another domain."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH13", ChangeKind.MOVED, "entity")
def entity_moved(_change: Change, effect: Effect) -> Verdict:
    """An entity stands in another domain.

    Its resource is in another document, under another address: the release policy asks for a major version.

    Before:
        domein A { entiteit Boek { titel : string } }
        domein B { entiteit Band { naam : string } }

    After:
        domein A
        domein B { entiteit Band { naam : string }, entiteit Boek { titel : string } }

    Verdict: wire
    """
    return weight(effect)
