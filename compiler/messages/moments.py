"""Days, moments and times of day as messages write them: which of two comes first, as far as both tell."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

_DAY = len("2026-01-31")
_TIME = re.compile(
    r"(?P<plain>\d\d:\d\d(:\d\d(\.\d+)?)?)(?P<zone>Z|[+-]\d\d:\d\d)?", re.ASCII | re.IGNORECASE
)
# A system that writes all moments in UTC writes those of a Dutch day from two hours before it, in summer.
_DUTCH_DAY_BEFORE_UTC = timedelta(hours=2)


def is_before(end: str, begin: str) -> bool:
    """Whether `end` comes before `begin`, each a date or a moment; False where that cannot be told.

    Two dates and two moments are compared as they are, a date and a moment by their days. A moment in UTC may be one
    of the next day in the Netherlands, and ends a period of that day.
    """
    if len(end) == len(begin) == _DAY:
        return end < begin
    try:
        if len(end) == _DAY:
            return date.fromisoformat(end) < _moment(begin).date()
        last = _moment(end)
        if len(begin) != _DAY:
            return last < _moment(begin)
        if last.utcoffset() == timedelta():
            last += _DUTCH_DAY_BEFORE_UTC
        return last.date() < date.fromisoformat(begin)
    except (ValueError, OverflowError):
        return False


def is_earlier_in_the_day(end: str, begin: str) -> bool:
    """Whether the time of day `end` comes before `begin`; False where one is none, or only one tells its zone."""
    last, first = _TIME.fullmatch(end), _TIME.fullmatch(begin)
    if last is None or first is None or bool(last["zone"]) != bool(first["zone"]):
        return False
    try:
        return _of_a_day(last) < _of_a_day(first)
    except (ValueError, OverflowError):
        return False


def _moment(text: str) -> datetime:
    """A moment of RFC 3339; a leap second is the one before it.

    Raises:
        ValueError: `text` is no moment, or tells no zone.
    """
    found = datetime.fromisoformat(text.upper().replace(":60", ":59"))
    if found.tzinfo is None:
        raise ValueError(text)
    return found


def _of_a_day(found: re.Match[str]) -> datetime:
    zone = (found["zone"] or "Z").upper()
    plain = time.fromisoformat(found["plain"])
    offset = datetime.fromisoformat(f"2000-01-02T00:00:00{zone}").tzinfo
    return datetime.combine(date(2000, 1, 2), plain, offset or UTC)
