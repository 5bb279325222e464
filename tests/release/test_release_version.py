"""Versions of releases: read as they are written, in one order, and nothing else is one."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.compare.versions import Version
from compiler.release.release_version import (
    ReleaseVersion,
    newest,
    next_version,
    parse_release_version,
)

NUMBERS = st.integers(0, 999)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
VERSIONS = st.builds(
    lambda core, pre, day, run: ReleaseVersion(Version(core, pre), day and f"{day:%y%m%d}", run),
    st.tuples(NUMBERS, NUMBERS, NUMBERS),
    st.sampled_from(["", "-rc.1", "-rc.12", "-alfa"]),
    DAYS,
    NUMBERS,
)


@given(VERSIONS)
def test_a_version_is_read_as_it_is_written(version: ReleaseVersion) -> None:
    assert parse_release_version(str(version)) == version
    assert parse_release_version(str(version.version)) == ReleaseVersion(version.version)


@pytest.mark.parametrize(
    "text",
    [
        "4.1.v4.1.5+240628.18",
        "v4.3.0",
        "4.3",
        "4.3.0+",
        "4.3.0+261321.1",
        "4.3.0+260230.1",
        "4.3.0+260116",
        "4.3.0+260116.028",
        "4.3.0+260116.28.1",
        "4.3.0+build.1",
        "04.3.0+260116.1",
        "4.3.0+٢60116.28",
        " 4.3.0",
        "4.3.0\n",
        "",
        "9" * 5000 + ".0.0",
    ],
)
def test_what_is_no_version_is_none(text: str) -> None:
    assert parse_release_version(text) is None


def test_versions_are_in_one_order() -> None:
    texts = [
        "4.2.9+261231.9",
        "4.3.0-rc.2+260110.1",
        "4.3.0-rc.10+260101.1",
        "4.3.0",
        "4.3.0+260116.9",
        "4.3.0+260116.28",
        "4.3.0+260117.1",
        "4.10.0",
    ]
    versions = [parse_release_version(text) for text in texts]
    assert all(older.comes_before(newer) for older, newer in pairwise(versions))
    assert not any(newer.comes_before(older) for older, newer in pairwise(versions))
    assert newest(versions[::-1]) == newest(versions) == versions[-1]
    assert newest([]) is None


@given(VERSIONS, st.integers(1, 99))
def test_a_candidate_comes_before_its_release(version: ReleaseVersion, number: int) -> None:
    final = version._replace(version=Version(version.version.core))
    candidate = final.as_candidate(number)
    assert candidate.comes_before(final)
    assert candidate.candidate_number == number
    assert (candidate.is_final, final.is_final, final.candidate_number) == (False, True, 0)
    assert parse_release_version(str(candidate)) == candidate


def test_the_next_version_has_the_day_and_the_first_run_that_is_free() -> None:
    taken = [parse_release_version("4.3.0+261121.3"), parse_release_version("4.2.0+261120.9")]
    least, today = Version((4, 3, 1)), date(2026, 11, 21)
    assert str(next_version(least, taken, today)) == "4.3.1+261121.4"
    assert str(next_version(least, [], today)) == "4.3.1+261121.1"
    assert next_version(least, [], today).built == today
