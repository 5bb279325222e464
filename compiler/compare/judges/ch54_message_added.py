"""CH54: a message was added."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH54", ChangeKind.ADDED, "message")
def message_added(_change: Change, effect: Effect) -> Verdict:
    """A message was added.

    It is a new resource in the document of its process.

    Before:
        domein A { entiteit Boek { titel : string } }
        ketenproces P "Proef"
        bericht Boeken over Boek { Boek { alle } }

    After:
        domein A { entiteit Boek { titel : string } }
        ketenproces P "Proef"
        bericht Boeken over Boek { Boek { alle } }
        bericht Lijsten over Boek { Boek { titel } }

    Verdict: additive
    """
    return weight(effect)
