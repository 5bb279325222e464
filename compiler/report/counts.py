"""How many findings there are of each severity, and by rule; in words, too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from compiler.base.diagnostics import Diagnostic
from compiler.base.wording import Text, joined, say

SEVERITY_WORDS = {
    "error": say("error"), "warning": say("warning"), "hint": say("hint"),
    "suppressed": say("suppressed"), "accepted": say("accepted"),
}  # fmt: skip
COUNTED_WEIGHTS = tuple(SEVERITY_WORDS)
_COUNTED = {
    "error": (say("1 error"), say("errors")),
    "warning": (say("1 warning"), say("warnings")),
    "hint": (say("1 hint"), say("hints")),
    "suppressed": (say("1 suppressed"), say("suppressed")),
    "accepted": (say("1 accepted"), say("accepted")),
}


def summary(diagnostics: Iterable[Diagnostic]) -> Text:
    """How many of each severity, in words; empty for none."""
    counts = Counter(map(weight_of, diagnostics))
    return joined((counted(weight, counts[weight]) for weight in _COUNTED if counts[weight]), ", ")


def counted(weight: str, number: int) -> Text:
    """So many of a severity, or of what is set aside."""
    one, many = _COUNTED[weight]
    return one if number == 1 else joined((str(number), many))


def weight_of(diagnostic: Diagnostic) -> str:
    """The severity of a finding, or why it does not count."""
    return (
        "suppressed"
        if diagnostic.suppressed
        else "accepted"
        if diagnostic.accepted
        else diagnostic.severity.value
    )


def counted_by_id(diagnostics: Iterable[Diagnostic]) -> dict[str, Counter[str]]:
    """How often each id was met, by severity or by what sets it aside; by id."""
    found: dict[str, Counter[str]] = {}
    for diagnostic in diagnostics:
        found.setdefault(diagnostic.id, Counter())[weight_of(diagnostic)] += 1
    return dict(sorted(found.items()))
