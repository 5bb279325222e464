"""CH62: a message takes one more attribute."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH62", ChangeKind.ADDED, "item")
def item_added(_change: Change, effect: Effect) -> Verdict:
    """A message takes one more attribute.

    Every attribute is optional, so nobody has to send it.

    Before:
        domein A { entiteit Boek { titel : string } }
        ketenproces P "Proef"
        bericht Boeken over Boek { Boek { alle ids } }

    After:
        domein A { entiteit Boek { titel : string } }
        ketenproces P "Proef"
        bericht Boeken over Boek { Boek { alle } }

    Verdict: additive
    """
    return weight(effect)
