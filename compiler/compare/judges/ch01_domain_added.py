"""CH01: a domain was added."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH01", ChangeKind.ADDED, "domain")
def domain_added(_change: Change, effect: Effect) -> Verdict:
    """A domain was added.

    New documents and resources are there for those who want them.

    Before:
        domein A { entiteit Boek { titel : string } }

    After:
        domein A { entiteit Boek { titel : string } }
        domein B { entiteit Band { naam : string } }

    Verdict: additive
    """
    return weight(effect)
