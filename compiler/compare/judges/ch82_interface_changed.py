"""CH82: the interface changed: its address, security, paging or shape."""

from __future__ import annotations

from compiler.base.regex.containment import is_contained
from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict, judge
from compiler.model.manifest import SharedParameter

_LABELS = ("code_label", "keys_label", "uri_label", "uri_labels")
_ADDRESS = ("server", "variables", "deviations")
_PARAMETERS = ("types", "parameters", "page_headers", "search_parameters", "other_parameters")


@judge("CH82", ChangeKind.CHANGED, "standard")
def interface_changed(change: Change, effect: Effect) -> Verdict:
    """The interface changed: its address, security, paging or shape.

    The release policy names security schemes, responses and metadata: what is taken away of them breaks, and so does
    another address. What is added does not. Labels stand in descriptions only; other marks of the shape (formats, names
    of schemas, the largest page) leave messages as they were and change generated code. Deviations of single
    documents may be anything, so they count as breaking. Messages are checked against the regular expression of
    durations, so another one breaks, unless it for sure takes what that took. A header or parameter that goes, or gets
    another type, breaks, and so does another key of the source system where messages have to tell theirs.

    Before:
        standaard S { versie "1.0.0" }
        domein A

    After:
        standaard S { versie "1.0.0", koppelvlak { server "https://example.org/{model}" } }
        domein A

    Verdict: wire
    """
    fact = change.fact.removeprefix("interface ")
    if fact in _LABELS or not effect.shows:
        return Verdict.TEXT
    if fact in _ADDRESS or effect.breaks:
        return Verdict.WIRE
    if fact == "flows":
        kept = all(dict(change.new).get(name) == urls for name, urls in change.old)
        return Verdict.ADDITIVE if kept else Verdict.WIRE
    if fact in _PARAMETERS:
        old, new = (set(map(_without_description, side)) for side in (change.old, change.new))
        return Verdict.WIRE if old - new else Verdict.ADDITIVE if new - old else Verdict.TEXT
    if fact == "duration_pattern":
        return Verdict.ADDITIVE if is_contained(change.old, change.new) else Verdict.WIRE
    if fact == "ping_timeout":
        return Verdict.ADDITIVE if change.new else Verdict.WIRE
    return Verdict.WIRE if fact == "code_keys" and change.new else Verdict.CODE


def _without_description(each: object) -> object:
    return each._replace(description="") if isinstance(each, SharedParameter) else each
