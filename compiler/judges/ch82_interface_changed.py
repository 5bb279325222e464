"""CH82: the interface changed: its address, security, paging or shape."""

from __future__ import annotations

from compiler.diff import Change, Kind
from compiler.effects import Effect
from compiler.judge import Verdict, judge

# Facts of the interface that show in descriptions only.
_LABELS = {f"interface {name}" for name in ("code_label", "keys_label", "uri_label", "uri_labels", "ping_timeout")}


@judge("CH82", Kind.CHANGED, "standard")
def interface_changed(change: Change, _effect: Effect) -> Verdict:
    """The interface changed: its address, security, paging or shape.

    Servers, security schemes, parameters and metadata are named in the release policy: changing them breaks. Labels
    that only stand in descriptions do not.

    Before:
        standaard S { versie "1.0.0" }

    After:
        standaard S { versie "1.0.0", koppelvlak { server "https://example.org/{model}" } }

    Verdict: wire
    """
    return Verdict.TEXT if change.fact in _LABELS else Verdict.WIRE
