"""CH03: a domain has another name."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH03", ChangeKind.RENAMED, "domain")
def domain_renamed(_change: Change, effect: Effect) -> Verdict:
    """A domain has another name.

    The name of a domain is the name of its document and part of its address and of its security scopes, so every
    client of it breaks. A domain without a document is a name in the model only.

    Before:
        domein A { entiteit Boek { titel : string } }

    After:
        domein Boeken (voorheen A) { entiteit Boek { titel : string } }

    Verdict: wire
    """
    return weight(effect)
