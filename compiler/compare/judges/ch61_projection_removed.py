"""CH61: a message no longer shows an entity."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH61", ChangeKind.REMOVED, "projection")
def projection_removed(_change: Change, effect: Effect) -> Verdict:
    """A message no longer shows an entity.

    What embedded it holds its keys from now on. An entity that nothing in the message led to breaks nobody.

    Before:
        domein A { entiteit Boek { titel : string, omslag : Omslag }, entiteit Omslag { kleur : string } }
        ketenproces P "Proef"
        bericht Boeken over Boek { Boek { titel, omslag }, Omslag { alle } }

    After:
        domein A { entiteit Boek { titel : string, omslag : Omslag }, entiteit Omslag { kleur : string } }
        ketenproces P "Proef"
        bericht Boeken over Boek { Boek { titel, omslag } }

    Verdict: wire
    """
    return weight(effect)
