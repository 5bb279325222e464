"""CH51: a process was removed."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH51", ChangeKind.REMOVED, "process")
def process_removed(_change: Change, effect: Effect) -> Verdict:
    """A process was removed.

    Its document and all its messages are gone: the release policy asks for a major version.

    Before:
        domein A { entiteit Boek { titel : string } }
        ketenproces P "Proef"
        bericht Boeken over Boek { Boek { alle } }

    After:
        domein A { entiteit Boek { titel : string } }

    Verdict: wire
    """
    return weight(effect)
