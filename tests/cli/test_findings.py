"""Findings that one can live with: which are shown, where they point, what they weigh, and how a check ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import as_it_is
from compiler.report.findings_filter import FindingsFilter, Since, new_lines
from compiler.report.text import render_groups
from tests.helpers.small_model import REPO, Run

Verac = Callable[..., Run]
FILES = {
    "standaard.vera": 'standaard Voorbeeld { versie "1.0.0", ernst { GM11 uit, RD05 uit } }\n',
    "kast.vera": """\
domein Kasten

/// Waar iets in staat.
entiteit Kast (meervoud Kasten) {
    deuren : string negeer GN01 "zo genoemd"
    kasthoogte : decimal
}
""",
    "zaal.vera": """\
domein Zalen

/// Waar kasten staan.
entiteit Zaal (meervoud Zalen) {
    parent : string
    kasten : Kast.sleutels[]
}
""",
    "proces.vera": """\
ketenproces KAS "Kasten plaatsen"

bericht Zalen over Zaal {
    Zaal { alle }
}
""",
}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all these tests: they are about the same few models, and not about caches."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def environment(cache: Path) -> dict[str, str]:
    """The environment of a run, with that cache."""
    own = {"PYTHONPATH": str(REPO), "VERAC_CACHE": str(cache), "PYTHONIOENCODING": "utf-8"}
    without = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    return without | own


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A model with an error, warnings, and something that is set aside, in two domains."""
    for name, text in FILES.items():
        (tmp_path / "m").mkdir(exist_ok=True)
        (tmp_path / "m" / name).write_text(text, encoding="utf-8")
    return tmp_path / "m"


def found(ended: Run) -> list[tuple[str, str, str]]:
    """What a check as JSON tells: ids, severities and files."""
    return [(each["id"], each["severity"], each["file"]) for each in json.loads(ended.out)]


def git(folder: Path, *arguments: str) -> None:
    own = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *own, *arguments], cwd=folder, check=True, capture_output=True)


def test_the_model_has_what_these_tests_are_about(verac: Verac, model: Path) -> None:
    assert found(verac("check", model, "--format", "json")) == [
        ("GN01", "error", "m/kast.vera"),
        ("GN08", "error", "m/kast.vera"),
        ("AN01", "warning", "m/zaal.vera"),
    ]


def test_text_is_grouped_the_heaviest_first_and_ends_in_a_summary(
    verac: Verac, model: Path
) -> None:
    ended = verac("check", model)
    assert (ended.code, ended.err) == (1, "")
    lines = ended.out.splitlines()
    assert lines[0] == "1 error"
    assert lines[2].startswith("m/kast.vera:6:5: error[GN08]")
    assert lines.index("1 warning") > 2
    assert lines[-1] == "1 error, 1 warning, 1 suppressed in 4 files"
    assert "GN01" not in ended.out


def test_what_is_set_aside_is_shown_where_asked_with_its_reason(verac: Verac, model: Path) -> None:
    lines = verac("check", model, "--show-suppressed").out.splitlines()
    assert lines.index("1 suppressed") > lines.index("1 warning")
    assert "  = passed over: zo genoemd" in lines


@pytest.mark.parametrize("format_", ["text", "json", "sarif", "github", "junit"])
def test_places_are_told_from_where_one_stands(verac: Verac, model: Path, format_: str) -> None:
    """From above, from within and from beside the model; what is told can be opened."""
    (model.parent / "elders").mkdir()
    for folder, asked, file in (
        (model.parent, ["m"], "m/kast.vera"),
        (model, [], "kast.vera"),
        (model.parent / "elders", ["../m"], "../m/kast.vera"),
        (model.parent / "elders", ["--model", "../m"], "../m/kast.vera"),
    ):
        out = verac("check", *asked, "--format", format_, cwd=folder).out
        assert re.search(rf'(?<![\w./]){re.escape(file)}(?=["\':,&])', out), out
        assert (folder / file).is_file()


@pytest.mark.parametrize(
    ("asked", "ids", "code"),
    [
        (["--select", "GN08"], {"GN08"}, 1),
        (["--select", "gn"], {"GN01", "GN08"}, 1),
        (["--select", "AN,GN08"], {"AN01", "GN08"}, 1),
        (["--ignore", "GN"], {"AN01"}, 0),
        (["--ignore", "GN08"], {"AN01", "GN01"}, 0),
        (["--select", "GN", "--ignore", "GN08"], {"GN01"}, 0),
        (["--domain", "Zalen"], {"AN01"}, 0),
        (["--domain", "Kasten"], {"GN01", "GN08"}, 1),
        (["--domain", "KAS"], set(), 0),
        (["--severity", "error"], {"GN01", "GN08"}, 1),
        (["m/zaal.vera"], {"AN01"}, 0),
        (["m/zaal.vera", "m/kast.vera"], {"AN01", "GN01", "GN08"}, 1),
        (["m/zaal.vera", "--fail-on", "warning"], {"AN01"}, 1),
        (["m/zaal.vera", "--fail-on", "hint"], {"AN01"}, 1),
        (["m/proces.vera", "--fail-on", "hint"], set(), 0),
        (["m/kast.vera", "--ignore", "GN08", "--fail-on", "hint"], {"GN01"}, 0),
    ],
)
def test_what_is_asked_for_is_told_and_decides(
    verac: Verac, model: Path, asked: list[str], ids: set[str], code: int
) -> None:
    paths = asked if any(each.startswith("m/") for each in asked) else ["m", *asked]
    ended = verac("check", *paths, "--format", "json", cwd=model.parent)
    assert ({id_ for id_, _, _ in found(ended)}, ended.code) == (ids, code)
    summary = verac("check", *paths, cwd=model.parent).out.splitlines()[-1]
    assert ("more that were not asked for" in summary) == (len(ids) < 3)


def test_a_part_that_stands_below_says_which_model(verac: Verac, model: Path) -> None:
    (model / "dieper").mkdir()
    (model / "zaal.vera").rename(model / "dieper" / "zaal.vera")
    for folder, asked in ((model, "dieper"), (model / "dieper", "."), (model / "dieper", "zaal.vera")):  # fmt: skip
        (one,) = found(verac("check", asked, "--format", "json", cwd=folder))
        assert one[0] == "AN01"
    assert len(found(verac("check", "--format", "json", cwd=model / "dieper"))) == 3


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--select", "GN8"], '"GN8" is no rule; did you mean "GN08"?'),
        (["--ignore", "QQ"], '"QQ" is no rule; verac explain lists all'),
        (["--domain", "Zaal"], '"Zaal" is no domain or process; did you mean "Zalen"?'),
        (["--domain", "Q"], "write one of: KAS, Kasten, Zalen"),
        (["--severity", "zwaar"], "'zwaar' is not one of"),
        (["--fail-on", "never"], "'never' is not one of"),
        (["--update-baseline", "--baseline", "b.json", "--select", "GN"], "leave the other options out"),
        (["m"], "the model is named"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_misuse(
    verac: Verac, model: Path, asked: list[str], said: str
) -> None:
    if asked == ["m"]:
        ended = verac("build", "m", "--model", "m", cwd=model.parent)
    else:
        ended = verac("check", "m", *asked, cwd=model.parent)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_parts_of_no_model_or_of_two_are_told(verac: Verac, model: Path) -> None:
    other = model.parent / "n"
    other.mkdir()
    (other / "a.vera").write_text('standaard N { versie "1.0.0" }\n', encoding="utf-8")
    (model / "leesmij.txt").write_text("geen model", encoding="utf-8")
    for asked, said in (
        (["m/kast.vera", "n/a.vera"], "these are parts of several models: m, n"),
        (["m/leesmij.txt"], '"m/leesmij.txt" is no folder'),
        (["m/kastt.vera"], '"m/kastt.vera" '),
        (["m/zaal.vera", "--model", "n"], '"m/zaal.vera" is no part of the model in n'),
    ):
        ended = verac("check", *asked, cwd=model.parent)
        assert ended.code == 2
        assert "FIL01" in ended.err
        assert said in ended.err


def test_an_error_in_the_model_itself_is_told_whatever_is_asked(verac: Verac, model: Path) -> None:
    (model / "fout.vera").write_text("domein Fout\nentiteit A { b : Onbekend }\n", encoding="utf-8")
    for asked in (["--select", "AN01"], ["--domain", "Zalen"], ["--severity", "error"]):
        ended = verac("check", model, *asked)
        assert ended.code == 1
        assert "fout.vera:2:18: error[NAM01]" in ended.out
    assert "NAM01" in verac("check", model / "zaal.vera").out


def test_what_changed_since_a_revision(verac: Verac, model: Path) -> None:
    """A line that changed tells all that stands on it; elsewhere only what was not found before is told."""
    git(model.parent, "init", "-q", "-b", "main")
    git(model.parent, "add", ".")
    git(model.parent, "commit", "-qm", "eerste")

    def since(revision: str, **named: Path) -> list[tuple[str, str, str]]:
        return found(
            verac("check", model, "--changed-since", revision, "--format", "json", **named)
        )

    assert since("main") == []
    text = (model / "zaal.vera").read_text(encoding="utf-8")
    changed = "// bovenaan\n" + text.replace("parent : string", "parent : date")
    (model / "zaal.vera").write_text(changed, encoding="utf-8")
    assert since("HEAD") == [("AN01", "warning", "m/zaal.vera")]
    (model / "zaal.vera").write_text("// bovenaan\n" + text.replace("    p", "  p"), "utf-8")
    assert since("HEAD") == []
    (model / "nieuw.vera").write_text("domein Nieuw\nentiteit Kast { a : string }\n", "utf-8")
    assert ("GN02", "error", "m/nieuw.vera") in since("HEAD")
    for revision, id_ in (("HEAD~7", "GIT02"), ("--upload-pack=x", "GIT02")):
        ended = verac("check", model, f"--changed-since={revision}")
        assert (ended.code, id_ in ended.err) == (2, True)


def test_changes_of_what_is_in_no_repository_are_unknown(verac: Verac, model: Path) -> None:
    ended = verac("check", model, "--changed-since", "HEAD")
    assert (ended.code, "GIT01" in ended.err) == (2, True)


def test_a_baseline_gates_what_weighs_less_than_an_error(verac: Verac, model: Path) -> None:
    asked = ("check", model, "--baseline", "b.json", "--fail-on", "hint")
    assert verac("check", model, "--baseline", "b.json", "--update-baseline").code == 0
    assert verac(*asked).out == "1 suppressed, 2 accepted in 4 files\n"
    assert verac(*asked).code == 0
    assert "  = accepted in b.json" in verac(*asked, "--show-suppressed").out
    text = (model / "zaal.vera").read_text(encoding="utf-8")
    (model / "zaal.vera").write_text(text.replace("    kasten", "    childs : string\n    kasten"))
    ended = verac(*asked, "--quiet")
    assert (ended.code, "childs" in ended.out, "parent" in ended.out) == (1, True, False)


def test_nothing_is_left_out_by_the_filter_that_asks_for_nothing() -> None:
    one = Diagnostic("GN02", Severity.HINT, Span("a.vera", 1, 1, 2), as_it_is("x"))
    assert FindingsFilter(rules={"GN02"}).takes(one, ())
    assert not FindingsFilter(rules={"GN02"}, severity=Severity.WARNING).takes(one, ())
    error = one._replace(id="NAM01", severity=Severity.ERROR)
    assert FindingsFilter(rules={"GN02"}, select=("GN",), files=frozenset()).takes(error, ())


def test_lines_are_new_where_their_file_had_none_like_them() -> None:
    old = {"a": b"een\n  twee\n", "b": b"x\n"}
    new = {"a": b"nul\ntwee\neen\n", "b": b"x\n", "c": b"y\n"}
    assert new_lines(old, new) == {"a": {1}, "c": {1}}
    since = Since(new_lines(old, new), frozenset({("GN02", "Twee")}))
    at = Diagnostic("GN02", Severity.HINT, Span("a", 2, 1, 2), as_it_is("x"), element="Twee")
    assert not since.has(at)
    assert since.has(at._replace(element="Drie"))
    assert since.has(at._replace(span=Span("a", 1, 1, 2)))


def test_one_group_has_no_head() -> None:
    one = Diagnostic("GN02", Severity.HINT, Span("a.vera", 1, 1, 2), as_it_is("x"))
    assert list(render_groups([one], lambda _file, _line: None)) == ["a.vera:1:1: hint[GN02]: x"]
    assert list(render_groups([], lambda _file, _line: None)) == []


# -- fmt -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "given", "code", "out"),
    [
        ([], "entiteit   A", 0, "entiteit A\n"),
        ([], "entiteit A\n", 0, "entiteit A\n"),
        ([], "", 0, ""),
        (["--check"], "entiteit   A", 1, ""),
        (["--check"], "entiteit A\n", 0, ""),
        (["--diff"], "entiteit   A\n", 1, "--- a/-\n+++ b/-\n@@ -1 +1 @@\n-entiteit   A\n+entiteit A\n"),
        (["--diff"], "entiteit A\n", 0, ""),
        ([], "entiteit {", 1, ""),
        (["kast.vera"], "", 2, ""),
    ],
)  # fmt: skip
def test_fmt_reads_standard_input(
    environment: dict[str, str], tmp_path: Path, options: list[str], given: str, code: int, out: str
) -> None:
    command = [sys.executable, "-m", "compiler.cli", "fmt", "-", *options]
    ended = subprocess.run(
        command, input=given.encode(), env=environment, cwd=tmp_path, capture_output=True, check=False
    )  # fmt: skip
    assert (ended.returncode, ended.stdout.decode()) == (code, out)
    assert (b"-:1:" in ended.stderr) == (given == "entiteit {")


def test_fmt_shows_what_it_would_change_and_changes_nothing(verac: Verac, model: Path) -> None:
    path = model / "kast.vera"
    before = path.read_text(encoding="utf-8").replace("    deuren :", "  deuren   :")
    path.write_text(before, encoding="utf-8")
    ended = verac("fmt", "--diff", model)
    assert ended.code == 1
    assert ended.out.startswith(f"--- a/{path}\n+++ b/{path}\n")
    assert "\n-  deuren   : string negeer" in ended.out
    assert path.read_text(encoding="utf-8") == before
    assert "\x1b[31m-  deuren   :" in verac("fmt", "--diff", model, "--color", "always").out
    assert verac("fmt", cwd=model).code == 0
    assert verac("fmt", "--diff", cwd=model) == (0, "", "4 files, 0 to change\n")
