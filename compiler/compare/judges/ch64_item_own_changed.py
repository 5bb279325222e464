"""CH64: an attribute of a message is its own, or the entity's, where it was the other."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH64", ChangeKind.CHANGED, "item", facts=("own",))
def item_own_changed(_change: Change, effect: Effect) -> Verdict:
    """An attribute of a message is its own, or the entity's, where it was the other.

    Its type may be another one; where it is not, only its source is.

    Before:
        domein A { entiteit Boek { titel : string } }
        ketenproces P "Proef"
        bericht Boeken over Boek { Boek { eigen titel : string } }

    After:
        domein A { entiteit Boek { titel : string } }
        ketenproces P "Proef"
        bericht Boeken over Boek { Boek { titel } }

    Verdict: text
    """
    return weight(effect)
