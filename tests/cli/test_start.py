"""The first day: a model to start from, completion in the shell, help that fits, what terminals get."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from compiler.base.own_yaml import read_own_yaml
from compiler.cli.main import verac as command_line
from tests.helpers.small_model import REPO, Run, contents

Verac = Callable[..., Run]
MODEL = "models/mijn-standaard"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def environment(cache: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a run: a home of its own, and one cache for all these tests."""
    own = {
        "PYTHONPATH": str(REPO),
        "VERAC_CACHE": str(cache),
        "PYTHONIOENCODING": "utf-8",
        "HOME": str(tmp_path),
    }
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "NO_COLOR"))
    }
    return kept | own  # fmt: skip


# -- init ----------------------------------------------------------------------------------------------------------


def test_a_new_standard_checks_and_builds(verac: Verac, tmp_path: Path) -> None:
    ended = verac("init", "mijn-standaard")
    assert (ended.code, ended.err) == (0, "")
    top = tmp_path / "mijn-standaard"
    assert ended.out.splitlines()[-1] == "now: cd mijn-standaard; verac check; verac build"
    assert verac("check", "--fail-on", "hint", cwd=top) == (0, "nothing found in 4 files\n", "")
    assert verac("fmt", "--check", cwd=top).code == 0
    assert verac("build", "--verify", cwd=top) == (0, "build: 3 documents, 6 schemas\n", "")
    assert "standaard MijnStandaard {" in (top / MODEL / "standaard.vera").read_text("utf-8")
    assert not [path for path in (top / MODEL).rglob("*.vera") if "<<" in path.read_text("utf-8")]
    assert (top / ".gitignore").read_text("utf-8") == "build/\nsite/\n"
    assert "<<" not in (top / ".pre-commit-config.yaml").read_text("utf-8")
    verac("init", "top")
    assert verac("fmt", "--check", cwd=tmp_path / "top").code == 0
    before = contents(top)
    ended = verac("init", cwd=top)
    assert (ended.code, "error[FIL03]" in ended.err) == (2, True)
    assert contents(top) == before


def test_what_stands_there_already_stays(verac: Verac, tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("van mij\n", encoding="utf-8")
    ended = verac("init", ".", "--name", "boeken 2")
    assert ended.code == 0
    assert ".gitignore stands there already, and stays" in ended.out
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == "van mij\n"
    assert (tmp_path / "models" / "boeken" / "standaard.vera").is_file()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--name", "123"], 2),
        (["file"], 2),
        (["file/below"], 1),
        (["vol"], 2),
    ],
)
def test_where_nothing_can_begin(
    verac: Verac, tmp_path: Path, arguments: list[str], code: int
) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "vol" / "models").mkdir(parents=True)
    (tmp_path / "vol" / "models" / "vol").write_bytes(b"")
    ended = verac("init", *arguments)
    assert (ended.code, "Traceback" in ended.err) == (code, False)
    assert ended.err


def test_pipelines_and_hooks_name_commands_that_are_there(verac: Verac, tmp_path: Path) -> None:
    verac("init", "mijn-standaard")
    top = tmp_path / "mijn-standaard"
    github = read_own_yaml((top / ".github" / "workflows" / "model.yml").read_text("utf-8"))
    azure = read_own_yaml((top / "azure-pipelines.yml").read_text("utf-8"))
    hooks = read_own_yaml((top / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    lines = [step["run"] for step in github["jobs"]["check"]["steps"] if "run" in step]
    lines += [step["script"].split(" > ")[0] for step in azure["steps"] if "script" in step]
    lines += [hook["entry"] for hook in hooks]
    commands = [line.split()[1:] for line in lines if line.startswith("verac ")]
    assert len(commands) == 8
    for command in commands:
        assert verac(*command, cwd=top).code == 0


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        (".github/workflows/model.yml", "vendor.github-workflows"),
        ("azure-pipelines.yml", "vendor.azure-pipelines"),
    ],
)
def test_pipelines_are_what_their_systems_take(
    verac: Verac, tmp_path: Path, file: str, schema: str
) -> None:
    verac("init", "mijn-standaard")
    options = ["--regex-variant", "nonunicode", "--builtin-schema", schema]
    options += ["--data-transform", "azure-pipelines"] if file.startswith("azure") else []
    command = [Path(sys.executable).with_name("check-jsonschema"), *options, file]
    ended = subprocess.run(
        command, cwd=tmp_path / "mijn-standaard", capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.slow
def test_the_hooks_run_in_the_real_pre_commit(tmp_path: Path, environment: dict[str, str]) -> None:
    """The hooks that a new standard has, and those that this repository offers, stop a commit that is not right."""
    command = shutil.which("pre-commit", path=str(Path(sys.executable).parent))
    assert command is not None, "pre-commit is among what pip installs for development"
    bin_folder = str(Path(sys.executable).parent)
    own = {
        "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path / "hooks"),
        "VERAC_CACHE": environment["VERAC_CACHE"],
    }
    environment = os.environ | own  # pip is set up in the home of whoever runs this
    subprocess.run(["verac", "init", "top"], cwd=tmp_path, env=environment, check=True)
    top = tmp_path / "top"

    def git(*words: str) -> None:
        own = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(
            ["git", *own, *words], cwd=top, env=environment, check=True, capture_output=True
        )

    def hooks(*words: str) -> tuple[int, str]:
        ended = subprocess.run(
            [command, *words], cwd=top, env=environment, capture_output=True, text=True, check=False
        )
        return ended.returncode, ended.stdout + ended.stderr

    git("init", "-q")
    git("add", ".")
    code, said = hooks("run", "--all-files")
    assert code == 0, said
    model = top / MODEL.replace("mijn-standaard", "top") / "domeinen" / "Uitleen.vera"
    text = model.read_text(encoding="utf-8")
    model.write_text(text.replace("kern titel : string", "kern titel : strng"), encoding="utf-8")
    code, said = hooks("run", "--all-files")
    assert code == 1
    assert 'type "strng" does not exist' in said
    model.write_text(text.replace("kern titel :", "kern titel   :"), encoding="utf-8")
    code, said = hooks("try-repo", str(REPO), "--all-files")
    assert code == 1, said
    assert "files were modified by this hook" in said, said
    assert model.read_text(encoding="utf-8") == text
    code, said = hooks("try-repo", str(REPO), "--all-files")
    assert code == 0, said


# -- completion ----------------------------------------------------------------------------------------------------


def completed(environment: dict[str, str], folder: Path, *words: str) -> list[str]:
    """What is completed behind `words`, of which the last one is being typed."""
    asked = environment | {
        "_VERAC_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(("verac", *words)), "COMP_CWORD": str(len(words)),
    }  # fmt: skip
    code = "import sys; sys.argv[0] = 'verac'; from compiler.cli.entry import main; main()"
    ended = subprocess.run(
        [sys.executable, "-c", code], env=asked, cwd=folder, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert ended.stderr == ""
    return [line.partition(",")[2] for line in ended.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["che"], ["check"]),
        (["explain", "gn0"], [f"GN0{number}" for number in range(1, 10)]),
        (["check", "--select", "GN02,AN"], ["GN02,AN01", "GN02,AN02", "GN02,AN03"]),
        (["check", "--domain", "Re"], ["Relaties"]),
        (["show", "Pers"], ["Persoon"]),
        (["show", "Persoon.so"], ["Persoon.soort"]),
        (["uses", "BRG/"], ["BRG/Relaties"]),
        (["codes", "rel"], ["RELATIESOORT"]),
        (["projection", "B"], ["BRG"]),
        (["example", ""], ["BRG/Relaties"]),
        (["validate", "a.json", "--message", "B"], ["BRG/Relaties"]),
        (["diagram", "Or"], ["Organisatie"]),
        (["check", "--fail-on", ""], ["error", "warning", "hint"]),
        (["show", "Nergens"], []),
    ],
)
def test_names_and_ids_are_completed(
    environment: dict[str, str], small_model: Path, words: list[str], found: list[str]
) -> None:
    assert completed(environment, small_model, *words) == found


def test_where_no_model_is_nothing_is_completed(
    environment: dict[str, str], tmp_path: Path, small_model: Path
) -> None:
    assert completed(environment, tmp_path, "show", "P") == []
    assert completed(environment, tmp_path, "show", "--model", "model", "Pers") == ["Persoon"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_installed_by_one_command_and_once(
    verac: Verac, tmp_path: Path, shell: str
) -> None:
    (tmp_path / ".bashrc").write_text("# van mij", encoding="utf-8")
    for _ in range(2):
        ended = verac("completion", shell, "--install")
        assert (ended.code, ended.err) == (0, "")
    script = Path(ended.out.split(":")[0])
    assert script.is_relative_to(tmp_path)
    assert script.read_text(encoding="utf-8") == verac("completion", shell).out
    if shell != "fish":
        own = (tmp_path / f".{shell}rc").read_text(encoding="utf-8")
        assert own.count(f". '{script}'\n") == 1
        assert own.startswith("# van mij\n") == (shell == "bash")


def test_an_unknown_shell_is_misuse(verac: Verac) -> None:
    ended = verac("completion", env={"SHELL": "/bin/ksh"})
    assert (ended.code, '"ksh" is no shell that is known' in ended.err) == (2, True)
    assert (
        verac("completion", env={"SHELL": "/usr/bin/fish"}).out == verac("completion", "fish").out
    )


# -- help ----------------------------------------------------------------------------------------------------------


def commands(group: click.Group, *above: str) -> Iterator[tuple[str, ...]]:
    yield above
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, *above, name)
        else:
            yield (*above, name)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_help_fits_in_80_columns_and_is_not_cut_off(language: str) -> None:
    """In one process: help is made of texts alone."""
    code = (
        "import sys; from click.testing import CliRunner; from compiler.cli.main import verac\n"
        "for words in sys.stdin.read().splitlines():\n"
        f"    print(CliRunner().invoke(verac, [*words.split(), '--help', '--lang', '{language}'], prog_name='verac',"
        " terminal_width=80).output)"
    )
    asked = "\n".join(" ".join(words) for words in commands(command_line))
    ended = subprocess.run(
        [sys.executable, "-c", code], input=asked, cwd=REPO, capture_output=True, text=True, check=True
    )  # fmt: skip
    lines = ended.stdout.splitlines()
    assert len(lines) > 500
    assert [line for line in lines if len(line) > 80] == []
    assert [
        line
        for line in lines
        if line.rstrip().endswith("...") and "Usage" not in line and "[" not in line
    ] == []


# -- terminals -----------------------------------------------------------------------------------------------------


def on_a_terminal(environment: dict[str, str], rows: int, columns: int, *arguments: object) -> str:
    """What a run shows on a terminal of that size, whose pager marks what it gets."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    code = "import sys; sys.argv[0] = 'verac'; from compiler.cli.entry import main; main()"
    own = environment | {"PAGER": "sed s/^/PAGED/", "TERM": "xterm"}
    own = {name: value for name, value in own.items() if name not in ("COLUMNS", "LINES")}
    shown = b""
    with subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], stdin=theirs, stdout=theirs, stderr=theirs, env=own
    ):  # fmt: skip
        os.close(theirs)
        try:
            while chunk := os.read(ours, 65536):
                shown += chunk
        except OSError:  # how Linux tells that nobody holds the other end any more
            pass
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


def test_what_is_longer_than_the_screen_goes_to_the_pager(
    environment: dict[str, str], small_model: Path
) -> None:
    asked = ("show", "Relatie", "--model", small_model, "--color", "never")
    assert "PAGED" not in on_a_terminal(environment, 60, 100, *asked)
    paged = on_a_terminal(environment, 10, 100, *asked)
    assert all(line.startswith("PAGED") for line in paged.splitlines())
    assert "Relatie" in paged


def test_tables_and_findings_fold_to_the_terminal(
    environment: dict[str, str], small_model: Path
) -> None:
    path = small_model / "domeinen" / "Relaties.vera"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("achternaam : string", "achternaam : Persoon.sleutels.nog"), "utf-8"
    )
    for asked in (
        ("check", "--model", small_model, "--color", "never"),
        ("codes", "--uses", "--model", REPO / "models" / "voorbeeld", "--color", "never"),
        ("explain", "GN02", "--color", "never"),
    ):
        shown = on_a_terminal(environment, 200, 60, *asked)
        wide = [line for line in shown.splitlines() if len(line) > 60]
        assert [
            line
            for line in wide
            if " " in line.strip() and not line.startswith(("/", "h", "..", " " * 4))
        ] == []


def test_explain_and_diff_have_colours(verac: Verac, small_model: Path, tmp_path: Path) -> None:
    assert "\x1b[31mBad:\x1b[0m" in verac("explain", "GN02", "--color", "always").out
    assert "\x1b" not in verac("explain", "GN02").out
    new = shutil.copytree(small_model, tmp_path / "nieuw")
    path = new / "domeinen" / "Relaties.vera"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    achternaam : string\n", ""), encoding="utf-8")
    assert "\x1b[1;31m" in verac("diff", small_model, new, "--color", "always").out
    assert "\x1b" not in verac("diff", small_model, new).out
