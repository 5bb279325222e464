"""CH52: a process has another code."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH52", ChangeKind.RENAMED, "process")
def process_renamed(_change: Change, effect: Effect) -> Verdict:
    """A process has another code.

    The code names the document, and is part of its address and scopes.

    Before:
        domein A { entiteit Boek { titel : string } }
        ketenproces P "Proef"
        bericht Boeken over Boek { Boek { alle } }

    After:
        domein A { entiteit Boek { titel : string } }
        ketenproces Q "Proef" (voorheen P)
        bericht Boeken over Boek { Boek { alle } }

    Verdict: wire
    """
    return weight(effect)
