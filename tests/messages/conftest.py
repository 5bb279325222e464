"""What tests of messages share: a model, a folder beside it, and a validator."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.messages.api import MessageValidator, validator
from tests.emit.test_json_schema import MODEL


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the model of test_json_schema.py."""
    folder = tmp_path_factory.mktemp("messages") / "model"
    folder.mkdir()
    (folder / "a.vera").write_text(MODEL, encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path, model: Path) -> Path:
    """An empty folder beside that model."""
    (tmp_path / "model").symlink_to(model)
    return tmp_path


@pytest.fixture(scope="session")
def post(model: Path) -> MessageValidator:
    return validator("ABC/Mensen", "POST", model=model)
