"""verac release why: what an environment holds, and what stands in the way of its next promotion."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from compiler import pipeline
from compiler.cli.main import verac as command
from tests.helpers.released import QUIET_GIT, commit_all, set_version, small_model_in_git
from tests.helpers.small_model import Run

Release = Callable[..., Run]
ENVIRONMENTS = """\
omgevingen {
    omgeving test {
    }
    omgeving acceptatie {
    }
    omgeving productie {
    }
    omgeving los {
    }
    trigger naarTest {
        publiceer
        promoveer test
        als poorten groen
    }
    trigger naarAcceptatie {
        promoveer acceptatie
        als in test
    }
    trigger naarProductie {
        promoveer productie
        als in acceptatie { sinds "2 dagen" }
        als vanaf "2020-01-01"
        invoer "akkoord.txt"
    }
}
"""


@pytest.fixture
def release(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Release:
    """Run a command of verac release on the small model in model/, with environments."""
    monkeypatch.setenv("VERAC_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setattr(pipeline, "verified", lambda built, _: built)  # tests/cli has them judged
    for name, value in QUIET_GIT.items():
        monkeypatch.setenv(name, value)
    made = small_model_in_git(tmp_path / "source")
    (made / "model" / "omgevingen.vera").write_text(ENVIRONMENTS, encoding="utf-8")
    commit_all(made, "environments")
    monkeypatch.chdir(made)

    def run(*arguments: str) -> Run:
        ended = CliRunner().invoke(command, ["release", *arguments])
        assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exception
        return Run(ended.exit_code, ended.stdout, ended.stderr)

    return run


def why(release: Release, environment: str, code: int = 0) -> dict[str, Any]:
    ended = release("why", environment, "--model", "model", "--format", "json")
    assert ended.code == code, ended
    return json.loads(ended.out)


def way(release: Release, environment: str) -> list[tuple[str, bool, str]]:
    """The triggers on the way to an environment: name, whether they promote to it, verdict."""
    found = why(release, environment)["triggers"]
    return [(each["trigger"], each["direct"], each["verdict"]) for each in found]


def test_all_that_comes_before_is_told_and_the_nearest_first(release: Release) -> None:
    assert way(release, "productie") == [
        ("naarProductie", True, "waits"),
        ("naarAcceptatie", False, "waits"),
        ("naarTest", False, "fires"),
    ]
    assert way(release, "acceptatie") == [
        ("naarAcceptatie", True, "waits"),
        ("naarTest", False, "fires"),
    ]
    assert way(release, "test") == [("naarTest", True, "fires")]


def test_nothing_is_written(release: Release, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    assert release("why", "productie", "--model", "model").code == 0
    assert [path for path in sorted(tmp_path.rglob("*")) if ".git" not in path.parts] == [
        path for path in before if ".git" not in path.parts
    ]


def test_each_condition_is_told_with_its_values(release: Release) -> None:
    assert release("run", "model").code == 0
    found = why(release, "productie")
    assert found["label"] is None
    first, *_ = found["triggers"]
    assert first["version"] == "1.0.0+260101.1"
    young, since = first["conditions"]
    assert (young["condition"], young["holds"]) == ("als in acceptatie", False)
    assert young["saw"]["in.acceptatie"] == "1.0.0+260101.1"
    assert young["reason"] in first["reason"]
    assert (since["condition"], since["holds"]) == ("als vanaf 2020-01-01T00:00+00:00", True)
    assert "missing: akkoord.txt" in first["reason"]
    told = release("why", "productie", "--model", "model").out
    assert told.startswith(
        "productie  holds nothing yet\nnaarProductie  waits: 1.0.0+260101.1 has to be in"
    )
    assert "\n  does not hold  als in acceptatie: 1.0.0+260101.1 has to be in acceptatie" in told
    assert (
        "\n  holds          als vanaf 2020-01-01T00:00+00:00  (vanaf: 2020-01-01T00:00+00:00)\n"
        in told
    )


def test_a_hold_and_a_withdrawal_stand_in_the_way(release: Release, tmp_path: Path) -> None:
    assert release("run", "model").code == 0
    set_version(tmp_path / "source", "1.1.0+260102.1", "voornaam")
    hold = ("hold", "acceptatie", "--because", "a finding", "--model", "model")
    assert release(*hold).code == 0
    assert release("run", "model").code == 0
    found = why(release, "acceptatie")
    assert found["held"] == "a finding"
    assert [each["verdict"] for each in found["triggers"]] == ["blocked", "idle"]
    assert "on hold: a finding" in found["triggers"][0]["reason"]
    assert release("resume", "acceptatie", "--model", "model").code == 0
    because = ("--because", "a path is misspelled", "--successor", "1.0.0")
    assert release("withdraw", "1.1.0", *because).code == 0
    first, *_ = why(release, "acceptatie")["triggers"]
    assert first["verdict"] == "blocked"
    assert "1.1.0+260102.1 was withdrawn: a path is misspelled; use 1.0.0" in first["reason"]


def test_gates_are_looked_at(release: Release, tmp_path: Path) -> None:
    path = tmp_path / "source" / "model" / "domeinen" / "Relaties.vera"
    path.write_text(path.read_text(encoding="utf-8") + "\n// not committed\n", encoding="utf-8")
    (first,) = why(release, "test")["triggers"]
    assert first["verdict"] == "waits"
    (gates,) = first["conditions"]
    assert (gates["holds"], gates["saw"]) == (False, {"poorten": "rood"})
    commit_all(tmp_path / "source")
    (first,) = why(release, "test")["triggers"]
    assert (first["verdict"], first["conditions"][0]["holds"]) == ("fires", True)


def test_an_environment_without_triggers_is_told_so(release: Release) -> None:
    ended = release("why", "los", "--model", "model")
    assert ended.code == 0
    assert ended.out.splitlines() == [
        "los  holds nothing yet",
        'no trigger promotes to "los": verac release promote does it by hand',
    ]


def test_an_unknown_environment_is_refused_with_the_nearest_name(release: Release) -> None:
    ended = release("why", "prodcutie", "--model", "model")
    assert (ended.code, ended.out) == (2, "")
    assert 'error[ENV03]: there is no environment "prodcutie"' in ended.err
    assert 'did you mean "productie"?' in ended.err


def test_a_broken_environment_is_told_with_its_place(release: Release, tmp_path: Path) -> None:
    assert release("run", "model").code == 0
    record = tmp_path / "source" / "releases" / "environments" / "acceptatie" / "000001.json"
    assert record.is_file()
    record.write_bytes(b"{}")
    ended = release("why", "acceptatie", "--model", "model")
    assert ended.code == 1
    assert "naarAcceptatie  is blocked" in ended.out
    assert "omgevingen.vera:4" in ended.err
