"""verac release workflow, as a user meets it."""

from __future__ import annotations

import ast
import shlex
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from compiler.base.own_yaml import read_own_yaml
from compiler.release.schedulers import SCHEDULERS
from tests.helpers.in_process import said_by
from tests.helpers.small_model import Run

Write = Callable[..., Run]
ENVIRONMENTS = """\
omgevingen {
    omgeving test {
    }
    omgeving productie {
    }
    trigger naarTest {
        publiceer
        promoveer test
    }
    trigger naarProductie {
        promoveer productie
        als in "test" { sinds "2 dagen" }
    }
}
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a file of environments in model/, in which the test stands."""
    made = tmp_path / 'it\'s a 100% "repo"'
    (made / ".git").mkdir(parents=True)
    (made / "model").mkdir()
    (made / "model" / "omgevingen.vera").write_text(ENVIRONMENTS, encoding="utf-8")
    monkeypatch.chdir(made)
    return made


@pytest.fixture
def write(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    return partial(said_by, "release", "workflow", monkeypatch=monkeypatch)


@pytest.mark.parametrize("name", SCHEDULERS)
def test_the_same_is_written_twice(write: Write, repository: Path, name: str) -> None:
    printed = write("model", "--for", name)
    assert printed.code == 0
    assert ('forget "releases" after each run' in printed.err) == (
        not SCHEDULERS[name].keeps_folders
    )
    assert write("model", "--for", name, "-o", repository / "releases.x").code == 0
    assert (repository / "releases.x").read_text(encoding="utf-8") == printed.out


def test_a_model_is_named_as_its_repository_has_it(
    write: Write, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "model")
    found = read_own_yaml(write(".", "--for", "github").out)
    assert found["env"]["MODEL"] == "model"


def test_a_file_for_dagster_knows_the_repository_from_where_it_is(
    write: Write, repository: Path
) -> None:
    path = repository / "orchestration" / "deep" / "releases.py"
    assert write("model", "--for", "dagster", "-o", path).code == 0
    text = path.read_text(encoding="utf-8")
    (folder,) = [
        node.value.right.value
        for node in ast.parse(text).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp)
    ]
    assert (path.parent / folder).resolve() == repository


def test_a_line_for_cron_has_whole_paths(write: Write, repository: Path) -> None:
    line = write("model", "--for", "cron").out.splitlines()[-1]
    words = shlex.split(line.replace("\\%", "%"))
    assert words[5:8] == ["cd", str(repository), "&&"]
    assert words[9:] == ["release", "run", "model", ">/dev/null"]


def test_azure_has_a_stage_for_each_run(write: Write) -> None:
    found = read_own_yaml(write("model", "--for", "azure", "--branch", "trunk").out)
    assert found["trigger"]["branches"]["include"] == ["trunk"]
    names = [stage["displayName"] for stage in found["stages"]]
    assert names == [
        "Which triggers fire", "naarTest (release)", "naarTest (test)", "naarProductie (productie)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "text", "part", "code"),
    [
        (("model",), ENVIRONMENTS, "Missing option '--for'", 2),
        (("model", "--for", "jenkins"), ENVIRONMENTS, "'jenkins' is not one of", 2),
        (("model", "--for", "cron"), None, 'error[ENV14]: "model" has no file omgevingen.vera', 2),
        (("nowhere", "--for", "cron"), ENVIRONMENTS, 'error[ENV14]: "nowhere" has no', 2),
        (("model", "--for", "cron"), "omgevingen {\n    omgeving a {\n    }\n}\n", "omgevingen.vera:1", 1),
        (("model", "--for", "cron"), "omgevingen {\n    omgevink a {\n    }\n}\n", "omgevingen.vera:2", 1),
        (("model", "--for", "dagster", "-o", "dagster.py"), ENVIRONMENTS, "would hide Dagster", 2),
        (("model", "--for", "github", "--branch", "${{ x }}"), ENVIRONMENTS, '"${{ x }}" cannot stand', 2),
        (("model", "--for", "cron", "-o", "model/omgevingen.vera/x"), ENVIRONMENTS, "error[OUT02]", 1),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_told(
    write: Write,
    repository: Path,
    arguments: tuple[str, ...],
    text: str | None,
    part: str,
    code: int,
) -> None:
    path = repository / "model" / "omgevingen.vera"
    path.unlink()
    if text is not None:
        path.write_text(text, encoding="utf-8")
    before = sorted(repository.rglob("*"))
    ended = write(*arguments)
    assert (ended.code, ended.out) == (code, "")
    assert part in ended.err
    assert sorted(repository.rglob("*")) == before
