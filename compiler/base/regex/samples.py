"""Texts of the types that have a form of their own, to hold a regular expression against."""

from __future__ import annotations

import re
from functools import lru_cache

_SAMPLES = {
    "date": ("2026-01-31", "1999-12-01", "2000-02-29"),
    "dateTime": (
        "2026-01-31T12:30:45Z",
        "2026-01-31T12:30:45.123Z",
        "2026-01-31T12:30:45+01:00",
        "2026-01-31T00:00:00.0000000Z",
        "1999-12-01T23:59:59-05:00",
    ),
    "time": ("12:30", "12:30:45", "12:30:45Z", "12:30:45.123", "00:00:00+01:00"),
    "duration": ("P1D", "PT1H", "P1Y", "P2W", "P1Y2M3DT4H5M6S", "PT1.5S", "-P1D", "P1M", "PT30M"),
}


@lru_cache(maxsize=256)
def fits_no_text_of(type_: str, pattern: str) -> bool:
    """Whether no usual text of the primitive type `type_` matches `pattern`.

    False for types without a form of their own, and for what Python cannot read as a regular expression.
    """
    samples = _SAMPLES.get(type_)
    if not samples or not pattern:
        return False
    try:
        found = re.compile(pattern)
    except re.error:
        return False
    return not any(found.search(sample) for sample in samples)
