"""CH83: other corrections of the published shape are carried out."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge


@judge("CH83", ChangeKind.CHANGED, "standard", facts=("corrections",))
def corrections_changed(change: Change, effect: Effect) -> Verdict:
    """Other corrections of the published shape are carried out.

    Each correction says what it does to a client of the published shape. To carry out one that breaks it, or to stop
    carrying out one that adds to it or breaks it, takes away what clients count on.

    Before:
        standaard S { versie "1.0.0" }
        domein A { entiteit Boek { titel : string } }

    After:
        standaard S { versie "1.0.0", correcties alle }
        domein A { entiteit Boek { titel : string } }

    Verdict: wire
    """
    if not effect.shows:
        return Verdict.TEXT
    begun = {does for id_, does in change.new if (id_, does) not in change.old}
    ended = {does for id_, does in change.old if (id_, does) not in change.new}
    if "breaking" in begun or ended & {"breaking", "additive"}:
        return Verdict.WIRE
    return Verdict.ADDITIVE if "additive" in begun else Verdict.CODE
