"""CH63: a message no longer takes an attribute."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH63", ChangeKind.REMOVED, "item")
def item_removed(_change: Change, effect: Effect) -> Verdict:
    """A message no longer takes an attribute.

    It disappears from the message while the entity keeps it: clients of the process break, and it is easily
    overlooked.

    Before:
        domein A { entiteit Boek { titel : string } }
        ketenproces P "Proef"
        bericht Boeken over Boek { Boek { alle } }

    After:
        domein A { entiteit Boek { titel : string } }
        ketenproces P "Proef"
        bericht Boeken over Boek { Boek { alle behalve titel } }

    Verdict: wire
    """
    return weight(effect)
