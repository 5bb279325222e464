"""CH24: an attribute has another type."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH24", ChangeKind.CHANGED, "attribute", "identifier", "item", facts=("type",))
def type_changed(_change: Change, effect: Effect) -> Verdict:
    """An attribute has another type.

    Another JSON type, another entity, or a reference data list with other codes: what clients send and read is no
    longer understood. The release policy asks for a major version. Types that look the same on the wire change
    generated code only.

    Before:
        domein A { entiteit Boek { titel : string } }

    After:
        domein A { entiteit Boek { titel : integer } }

    Verdict: wire
    """
    return weight(effect)
