"""CH81: contact or licence changed."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge


@judge("CH81", ChangeKind.CHANGED, "standard", facts=("contact", "licence"))
def contact_changed(_change: Change, _effect: Effect) -> Verdict:
    """Contact or licence changed.

    Whom to ask and under what terms: documentation.

    Before:
        standaard S { versie "1.0.0" }

    After:
        standaard S { versie "1.0.0", contact { naam "De redactie" } }

    Verdict: text
    """
    return Verdict.TEXT
