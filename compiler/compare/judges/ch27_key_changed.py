"""CH27: an attribute became a key, or is a key no longer."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH27", ChangeKind.CHANGED, "attribute", "identifier", "item", facts=("key",))
def key_changed(_change: Change, effect: Effect) -> Verdict:
    """An attribute became a key, or is a key no longer.

    Keys are what others show of an entity they refer to. One that is no key any more is gone from there.

    Before:
        domein A { entiteit Boek { omslag : Omslag.sleutels }, entiteit Omslag { kern kleur : string } }

    After:
        domein A { entiteit Boek { omslag : Omslag.sleutels }, entiteit Omslag { kleur : string } }

    Verdict: wire
    """
    return weight(effect)
