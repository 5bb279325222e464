"""What tests of laws share: a folder with a build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def output(tmp_path: Path, built: Path) -> Path:
    """A folder with a build, for the next one to leave alone."""
    return shutil.copytree(built, tmp_path / "uit")
