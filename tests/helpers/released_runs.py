"""Runs of triggers for tests: a small model with environments in git, and what targets and logs tell of runs."""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from compiler.cli.main import verac as command
from compiler.release.environments.environment_records import EnvironmentRecord, parse_record
from compiler.release.environments.log_lines import LogEvent, LogLine, ReadLog, parse_log
from compiler.release.open_target import open_target
from compiler.release.verifying import verify_release
from tests.helpers.released import small_model_in_git

TWO_STEPS = """\
omgevingen {
    omgeving test
    omgeving acceptatie {
        server "https://acceptatie.example.org/{model}"
        contact {
            email "acceptatie@example.org"
        }
        correcties verenigbaar
    }
    omgeving productie
    trigger naarTest {
        publiceer
        promoveer test
        als modelVeranderd ja
        als poorten groen
        probeer "9"
    }
    trigger naarAcceptatie {
        promoveer acceptatie
        als in test
        na naarTest
        probeer "9"
    }
}
"""
ENVIRONMENTS = ("test", "acceptatie", "productie")


def model_with_environments(folder: Path, text: str = TWO_STEPS) -> Path:
    """A repository with the small model in model/, and its environments beside it."""
    made = small_model_in_git(folder)
    (made / "model" / "omgevingen.vera").write_text(text, encoding="utf-8")
    return made


def run_command(repository: Path, *arguments: str) -> int:
    """Run verac in a repository, in this process, without a word; its exit code."""
    os.chdir(repository)
    with (
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        try:
            command.main(list(arguments), standalone_mode=False)
        except SystemExit as end:
            return int(end.code or 0)
    return 0


def chain_of(target: str, environment: str) -> tuple[EnvironmentRecord, ...]:
    """The records of an environment, each of which can be read."""
    contents = open_target(target, writing=True).records((environment,))[environment]
    records = tuple(map(parse_record, contents))
    assert None not in records
    return tuple(each for each in records if each is not None)


def log_in(path: Path) -> ReadLog:
    """What a log holds; one that is not there is empty."""
    return parse_log(path.read_bytes() if path.exists() else b"")


def check_nothing_lost(target: str, versions: Sequence[str], environments: Iterable[str]) -> None:
    """Each version is there once and whole, and each environment got each of them once, in their order."""
    opened = open_target(target, writing=True)
    releases = opened.releases()
    assert [str(each.label) for each in releases] == list(versions)
    for each in releases[-1:]:
        assert verify_release(opened.take(each.label), each).diagnostics == ()
    for environment in environments:
        chain = chain_of(target, environment)
        assert [each.label for each in chain] == list(versions)
        assert [each.number for each in chain] == list(range(1, len(versions) + 1))
        assert len({each.run for each in chain}) == len(chain)


def check_log(lines: Iterable[LogLine], *, is_complete: bool = True) -> None:
    """Each run ended once, and none is open."""
    began = {line.run for line in lines if line.event is LogEvent.BEGAN}
    done = Counter(line.run for line in lines if line.event is LogEvent.DONE)
    assert set(done.values()) <= {1}
    if is_complete:
        assert set(done) == began
