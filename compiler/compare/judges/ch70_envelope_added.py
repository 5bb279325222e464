"""CH70: the standard has an envelope."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH70", ChangeKind.ADDED, "envelope")
def envelope_added(_change: Change, effect: Effect) -> Verdict:
    """The standard has an envelope.

    Every message may carry more than before.

    Before:
        domein A { entiteit Boek { titel : string } }

    After:
        domein A { entiteit Boek { titel : string } }
        envelop Bericht { status : string }

    Verdict: additive
    """
    return weight(effect)
