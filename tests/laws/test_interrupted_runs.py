"""An interrupt at any moment ends a run with one line and the code of its signal, and leaves what was there."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from compiler import pipeline
from compiler.workspace import build_writing, folder_writing
from tests.helpers.small_model import REPO, SMALL, contents


@lru_cache(maxsize=2)
def artefacts(version: str) -> dict[str, bytes]:
    """The documents of the small model in some version; those of another one all differ."""
    files = {path: text.replace("1.0.0", version).encode() for path, text in SMALL.items()}
    found = pipeline.build(files).artefacts
    assert found is not None
    return dict(found)


def documents(output: Path) -> dict[str, bytes]:
    """The documents in `output` by relative path."""
    return {
        path: content for path, content in contents(output).items() if path[:1] != "." and content
    }


def unable(_one: Path, _other: Path) -> None:
    """What a system that knows no exchange answers."""
    raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("as_a_whole", [True, False])
@pytest.mark.parametrize("number", range(4))
def test_an_interrupt_at_a_rename(
    output: Path, monkeypatch: pytest.MonkeyPatch, number: int, moment: str, *, as_a_whole: bool
) -> None:
    if as_a_whole and number:
        return  # one step
    old, new = documents(output), artefacts("2.0.0")
    calls: list[object] = []

    def interrupting(move: Callable[..., None]) -> Callable[..., None]:
        def interrupted(source: Path, target: Path) -> None:
            calls.append(source)
            if len(calls) != number + 1:
                move(source, target)
            elif moment == "after":
                move(source, target)
                raise KeyboardInterrupt
            else:
                raise KeyboardInterrupt

        return interrupted

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", interrupting(os.replace))
        if as_a_whole:
            patch.setattr(folder_writing, "exchange", interrupting(folder_writing.exchange))
        else:
            patch.setattr(folder_writing, "exchange", unable)
        with pytest.raises(KeyboardInterrupt):
            build_writing.write_build(output, new, "new", ())
    assert len(calls) > number
    assert documents(output) == (new if as_a_whole and moment == "after" else old)
    build_writing.write_build(output, new, "new", ())
    assert documents(output) == new


def lines_of_a_write(output: Path, stop_at: int) -> int:
    """Write a build and interrupt it at the line `stop_at` of its course; how many lines it went through.

    The lines of all modules of the room count: cleaning up stands in another one than writing.
    """
    passed = 0
    new = artefacts("2.0.0")

    def trace(frame: Any, event: str, _: object) -> Any:
        nonlocal passed
        if Path(frame.f_code.co_filename).parent != Path(build_writing.__file__).parent:
            return None
        if event == "line":
            passed += 1
            if passed == stop_at:
                raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        build_writing.write_build(output, new, "new", ())
    except KeyboardInterrupt:
        pass
    finally:
        sys.settrace(before)
    return passed


STEP = 7  # lines from one interrupt to the next: a write goes through many for each file


@pytest.fixture(scope="module")
def interrupted(tmp_path_factory: pytest.TempPathFactory, built: Path) -> list[Path]:
    """Folders with a build, each after a write that was interrupted one line later than the one before it."""
    folders: list[Path] = []
    while True:
        folder = tmp_path_factory.mktemp("interrupted") / "uit"
        shutil.copytree(built, folder)
        folders.append(folder)
        stop_at = 1 + STEP * (len(folders) - 1)
        if lines_of_a_write(folder, stop_at) < stop_at:
            return folders[:-1]


def test_an_interrupt_at_any_line_leaves_the_old_build_or_the_new_one(
    interrupted: list[Path], built: Path
) -> None:
    old, new = documents(built), artefacts("2.0.0")
    assert len(interrupted) > 40
    ends = [documents(folder) for folder in interrupted]
    assert [number for number, end in enumerate(ends, 1) if end not in (old, new)] == []
    assert (ends[0], ends[-1]) == (old, new)


def test_an_interrupt_at_any_line_leaves_nothing_beside_the_build(interrupted: list[Path]) -> None:
    left = [folder for folder in interrupted if [*folder.glob(".verac-*")]]
    # At the line where cleaning up begins and the one before it, nobody is left to do it
    assert len(left) <= 2


def test_after_an_interrupt_at_any_line_the_next_build_is_whole(interrupted: list[Path]) -> None:
    assert any(build_writing.read_state(folder, "no key") for folder in interrupted)
    assert any(build_writing.read_state(folder, "new") for folder in interrupted)
    for folder in interrupted:
        states = [build_writing.read_state(folder, key) for key in ("no key", "new")]
        assert all(
            state is None or state.outputs.keys() == documents(folder).keys() for state in states
        )
        build_writing.write_build(folder, artefacts("3.0.0"), "newer", ())
        assert documents(folder) == artefacts("3.0.0")


DROPPED = """
import time, weakref
import compiler.cli.main, compiler.cli.entry
def command(**_):
    class Thing: pass
    def drop(_): raise KeyboardInterrupt
    thing = Thing()
    watched = weakref.ref(thing, drop)
    del thing
    time.sleep(20)
compiler.cli.main.verac = command
compiler.cli.entry.main()
"""


WRAPPED = """
import compiler.cli.main, compiler.cli.entry
class Interrupting:
    def __set_name__(self, owner, name): raise KeyboardInterrupt
def command(**_):
    class Made: field = Interrupting()
compiler.cli.main.verac = command
compiler.cli.entry.main()
"""


def test_an_interrupt_while_a_class_is_made_is_one_all_the_same(
    environment: dict[str, str],
) -> None:
    known = environment | {"PYTHONPATH": str(REPO)}
    done = subprocess.run(
        [sys.executable, "-c", WRAPPED], env=known, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (130, "interrupted\n")


@pytest.mark.parametrize(
    ("arguments", "locale", "said"),
    [
        ((), "C", "interrupted"),
        ((), "nl_NL.UTF-8", "onderbroken"),
        (("check", "--lang", "nl"), "C", "onderbroken"),
        (("--lang=en",), "nl_NL.UTF-8", "interrupted"),
        (("--lang",), "nl_NL.UTF-8", "onderbroken"),
    ],
)
def test_an_interrupted_run_says_so_in_its_language(
    arguments: tuple[str, ...], locale: str, said: str, environment: dict[str, str]
) -> None:
    known = environment | {"PYTHONPATH": str(REPO), "LANG": locale}
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        known.pop(name, None)
    command = [sys.executable, "-c", WRAPPED, *arguments]
    done = subprocess.run(command, env=known, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, f"{said}\n")


def test_an_interrupt_that_python_drops_ends_the_run_all_the_same(
    environment: dict[str, str],
) -> None:
    known = environment | {"PYTHONPATH": str(REPO)}
    begun = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-c", DROPPED], env=known, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "interrupted\n")
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize("module", ["dataclasses", "datetime", "enum", "json", "uuid"])
def test_an_interrupt_while_a_library_loads_others_is_an_interrupt(
    environment: dict[str, str], module: str
) -> None:
    """orjson itself dies of a null pointer then, for which Python has no answer."""
    code = f"""
import sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            raise KeyboardInterrupt

for name in [name for name in sys.modules if name.split(".")[0] == {module!r}]:
    del sys.modules[name]
sys.meta_path.insert(0, Interrupting())
try:
    import compiler.base.quick_json
except KeyboardInterrupt:
    print("interrupted")
"""
    known = environment | {"PYTHONPATH": str(REPO)}
    ended = subprocess.run(
        [sys.executable, "-c", code], env=known, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "interrupted\n", "")


@pytest.mark.parametrize("where", ["Group.make_context", "Group.invoke", "Context.__exit__"])
def test_an_interrupt_while_click_is_at_work(where: str, environment: dict[str, str]) -> None:
    """click would end with 1 and "Aborted!", or, where it is about to end, as if nothing had been."""
    code = f"""
import click
def interrupted(*_arguments, **_named):
    raise KeyboardInterrupt
click.{where} = interrupted
from compiler.cli.entry import main
main()
"""
    known = environment | {"PYTHONPATH": str(REPO)}
    command = [sys.executable, "-c", code, "explain", "GN02"]
    ended = subprocess.run(command, env=known, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr.strip()) == (130, "interrupted")


def test_ctrl_c_at_many_moments(
    small_model: Path, output: Path, environment: dict[str, str]
) -> None:
    # From the first line of the program on: before that, Python itself answers.
    code = "import sys; from compiler.cli.entry import main; print('begun', flush=True); main()"
    command = [sys.executable, "-c", code, "build", small_model, "-o", output, "--json"]
    standard = small_model / "standaard.vera"

    def run(delay: float | None) -> tuple[int, str, float]:
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment | {"VERAC_CACHE": "off"},
            text=True,
        ) as process:
            assert process.stdout
            process.stdout.readline()
            begun = time.monotonic()
            if delay is not None:
                time.sleep(delay)
                process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=60)
        return process.returncode, err, time.monotonic() - begun

    _, _, duration = run(None)
    moments = 15
    interrupted = 0
    for number in range(moments):
        before = documents(output)
        standard.write_text(
            SMALL["standaard.vera"].replace("1.0.0", f"1.0.{number + 1}"), encoding="utf-8"
        )
        code_, err, _ = run(duration * number / moments)
        after = documents(output)
        # The last is Python's own answer, when the program is through
        assert code_ in (0, 130, -signal.SIGINT)
        assert "Traceback" not in err
        assert list(output.glob(".verac-*")) == []
        if code_ == 130 and after == before:
            interrupted += 1
        else:
            expected = artefacts(f"1.0.{number + 1}")
            assert {path: after[path] for path in expected} == expected
    assert interrupted > moments // 4
