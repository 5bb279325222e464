"""CH84: a correction of the published shape is carried out no more."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge

_VERDICTS = {"breaking": Verdict.WIRE, "additive": Verdict.ADDITIVE, "none": Verdict.CODE}


@judge("CH84", ChangeKind.REMOVED, "correction")
def correction_ended(change: Change, effect: Effect) -> Verdict:
    """A correction of the published shape is carried out no more.

    What it took or told beyond the published shape is gone, which breaks clients; what it refused is taken again. One
    that makes no difference to a document of the standard, beside what people read there, is a text.

    Before:
        standaard S { versie "1.0.0", correcties OA32 }
        domein A { entiteit Boek { titel : string } }

    After:
        standaard S { versie "1.0.0" }
        domein A { entiteit Boek { titel : string } }

    Verdict: wire
    """
    element = change.old
    return _VERDICTS[element.facts["ended"]] if effect.shows else Verdict.TEXT
