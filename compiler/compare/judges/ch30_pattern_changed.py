"""CH30: an attribute has another regular expression."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge


@judge("CH30", ChangeKind.CHANGED, "attribute", "identifier", "item", facts=("pattern",))
def pattern_changed(_change: Change, effect: Effect) -> Verdict:
    """An attribute has another regular expression.

    Published documents show it in the description, as text. Where the manifest has correction OA02 on, messages are
    checked against it, and one that was valid may be refused.

    Before:
        domein A { entiteit Boek { titel : string } }

    After:
        domein A { entiteit Boek { titel : string patroon /^[A-Z]/ } }

    Verdict: text
    """
    return Verdict.WIRE if effect.patterns else Verdict.TEXT
