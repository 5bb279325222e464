"""What was damaged between runs: the cache, the state of a build, prepared tables. Each is made again or told."""

from __future__ import annotations

import marshal
import os
import pickle
import pwd
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from jinja2 import bccache

from compiler.workspace.cache import cache_folder
from tests.helpers.cli_runs import Verac, documents, edit
from tests.helpers.small_model import REPO, SMALL, contents


@pytest.mark.parametrize(
    "damage",
    [
        lambda output: (output / "openapi/Ketenprocessen/BRG.yaml").write_bytes(
            b"openapi: 3.0.0\n"
        ),
        lambda output: (output / "openapi/Ketenprocessen/BRG.yaml").unlink(),
        lambda output: (output / ".verac.json").unlink(),
        lambda output: (output / ".verac.json").write_bytes(b"\xff\x00"),
        lambda output: (output / ".verac.json").write_text("[" * 100_000, encoding="utf-8"),
        lambda output: (output / ".verac.json").write_text(
            '{"key": 1, "outputs": 2}', encoding="utf-8"
        ),
        lambda output: edit(output / ".verac.json", '"diagnostics":[]', '"diagnostics":[[1],2]'),
        lambda output: edit(output / ".verac.json", '"outputs":{', '"outputs":{"\\u0000": "", '),
    ],
    ids=[
        "changed",
        "gone",
        "no state",
        "state: garbage",
        "state: deep",
        "state: keys",
        "state: list",
        "state: path",
    ],
)
def test_a_damaged_build_is_made_again(
    verac: Verac, small_model: Path, tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    verac("build", small_model, "-o", "uit")
    before = contents(tmp_path / "uit")
    damage(tmp_path / "uit")
    assert verac("build", small_model, "-o", "uit") == (0, "uit: 3 documents, 6 schemas\n", "")
    assert contents(tmp_path / "uit") == before


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "garbage": lambda _: b"\x80\x04 garbage \xff" * 40,
    "half": lambda content: content[: len(content) // 2],
    "another letter": lambda content: content.replace(b"etenproces", b"etenprocez").replace(
        b"schemas", b"schemaz"
    ),
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Path:
    """A folder with a cache that a build of the small model has filled, and a copy of it: both know their own place."""
    folder = tmp_path_factory.mktemp("filled")
    for name, text in SMALL.items():
        (folder / "model" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "model" / name).write_text(text, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "compiler.cli",
        "build",
        folder / "model",
        "-o",
        folder / "uit",
    ]
    environment = os.environ | {"VERAC_CACHE": str(folder / "cache"), "PYTHONPATH": str(REPO)}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert documents(folder / "uit") == documents(built)
    shutil.copytree(folder / "cache", folder / "copy")
    return folder


def rebuild_with(
    verac: Verac, filled: Path, kind: str, damage: Callable[[bytes], bytes]
) -> dict[str, bytes]:
    """The documents of a build with a cache that holds nothing but one kind of things, and those damaged."""
    shutil.rmtree(filled / "cache")
    shutil.rmtree(filled / "uit")
    shutil.copytree(filled / "copy" / kind, filled / "cache" / kind)
    for path in (filled / "cache" / kind).rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            path.write_bytes(damage(content))
    ended = verac(
        "build", "model", "-o", "uit", cwd=filled, env={"VERAC_CACHE": str(filled / "cache")}
    )
    assert ended == (0, "uit: 3 documents, 6 schemas\n", "")
    return documents(filled / "uit")


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_changes_nothing(
    verac: Verac, built: Path, filled: Path, damage: str
) -> None:
    kinds = sorted(path.name for path in (filled / "copy").iterdir())
    # The other kinds only where nothing was prepared: tests/cli/test_prepare.py
    assert {"parts", "parsed"} <= {*kinds}
    for kind in kinds:
        assert rebuild_with(verac, filled, kind, DAMAGES[damage]) == documents(built)


def sealed(content: bytes, kind: str, key: str) -> bytes:
    """`content` as the cache keeps it: everybody can make a seal."""
    return sha256(f"{kind}\n{key}\n".encode() + content).digest() + content


class Writing:
    """Unpickled, it writes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return Path.write_bytes, (self.path, b"run")


def test_a_cache_that_others_wrote_runs_nothing(
    verac: Verac, built: Path, filled: Path, tmp_path: Path
) -> None:
    written = tmp_path / "written"
    code = compile(f"open({str(written)!r}, 'w')", "x", "exec")
    contents = {
        "pickle": pickle.dumps(Writing(written)),
        "marshal": marshal.dumps(code),
        "template": bccache.bc_magic + pickle.dumps(Writing(written)) + marshal.dumps(code),
        "JSON of another kind": b'[["a"]]\n',
        "deep": b"[" * 100_000 + b"]" * 100_000 + b"\n",
    }
    shutil.rmtree(filled / "cache")
    for content in contents.values():
        shutil.copytree(filled / "copy", filled / "cache")
        shutil.rmtree(filled / "uit")
        for path in [each for each in (filled / "cache").rglob("*") if each.is_file()]:
            path.write_bytes(sealed(content, path.parent.name, path.name))
        environment = {"VERAC_CACHE": str(filled / "cache")}
        ended = verac("build", "model", "-o", "uit", cwd=filled, env=environment)
        assert ended == (0, "uit: 3 documents, 6 schemas\n", "")
        assert documents(filled / "uit") == documents(built)
        shutil.rmtree(filled / "cache")
    assert not written.exists()
    shutil.copytree(filled / "copy", filled / "cache")


def test_the_cache_stays_under_the_size_that_was_chosen(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    environment = {"VERAC_CACHE": str(tmp_path / "cache"), "VERAC_CACHE_SIZE": "0"}
    assert verac("build", small_model, "-o", "uit", env=environment).code == 0
    assert not (tmp_path / "cache").exists()
    environment["VERAC_CACHE_SIZE"] = "much"
    assert verac("build", small_model, "-o", "uit2", env=environment).code == 0
    assert (tmp_path / "cache").is_dir()


def test_a_cache_that_cannot_be_written_is_done_without(
    verac: Verac, small_model: Path, tmp_path: Path, built: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "odd").mkdir()
    for name in ("parsed", "parts"):
        (tmp_path / "odd" / name).write_bytes(b"")
    places = [
        "off",
        tmp_path / "file",
        tmp_path / "file" / "below",
        "/proc/nergens",
        tmp_path / "odd",
        "x" * 300,
    ]
    for number, place in enumerate(places):
        ended = verac("build", small_model, "-o", f"uit{number}", env={"VERAC_CACHE": str(place)})
        assert ended == (0, f"uit{number}: 3 documents, 6 schemas\n", "")
        assert documents(tmp_path / f"uit{number}") == documents(built)


def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_uid: int) -> pwd.struct_passwd:
        raise KeyError

    for name in ("VERAC_CACHE", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    assert cache_folder() is None
