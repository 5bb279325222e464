"""CH82: the interface changed: its address, security, paging or shape."""

from __future__ import annotations

from compiler.base.regex.containment import is_contained
from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge
from compiler.compare.tree import INTERFACE_FACT

_LABELS = ("code_label", "keys_label", "uri_label", "uri_labels")


@judge("CH82", ChangeKind.CHANGED, "standard")
def interface_changed(change: Change, effect: Effect) -> Verdict:
    """The interface changed: its address, security, paging or shape.

    The release policy names security schemes, responses and metadata: what is taken away of them breaks, and so does
    another address. What is added does not. Labels stand in descriptions only; other marks of the shape (formats, names
    of schemas, the largest page) leave messages as they were and change generated code. Deviations of single
    documents may be anything, so they count as breaking. Messages are checked against the regular expression of
    durations, so another one breaks, unless it for sure takes what that took. A header or parameter breaks that an
    operation has no more, or whose type takes less, and so does a format by which values are refused, and another key
    of the source system where messages have to tell theirs. Flows that come where there were none break, where
    operations then ask for more than a key.

    Before:
        standaard S { versie "1.0.0" }
        domein A

    After:
        standaard S { versie "1.0.0", koppelvlak { server "https://example.org/{model}" } }
        domein A

    Verdict: wire
    """
    fact = change.fact.removeprefix(INTERFACE_FACT)
    if fact in _LABELS or not effect.shows:
        return Verdict.TEXT
    if fact == "deviations" or effect.breaks:
        return Verdict.WIRE
    if effect.adds:
        return Verdict.ADDITIVE
    if fact == "duration_pattern":
        return Verdict.ADDITIVE if is_contained(change.old, change.new) else Verdict.WIRE
    if fact == "ping_timeout":
        return Verdict.ADDITIVE if change.new else Verdict.WIRE
    return Verdict.WIRE if fact == "code_keys" and change.new else Verdict.CODE
