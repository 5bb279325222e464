"""CH50: a process was added."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH50", ChangeKind.ADDED, "process")
def process_added(_change: Change, effect: Effect) -> Verdict:
    """A process was added.

    A new document for those who take part in it.

    Before:
        domein A { entiteit Boek { titel : string } }

    After:
        domein A { entiteit Boek { titel : string } }
        ketenproces P "Proef"
        bericht Boeken over Boek { Boek { alle } }

    Verdict: additive
    """
    return weight(effect)
