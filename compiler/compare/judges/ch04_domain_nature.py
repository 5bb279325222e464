"""CH04: a domain became shared, or has a document no longer, or the reverse."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH04", ChangeKind.CHANGED, "domain", facts=("shared", "documented"))
def domain_nature(_change: Change, effect: Effect) -> Verdict:
    """A domain became shared, or has a document no longer, or the reverse.

    Entities of a shared domain are embedded in every document; those of another one show by their address. What
    breaks is decided by the payloads and the resources that are left.

    Before:
        domein A { entiteit Boek { titel : string } }

    After:
        domein A (zonder document) { entiteit Boek { titel : string } }

    Verdict: wire
    """
    return weight(effect)
