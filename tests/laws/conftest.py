"""What tests of laws share: a folder with a build, and imports without a process."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from compiler.base.context import Context
from compiler.pipeline import importing
from compiler.workspace.folder_store import FolderStore
from tests.helpers.bad_input import SHEET, Read


@pytest.fixture
def output(tmp_path: Path, built: Path) -> Path:
    """A folder with a build, for the next one to leave alone."""
    return shutil.copytree(built, tmp_path / "uit")


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """What imports without a process share: the parser's tables."""
    return Context(FolderStore(tmp_path_factory.mktemp("cache")), "tests")


@pytest.fixture
def read(context: Context) -> Read:
    """Import a release, without a process of its own."""
    return lambda release: importing.import_release(
        release / SHEET, release, release / "codes.csv", context=context
    )
