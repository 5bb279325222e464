"""CH31: an attribute comes from another external registration."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge


@judge("CH31", ChangeKind.CHANGED, "attribute", "identifier", "item", facts=("source",))
def source_changed(_change: Change, _effect: Effect) -> Verdict:
    """An attribute comes from another external registration.

    Which registration data comes from (GN11) is said in the model alone; no document shows it.

    Before:
        domein A { entiteit Pand { bagNummer : string } }

    After:
        domein A { entiteit Pand { bagNummer : string bron BAG } }

    Verdict: text
    """
    return Verdict.TEXT
