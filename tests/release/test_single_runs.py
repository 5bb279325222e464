"""verac release run --run ID: a scheduler that asks for approval does one run, and no other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from compiler.cli.main import verac as command
from tests.helpers.in_process import stand_in
from tests.helpers.released import two_environments_in_git


@pytest.fixture
def repository(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A repository with the small model and its environments in model/, in which the test stands."""
    made = two_environments_in_git(tmp_path / "source")
    return stand_in(made, tmp_path_factory.getbasetemp() / "cache", monkeypatch)


def run(*options: str) -> list[dict[str, Any]]:
    """The runs that verac release run tells of."""
    asked = ["release", "run", "model", "--format", "json", *options]
    ended = CliRunner().invoke(command, asked)
    assert ended.exit_code == 0, ended.output
    return [each for trigger in json.loads(ended.stdout)["triggers"] for each in trigger["runs"]]


def ids(runs: list[dict[str, Any]]) -> list[str]:
    return [each["run"] for each in runs]


def held() -> list[str | None]:
    ended = CliRunner().invoke(command, ["release", "environments", "model", "--format", "json"])
    return [each["label"] for each in json.loads(ended.stdout)]


def test_a_run_that_is_asked_for_is_the_only_one(repository: Path) -> None:
    publish, promote = ids(run("--dry-run"))
    assert run("--run", "0" * 16) == []
    assert not (repository / "releases" / "index.json").exists()
    assert run("--run", promote) == []  # nothing is promoted before it is published
    assert held() == [None, None]
    assert ids(run("--run", publish)) == [publish]
    assert held() == [None, None]
    assert ids(run("--dry-run")) == [promote]  # its id is what it was
    assert ids(run("--run", promote)) == [promote]
    assert held() == ["1.0.0+260101.1", None]
    assert run("--run", promote, "--run", publish) == []
    (last,) = ids(run("--dry-run"))
    assert ids(run("--run", last)) == [last]
    assert held() == ["1.0.0+260101.1"] * 2
    assert run() == []


def test_several_runs_may_be_asked_for(repository: Path) -> None:
    publish, promote = ids(run("--dry-run"))
    assert ids(run("--run", promote, "--run", publish)) == [publish, promote]
    assert held() == ["1.0.0+260101.1", None]
