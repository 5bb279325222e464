"""Environments as a user meets them: run, promote, hold, resume, environments, take; and all that may be wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from compiler.cli import release_declaring, release_environments, release_running
from compiler.cli.main import verac as command
from compiler.release.environments.environment_records import record_json
from compiler.release.environments.log_lines import LogEvent, log_line_bytes
from tests.helpers.in_process import said_by, stand_in
from tests.helpers.released import git, set_version
from tests.helpers.released_runs import (
    TWO_STEPS,
    chain_of,
    check_log,
    log_in,
    model_with_environments,
)
from tests.helpers.small_model import Run, contents

Release = Callable[..., Run]
FIRST, SECOND = "1.0.0+260101.1", "1.1.0+260102.1"
LOG = Path("releases", "runs.jsonl")
RELATIES = "Informatiedomeinen/Relaties.yaml"
BESIDE = """\
    trigger naarProductie {
        promoveer productie
        als in test
        naast naarAcceptatie
    }
"""


@pytest.fixture
def repository(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    made = model_with_environments(tmp_path / "source")
    return stand_in(made, tmp_path_factory.getbasetemp() / "cache", monkeypatch)


@pytest.fixture
def say(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Release:
    """Run a command of verac release in this process; in the folder model/, where it takes one."""

    return partial(said_by, "release", monkeypatch=monkeypatch)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Let it be so much later than it is, from now on."""

    def move(by: timedelta) -> None:
        for module in (release_declaring, release_environments, release_running):
            monkeypatch.setattr(module, "now", lambda: datetime.now(UTC) + by)

    return move


def environments(repository: Path, text: str) -> None:
    (repository / "model" / "omgevingen.vera").write_text(text, encoding="utf-8")


def with_sinds(text: str, age: str) -> str:
    return text.replace("als in test", f'als in test {{\n            sinds "{age}"\n        }}')


def verdicts(run: Run) -> dict[str, str]:
    return {each["trigger"]: each["verdict"] for each in json.loads(run.out)["triggers"]}


def wrong_at(run: Run, id_: str, place: str) -> bool:
    """Whether a diagnostic with this id names this place."""
    return run.code in (1, 2) and f"error[{id_}]" in run.err and f"{place}" in run.err


# -- what goes well ----------------------------------------------------------------------------------------------------


def test_a_run_publishes_and_promotes_and_then_has_nothing_to_do(
    say: Release, repository: Path
) -> None:
    dry = say("run", "model", "--dry-run", "--format", "json")
    assert not (repository / "releases").exists()
    planned = [run["run"] for run in json.loads(dry.out)["triggers"][0]["runs"]]
    told = json.loads(say("run", "model", "--format", "json").out)
    assert [run["run"] for run in told["triggers"][0]["runs"]] == planned
    assert [each["verdict"] for each in told["triggers"]] == ["fires", "fires"]
    runs = [run for each in told["triggers"] for run in each["runs"]]
    assert [(run["action"], run["environment"], run["outcome"]) for run in runs] == [
        ("publish", "", "done"),
        ("promote", "test", "done"),
        ("promote", "acceptatie", "done"),
    ]
    again = say("run", "model", "--format", "json")
    assert (again.code, verdicts(again)) == (0, {"naarTest": "idle", "naarAcceptatie": "idle"})
    lines = log_in(LOG).lines
    check_log(lines)
    revision, model = git(repository, "rev-parse", "HEAD"), lines[0].model
    assert {(line.source, line.model, line.tool != "") for line in lines} == {(revision, model, True)}  # fmt: skip
    released = json.loads(say("list", "--format", "json").out)[0]["digest"]
    assert {line.release for line in lines if line.event is LogEvent.DONE} == {released}
    (record,) = chain_of("releases", "test")
    assert (record.digest, record.trigger, record.source) == (released, "naarTest", revision)


def test_what_does_not_fire_is_logged_with_its_reason_and_values(
    say: Release, repository: Path, later: Callable[[timedelta], None]
) -> None:
    environments(repository, with_sinds(TWO_STEPS, "2 dagen"))
    say("run", "model")
    line = log_in(LOG).lines[-1]
    assert (line.trigger, line.verdict, line.environments) == ("naarAcceptatie", "waits", ("acceptatie",))  # fmt: skip
    assert "has to be in test without findings until" in line.reason
    assert line.saw["in.test"] == FIRST
    later(timedelta(days=1))
    assert verdicts(say("run", "model", "--format", "json"))["naarAcceptatie"] == "waits"
    later(timedelta(days=2, minutes=1))
    assert verdicts(say("run", "model", "--format", "json"))["naarAcceptatie"] == "fires"


def test_a_promotion_moves_a_digest_and_going_back_is_one_more(say: Release) -> None:
    say("publish", "model")
    set_version(Path(), SECOND, "voornaam")
    say("publish", "model")
    before = contents(Path("releases", "blobs"))
    done = say("promote", "1.0.0", "test", "productie", "--model", "model", "--by", "Beheer")
    assert done.code == 0
    assert f"test  {FIRST} since " in done.out
    assert say("promote", "1.1.0", "productie", "--model", "model").code == 0
    assert say("promote", "1.0.0", "productie", "--model", "model").code == 0
    assert contents(Path("releases", "blobs")) == before
    rows = json.loads(say("environments", "model", "--history", "--format", "json").out)
    productie = rows[2]
    assert (productie["label"], productie["before"], productie["held"]) == (FIRST, SECOND, None)
    assert [each["label"] for each in productie["records"]] == [FIRST, SECOND, FIRST]
    assert rows[0]["who"] == "Beheer"
    assert rows[1]["label"] is None
    again = say("promote", "1.0.0", "productie", "--model", "model")
    assert (again.code, len(chain_of("releases", "productie"))) == (0, 3)


def test_a_trigger_does_not_undo_going_back(say: Release, repository: Path) -> None:
    say("run", "model")
    set_version(repository, SECOND, "voornaam")
    say("run", "model")
    say("promote", "1.0.0", "acceptatie", "--model", "model", "--by", "Beheer")
    ended = say("run", "model")
    assert "acceptatie held 1.1.0+260102.1 before, and Beheer brought it to 1.0.0" in ended.out
    assert chain_of("releases", "acceptatie")[-1].label == FIRST


def test_a_hold_stops_promotion_and_ends(say: Release, repository: Path) -> None:
    say("run", "model")
    held = say("hold", "acceptatie", "--because", "facturen  zonder datum", "--model", "model")
    assert "acceptatie is on hold: facturen zonder datum" in held.out
    assert say("hold", "acceptatie", "--because", "facturen zonder datum", "--model", "model").code == 0  # fmt: skip
    set_version(repository, SECOND, "voornaam")
    run = say("run", "model", "--format", "json")
    assert verdicts(run) == {"naarTest": "fires", "naarAcceptatie": "blocked"}
    refused = say("promote", "1.1.0", "productie", "acceptatie", "--model", "model")
    assert wrong_at(refused, "ENV06", "omgevingen.vera:3:14")
    assert chain_of("releases", "productie") == ()  # all or none
    assert "facturen zonder datum" in say("environments", "model").out
    assert say("resume", "acceptatie", "--model", "model").code == 0
    assert "is not on hold" in say("resume", "acceptatie", "--model", "model").out
    assert verdicts(say("run", "model", "--format", "json"))["naarAcceptatie"] == "fires"
    actions = [line.action for line in log_in(LOG).lines if not line.trigger]
    assert actions == ["hold", "resume"]


def test_a_release_is_bound_when_it_is_taken(say: Release, repository: Path) -> None:
    say("run", "model")
    digest = json.loads(say("list", "--format", "json").out)[0]["digest"]
    assert say("take", "1.0.0", "-o", "plain").code == 0
    same = say("take", "--environment", "test", "-o", "test", "--model", "model")
    assert same.code == 0
    assert digest in same.out
    plain, test = contents(repository / "plain"), contents(repository / "test")
    told = json.loads(test.pop("environment.json") or b"")
    assert (told["environment"], told["release"], told["digest"]) == ("test", FIRST, digest)
    own = {"README.md", "manifest.json", "provenance.dsse.json"}  # README.md lists the others
    assert {path for path in plain if plain[path] != test.get(path)} == own
    assert set(test) == set(plain) - {"manifest.json", "provenance.dsse.json"}
    say("take", "1.0.0", "--environment", "acceptatie", "-o", "acceptatie", "--model", "model")
    document = (contents(repository / "acceptatie")[RELATIES] or b"").decode()
    assert "https://acceptatie.example.org/relaties" in document
    assert "acceptatie@example.org" in document
    before = (plain[RELATIES] or b"").decode()
    assert len(set(document.splitlines()) - set(before.splitlines())) > 2  # and what is corrected
    assert say("verify", "1.0.0").code == 0
    assert say("verify", "1.0.0", "--rebuild", "--repository", repository).code == 0


def test_a_release_of_last_year_goes_by_the_triggers_of_today(
    say: Release, repository: Path
) -> None:
    (repository / "model" / "omgevingen.vera").unlink()
    say("publish", "model")
    digest = json.loads(say("list", "--format", "json").out)[0]["digest"]
    environments(repository, TWO_STEPS)
    assert say("run", "model").code == 0
    assert json.loads(say("list", "--format", "json").out)[0]["digest"] == digest
    assert [each.digest for each in chain_of("releases", "acceptatie")] == [digest]


@pytest.mark.parametrize("kind", ["bare", "clone", "address"])
def test_git_keeps_environments_too(say: Release, tmp_path: Path, kind: str) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch", "main", "x.git")
    target = str(tmp_path / "x.git")
    if kind == "clone":
        git(tmp_path, "clone", "--quiet", "x.git", "clone")
        target = str(tmp_path / "clone")
    if kind == "address":
        target = (tmp_path / "x.git").as_uri()
    run = say("run", "model", "--from", target, "--log", tmp_path / "log.jsonl", "--format", "json")
    assert (run.code, verdicts(run)) == (0, {"naarTest": "fires", "naarAcceptatie": "fires"})
    refs = git(tmp_path / "x.git", "for-each-ref", "--format=%(refname)")
    assert "refs/environments/acceptatie" in refs
    assert say("environments", "model", "--from", target).code == 0
    again = say("run", "model", "--from", target, "--log", tmp_path / "log.jsonl", "--format", "json")  # fmt: skip
    assert verdicts(again) == {"naarTest": "idle", "naarAcceptatie": "idle"}


def test_triggers_beside_each_other_run_at_once(say: Release, repository: Path) -> None:
    end = TWO_STEPS.rindex("}")
    beside = TWO_STEPS[:end] + BESIDE + TWO_STEPS[end:]
    environments(repository, beside)
    run = say("run", "model", "--format", "json")
    assert verdicts(run) == dict.fromkeys(("naarTest", "naarAcceptatie", "naarProductie"), "fires")
    check_log(log_in(LOG).lines)


def test_a_target_that_cannot_be_read(say: Release, repository: Path) -> None:
    (repository / "releases" / "blobs" / "sha256").mkdir(parents=True)
    (repository / "releases" / "index.json").mkdir()
    (repository / "releases" / "oci-layout").write_text("{}", encoding="utf-8")
    ended = say("run", "model")
    assert ended.code == 1
    assert "error[REL08]" in ended.err


def test_red_gates_wait(say: Release, repository: Path) -> None:
    set_version(repository, "0.9.0+260102.1")
    say("publish", "model")
    (repository / "model" / "domeinen" / "Relaties.vera").write_text("domein Relaties\n", encoding="utf-8")  # fmt: skip
    ended = say("run", "model")
    assert ended.code == 0
    assert "naarTest  waits: the model makes no release: " in ended.out


def test_an_uncommitted_model_waits(say: Release, repository: Path) -> None:
    path = repository / "model" / "standaard.vera"
    path.write_text(path.read_text(encoding="utf-8") + "// later\n", encoding="utf-8")
    assert "the gates are red: changes that are not committed: standaard.vera" in say("run", "model").out  # fmt: skip


# -- what is wrong: nothing is promoted, and the place is told ---------------------------------------------------------


def nothing_promoted(repository: Path) -> bool:
    return not (repository / "releases" / "environments").exists()


@pytest.mark.parametrize(
    ("old", "new", "id_", "place"),
    [
        ("promoveer acceptatie", "promoveer accept", "ENV03", "omgevingen.vera:19:19"),
        ("als in test", "als in acceptatie", "ENV04", "omgevingen.vera:18:13"),
        ("        publiceer\n", "        publiceer\n        na naarAcceptatie\n", "ENV04", "omgevingen.vera:11:13"),
        ("omgeving test\n", "omgeving test {\n        sever x\n    }\n", "ENV01", "omgevingen.vera:3:9"),
        ("omgeving productie", "omgeving test", "ENV02", "omgevingen.vera:10:14"),
        ("omgevingen {", "omgevingen {{", "SYN01", "omgevingen.vera:1:13"),
    ],
)  # fmt: skip
def test_a_wrong_file_stops_all_commands(
    say: Release, repository: Path, old: str, new: str, id_: str, place: str
) -> None:
    assert old in TWO_STEPS
    environments(repository, TWO_STEPS.replace(old, new, 1))
    say("publish", "model")
    for asked in (
        ("run", "model"),
        ("run", "model", "--dry-run"),
        ("promote", "1.0.0", "test", "--model", "model"),
        ("hold", "test", "--because", "x", "--model", "model"),
        ("environments", "model"),
        ("take", "--environment", "test", "-o", "x", "--model", "model"),
    ):
        assert wrong_at(say(*asked), id_, place), asked
    checked = CliRunner().invoke(command, ["check", "model"])
    assert (checked.exit_code, id_ in checked.stdout, place in checked.stdout) == (1, True, True)
    assert nothing_promoted(repository)


def test_corrections_that_do_not_exist(say: Release, repository: Path) -> None:
    say("publish", "model")
    environments(repository, TWO_STEPS.replace("correcties verenigbaar", "correcties OA99"))
    checked = CliRunner().invoke(command, ["check", "model"])
    assert checked.exit_code == 1
    assert "omgevingen.vera:8:20: error[ENV01]" in checked.stdout
    taken = say("take", "1.0.0", "--environment", "acceptatie", "-o", "x", "--model", "model")
    assert wrong_at(taken, "ENV01", "omgevingen.vera:8:20")
    assert not (repository / "x").exists()


def test_a_check_reads_the_file_and_finds_nothing(repository: Path) -> None:
    before = CliRunner().invoke(command, ["check", "model", "--format", "json"])
    (repository / "model" / "omgevingen.vera").unlink()
    after = CliRunner().invoke(command, ["check", "model", "--format", "json"])
    assert (before.exit_code, before.stdout) == (after.exit_code, after.stdout)


def test_a_file_that_is_no_text(say: Release, repository: Path) -> None:
    (repository / "model" / "omgevingen.vera").write_bytes(b"omgevingen {\n\xff\n}\n")
    assert wrong_at(say("run", "model"), "SYN03", "omgevingen.vera:2")
    (repository / "model" / "omgevingen.vera").unlink()
    (repository / "model" / "omgevingen.vera").mkdir()
    assert say("run", "model").code == 2
    (repository / "model" / "omgevingen.vera").rmdir()
    assert wrong_at(say("run", "model"), "ENV14", "model")


def test_what_is_not_declared_cannot_be_named(say: Release, repository: Path) -> None:
    say("publish", "model")
    named = say("promote", "1.0.0", "tst", "--model", "model")
    assert wrong_at(named, "ENV03", 'there is no environment "tst"')
    assert 'did you mean "test"?' in named.err
    assert wrong_at(say("take", "--environment", "x", "-o", "y", "--model", "model"), "ENV03", "x")
    nothing = say("take", "--environment", "test", "-o", "y", "--model", "model")
    assert wrong_at(nothing, "ENV03", "omgevingen.vera:2:14")
    assert wrong_at(say("promote", "9.9.9", "test", "--model", "model"), "REL11", "9.9.9")
    assert nothing_promoted(repository)


def test_a_withdrawn_release_is_promoted_by_nobody(say: Release, repository: Path) -> None:
    environments(repository, with_sinds(TWO_STEPS, "2 dagen"))
    say("run", "model")
    set_version(repository, SECOND, "voornaam")
    say("publish", "model")
    say("withdraw", "1.0.0", "--because", "fout", "--successor", "1.1.0")
    refused = say("promote", "1.0.0", "productie", "--model", "model")
    assert wrong_at(refused, "ENV11", "was withdrawn: fout")
    held = say("environments", "model")
    assert f"what test holds was withdrawn: fout; use {SECOND} instead" in held.out
    told = json.loads(say("environments", "model", "--format", "json").out)
    mark = {"because": "fout", "successor": SECOND}
    assert [each["withdrawn"] for each in told] == [mark, None, None]
    environments(repository, TWO_STEPS.replace("als modelVeranderd ja", 'als vanaf "2030-01-01"'))
    run = say("run", "model", "--format", "json")
    assert verdicts(run)["naarAcceptatie"] == "blocked"
    assert chain_of("releases", "acceptatie") == chain_of("releases", "productie") == ()


def test_an_environment_that_holds_what_no_longer_verifies(say: Release, repository: Path) -> None:
    environments(repository, with_sinds(TWO_STEPS, "1 minuut"))
    say("run", "model")
    blobs = repository / "releases" / "blobs" / "sha256"
    largest = max(blobs.iterdir(), key=lambda path: path.stat().st_size)
    largest.write_bytes(b"x" + largest.read_bytes()[1:])
    held = say("environments", "model")
    assert wrong_at(held, "ENV07", "omgevingen.vera:2:14")
    environments(repository, TWO_STEPS)
    run = say("run", "model")
    assert wrong_at(run, "ENV07", "omgevingen.vera:2:14")
    assert "naarAcceptatie  is blocked" in run.out
    assert chain_of("releases", "acceptatie") == ()
    assert wrong_at(say("promote", "1.0.0", "productie", "--model", "model"), "ENV07", "releases")


def test_an_environment_that_holds_what_is_gone(say: Release, repository: Path) -> None:
    environments(repository, with_sinds(TWO_STEPS, "2 dagen"))
    say("run", "model")
    (record,) = chain_of("releases", "test")
    path = repository / "releases" / "environments" / "test" / "000001.json"
    path.write_bytes(record_json(record._replace(digest=f"sha256:{0:064}")))
    for asked in ("run", "environments"):
        assert wrong_at(say(asked, "model"), "ENV07", "omgevingen.vera:2:14")
    assert chain_of("releases", "acceptatie") == ()


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[1]", b"\xff\x00", b'{"number": 2}', b"[" * 100_000],
    ids=("empty", "no fields", "a list", "no text", "one field", "deep"),
)
def test_records_that_are_garbage(say: Release, repository: Path, content: bytes) -> None:
    say("run", "model")
    path = repository / "releases" / "environments" / "test" / "000001.json"
    path.write_bytes(content)
    promote = ("promote", "1.0.0", "test", "--model", "model")
    for asked in (("run", "model"), ("environments", "model"), promote):
        assert wrong_at(say(*asked), "ENV10", "omgevingen.vera:2:14")
    path.rename(path.with_name("000002.json"))
    assert wrong_at(say("run", "model"), "ENV10", "omgevingen.vera:2:14")
    path.with_name("0000x3.json").write_bytes(b"")
    path.with_name("000003x.json").write_bytes(b"")
    assert wrong_at(say("run", "model"), "ENV10", "releases")


def test_clocks_that_disagree(
    say: Release, repository: Path, later: Callable[[timedelta], None]
) -> None:
    say("run", "model")
    set_version(repository, SECOND, "voornaam")
    later(timedelta(hours=-1))
    run = say("run", "model")
    assert wrong_at(run, "ENV08", "omgevingen.vera:2:14")
    assert len(re.findall(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d", run.err)) >= 2  # both times
    promoted = say("promote", "1.0.0", "test", "--model", "model")
    assert wrong_at(promoted, "ENV08", "omgevingen.vera:2:14")
    assert len(chain_of("releases", "test")) == 1
    assert [each["label"] for each in json.loads(say("list", "--format", "json").out)] == [FIRST]


def test_a_log_that_cannot_be_written(say: Release, repository: Path) -> None:
    """A folder stands in its place, for nothing is forbidden to some users."""
    (repository / "log").mkdir()
    for asked in (
        ("run", "model", "--log", "log"),
        ("run", "model", "--log", "model/standaard.vera/log"),
    ):
        assert say(*asked).code in (1, 2)
    environments(repository, TWO_STEPS.replace("omgevingen {", 'omgevingen {\n    logboek "log"'))
    assert wrong_at(say("run", "model"), "ENV09", "omgevingen.vera:2:13")
    say("publish", "model")
    for asked in (("promote", "1.0.0", "test"), ("hold", "test", "--because", "x")):
        assert wrong_at(say(*asked, "--model", "model"), "ENV09", "omgevingen.vera:2:13")
    assert nothing_promoted(repository)


def test_a_target_without_a_place_for_the_log(say: Release, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch", "main", "x.git")
    assert wrong_at(say("run", "model", "--from", tmp_path / "x.git"), "ENV09", "omgevingen.vera:1:1")  # fmt: skip


def test_a_registry_that_is_not_there_is_told_of_in_our_words(say: Release) -> None:
    ended = say("list", "--from", "oci://127.0.0.1:9/vera")
    assert ended.code == 1
    assert ended.err.splitlines()[0].endswith("cannot be reached: nothing answers there")


def test_a_registry_keeps_no_environments(say: Release, tmp_path: Path) -> None:
    for asked in (
        ("run", "model", "--log", tmp_path / "log.jsonl"),
        ("environments", "model"),
    ):
        ended = say(*asked, "--from", "oci://127.0.0.1:9/vera")
        assert wrong_at(ended, "ENV12", "oci://127.0.0.1:9/vera")


def test_a_line_that_was_cut_off_is_closed(say: Release) -> None:
    say("run", "model")
    whole = LOG.read_bytes()
    cut = log_line_bytes(log_in(LOG).lines[-1])[:-40]
    LOG.write_bytes(whole + cut)
    assert say("run", "model").code == 0
    read = log_in(LOG)
    assert read.unreadable == (len(whole.splitlines()) + 1,)
    assert (read.is_cut_off, len(read.lines)) == (False, len(whole.splitlines()) + 2)


def test_a_run_that_died_is_taken_up_again(say: Release, repository: Path) -> None:
    """What began and has no end is finished; what has nothing left to do gets its end."""
    environments(repository, TWO_STEPS.replace("als modelVeranderd ja", "als elke dag"))
    say("run", "model")
    lines = LOG.read_bytes().splitlines(keepends=True)
    done = [line for line in lines if b'"event":"done"' not in line or b'"publish"' in line]
    LOG.write_bytes(b"".join(done))
    say("run", "model")
    check_log(log_in(LOG).lines)
    assert "what it was to do is there" in log_in(LOG).lines[-3].reason
    for path in (repository / "releases" / "environments" / "acceptatie").iterdir():
        path.unlink()
    LOG.write_bytes(b"".join(done))
    environments(repository, with_sinds(TWO_STEPS, "9 dagen"))
    run = say("run", "model")
    assert "a run was cut off, and is taken up again: promote 1.0.0+260101.1 to acceptatie" in run.out  # fmt: skip
    check_log(log_in(LOG).lines)
