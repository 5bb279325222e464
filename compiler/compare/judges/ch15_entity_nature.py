"""CH15: an entity became abstract or a value object, or the reverse; or is told apart by other codes."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH15", ChangeKind.CHANGED, "entity", facts=("abstract", "value object", "told by"))
def entity_nature(_change: Change, effect: Effect) -> Verdict:
    """An entity became abstract or a value object, or the reverse; or is told apart by other codes.

    All attributes are optional, so a message of the one is a message of the other; the alternatives of its schema
    are other ones, and so is generated code.

    Before:
        domein A { entiteit Boek { titel : string }, entiteit Roman is Boek }

    After:
        domein A { abstract entiteit Boek { titel : string }, entiteit Roman is Boek }

    Verdict: code
    """
    return weight(effect)
