"""Commands run in the process of a test, in a repository that it made: quicker than a process for each."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from compiler import pipeline
from compiler.cli.main import verac as command
from tests.helpers.released import QUIET_GIT
from tests.helpers.small_model import Run


def stand_in(repository: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in `repository`, with a `cache` that tests share, git that asks nobody, and nothing that others judge."""
    monkeypatch.setenv("VERAC_CACHE", str(cache))
    monkeypatch.setattr(pipeline, "verified", lambda built, _: built)  # tests/cli has them judged
    for name, value in QUIET_GIT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(repository)
    return repository


def said_by(*arguments: object, monkeypatch: pytest.MonkeyPatch) -> Run:
    """What a command says, in English, and with which code it ends."""
    assert "--lang" not in arguments  # it gives the commands of this process another help
    monkeypatch.setenv("LANGUAGE", "en")
    ended = CliRunner().invoke(command, [str(each) for each in arguments])
    assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exception
    assert "Traceback" not in ended.stderr
    return Run(ended.exit_code, ended.stdout, ended.stderr)
