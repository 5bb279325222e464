"""CH02: a domain was removed."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH02", ChangeKind.REMOVED, "domain")
def domain_removed(_change: Change, effect: Effect) -> Verdict:
    """A domain was removed.

    Its document and its resources are gone: the release policy asks for a major version.

    Before:
        domein A { entiteit Boek { titel : string } }
        domein B { entiteit Band { naam : string } }

    After:
        domein A { entiteit Boek { titel : string } }

    Verdict: wire
    """
    return weight(effect)
