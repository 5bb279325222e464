"""What most tests need: a small model, a small release, the command line as a process, the published releases."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from tests.helpers.small_model import CODES, REPO, SHEET, SHEET_HEADER, SMALL, Run

# Random tests draw the same on every machine, so that a change alone can turn them red, and no more than a quarter of
# an hour allows; `make fuzz` draws anew, and more.
settings.register_profile(
    "fixed", derandomize=True, deadline=None, print_blob=True, max_examples=50
)
settings.register_profile("fuzz", derandomize=False, deadline=None, print_blob=True, database=None)
settings.load_profile(os.environ.get("VERAC_RANDOM_TESTS", "fixed"))


@pytest.fixture
def small_model(tmp_path: Path) -> Path:
    """The folder of a small model without findings: inheritance, a list, two domains, a process with a message."""
    for name, text in SMALL.items():
        path = tmp_path / "model" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "model"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a build of the small model that no run takes for up to date. Copy it before you write there."""
    from compiler import pipeline

    folder = tmp_path_factory.mktemp("built")
    from compiler.workspace import build_writing

    found = pipeline.build({name: text.encode() for name, text in SMALL.items()})
    assert found.artefacts
    build_writing.write_build(folder, found.artefacts, "no key", ())
    return folder


@pytest.fixture
def release(tmp_path: Path, built: Path) -> Path:
    """The folder of a release of the small model: sheet, documents, reference data."""
    from openpyxl import Workbook

    folder = tmp_path / "release"
    shutil.copytree(built / "openapi", folder)
    book = Workbook()
    book.active.append(SHEET_HEADER)
    for number, (model, group, entity, attribute, type_, core, pattern) in enumerate(SHEET, 1):
        book.active.append(
            (model, "1.0.0", model, group, entity, number, attribute, type_, "", core, "", pattern)
        )
    book.save(folder / "brongegevens.xlsx")
    (folder / "codes.csv").write_text(CODES, encoding="utf-8")
    return folder


@pytest.fixture
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a run: this checkout, a cache of this test only, and none of the user's preferences."""
    own = {
        "PYTHONPATH": str(REPO),
        "VERAC_CACHE": str(tmp_path_factory.mktemp("cache")),
        "PYTHONIOENCODING": "utf-8",
    }
    return {
        name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")
    } | own


@pytest.fixture
def verac(tmp_path: Path, environment: dict[str, str]) -> Callable[..., Run]:
    """Run `verac` with some arguments as a process, from `cwd` and with `env` over the usual environment.

    A run may take two minutes and 4 GiB of memory: what hangs or explodes fails, and does not stop the machine.
    """
    limit = "import resource as r; r.setrlimit(r.RLIMIT_AS, (4 << 30,) * 2); "
    start = "import sys; sys.argv[0] = 'verac'; from compiler.cli.entry import main; main()"
    code = start if sys.platform == "win32" else limit + start

    def run(*arguments: object, cwd: Path = tmp_path, env: Mapping[str, str] | None = None) -> Run:
        command = [sys.executable, "-c", code, *map(str, arguments)]
        environment_ = environment | dict(env or {})
        found = subprocess.run(
            command,
            cwd=cwd,
            env=environment_,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=120,
            check=False,
        )
        return Run(found.returncode, found.stdout.decode(), found.stderr.decode())

    return run


@pytest.fixture(scope="session")
def shared() -> Path:
    """The published releases beside the checkout; without them tests are skipped, but on CI they fail."""
    path = REPO.parent / "shared" / "vera"
    if not path.is_dir():
        reason = f"the published releases are not at {path}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return path
