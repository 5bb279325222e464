"""The command line as its users meet it: what it says, what it writes, how it ends."""

from __future__ import annotations

import json
import keyword
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from compiler import __version__
from compiler.base.own_yaml import read_own_yaml
from compiler.cli.main import verac as command_line
from compiler.emit.openapi.correcting import all_corrections
from compiler.rules.run import all_rules
from tests.helpers.cli_runs import ENTRY, RELATIES, Verac, documents, edit
from tests.helpers.small_model import REPO, SMALL, contents

# -- help ----------------------------------------------------------------------------------------------------------


def test_version(verac: Verac) -> None:
    assert verac("--version") == (0, f"verac {__version__}\n", "")


def test_help_names_every_command(verac: Verac) -> None:
    ended = verac("--help")
    assert (ended.code, ended.err) == (0, "")
    assert {"build", "check", "fmt", "import", "explain"} <= set(command_line.commands)
    for command in command_line.commands:
        assert f"\n  {command} " in ended.out


@pytest.mark.parametrize("command", sorted(command_line.commands))
def test_help_of_a_command_has_examples_of_it(verac: Verac, command: str) -> None:
    ended = verac(command, "--help")
    assert (ended.code, ended.err) == (0, "")
    examples = ended.out.split("Examples:\n", 1)[1].split("\n\n", 1)[0].splitlines()
    assert len(examples) > 1
    for example in examples:
        assert example.split()[:2] == ["verac", command]


# -- how runs end --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("check model", 0),
        ("build model -o uit", 0),
        ("fmt --check model/referentiedata.vera", 0),
        ("explain GN02", 0),
        ("check broken", 1),
        ("build broken -o uit", 1),
        ("fmt broken", 1),
        ("build model -o model/standaard.vera", 1),
        ("check nergens", 2),
        ("build nergens -o uit", 2),
        ("build model --corrections OA99 -o uit", 2),
        ("build --nonsense", 2),
        ("nonsense", 2),
        ("import sheet.xlsx", 2),
        ("check --format xml", 2),
        ("explain XX99", 2),
    ],
)
def test_exit_codes(verac: Verac, small_model: Path, arguments: str, code: int) -> None:
    broken = small_model.parent / "broken"
    broken.mkdir()
    (broken / "a.vera").write_text("domein\n", encoding="utf-8")
    ended = verac(*arguments.split(), cwd=small_model.parent)
    assert ended.code == code
    assert "Traceback" not in ended.err
    # Findings are what it was asked for
    assert bool(ended.err) == bool(code) or arguments == "check broken"


def test_a_closed_pipe_is_no_crash(environment: dict[str, str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "compiler.cli", "explain"]
    ended = subprocess.run(
        command, stdout=writing, stderr=subprocess.PIPE, env=environment, check=False
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (1, b"")


# -- check ---------------------------------------------------------------------------------------------------------


def test_check_says_that_a_model_is_sound(verac: Verac, small_model: Path) -> None:
    assert verac("check", small_model) == (0, "nothing found in 5 files\n", "")
    assert verac("check", small_model, "--quiet") == (0, "", "")


def test_check_shows_place_message_and_line(verac: Verac, small_model: Path) -> None:
    edit(small_model / RELATIES, "achternaam : string", "achternaam : strng")
    ended = verac("check", small_model)
    assert (ended.code, ended.err) == (1, "")
    assert ended.out.splitlines() == [
        'model/domeinen/Relaties.vera:10:18: error[NAM01]: type "strng" does not exist',
        "        achternaam : strng",
        "                     ^^^^^",
        '  = did you mean "string"?',
        "",
        "1 error in 5 files",
    ]


def test_findings_as_json(verac: Verac, small_model: Path) -> None:
    assert verac("check", small_model, "--format", "json").out == "[]\n"
    edit(small_model / RELATIES, "achternaam : string", "achternaam : ρωτᾷ")
    ended = verac("check", small_model, "--format", "json")
    (finding,) = json.loads(ended.out)
    assert (ended.code, ended.err) == (1, "")
    place = {"file": f"model/{RELATIES}", "line": 10, "column": 18, "end_column": 22}
    assert (
        finding.items() >= ({"id": "NAM01", "severity": "error", "suppressed": ""} | place).items()
    )
    assert "ρωτᾷ" in finding["message"]


def test_json_can_be_read_whatever_the_encoding_of_the_terminal(
    verac: Verac, small_model: Path
) -> None:
    edit(small_model / RELATIES, "achternaam : string", "achternaam : ρωτᾷ")
    ended = verac("check", small_model, "--format", "json", env={"PYTHONIOENCODING": "cp1252"})
    assert (ended.code, ended.err) == (1, "")
    assert "ρωτᾷ" in json.loads(ended.out)[0]["message"]


@pytest.mark.parametrize(("arguments", "id_"), [
    (("check", "nergens"), "FIL01"),
    (("import", "nergens.xlsx", "nergens", "-o", "uit"), "IMP01"),
    (("import", "nergens.xlsx", "nergens", "-o", "model"), "FIL03"),
])  # fmt: skip
def test_json_is_json_when_there_is_nothing_to_read(
    verac: Verac, small_model: Path, arguments: tuple[str, ...], id_: str
) -> None:
    ended = verac(*arguments, "--format", "json", cwd=small_model.parent)
    assert ended.code == 2
    assert id_ in {finding["id"] for finding in json.loads(ended.out)}


@pytest.mark.parametrize(
    "command", [("check",), ("build", "-o", "uit")], ids=lambda command: command[0]
)
def test_quiet_leaves_errors_only(
    verac: Verac, small_model: Path, command: tuple[str, ...]
) -> None:
    edit(small_model / "standaard.vera", 'versie "1.0.0"', 'versie "1.0.0", woorden { kast, kast }')
    ended = verac(*command, small_model)
    assert ("warning[STD01]" in ended.out) if command[0] == "check" else ("1 warning" in ended.err)
    assert verac(*command, small_model, "--quiet") == (0, "", "")
    edit(small_model / RELATIES, "geboortedatum : date", "geboortedatum : datum")
    ended = verac(*command, small_model, "--quiet")
    said, silent = (ended.out, ended.err) if command[0] == "check" else (ended.err, ended.out)
    assert (ended.code, silent) == (1, "")
    assert "error[NAM01]" in said
    assert "warning" not in said


# -- terminals -----------------------------------------------------------------------------------------------------


def on_a_terminal(environment: dict[str, str], code: str, *arguments: object) -> str:
    """What a run of the Python text `code` shows on a terminal."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", code, *map(str, arguments)]
    shown = b""
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment):
        os.close(theirs)
        with suppress(OSError):  # how Linux tells that nobody holds the other end any more
            while chunk := os.read(ours, 65536):
                shown += chunk
    os.close(ours)
    return shown.decode()


def test_colours_on_a_terminal_only_and_not_with_no_color(
    verac: Verac, environment: dict[str, str], small_model: Path
) -> None:
    edit(small_model / RELATIES, "geboortedatum : date", "geboortedatum : datum")
    assert "\x1b[31merror\x1b[0m" in on_a_terminal(environment, ENTRY, "check", small_model)
    plain = on_a_terminal(environment | {"NO_COLOR": "1"}, ENTRY, "check", small_model)
    assert "error[NAM01]" in plain
    assert "\x1b" not in plain
    assert "\x1b" not in verac("check", small_model).out
    assert "\x1b" in verac("check", small_model, "--color", "always").out
    never = on_a_terminal(environment, ENTRY, "check", small_model, "--color=never")
    assert "error[NAM01]" in never
    assert "\x1b" not in never


def test_progress_shows_on_a_terminal_when_work_is_slow(
    environment: dict[str, str], small_model: Path
) -> None:
    slow = f"import itertools, time; time.monotonic = itertools.count(0, 2).__next__; {ENTRY}"
    fast = f"import time; time.monotonic = lambda: 0; {ENTRY}"

    def build(output: str) -> list[object]:
        return ["build", small_model, "-o", small_model.parent / output]

    assert "[######" in on_a_terminal(environment, slow, *build("1"))
    assert "###" not in on_a_terminal(environment, fast, *build("2"))
    assert "###" not in on_a_terminal(environment, slow, *build("3"), "--quiet")
    piped = subprocess.run(
        [sys.executable, "-c", slow, *build("4")], env=environment, capture_output=True, check=True
    )
    assert piped.stderr == b""


# -- import --------------------------------------------------------------------------------------------------------


def test_what_was_built_can_be_imported_and_built_again(
    verac: Verac, release: Path, tmp_path: Path
) -> None:
    ended = verac(
        "import", release / "brongegevens.xlsx", release, release / "codes.csv", "-o", "model"
    )
    assert (ended.code, ended.err) == (0, "")
    account = ended.out.splitlines()
    assert account[0].startswith("sheet: rows 14 = imported 14")
    assert account[-1] == "model: 5 files"
    assert set(contents(tmp_path / "model")) >= set(SMALL)
    assert verac("build", "model", "-o", "uit").code == 0
    for name, content in documents(tmp_path / "uit").items():
        published, again = (
            read_own_yaml(text)["components"] for text in (documents(release)[name], content)
        )
        assert set(again["schemas"]) == set(published["schemas"])
        assert again["schemas"].get("Persoon") == published["schemas"].get("Persoon")


def test_import_replaces_a_model_with_force_only(
    verac: Verac, release: Path, small_model: Path
) -> None:
    before = contents(small_model)
    command = ("import", release / "brongegevens.xlsx", release, "-o", small_model)
    ended = verac(*command)
    assert (ended.code, contents(small_model)) == (2, before)
    assert "error[FIL03]" in ended.err
    (small_model / "oud.vera").write_text("domein Oud\n", encoding="utf-8")
    (small_model / "leesmij.txt").write_text("van een mens", encoding="utf-8")
    assert verac(*command, "--force", "--quiet") == (0, "", "")
    after = {path for path, content in contents(small_model).items() if content is not None}
    assert after == {*SMALL, "leesmij.txt"}
    assert verac("check", small_model, "--quiet") == (0, "", "")
    assert "warning[GM11]" in verac("check", small_model).out  # the release has two identifiers


# -- explain -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id_", "parts"),
    [
        ("GN02", ("GN02 (error): An entity name is unique", "Bad:", "Good:", "https://")),
        ("gn02", ("GN02 (error)",)),
        (
            "OA03",
            (
                "OA03 (correction, effect on the wire: additive, group: compatible)",
                "Before:",
                "After:",
                "anyOf",
            ),
        ),
        ("SYN01", ("SYN01: a syntax error", "grammar")),
    ],
)
def test_explain_tells_what_an_id_means(verac: Verac, id_: str, parts: tuple[str, ...]) -> None:
    ended = verac("explain", id_)
    assert (ended.code, ended.err) == (0, "")
    for part in parts:
        assert part in ended.out


@pytest.mark.parametrize(
    ("id_", "hint"), [("GN2", '"GN02"'), ("0A03", '"OA03"'), ("zzz", "verac explain lists all")]
)
def test_explain_names_the_nearest_id(verac: Verac, id_: str, hint: str) -> None:
    ended = verac("explain", id_)
    assert (ended.code, ended.out) == (2, "")
    assert f'"{id_}" is no rule, correction or diagnostic' in ended.err
    assert hint in ended.err


def test_explain_lists_every_id_that_the_sources_use(verac: Verac) -> None:
    import re

    sources = (REPO / "compiler").rglob("*.py")
    used = {
        id_
        for path in sources
        for id_ in re.findall(r'"([A-Z]{3}\d\d)"', path.read_text(encoding="utf-8"))
    }
    assert len(used) > 20
    listed = {line.split()[0] for line in verac("explain").out.splitlines()}
    assert listed >= used | {rule.id for rule in all_rules()} | {
        correction.id for correction in all_corrections()
    }


@pytest.mark.parametrize("name", command_line.commands)
def test_a_command_stands_in_the_module_of_its_name(name: str) -> None:
    module = f"{name}_" if keyword.iskeyword(name) else name
    assert command_line.commands[name].callback.__module__ == f"compiler.cli.{module}"
