"""CH83: a correction of the published shape is carried out."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge

_VERDICTS = {"breaking": Verdict.WIRE, "additive": Verdict.ADDITIVE, "none": Verdict.CODE}


@judge("CH83", ChangeKind.ADDED, "correction")
def correction_begun(change: Change, effect: Effect) -> Verdict:
    """A correction of the published shape is carried out.

    A correction says what it does to a client of the published shape. One that refuses what was accepted breaks
    clients, one that takes or tells more adds. One that makes no difference to a document of the standard, beside what
    people read there, is a text.

    Before:
        standaard S { versie "1.0.0" }
        domein A { entiteit Boek { titel : string } }

    After:
        standaard S { versie "1.0.0", correcties OA13 }
        domein A { entiteit Boek { titel : string } }

    Verdict: wire
    """
    element = change.new
    return _VERDICTS[element.facts["begun"]] if effect.shows else Verdict.TEXT
