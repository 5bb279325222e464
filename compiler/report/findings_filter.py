"""Which findings are asked for, and which of them make a check fail."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity

_WEIGHTS = list(Severity)


class Since(NamedTuple):
    """What a model has that it had not before: lines by file, and findings that were there already."""

    lines: Mapping[str, frozenset[int]]
    known: frozenset[tuple[str, str]]

    def has(self, found: Diagnostic) -> bool:
        """Whether `found` stands on a new line, or was not found before in the element that it is about."""
        on_new_line = found.span.line in self.lines.get(found.span.file, ())
        return on_new_line or (found.id, found.element) not in self.known


class FindingsFilter(NamedTuple):
    """What is asked for: ids (or how they begin), domains, how heavy at least, files, what is new; empty for all.

    `rules` are the ids of rules: an error that none of them finds is one in the model itself, or in what was given, and
    always told, for as long as it stands there nothing else is sure.
    """

    rules: Collection[str] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    domains: frozenset[str] = frozenset()
    severity: Severity = Severity.HINT
    files: frozenset[str] | None = None
    since: Since | None = None

    def takes(self, found: Diagnostic, domains: Collection[str]) -> bool:
        """Whether `found`, which is about an element of `domains`, is asked for."""
        if found.severity is Severity.ERROR and found.id not in self.rules:
            return True
        return (
            (not self.select or found.id.startswith(self.select))
            and not (self.ignore and found.id.startswith(self.ignore))
            and (not self.domains or not self.domains.isdisjoint(domains))
            and weighs(found, self.severity)
            and (self.files is None or found.span.file in self.files)
            and (self.since is None or self.since.has(found))
        )


def weighs(found: Diagnostic, least: Severity) -> bool:
    """Whether `found` weighs `least` or more."""
    return _WEIGHTS.index(found.severity) <= _WEIGHTS.index(least)


def fails(found: Iterable[Diagnostic], least: Severity) -> bool:
    """Whether something that weighs `least` or more is among `found`, for which nobody gave a reason."""
    return any(weighs(each, least) and not each.suppressed and not each.accepted for each in found)


def new_lines(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> dict[str, frozenset[int]]:
    """The numbers of the lines in the files `new` that `old` has not in the same file; blanks around them aside."""
    found = {}
    for path, content in new.items():
        if content == old.get(path):
            continue
        known = {line.strip() for line in old.get(path, b"").splitlines()}
        lines = enumerate(content.splitlines(), 1)
        found[path] = frozenset(number for number, line in lines if line.strip() not in known)
    return found
