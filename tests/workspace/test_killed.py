"""SIGTERM and SIGKILL before each file operation of a write: the old or the new, whole, and then nothing left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from compiler.workspace import folder_writing
from compiler.workspace.build_writing import STATE, write_build
from compiler.workspace.model_writing import write_model
from tests.helpers.small_model import REPO, contents

WRITE = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from compiler.cli import entry
from compiler.workspace import build_writing, folder_writing, model_writing
output, number, kind, ends = Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4], int(sys.argv[5])
passed = 0
def counting(operation):
    def counted(*given, **named):
        global passed
        passed += 1
        if passed == number:
            os.kill(os.getpid(), ends)
        return operation(*given, **named)
    return counted
entry._listen()
for name in ("mkdir", "link", "rename", "replace", "unlink", "rmdir", "chmod"):
    setattr(os, name, counting(getattr(os, name)))
Path.write_bytes = counting(Path.write_bytes)
folder_writing.exchange = counting(folder_writing.exchange)
try:
    if kind == "build":
        files = {"openapi/A.yaml": b"new", "openapi/B.yaml": b"same", "jsonschema/A.json": b"new"}
        build_writing.write_build(output, files, "new", ())
    else:
        model_writing.write_model(output, {"a.vera": b"new", "domeinen/c.vera": b"new"})
except KeyboardInterrupt:
    sys.exit(143)
sys.exit(100 if passed < number else 0)
"""
PERSONAL = {"notitie.txt": b"mine", "openapi/eigen.md": b"mine"}


def write(kind: str, output: Path, content: bytes) -> None:
    """Write a build or a model as it was before: it has a file that the new one has not."""
    if kind == "build":
        files = {
            "openapi/A.yaml": content,
            "openapi/B.yaml": b"same",
            "openapi/oud/C.yaml": content,
            "jsonschema/A.json": content,
        }
        assert write_build(output, files, "old", ()) == ()
    else:
        write_model(output, {"a.vera": content, "domeinen/b.vera": content})


@pytest.mark.parametrize("kind", ["build", "import"])
@pytest.mark.parametrize("ends", [signal.SIGTERM, signal.SIGKILL])
def test_a_write_that_is_ended_at_any_operation(
    tmp_path: Path, kind: str, ends: signal.Signals
) -> None:
    wholes: list[dict[str, bytes | None]] = []
    number = 0
    while True:
        number += 1
        output = tmp_path / str(number) / "uit"
        write(kind, output, b"old")
        for path, content in PERSONAL.items():
            (output / path).parent.mkdir(parents=True, exist_ok=True)
            (output / path).write_bytes(content)
        before = contents(output)
        command = [sys.executable, "-c", WRITE, REPO, output, str(number), kind, str(int(ends))]
        code = subprocess.run(command, check=False).returncode
        after = contents(output)
        if code == 100:
            break
        assert code in (143, -signal.SIGKILL)
        if after != before:
            wholes.append(after)
        write(kind, output, b"next")
        assert [path.name for path in output.parent.iterdir()] == ["uit"]
        assert {path: contents(output)[path] for path in PERSONAL} == PERSONAL
    assert number > 10
    assert all(whole == after for whole in wholes), "neither the old nor the new"


def test_what_verac_did_not_make_stays(tmp_path: Path) -> None:
    write("build", tmp_path / "uit", b"old")
    (tmp_path / "uit" / "openapi" / "eigen.md").write_bytes(b"mine")
    write_build(tmp_path / "uit", {"openapi/A.yaml": b"new"}, "key", ())
    found = {path for path, content in contents(tmp_path / "uit").items() if content is not None}
    assert found == {".verac.json", "jsonschema/A.json", "openapi/A.yaml", "openapi/eigen.md"}
    (tmp_path / "uit" / "openapi" / "D.yaml").write_bytes(b"mine")
    before = contents(tmp_path / "uit")
    assert write_build(tmp_path / "uit", {"openapi/D.yaml": b"ours"}, "key", ()) == (
        "openapi/D.yaml",
    )
    assert contents(tmp_path / "uit") == before
    assert write_build(tmp_path / "uit", {"openapi/D.yaml": b"mine"}, "key", ()) == ()


def test_an_output_that_is_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "uit").symlink_to("real")
    write("build", tmp_path / "uit", b"old")
    assert (tmp_path / "uit").is_symlink()
    assert (tmp_path / "real" / "openapi" / "A.yaml").read_bytes() == b"old"


# -- few of many -------------------------------------------------------------------------------------------------------

MANY_FILES = {f"site/{number}/index.html": b"same" for number in range(90)}
BEFORE = {**MANY_FILES, "site/a.html": b"old", "site/gone.html": b"old"}
AFTER = {**MANY_FILES, "site/a.html": b"new", "site/nieuw/index.html": b"new"}
FEW_OF_MANY = (
    WRITE.replace("counting(folder_writing.exchange)", "None")
    .replace(
        'if kind == "build":\n',
        'folder_writing.MANY = 80\n    if kind == "build":\n',
    )
    .replace(
        '{"openapi/A.yaml": b"new", "openapi/B.yaml": b"same", "jsonschema/A.json": b"new"}',
        repr(AFTER),
    )
)


def test_who_waits_makes_the_folder_again_that_the_run_before_took_away(tmp_path: Path) -> None:
    output, waits = tmp_path / "out", threading.Event()

    def write() -> bool:
        with folder_writing.writing(output, waits.set) as folder:
            folder_writing.replace_contents(folder, {"a": b"a"}, ())
            return True

    with ThreadPoolExecutor(1) as pool:
        with suppress(ZeroDivisionError), folder_writing.writing(output):
            waiting = pool.submit(write)
            assert waits.wait(60)
            raise ZeroDivisionError
        assert waiting.result()
    assert contents(output) == {"a": b"a"}


def identities(folder: Path) -> dict[str, tuple[int, int]]:
    """What tells each file from one that was written again."""
    found = {path: path.stat() for path in folder.rglob("*") if path.is_file()}
    return {str(path.relative_to(folder)): (s.st_ino, s.st_ctime_ns) for path, s in found.items()}


def test_of_many_files_only_those_are_touched_that_are_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_writing, "MANY", 80)
    output = tmp_path / "uit"
    write_build(output, BEFORE, "old", ())
    (output / "site" / "3" / "index.html").write_bytes(b"hand")
    (output / "site" / "4" / "index.html").unlink()
    (output / "site" / "eigen.txt").write_bytes(b"mine")
    before = identities(output)
    assert write_build(output, AFTER, "new", ()) == ()
    after = identities(output)
    found = contents(output)
    assert {path: found[path] for path in AFTER} == AFTER
    assert found["site/eigen.txt"] == b"mine"
    assert "site/gone.html" not in found
    written = {path for path in AFTER if before.get(path) != after[path]}
    assert written == {
        "site/3/index.html",
        "site/4/index.html",
        "site/a.html",
        "site/nieuw/index.html",
    }
    assert sorted(path.name for path in output.iterdir()) == [STATE, "site"]
    assert write_build(output, {**AFTER, "site/eigen.txt": b"ours"}, "more", ()) == (
        "site/eigen.txt",
    )


def test_who_writes_again_and_again_sees_what_somebody_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_writing, "MANY", 80)
    output, seen = tmp_path / "uit", folder_writing.SeenFiles()
    page = output / "site" / "3" / "index.html"
    for content in (b"hand", b"same", b"hands", b"sam3"):
        assert write_build(output, AFTER, "key", (), seen=seen) == ()
        assert page.read_bytes() == b"same"
        before = page.stat()
        page.write_bytes(content)
        os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    page.unlink()
    page.symlink_to("../a.html")
    assert write_build(output, AFTER, "key", (), seen=seen) == ()
    assert page.read_bytes() == b"same"
    assert not page.is_symlink()
    assert (output / "site" / "a.html").read_bytes() == AFTER["site/a.html"]


@pytest.mark.parametrize("ends", [signal.SIGTERM, signal.SIGKILL])
def test_a_write_of_few_among_many_that_is_ended_at_any_operation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: signal.Signals
) -> None:
    monkeypatch.setattr(folder_writing, "MANY", 80)
    number = 0
    while True:
        number += 1
        output = tmp_path / str(number) / "uit"
        write_build(output, BEFORE, "old", ())
        before = contents(output)
        command = [sys.executable, "-c", FEW_OF_MANY, REPO, output, str(number), "build"]
        code = subprocess.run([*command, str(int(ends))], check=False).returncode
        after = contents(output)
        if code == 100:
            break
        assert code in (143, -signal.SIGKILL)
        if ends is signal.SIGTERM:
            assert after[STATE] != before[STATE] or after == before, "neither the old nor the new"
        # Whatever was left, what is built next stands there whole, and nothing stands in its way.
        another = {**AFTER, "site/nieuw/index.html": b"another"}
        assert write_build(output, another, "next", ()) == ()
        found = contents(output)
        assert {path: content for path, content in found.items() if content is not None} == {
            **another,
            STATE: found[STATE],
        }
    assert number > 10
