"""CH55: a message was removed."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH55", ChangeKind.REMOVED, "message")
def message_removed(_change: Change, effect: Effect) -> Verdict:
    """A message was removed.

    Its resource is gone: the release policy asks for a major version.

    Before:
        domein A { entiteit Boek { titel : string } }
        ketenproces P "Proef"
        bericht Boeken over Boek { Boek { alle } }
        bericht Lijsten over Boek { Boek { titel } }

    After:
        domein A { entiteit Boek { titel : string } }
        ketenproces P "Proef"
        bericht Boeken over Boek { Boek { alle } }

    Verdict: wire
    """
    return weight(effect)
