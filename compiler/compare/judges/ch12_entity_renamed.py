"""CH12: an entity has another name."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH12", ChangeKind.RENAMED, "entity")
def entity_renamed(_change: Change, effect: Effect) -> Verdict:
    """An entity has another name.

    Its resource, operations and scopes follow its name. Where the resource keeps its address, only generated code
    sees the new name.

    Before:
        domein A { entiteit Boek (meervoud Boeken) { titel : string } }

    After:
        domein A { entiteit Uitgave (meervoud Uitgaven, voorheen Boek) { titel : string } }

    Verdict: wire
    """
    return weight(effect)
