"""CH92: a link to an element of the architecture changed."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge
from compiler.compare.tree import ARCHITECTURE_LINKS


@judge("CH92", ChangeKind.CHANGED, "element", "entity", "process", facts=ARCHITECTURE_LINKS)
def element_linked(_change: Change, _effect: Effect) -> Verdict:
    """A link to an element of the architecture changed.

    A process serves another one, an entity is another object, or an element is part of another: documents are the same.

    Before:
        domein A { entiteit Boek }
        bedrijfsobject Boek

    After:
        domein A { entiteit Boek (bedrijfsobject Boek) }
        bedrijfsobject Boek

    Verdict: text
    """
    return Verdict.TEXT
