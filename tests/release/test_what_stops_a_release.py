"""What stands in the way of a release is told before anything is published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compiler import pipeline
from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import as_it_is
from tests.helpers.release_commands import Release, found
from tests.helpers.released import (
    commit_all,
    git,
    set_version,
)
from tests.helpers.small_model import SMALL, contents


def test_what_is_not_committed_stands_in_the_way(say: Release, repository: Path) -> None:
    path = repository / "model" / "standaard.vera"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    for action in ("plan", "publish"):
        ended = say("release", action, "model")
        assert found(ended, "REL04")
        assert "standaard.vera" in ended.err
    git(repository, "checkout", "--quiet", ".")
    (repository / "model" / "nieuw.vera").write_text("domein Nieuw\n", encoding="utf-8")
    assert found(say("release", "plan", "model"), "REL04")
    assert not (repository / "releases").exists()


def test_a_model_outside_git_stands_in_the_way(say: Release, tmp_path: Path) -> None:
    for name, text in SMALL.items():
        (tmp_path / "loose" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "loose" / name).write_text(text, encoding="utf-8")
    assert found(say("release", "publish", tmp_path / "loose"), "REL04")


def test_the_main_line_is_where_releases_are_from(say: Release, repository: Path) -> None:
    git(repository, "checkout", "--quiet", "-b", "side")
    set_version(repository, "1.0.1+260102.1")
    assert found(say("release", "plan", "model"), "REL05")
    assert say("release", "plan", "model", "--branch", "side").code == 0
    assert found(say("release", "plan", "model", "--branch", "nowhere"), "REL05")
    git(repository, "checkout", "--quiet", "main")
    git(repository, "merge", "--quiet", "side")
    assert say("release", "plan", "model").code == 0


def test_what_is_shared_is_the_main_line(say: Release, repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch", "main", "origin.git")
    git(repository, "remote", "add", "origin", str(tmp_path / "origin.git"))
    git(repository, "push", "--quiet", "origin", "main")
    assert say("release", "plan", "model").code == 0
    set_version(repository, "1.0.1+260102.1")
    assert found(say("release", "plan", "model"), "REL05")
    git(repository, "push", "--quiet", "origin", "main")
    assert say("release", "plan", "model").code == 0


@pytest.mark.parametrize("version", ["4.1.v4.1.5+240628.18", "1.0.0+261301.1", "1.0.0+build"])
def test_a_version_that_is_none_stands_in_the_way(
    say: Release, repository: Path, version: str
) -> None:
    set_version(repository, version)
    ended = say("release", "publish", "model")
    assert found(ended, "REL01")
    assert "standaard.vera:3:" in ended.err


def test_a_version_too_low_or_of_something_else_stands_in_the_way(
    say: Release, repository: Path
) -> None:
    set_version(repository, "1.1.0+260102.1", "voornaam")
    assert say("release", "publish", "model").code == 0
    set_version(repository, "1.1.0+260103.1", "roepnaam")
    ended = say("release", "publish", "model")
    assert found(ended, "REL02")
    plan = say("release", "plan", "model")
    assert (plan.code, "would do" in plan.out) == (1, True)
    proposed = json.loads(say("release", "plan", "model", "--format", "json").out)["proposed"]
    assert proposed.startswith("1.1.1+")
    set_version(repository, "1.0.5+260103.1")
    assert found(say("release", "publish", "model"), "REL03")
    set_version(repository, proposed)
    assert say("release", "publish", "model").code == 0


def test_what_breaks_asks_for_a_major_version(say: Release, repository: Path) -> None:
    say("release", "publish", "model")
    path = repository / "model" / "domeinen" / "Relaties.vera"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    achternaam : string\n", ""), encoding="utf-8")
    set_version(repository, "1.1.0+260102.1")
    ended = say("release", "publish", "model")
    assert found(ended, "VS01")
    assert found(ended, "CH21")
    set_version(repository, "2.0.0+260102.1")
    assert not found(say("release", "plan", "model"), "VS01")


@pytest.mark.parametrize("version", ["1.1.0+260102.1", "1.0.5+260103.1", "1.1.0+260109.1"])
def test_who_gave_no_new_version_yet_is_told_which_one_follows(
    say: Release, repository: Path, version: str
) -> None:
    say("release", "publish", "model")
    set_version(repository, "1.1.0+260102.1", "voornaam")
    say("release", "publish", "model")
    path = repository / "model" / "domeinen" / "Relaties.vera"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    achternaam : string\n", ""), encoding="utf-8")
    set_version(repository, version)
    ended = say("release", "plan", "model", "--format", "json")
    plan = json.loads(ended.out)
    assert (ended.code, plan["after"], plan["breaking"]) == (1, "1.1.0+260102.1", 1)
    assert (plan["least"], plan["proposed"].partition("+")[0]) == ("2.0.0", "2.0.0")
    assert not found(say("release", "plan", "model"), "VS03")
    set_version(repository, plan["proposed"])
    assert json.loads(say("release", "plan", "model", "--format", "json").out)["breaking"] == 1


def test_an_error_in_the_model_stands_in_the_way(say: Release, repository: Path) -> None:
    path = repository / "model" / "domeinen" / "Relaties.vera"
    path.write_text(path.read_text(encoding="utf-8") + "\nentiteit Relatie {}\n", encoding="utf-8")
    commit_all(repository)
    assert say("release", "plan", "model").code == 1
    assert not (repository / "releases").exists()


def test_an_artefact_that_others_refuse_stands_in_the_way(
    say: Release, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = Diagnostic("OUT04", Severity.ERROR, Span("openapi/A.yaml"), as_it_is("not right"))
    refused = pipeline.Built(None, (fault,))
    monkeypatch.setattr(pipeline, "verified", lambda _, __: refused)
    assert found(say("release", "plan", "model"), "OUT04")
    assert found(say("release", "publish", "model"), "OUT04")
    assert not (repository / "releases").exists()


def test_of_what_cannot_be_made_no_other_content_is_told(
    say: Release, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say("release", "publish", "model")
    fault = Diagnostic("OUT04", Severity.ERROR, Span("openapi/A.yaml"), as_it_is("not right"))
    monkeypatch.setattr(pipeline, "verified", lambda _, __: pipeline.Built(None, (fault,)))
    plan = say("release", "plan", "model")
    assert found(plan, "OUT04")
    assert "REL02" not in plan.err
    assert "follows 1.0.0+260101.1" in plan.out
    set_version(repository, "0.9.0+260102.1")
    assert found(say("release", "plan", "model"), "REL03")


def test_a_baseline_may_not_grow(say: Release, repository: Path) -> None:
    def baseline(*elements: str) -> str:
        accepted = {"GN01": list(elements)}
        fields = {
            "verac-baseline": 1,
            "standard": "Klein",
            "version": "1.0.0",
            "accepted": accepted,
        }
        (repository / "baseline.json").write_text(json.dumps(fields), encoding="utf-8")
        return "baseline.json"

    assert say("release", "publish", "model", "--baseline", baseline("A", "B")).code == 0
    set_version(repository, "1.0.1+260102.1")
    assert say("release", "plan", "model", "--baseline", baseline("B")).code == 0
    ended = say("release", "publish", "model", "--baseline", baseline("A", "B", "C"))
    assert found(ended, "REL06")
    assert "C" in ended.err
    assert found(say("release", "plan", "model", "--baseline", "nowhere.json"), "FIL02")


def test_a_target_that_is_none_is_left(say: Release, repository: Path) -> None:
    before = contents(repository / "model")
    assert found(say("release", "publish", "model", "--to", "model"), "REL07")
    assert found(say("release", "list", "--from", "nowhere"), "REL07")
    assert found(say("release", "verify", "1.0.0", "--from", "nowhere"), "REL07")
    assert contents(repository / "model") == before
    head = git(repository, "rev-parse", "HEAD")
    assert found(say("release", "publish", "model", "--to", "."), "REL07")
    assert git(repository, "rev-parse", "HEAD") == head
    assert say("release", "publish", "model", "--to", "a", "--to", "a").code == 2
