"""CH28: an attribute became obsolete, or is in use again."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge


@judge("CH28", ChangeKind.CHANGED, "attribute", "identifier", "item", facts=("obsolete",))
def obsolete_changed(_change: Change, effect: Effect) -> Verdict:
    """An attribute became obsolete, or is in use again.

    It stays in payloads until the next major version; that it will go is news for clients.

    Before:
        domein A { entiteit Boek { titel : string } }

    After:
        domein A { entiteit Boek { vervallen titel : string } }

    Verdict: additive
    """
    return Verdict.ADDITIVE if effect.shows else Verdict.TEXT
