"""CH14: an entity is derived from another base, or from none."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH14", ChangeKind.CHANGED, "entity", facts=("base",))
def base_changed(_change: Change, effect: Effect) -> Verdict:
    """An entity is derived from another base, or from none.

    What it inherits may be gone from its payload, and then clients break. Where it holds the same attributes as
    before, only classes in generated code change.

    Before:
        domein A { entiteit Werk { naam : string }, entiteit Boek { naam : string } }

    After:
        domein A { entiteit Werk { naam : string }, entiteit Boek is Werk }

    Verdict: code
    """
    return weight(effect)
