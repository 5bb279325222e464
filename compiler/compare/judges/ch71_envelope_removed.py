"""CH71: the standard has no envelope any more."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH71", ChangeKind.REMOVED, "envelope")
def envelope_removed(_change: Change, effect: Effect) -> Verdict:
    """The standard has no envelope any more.

    What every message could carry beside its entity is gone.

    Before:
        domein A { entiteit Boek { titel : string } }
        envelop Bericht { status : string }

    After:
        domein A { entiteit Boek { titel : string } }

    Verdict: wire
    """
    return weight(effect)
