"""Diagnostics: what a user should know about their sources, as data. Printing is done in `compiler/report/`."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from compiler.base.mends import Mend
from compiler.base.source import Span
from compiler.base.wording import NOTHING, Text, as_it_is, say

# So many names are too many to compare each with an unknown one.
_MANY = 500


class Severity(StrEnum):
    """How much a diagnostic weighs: an error stops a build, a warning and a hint do not."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Diagnostic(NamedTuple):
    """One finding.

    `id` names the rule or check (`GN02`, `SYN01`), `message` says what is wrong with the name quoted, `hint` what
    to write instead. `suppressed` is the reason that stands beside the element, where one does. `pointer` is the JSON
    pointer (RFC 6901) of what a finding in a message is about. `element` is the path of the model element it is about,
    where somebody asked for it, and `accepted` the baseline that accepts it. `mends` are what its hint says to write,
    as edits, the best one first.
    """

    id: str
    severity: Severity
    span: Span
    message: Text
    hint: Text = NOTHING
    suppressed: str = ""
    pointer: str = ""
    element: str = ""
    accepted: str = ""
    mends: tuple[Mend, ...] = ()

    @property
    def reason(self) -> Text:
        """Why it does not count: the reason beside the element, or the baseline that accepts it; else empty."""
        if self.suppressed or not self.accepted:
            return as_it_is(self.suppressed)
        return say("accepted in {file}", file=self.accepted)

    @property
    def stops_build(self) -> bool:
        """Whether this diagnostic is an error that nobody gave a reason for or accepted."""
        return self.severity is Severity.ERROR and not self.suppressed and not self.accepted


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether an error is among `diagnostics`, whatever reason or baseline stands beside it."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """`diagnostics` by place, then by id, without repeats."""
    return tuple(
        sorted(set(diagnostics), key=lambda d: (d.span, d.pointer, d.id, d.message, d.mends))
    )


def nearest(name: str, known: Iterable[str], cutoff: float = 0.6) -> Text:
    """A hint that names the entry of `known` most like `name`; empty when none is as like it as `cutoff` (0 to 1).

    Of very many only those that begin with the same letter are compared: a model may have thousands of unknown names.
    """
    candidates = set(known)
    same = [each for each in candidates if each.casefold() == name.casefold()]
    if same:
        return say('write "{name}"', name=min(same))
    if len(candidates) > _MANY:
        candidates = {each for each in candidates if each[:1].casefold() == name[:1].casefold()}
    from difflib import get_close_matches  # noqa: PLC0415 - mostly nothing is misspelled

    found = get_close_matches(name, sorted(candidates), n=1, cutoff=cutoff)
    return say('did you mean "{name}"?', name=found[0]) if found else NOTHING
