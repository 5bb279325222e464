"""CH23: an attribute moved within its hierarchy."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH23", ChangeKind.MOVED, "attribute")
def attribute_moved(_change: Change, effect: Effect) -> Verdict:
    """An attribute moved within its hierarchy.

    Laid on a base (GM10) it is in the payload of all that are derived from it, as before, and only classes change.
    Where an entity no longer has it, clients of that entity break.

    Before:
        domein A
        abstract entiteit Werk
        entiteit Boek is Werk { naam : string }
        entiteit Film is Werk { naam : string }

    After:
        domein A
        abstract entiteit Werk { naam : string }
        entiteit Boek is Werk
        entiteit Film is Werk

    Verdict: code
    """
    return weight(effect)
