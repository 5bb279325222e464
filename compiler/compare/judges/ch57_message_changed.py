"""CH57: a message is about another entity, or has another address."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH57", ChangeKind.CHANGED, "message", facts=("root", "path"))
def message_changed(_change: Change, effect: Effect) -> Verdict:
    """A message is about another entity, or has another address.

    The address is where clients send it, and the entity is what they send.

    Before:
        domein A { entiteit Boek { titel : string } }
        ketenproces P "Proef"
        bericht Boeken over Boek { Boek { alle } }

    After:
        domein A { entiteit Boek { titel : string } }
        ketenproces P "Proef"
        bericht Boeken over Boek (pad werken) { Boek { alle } }

    Verdict: wire
    """
    return weight(effect)
