"""What people install: the wheel, in an environment of its own, far from the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from compiler import __version__, pipeline
from compiler.base.resources import grammar_path
from compiler.language.grammar_tables import tables_of
from compiler.language.tables_file import tables_to_bytes
from tests.helpers.requests import documents_with
from tests.helpers.small_model import REPO, contents

LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "bench", "node_modules")

pytestmark = pytest.mark.xdist_group("wheel")  # one wheel for all


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(REPO, folder / "checkout", ignore=LEFT_OUT)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-cache-dir",
    ]
    subprocess.run([*command, "--wheel-dir", folder, folder / "checkout"], check=True)
    shutil.rmtree(folder / "checkout")  # nothing may be read from there later on
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that holds the wheel and what it asks for, and nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    found = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    command = [sys.executable, "-m", "pip", "--python", found, "install", "--quiet", "--constraint"]
    subprocess.run([*command, REPO / "constraints.txt", wheel], check=True)
    return found


def outside(command: list[object], folder: Path, **more: str) -> str:
    """The output of a command that runs in `folder`, with nothing of the checkout in its environment, but `more`."""
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "VERAC"))
    }
    environment = own | {"VERAC_CACHE": str(folder / "cache"), "PYTHONSAFEPATH": "1"} | more
    arguments = list(map(str, command))
    return subprocess.run(
        arguments, cwd=folder, env=environment, check=True, capture_output=True, text=True
    ).stdout


def test_the_wheel_holds_the_program_its_grammar_and_its_templates(wheel: Path) -> None:
    assert wheel.name == f"verac-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    for folder in ("compiler", "grammar", "templates", "words", "locale"):
        sources = [
            p for p in (REPO / folder).rglob("*") if p.is_file() and "__pycache__" not in p.parts
        ]
        prefix = "" if folder == "compiler" else "compiler/"
        assert sources
        assert {f"{prefix}{path.relative_to(REPO).as_posix()}" for path in sources} <= held
    assert [
        name
        for name in held
        if not name.startswith(("compiler/", f"verac-{__version__}.dist-info/"))
    ] == []


def test_the_installed_program_builds_a_model_far_from_the_checkout(
    python: Path, tmp_path: Path
) -> None:
    shutil.copytree(REPO / "models" / "voorbeeld", tmp_path / "models" / "voorbeeld")
    verac = python.with_name("verac")
    assert outside([verac, "--version"], tmp_path) == f"verac {__version__}\n"
    outside([verac, "build", "models/voorbeeld", "-o", "uit"], tmp_path)
    files = {
        path.name: path.read_bytes() for path in (REPO / "models" / "voorbeeld").glob("*.vera")
    }
    expected = pipeline.build(files, documents_with()).artefacts
    assert expected
    built = {
        path: content
        for path, content in contents(tmp_path / "uit").items()
        if content and path in expected
    }
    assert built == dict(expected)
    assert "Good:" in outside([verac, "explain", "GN02"], tmp_path)
    assert "Goed:" in outside([verac, "explain", "GN02", "--lang", "nl"], tmp_path)


def test_grammar_and_templates_come_from_the_wheel(python: Path, tmp_path: Path) -> None:
    code = "from compiler.base import resources as r; print(r.grammar_path('vera.lark')); print(r.templates_path())"
    packages = python.parents[1].resolve()
    for line in outside([python, "-c", code], tmp_path).splitlines():
        assert Path(line).exists()
        assert packages in Path(line).resolve().parents


def test_the_environment_holds_nothing_that_only_developers_need(
    python: Path, tmp_path: Path
) -> None:
    code = (
        "import importlib.metadata as m; print(*sorted(d.name.lower() for d in m.distributions()))"
    )
    held = outside([python, "-c", code], tmp_path).split()
    assert {"verac", "click", "jinja2", "lark", "networkx", "python-calamine", "pyyaml"} <= set(
        held
    )
    assert not {"pytest", "hypothesis", "mypy", "ruff", "openpyxl", "hatchling", "babel"} & set(
        held
    )


TABLES = "compiler/grammar/vera.tables"


def test_the_wheel_holds_the_tables_that_are_made_in_any_process(wheel: Path) -> None:
    """Those of its build are those of this process, which hashes otherwise."""
    grammar = grammar_path("vera.lark").read_text(encoding="utf-8")
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read(TABLES) == tables_to_bytes(tables_of(grammar), grammar)


@pytest.fixture
def without_lark(tmp_path: Path) -> dict[str, str]:
    """Variables with which nothing can import lark."""
    stub = tmp_path / "stub"
    stub.mkdir()
    (stub / "lark.py").write_text("raise ImportError('lark is wanted here')")
    return {"PYTHONPATH": str(stub)}


def test_the_installed_program_reads_texts_without_lark(
    python: Path, tmp_path: Path, without_lark: dict[str, str]
) -> None:
    shutil.copytree(REPO / "models" / "voorbeeld", tmp_path / "model")
    verac = python.with_name("verac")
    outside([verac, "build", "model", "-o", "uit"], tmp_path, **without_lark)
    assert (tmp_path / "uit" / "openapi").is_dir()
    code = "from compiler.language.parser import parse_text as p; print(p('domein A').diagnostics)"
    assert outside([python, "-c", code], tmp_path, **without_lark) == "()\n"


@pytest.mark.parametrize("damage", ["gone", "cut", "changed", "of another grammar"])
def test_tables_that_are_not_those_of_the_grammar_are_made_anew(
    python: Path, tmp_path: Path, without_lark: dict[str, str], damage: str
) -> None:
    """The installed ones are damaged: a text is read by new ones then, and without lark there are none."""
    where = "from compiler.base.resources import grammar_path as g; print(g('vera.tables'))"
    tables = Path(outside([python, "-c", where], tmp_path).strip())
    grammar = tables.with_name("vera.lark")
    before = tables.read_bytes(), grammar.read_bytes()
    code = "from compiler.language.parser import parse_text as p; print(p('domein A').diagnostics)"
    try:
        match damage:
            case "gone":
                tables.unlink()
            case "cut":
                tables.write_bytes(before[0][:-2])
            case "changed":
                tables.write_bytes(before[0].replace(b",7]", b",8]", 1))
            case _:
                grammar.write_bytes(before[1] + b"\n// changed\n")
        assert outside([python, "-c", code], tmp_path) == "()\n"
        with pytest.raises(subprocess.CalledProcessError) as failed:
            outside([python, "-c", code], tmp_path, **without_lark)
        assert "lark is wanted here" in failed.value.stderr
    finally:
        tables.write_bytes(before[0])
        grammar.write_bytes(before[1])
