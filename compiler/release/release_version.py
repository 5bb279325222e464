"""Versions of releases, `4.3.1+261121.1`: semantic, with the day of the build and its run on that day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from compiler.compare.versions import Version, parse_version

_LONGEST_VERSION = 100
_BUILD = re.compile(r"(\d\d)(\d\d)(\d\d)\.(0|[1-9]\d{0,5})", re.ASCII)
_CANDIDATE = re.compile(r"-rc\.([1-9]\d{0,5})", re.ASCII)


class ReleaseVersion(NamedTuple):
    """A version with its build: `day` as yymmdd and `run`; a version without a build has no day."""

    version: Version
    day: str = ""
    run: int = 0

    def __str__(self) -> str:
        """As it is written."""
        return str(self.version) + (f"+{self.day}.{self.run}" if self.day else "")

    @property
    def is_final(self) -> bool:
        """Whether it is no candidate and no other pre-release."""
        return not self.version.pre

    @property
    def candidate_number(self) -> int:
        """The number of a candidate, 1 for the first; 0 for what is none."""
        found = _CANDIDATE.fullmatch(self.version.pre)
        return int(found[1]) if found else 0

    @property
    def built(self) -> date | None:
        """The day of the build; None for a version without one."""
        return _day(self.day) if self.day else None

    def comes_before(self, other: ReleaseVersion) -> bool:
        """Whether this one is older: by its numbers, and of one number by its build."""
        if self.version != other.version:
            return self.version.older(other.version)
        return (self.day, self.run) < (other.day, other.run)

    def as_candidate(self, number: int) -> ReleaseVersion:
        """The label of candidate `number` of this version."""
        return self._replace(version=Version(self.version.core, f"-rc.{number}"))


def parse_release_version(text: str) -> ReleaseVersion | None:
    """The version that `text` is, with or without a build; None where it is none, or its build no day and run."""
    version = parse_version(text) if len(text) <= _LONGEST_VERSION else None
    if version is None:
        return None
    _, plus, build = text.partition("+")
    if not plus:
        return ReleaseVersion(version)
    found = _BUILD.fullmatch(build)
    if found is None or _day("".join(found.group(1, 2, 3))) is None:
        return None
    return ReleaseVersion(version, "".join(found.group(1, 2, 3)), int(found[4]))


def next_version(least: Version, taken: Iterable[ReleaseVersion], today: date) -> ReleaseVersion:
    """The version to give a release that asks for `least`: built `today`, in the first run that is not `taken`."""
    day = today.strftime("%y%m%d")
    runs = [each.run for each in taken if each.day == day]
    return ReleaseVersion(least, day, max(runs, default=0) + 1)


def newest(versions: Iterable[ReleaseVersion]) -> ReleaseVersion | None:
    """The version that no other one comes after; None for none."""
    found: ReleaseVersion | None = None
    for each in versions:
        if found is None or found.comes_before(each):
            found = each
    return found


def _day(text: str) -> date | None:
    try:
        return date(2000 + int(text[:2]), int(text[2:4]), int(text[4:]))
    except ValueError:
        return None
