"""CH72: the envelope has another name."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH72", ChangeKind.CHANGED, "envelope", facts=("name",))
def envelope_renamed(_change: Change, effect: Effect) -> Verdict:
    """The envelope has another name.

    It names a schema, which is no part of a message.

    Before:
        domein A { entiteit Boek { titel : string } }
        envelop Bericht { status : string }

    After:
        domein A { entiteit Boek { titel : string } }
        envelop Omslag { status : string }

    Verdict: code
    """
    return weight(effect)
