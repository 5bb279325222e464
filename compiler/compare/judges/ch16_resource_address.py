"""CH16: the resource of an entity has another name or address."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH16", ChangeKind.CHANGED, "entity", facts=("plural", "path"))
def resource_address(_change: Change, effect: Effect) -> Verdict:
    """The resource of an entity has another name or address.

    The plural names the resource: its path, its operations and its scopes. A typo in it that is mended breaks
    clients all the same.

    Before:
        domein A { entiteit Boek (meervoud Boekken) }

    After:
        domein A { entiteit Boek (meervoud Boeken) }

    Verdict: wire
    """
    return weight(effect)
