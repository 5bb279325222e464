"""CH56: a message has another name."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH56", ChangeKind.RENAMED, "message")
def message_renamed(_change: Change, effect: Effect) -> Verdict:
    """A message has another name.

    The name is that of the resource: its path, its operations and its scopes.

    Before:
        domein A { entiteit Boek { titel : string } }
        ketenproces P "Proef"
        bericht Boeken over Boek { Boek { alle } }

    After:
        domein A { entiteit Boek { titel : string } }
        ketenproces P "Proef"
        bericht Werken over Boek (voorheen Boeken) { Boek { alle } }

    Verdict: wire
    """
    return weight(effect)
