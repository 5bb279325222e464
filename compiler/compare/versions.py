"""Version numbers (KI02: semantic versioning with a build), and what each step of them allows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from compiler.compare.judge import Verdict
from compiler.model.manifest import VERSION_PATTERN

EXAMPLE = "4.3.0+260116.28"
# The first number that a change asks for: by the policy of the standard, and by strict semantic versioning.
_STEPS = {Verdict.WIRE: 0, Verdict.CODE: 2, Verdict.ADDITIVE: 2, Verdict.TEXT: 2}
_STRICT_STEPS = {Verdict.WIRE: 0, Verdict.CODE: 1, Verdict.ADDITIVE: 1, Verdict.TEXT: 2}
STEPS = ("major", "minor", "patch")


class Version(NamedTuple):
    """A version; `pre` is empty for one that is no candidate. The build (`+…`) says nothing of order."""

    core: tuple[int, int, int]
    pre: str = ""

    def __str__(self) -> str:
        """Numbers and candidate, as written."""
        return ".".join(map(str, self.core)) + self.pre

    def older(self, other: Version) -> bool:
        """Whether this version comes before `other`."""
        return self._order() < other._order()

    def _order(self) -> tuple[object, ...]:
        words = [
            (0, int(w), "") if w.isdigit() else (1, 0, w)
            for w in self.pre.lstrip("-").split(".")
            if w
        ]
        return (self.core, not self.pre, words)


def parse_version(text: str) -> Version | None:
    """The version that `text` is; None where it is none."""
    found = VERSION_PATTERN.fullmatch(text)
    if found is None:
        return None
    major, minor, patch, pre, _ = found.groups()
    return Version((int(major), int(minor), int(patch)), pre or "")


def least_version(old: Version, verdicts: Iterable[Verdict], *, strict: bool = False) -> Version:
    """The least version after `old` that changes with these verdicts may have; `old` itself for none.

    What breaks asks for a major one; all else for a patch, by the release policy of the standard. A `strict` policy,
    that of semantic versioning, asks a minor one of what adds. Before 1.0.0, and towards the release of a candidate, a
    smaller step will do.
    """
    steps = [(_STRICT_STEPS if strict else _STEPS)[verdict] for verdict in verdicts]
    if not steps:
        return old
    if old.pre:
        return Version(old.core)
    step = max(min(steps), 1 if old.core[0] == 0 else 0)
    core = [number if index < step else 0 for index, number in enumerate(old.core)]
    core[step] = old.core[step] + 1
    return Version((core[0], core[1], core[2]))


def step_between(old: Version, new: Version) -> str:
    """The word for the step from `old` to `new`: major, minor or patch; empty for none."""
    return next((word for word, a, b in zip(STEPS, old.core, new.core, strict=True) if a != b), "")
