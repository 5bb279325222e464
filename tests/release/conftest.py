"""What tests of releases share: a repository with a model, and commands that are run in it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.helpers.in_process import said_by, stand_in
from tests.helpers.release_commands import Release
from tests.helpers.released import (
    small_model_in_git,
)


@pytest.fixture
def repository(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A repository with the small model in model/, in which the test stands."""
    made = small_model_in_git(tmp_path / "source")
    return stand_in(made, tmp_path_factory.getbasetemp() / "cache", monkeypatch)


@pytest.fixture
def say(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Release:
    """Run a command in this process."""

    return partial(said_by, monkeypatch=monkeypatch)
