"""The contract of pyproject.toml refuses what it says it refuses, and knows every library.

Each forbidden import is added to a copy of the compiler, where the contract is asked about it.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {each["name"]: each for each in PROJECT["tool"]["importlinter"]["contracts"]}
LINTER = Path(sys.executable).with_name("lint-imports")

ROOMS = "left may import right, never back"
CIRCLES = "no circles among the modules and folders of a room"
BACK_ENDS = "back ends do not know each other"
ALONE = "a rule, a judge, a correction, a printer stands on its own"
LIBRARIES = "each library has one owner, who is named here"

# Per import that must be refused: the contract, the module it is added to, and the line.
FORBIDDEN = [
    (ROOMS, "rules/run.py", "from compiler.compare import judges"),
    (ROOMS, "compare/diff.py", "from compiler.rules import run"),
    (ROOMS, "pipeline/stages.py", "from compiler.report import text"),
    (ROOMS, "importers/release/acceptance.py", "from compiler.emit import families"),
    (ROOMS, "language/parser.py", "from compiler.workspace import cache"),
    (ROOMS, "base/source.py", "from compiler.model import model"),
    (ROOMS, "emit/families.py", "import compiler.cli.common"),
    (ROOMS, "release/planning.py", "from compiler.cli import common"),
    (ROOMS, "release/planning.py", "from compiler.messages import api"),
    (ROOMS, "pipeline/stages.py", "from compiler.release import making"),
    (CIRCLES, "compare/judge.py", "from compiler.compare import comparison"),
    (CIRCLES, "cli/lang.py", "def late(): from compiler.cli import common"),
    (BACK_ENDS, "emit/jsonschema/emitter.py", "from compiler.emit.openapi import plan"),
    (BACK_ENDS, "emit/openapi/plan.py", "from compiler.emit.jsonschema import plan"),
    (BACK_ENDS, "emit/diagrams/svg.py", "from compiler.emit.jsonschema import plan"),
    (BACK_ENDS, "emit/rendering/parts.py", "from compiler.emit.examples import values"),
    (ALONE, "report/markdown.py", "from compiler.report import text"),
    (ALONE, "report/text.py", "from compiler.report import json_list"),
    (ALONE, "report/notes.py", "from compiler.report import changes"),
    (ALONE, "rules/guidelines/gn01_singular_name.py", "from compiler.rules.guidelines import an01_accepted_dutch"),
    (ALONE, "compare/judges/ch20_attribute_added.py", "from compiler.compare.judges import ch21_attribute_removed"),
    (ALONE, "emit/openapi/corrections/oa01_id_is_a_string.py",
     "from compiler.emit.openapi.corrections import oa02_pattern_for_every_regex"),
]  # fmt: skip


def answer(folder: Path) -> str:
    """What the linter says of the copy of the compiler in `folder`."""
    ended = subprocess.run(
        [LINTER, "--no-logo", "--cache-dir", folder / "cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    broken = "BROKEN" in verdicts(ended.stdout).values()
    assert ended.returncode == broken, ended.stdout + ended.stderr
    return ended.stdout


def verdicts(said: str) -> dict[str, str]:
    """The verdict on each contract, KEPT or BROKEN."""
    return dict(re.findall(r"(?m)^(.+?) (KEPT|BROKEN)(?: .*)?$", said))


@contextmanager
def added(path: Path, lines: Iterable[str]) -> Iterator[None]:
    """The module at `path` with more lines; afterwards it is as it was."""
    text = path.read_text(encoding="utf-8") if path.exists() else None
    path.write_text("\n".join([text or "", *lines, ""]), encoding="utf-8")
    try:
        yield
    finally:
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the compiler with the contract beside it."""
    folder = tmp_path_factory.mktemp("contract")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "compiler", folder / "compiler", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_contract_holds(copy: Path) -> None:
    assert verdicts(answer(copy)) == dict.fromkeys(CONTRACTS, "KEPT")


@pytest.mark.parametrize(("contract", "module", "line"), FORBIDDEN)
def test_an_import_that_is_forbidden_is_refused(
    copy: Path, contract: str, module: str, line: str
) -> None:
    with added(copy / "compiler" / module, [line]):
        found = verdicts(answer(copy))
    broken = {name for name, verdict in found.items() if verdict == "BROKEN"}
    assert contract in broken
    assert broken <= {contract, CIRCLES}  # an import back may close a circle as well


def test_a_library_is_refused_to_all_but_its_owners(copy: Path) -> None:
    owned = CONTRACTS[LIBRARIES]["forbidden_modules"]
    with added(
        copy / "compiler" / "pipeline/stages.py", [f"import {library}" for library in owned]
    ):
        said = answer(copy)
    assert verdicts(said) == dict.fromkeys(CONTRACTS, "KEPT") | {LIBRARIES: "BROKEN"}
    refused = re.findall(r"(?m)^-\s+compiler\.pipeline\.stages -> (\w+)", said)
    assert sorted(refused) == sorted(owned)


def test_a_new_room_has_to_be_given_a_place(copy: Path) -> None:
    with added(copy / "compiler" / "another_room.py", ['"""A room that no layer names."""']):
        assert verdicts(answer(copy))[ROOMS] == "BROKEN"


def test_every_contract_is_tried() -> None:
    assert {contract for contract, _, _ in FORBIDDEN} == {*CONTRACTS} - {LIBRARIES}


# -- libraries -------------------------------------------------------------------------------------------------------


def imported(tree: ast.Module) -> Iterator[str]:
    """The packages that a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.split(".")[0]


OF_PYTHON = {"sqlite3", "xml"}
"""What comes with Python and has owners all the same: it reads files of others, which are hostile."""


def libraries() -> set[str]:
    """The packages of others that the compiler imports, and those of Python that have owners."""
    found = {
        name
        for path in (ROOT / "compiler").rglob("*.py")
        for name in imported(ast.parse(path.read_text(encoding="utf-8")))
    }
    return found - (sys.stdlib_module_names - OF_PYTHON) - {"compiler"}


def plain(name: str) -> str:
    """The name of a distribution, as all spellings of it have in common."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_library_that_is_imported_has_an_owner() -> None:
    assert libraries() == {*CONTRACTS[LIBRARIES]["forbidden_modules"]}


def test_every_dependency_has_an_owner() -> None:
    wanted = {
        plain(re.split(r"[<>=!~;\[ ]", each)[0]) for each in PROJECT["project"]["dependencies"]
    }
    distributions = packages_distributions()
    owned = {
        plain(distribution)
        for module in {*CONTRACTS[LIBRARIES]["forbidden_modules"]} - OF_PYTHON
        for distribution in distributions[module]
    }
    assert wanted <= owned


def test_every_owner_is_named_for_a_library_of_the_contract() -> None:
    contract = CONTRACTS[LIBRARIES]
    owned = {line.split(" -> ")[1] for line in contract["ignore_imports"]}
    assert owned == {*contract["forbidden_modules"]}
