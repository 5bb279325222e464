"""CH30: an attribute has another regular expression."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH30", ChangeKind.CHANGED, "attribute", "identifier", "item", facts=("pattern",))
def pattern_changed(_change: Change, effect: Effect) -> Verdict:
    """An attribute has another regular expression.

    Messages are checked against it: by the JSON Schemas always, by OpenAPI documents where the manifest has correction
    OA02 on. One that was valid may be refused. Without an expression more is valid than before, and so it is under one
    that for sure takes every text of the one before. What counts is what is published: an expression of a boolean, or
    one that validators cannot take, is in descriptions only.

    Before:
        domein A { entiteit Boek { titel : string } }

    After:
        domein A { entiteit Boek { titel : string patroon /^[A-Z]/ } }

    Verdict: wire
    """
    return weight(effect)
