"""Whatever comes in ends in a diagnostic and an exit code, never in a traceback, and what was built before stays."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from compiler.cli.main import verac
from tests.helpers.bad_input import SHEET, Verac, assert_refused
from tests.helpers.small_model import contents

DEEP = 10_000
EXTRA = "domeinen/Extra.vera"


# -- models --------------------------------------------------------------------------------------------------------

BAD_TEXTS: dict[str, tuple[str | bytes, str, str]] = {
    "not UTF-8": (b"domein X\n/// caf\xe9\nentiteit A\n", "SYN03", "Extra.vera:2"),
    "UTF-16": ("domein X\n".encode("utf-16"), "SYN03", ""),
    "a NUL": ("domein X\0Y\n", "SYN01", ""),
    "a line of 10 MB": ("domein X // " + "x" * 10_000_000, "SYN02", "larger than 8 MiB"),
    "a line of 1 MB": ("domein X\n// " + "x" * 1_000_000, "SYN02", "Extra.vera:2"),
    "braces": ("{" * DEEP, "SYN01", "does not fit"),
    "closing braces": ("}" * DEEP, "SYN01", "closing brace"),
    "settings in settings": ("standaard A {\n" + "a {\n" * DEEP, "SYN01", ""),
    "closed settings in settings": (
        "standaard A {\n" + "a {\n" * DEEP + "}\n" * DEEP + "}",
        "SYN04",
        "deep",
    ),
    "settings in settings, on a line": (
        "standaard A { " + "a { " * DEEP + "} " * DEEP + "}",
        "SYN04",
        "deep",
    ),
    "domains in domains": ("domein A {\n" * DEEP, "SYN01", ""),
    "parentheses": ("entiteit A " + "(" * DEEP, "SYN01", ""),
    "closed parentheses": ("entiteit A " + "(" * DEEP + ")" * DEEP, "SYN01", ""),
    "brackets": ("domein X\nentiteit A { b : string" + "[]" * DEEP + " }", "SYN01", ""),
    "keys of keys": ("domein X\nentiteit A { b : " + "C." * DEEP + "D }", "SYN01", ""),
    "modifiers": (
        "domein X\nentiteit A { " + "kern " * DEEP + " : string }",
        "SYN04",
        "stands here twice",
    ),
    "statements that are wrong": ("entiteit {\n}\n" * 1000, "SYN01", ""),
    "an open text": (
        "domein X\nentiteit A { b : string beperking " + '"' * 9_999 + " }",
        "SYN01",
        "",
    ),
    "an unknown type": ("domein X\nentiteit A { b : strng }", "NAM01", 'did you mean "string"?'),
    "an unknown base": (
        "domein X\nentiteit A is Relatei",
        "NAM01",
        'base "Relatei" does not exist',
    ),
    "an unknown list": ("domein X\nentiteit A { b : RELATIESORT }", "NAM01", '"RELATIESOORT"'),
    "an unknown entity": (
        "ketenproces X\nbericht As over Persoom { Persoom { alle } }",
        "NAM01",
        '"Persoon"',
    ),
    "its own base": ("domein X\nentiteit A is B\nentiteit B is A", "NAM03", "A is B is A"),
    "a second manifest": ('standaard B { versie "1.0.0" }', "NAM02", "a second standard"),
    "deviation: no JSON": ("`*/*` `#/info` `{`", "STD01", ""),
    "deviation: deep JSON": ("`*/*` `#/info` `" + "[" * DEEP + "`", "STD01", ""),
    "deviation: a number too long": ("`*/*` `#/info` `" + "9" * 5_000 + "`", "STD01", ""),
}


@pytest.mark.parametrize("what", BAD_TEXTS)
def test_a_model_with(verac: Verac, small_model: Path, output: Path, what: str) -> None:
    text, id_, part = BAD_TEXTS[what]
    if what.startswith("deviation"):
        (small_model / "standaard.vera").write_text(
            f'standaard Klein {{ versie "1.0.0"\nkoppelvlak {{ afwijkingen {{ {text} }} }} }}',
            encoding="utf-8",
        )
    else:
        (small_model / EXTRA).write_bytes(text if isinstance(text, bytes) else text.encode())
    before = contents(output)
    assert_refused(verac("build", small_model, "-o", output), id_, part, codes=(1,))
    assert contents(output) == before


@pytest.mark.parametrize("last", ["", " is Ding0"], ids=["a chain", "a circle"])
def test_a_thousand_bases(verac: Verac, small_model: Path, last: str) -> None:
    entities = [f"abstract entiteit Ding{n} is Ding{n + 1}" for n in range(1_000)]
    text = "\n".join(["domein X", *entities, f"entiteit Ding1000{last}", ""])
    (small_model / EXTRA).write_text(text, encoding="utf-8")
    ended = verac("check", small_model)
    assert "Traceback" not in ended.err
    assert (ended.code, ("NAM03" if last else "NAM09") in ended.out) == (1, True)


@pytest.mark.parametrize("abstract", ["abstract ", ""])
def test_the_deepest_inheritance_is_built(
    verac: Verac, small_model: Path, output: Path, abstract: str
) -> None:
    entities = [f"{abstract}entiteit Ding{n} is Ding{n + 1}" for n in range(100)]
    text = "\n".join(["domein X", *entities, "entiteit Ding100 { naam : string }", ""])
    (small_model / EXTRA).write_text(text, encoding="utf-8")
    ended = verac("build", small_model, "-o", output, "--corrections", "all")
    assert (ended.code, "Traceback" in ended.err) == (0, False), ended.err
    ended = verac("diff", small_model, small_model)
    assert (ended.code, "Traceback" in ended.err) == (0, False), ended.err


BAD_NAMES = {
    "../x": "cannot name a file",
    "..": "cannot name a file",
    "/etc/x": "cannot name a file",
    "a/b": "cannot name a file",
    "C:\\x": "cannot name a file",
    "a:b": "cannot name a file",
    "A.": "cannot name a file",
    " ": "cannot name a file",
    "a\x1b[31mb": "cannot name a file",
    "A" * 300: "cannot name a file",
    "CON": "reserved file name on Windows",
    "nul": "reserved file name on Windows",
    "Lpt1.x": "reserved file name on Windows",
    "COM¹": "reserved file name on Windows",
}


@pytest.mark.parametrize(
    "statement", ["domein `{}`", 'ketenproces `{}` "x"'], ids=["domain", "process"]
)
@pytest.mark.parametrize("name", [*BAD_NAMES, "own case"], ids=lambda name: repr(name[:10]))
def test_a_name_that_is_no_file_name(
    verac: Verac, small_model: Path, output: Path, tmp_path: Path, statement: str, name: str
) -> None:
    if name == "own case":
        name, part = ("rELATIES" if "domein" in statement else "brg"), "differs in capitals only"
    else:
        part = BAD_NAMES[name]
    (small_model / EXTRA).write_text(
        statement.format(name.replace("\\", "\\\\")) + "\n", encoding="utf-8"
    )
    before = contents(tmp_path)
    assert_refused(verac("build", small_model, "-o", output), "OUT01", part, codes=(1,))
    assert contents(tmp_path) == before


def test_two_names_that_are_one_on_a_mac(verac: Verac, small_model: Path, output: Path) -> None:
    (small_model / EXTRA).write_text("domein Café\n", encoding="utf-8")
    (small_model / "domeinen/Extra2.vera").write_text("domein `Cafe\u0301`\n", encoding="utf-8")
    before = contents(output)
    assert_refused(verac("build", small_model, "-o", output), "OUT01", codes=(1,))
    assert contents(output) == before


@pytest.mark.parametrize(("what", "part"), [
    ("nothing", "does not exist"), ("a file", "is no folder"), ("an empty folder", "holds no .vera files"),
    ("other files", "holds no .vera files"),
])  # fmt: skip
@pytest.mark.parametrize("command", ["build", "check", "fmt"])
def test_a_model_that_is(
    verac: Verac, output: Path, tmp_path: Path, command: str, what: str, part: str
) -> None:
    model = tmp_path / "model"
    if what == "a file":
        model.write_text("domein A\n", encoding="utf-8")
        if command == "fmt":
            return  # a file is what fmt takes
    elif what != "nothing":
        model.mkdir()
        if what == "other files":
            (model / "leesmij.txt").write_text("domein A\n", encoding="utf-8")
    before = contents(output)
    ended = verac(command, model, *(["-o", output] if command == "build" else []))
    assert_refused(ended, "FIL01", part)
    assert contents(output) == before


def test_links_that_go_round_are_passed_by(
    verac: Verac, small_model: Path, tmp_path: Path, built: Path
) -> None:
    (small_model / "round").symlink_to(small_model)
    (small_model / "domeinen" / "up").symlink_to("..")
    (small_model / "self.vera").symlink_to("self.vera")
    (small_model / "nowhere.vera").symlink_to("gone.vera")
    assert verac("build", small_model, "-o", "uit") == (0, "uit: 3 documents, 6 schemas\n", "")
    assert contents(tmp_path / "uit" / "openapi") == contents(built / "openapi")


@pytest.mark.parametrize("command", ["build", "check", "fmt"])
def test_a_model_file_that_cannot_be_read(
    verac: Verac, small_model: Path, output: Path, command: str
) -> None:
    (small_model / "kapot.vera").symlink_to("/proc/self/mem")  # reading it fails, for root too
    before = contents(output)
    ended = verac(command, small_model, *(["-o", output] if command == "build" else []))
    assert_refused(ended, "FIL02", "kapot.vera")
    assert contents(output) == before


@pytest.mark.parametrize("command", ["build", "check", "fmt"])
def test_a_file_name_that_is_no_text(
    verac: Verac, small_model: Path, output: Path, command: str
) -> None:
    with open(os.fsencode(small_model) + b"/\xff.vera", "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write(b"domein X\nentiteit A { b : strng }\n")
    ended = verac(command, small_model, *(["-o", output] if command == "build" else []))
    assert "Traceback" not in ended.err
    assert ended.code in ((0, 1) if command == "fmt" else (1, 2))


# -- where a build goes --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["file", "file/below", "file/below/it", "/proc/nergens", "x" * 300]
)
@pytest.mark.parametrize("command", ["build", "import"])
def test_an_output_that_cannot_be_written(
    verac: Verac, small_model: Path, release: Path, tmp_path: Path, command: str, path: str
) -> None:
    (tmp_path / "file").write_text("van een mens", encoding="utf-8")
    source = [small_model] if command == "build" else [release / SHEET, release]
    assert_refused(verac(command, *source, "-o", path), "OUT02", "cannot be written", codes=(1,))
    assert (tmp_path / "file").read_text(encoding="utf-8") == "van een mens"


def test_a_file_of_somebody_else_where_the_documents_go_is_not_lost(
    verac: Verac, small_model: Path, tmp_path: Path, built: Path
) -> None:
    (tmp_path / "uit").mkdir()
    (tmp_path / "uit" / "openapi").write_text("mijn", encoding="utf-8")
    (tmp_path / "uit" / "notitie.txt").write_text("van een mens", encoding="utf-8")
    before = contents(tmp_path / "uit")
    assert_refused(verac("build", small_model, "-o", "uit"), "OUT03", '"openapi"', codes=(1,))
    assert contents(tmp_path / "uit") == before
    (tmp_path / "uit" / "openapi").unlink()
    assert verac("build", small_model, "-o", "uit").code == 0
    found = contents(tmp_path / "uit")
    assert found.pop("notitie.txt") == b"van een mens"
    assert set(found) == set(contents(built))


@pytest.mark.parametrize("writes", range(4))
def test_a_disk_that_fills_up(
    small_model: Path,
    output: Path,
    monkeypatch: pytest.MonkeyPatch,
    writes: int,
    environment: dict[str, str],
) -> None:
    monkeypatch.setenv("VERAC_CACHE", environment["VERAC_CACHE"])
    for path in small_model.rglob("*.vera"):  # so that all documents change, and are written
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub('versie "[^"]*"', 'versie "9.9.9"', text), encoding="utf-8")
    before = contents(output)
    left = [writes]
    write = Path.write_bytes

    def write_until_full(path: Path, content: bytes) -> int:
        left[0] -= 1
        if left[0] < 0:
            write(path, content[: len(content) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", write_until_full)
    ended = CliRunner().invoke(verac, ["build", str(small_model), "-o", str(output)])
    assert ended.exit_code == 1
    assert isinstance(ended.exception, SystemExit)
    assert "error[OUT02]" in ended.stderr
    assert "the disk is full" in ended.stderr
    assert contents(output) == before


@pytest.fixture
def small_disk(tmp_path: Path, built: Path) -> Iterator[Path]:
    """A disk with a build on it and little room beside it."""
    size = sum(len(content or b"") for content in contents(built).values())
    (tmp_path / "disk").mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size * 3 // 2}", "tmpfs", tmp_path / "disk"]
    if (
        not shutil.which("mount")
        or subprocess.run(command, capture_output=True, check=False).returncode
    ):
        pytest.skip("only root can mount a small disk")
    try:
        shutil.copytree(built, tmp_path / "disk" / "uit")
        yield tmp_path / "disk"
    finally:
        subprocess.run(["umount", tmp_path / "disk"], check=True)


def test_a_small_disk_that_fills_up(verac: Verac, small_model: Path, small_disk: Path) -> None:
    before = contents(small_disk)
    ended = verac("build", small_model, "-o", small_disk / "uit", "--json")
    assert_refused(ended, "OUT02", "the disk is full", codes=(1,))
    assert contents(small_disk) == before
