"""The guide to environments: a day of a team, run as it stands there, and what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.run_guide import GUIDE, as_run, masked


def test_what_is_another_thing_each_time_is_masked() -> None:
    text = "    test  1.1.0+261202.1 since 2026-12-04T12:35:18+00:00  by team (naarTest)  b202e350bfcce8c3\n"
    other = "    test  1.1.0+270102.3 since 2027-01-02T00:00:00+00:00  by team (naarTest)  0123456789abcdef\n"
    assert masked(text) == masked(other)
    for word in ("test", "1.1.0", "team", "naarTest"):
        assert masked(text) != masked(text.replace(word, "x"))


def test_what_commands_say_takes_the_place_of_what_they_said(tmp_path: Path) -> None:
    guide = "# A\n\n```console\n$ echo a; exit 3\nb\n$ cat <<'EOF'\nx\n y\nEOF\nc\n```\n\nText.\n\n```text\n$ d\n```\n"
    expected = (
        "# A\n\n```console\n$ echo a; exit 3\na\n[3]\n$ cat <<'EOF'\nx\n y\nEOF\nx\n y\n```\n"
        "\nText.\n\n```text\n$ d\n```\n"
    )
    assert as_run(guide, tmp_path / "one") == expected
    assert as_run(expected, tmp_path / "two") == expected


def test_the_guide_shows_all_of_a_day() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    commands = re.findall(r"(?m)^\$ verac (?:release )?(\w+)", text)
    day = (
        "check",
        "diff",
        "plan",
        "run",
        "environments",
        "why",
        "take",
        "hold",
        "resume",
        "withdraw",
        "promote",
        "verify",
        "log",
    )
    assert {*day} <= {*commands}
    assert len(commands) >= 25


@pytest.mark.slow
def test_the_guide_says_what_its_commands_say(tmp_path: Path) -> None:
    """`python -m tools.run_guide` brings it up to date."""
    guide = GUIDE.read_text(encoding="utf-8")
    assert masked(as_run(guide, tmp_path)) == masked(guide)
