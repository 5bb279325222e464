"""CH26: an entity is embedded instead of held by its keys, or the reverse."""

from __future__ import annotations

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge, weight


@judge("CH26", ChangeKind.CHANGED, "attribute", "identifier", "item", facts=("keys",))
def embedding_changed(_change: Change, effect: Effect) -> Verdict:
    """An entity is embedded instead of held by its keys, or the reverse.

    With keys only, the other attributes are gone from the payload. Embedded it may hold more, and who sent the keys
    goes on sending them; only the schema is another one. Where the entity has derived ones, a message has to be one of
    these.

    Before:
        domein A { entiteit Boek { omslag : Omslag }, entiteit Omslag { kleur : string } }

    After:
        domein A { entiteit Boek { omslag : Omslag.sleutels }, entiteit Omslag { kleur : string } }

    Verdict: wire
    """
    return weight(effect)
