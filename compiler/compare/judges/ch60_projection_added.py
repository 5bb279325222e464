"""CH60: a message shows one more entity."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH60", ChangeKind.ADDED, "projection")
def projection_added(_change: Change, effect: Effect) -> Verdict:
    """A message shows one more entity.

    What referred to it by its keys embeds it from now on. Where it holds those keys still, that is another schema for
    what clients send already; where nothing referred to it, it is an addition.

    Before:
        domein A { entiteit Boek { titel : string, omslag : Omslag }, entiteit Omslag { kleur : string } }
        ketenproces P "Proef"
        bericht Boeken over Boek { Boek { titel, omslag } }

    After:
        domein A { entiteit Boek { titel : string, omslag : Omslag }, entiteit Omslag { kleur : string } }
        ketenproces P "Proef"
        bericht Boeken over Boek { Boek { titel, omslag }, Omslag { alle } }

    Verdict: code
    """
    return weight(effect)
