"""No module of the compiler reads what runs code, but for the one that is named here with its reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]

# Modules whose readers make any class, call any function, or read bytecode.
RUNNING = {
    "cloudpickle",
    "code",
    "codeop",
    "copyreg",
    "dill",
    "joblib",
    "jsonpickle",
    "marshal",
    "pickle",
    "shelve",
}
# Functions that run a text.
CALLED = {"eval", "exec", "compile"}
# Jinja's cache is bytecode: templating.py keeps it where the compiler's own lies, and nowhere else (RunStore).
BYTECODE = {"compiler/emit/rendering/templating.py": {"BytecodeCache"}}


def imported(tree: ast.Module) -> Iterator[str]:
    """The first word of each module that is imported, and the names that are taken from one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").split(".")[0]
            yield from (alias.name for alias in node.names if "Bytecode" in alias.name)


def called(tree: ast.Module) -> Iterator[str]:
    """The names that are called as they are: not `re.compile`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def running(text: str) -> set[str]:
    """What a module has that reads or runs code."""
    tree = ast.parse(text)
    bytecode = {name for name in imported(tree) if name.endswith("BytecodeCache")}
    return (RUNNING & {*imported(tree)}) | (CALLED & {*called(tree)}) | bytecode


def test_what_runs_code_is_seen() -> None:
    assert running("import pickle as p, json") == {"pickle"}
    assert running("def f():\n    from marshal import loads") == {"marshal"}
    assert running("from jinja2 import FileSystemBytecodeCache") == {"FileSystemBytecodeCache"}
    assert running("eval('1')\nre.compile('x')") == {"eval"}


def test_no_module_of_the_compiler_reads_what_runs_code() -> None:
    found = {}
    for path in sorted((ROOT / "compiler").rglob("*.py")):
        if has := running(path.read_text(encoding="utf-8")):
            found[path.relative_to(ROOT).as_posix()] = has
    assert found == BYTECODE
