"""verac release, as a user meets it: plan, publish, verify, take, withdraw, and releases as sides of a comparison."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version as installed
from pathlib import Path

from compiler import __version__
from compiler.release.folder_target import FolderTarget
from compiler.release.making import MADE_WITH
from compiler.release.target import Withdrawal
from tests.helpers.markdown_links import links_in
from tests.helpers.release_commands import Release, found
from tests.helpers.released import (
    commit_all,
    git,
    label,
    set_version,
)
from tests.helpers.small_model import REPO, contents

# Runs verac so many seconds later than it is.
AT_ANOTHER_TIME = """
import datetime, sys, time
later = int(sys.argv.pop(1))
clock = time.time
time.time = lambda: clock() + later
class Later(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())
class LaterMoment(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
datetime.date, datetime.datetime = Later, LaterMoment
from compiler.cli.entry import main
main()
"""


# -- plan and publish --------------------------------------------------------------------------------------------------


def test_a_release_is_planned_published_and_left_as_it_is(say: Release, repository: Path) -> None:
    plan = say("release", "plan", "model")
    assert plan.code == 0
    assert "release 1.0.0+260101.1" in plan.out
    assert "nothing stands in the way" in plan.out
    assert not (repository / "releases").exists()
    told = json.loads(say("release", "plan", "model", "--format", "json").out)
    published = json.loads(say("release", "publish", "model", "--format", "json").out)
    assert published["digest"] == told["digest"]
    assert published["targets"] == [{"target": "releases", "outcome": "published"}]
    before = contents(repository / "releases")
    again = say("release", "publish", "model")
    assert (again.code, "already" in again.out) == (0, True)
    assert contents(repository / "releases") == before
    assert say("release", "verify", "1.0.0").code == 0


def test_a_release_holds_everything(say: Release, repository: Path) -> None:
    say("release", "publish", "model")
    set_version(repository, "1.1.0+260102.1", "voornaam")
    say("release", "publish", "model")
    assert say("release", "take", "-o", "taken").code == 0
    taken = {
        path for path, content in contents(repository / "taken").items() if content is not None
    }
    assert taken >= {
        "CHANGELOG.md",
        "Informatiedomeinen/Relaties.json",
        "Informatiedomeinen/Relaties.yaml",
        "Ketenprocessen/BRG.yaml",
        "RELEASE_NOTES.md",
        "jsonschema/Ketenprocessen/BRG/Relaties.post.schema.json",
        "manifest.json",
        "model/domeinen/Relaties.vera",
        "provenance.dsse.json",
    }
    manifest = json.loads((repository / "taken" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["version"] == "1.1.0+260102.1"
    assert manifest["since"]["version"] == "1.0.0+260101.1"
    assert manifest["source"]["revision"] == git(repository, "rev-parse", "HEAD")
    assert manifest["source"]["path"] == "model"
    beside = {"manifest.json", "provenance.dsse.json"}
    assert {each["path"] for each in manifest["files"]} | beside == taken
    readme = (repository / "taken" / "README.md").read_text(encoding="utf-8")
    assert {*links_in(readme), "README.md"} == taken
    table = "referentiedata/referentiedata_v1.1.0+260102.1.csv"
    sum_ = hashlib.sha256((repository / "taken" / table).read_bytes()).hexdigest()
    pin = {"name": "referentiedata", "version": "1.1.0+260102.1", "digest": f"sha256:{sum_}"}
    assert manifest["pins"] == [pin]
    assert manifest["dependencies"] == {name: installed(name) for name in MADE_WITH}
    assert manifest["tool"] == __version__
    changelog = (repository / "taken" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "voornaam" in changelog
    set_version(repository, "1.2.0+260103.1", "roepnaam")
    say("release", "publish", "model")
    assert say("release", "take", "-o", "later").code == 0
    later = (repository / "later" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert later.index("roepnaam") < later.index("voornaam")
    assert later.count("\n# ") == 0
    assert say("release", "verify", "1.2.0", "--rebuild").code == 0


def test_the_first_release_holds_everything_too(say: Release, repository: Path) -> None:
    say("release", "publish", "model")
    assert say("release", "take", "-o", "taken").code == 0
    taken = {
        path for path, content in contents(repository / "taken").items() if content is not None
    }
    assert {
        *links_in((repository / "taken" / "README.md").read_text("utf-8")),
        "README.md",
    } == taken
    for file in ("RELEASE_NOTES.md", "CHANGELOG.md"):
        text = (repository / "taken" / file).read_text(encoding="utf-8")
        assert "## 1.0.0+260101.1\n\nThere is no earlier release" in text
    set_version(repository, "1.1.0+260102.1", "voornaam")
    say("release", "publish", "model")
    say("release", "take", "-o", "later")
    later = (repository / "later" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert later.index("voornaam") < later.index("There is no earlier release")
    assert "There is no" not in (repository / "later" / "RELEASE_NOTES.md").read_text("utf-8")


def test_a_manifest_names_all_that_verac_is_made_with() -> None:
    with (REPO / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["parquet"]]
    assert sorted(MADE_WITH) == sorted(re.split(r"[^\w-]", each)[0] for each in asked)


def test_one_release_has_one_digest_everywhere(say: Release, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch", "main", "bare.git")
    bare = tmp_path / "bare.git"
    assert say("release", "publish", "model", "--to", "releases", "--to", bare).code == 0
    listed = ("release", "list", "--format", "json", "--from")
    assert say(*listed, "releases").out == say(*listed, bare).out != "[]\n"
    assert say("release", "copy", "1.0.0", "--from", bare, "--to", "mirror").code == 0
    assert say("diff", "mirror@1.0.0", "releases@1.0.0").out.endswith("nothing changed\n")


def test_a_candidate_has_the_bytes_of_its_release(say: Release, repository: Path) -> None:
    for _ in range(2):
        assert say("release", "publish", "model", "--candidate").code == 0
    assert say("release", "publish", "model").code == 0
    rows = json.loads(say("release", "list", "--format", "json").out)
    assert [row["label"] for row in rows] == ["1.0.0-rc.1+260101.1", "1.0.0+260101.1"]
    assert rows[0]["digest"] == rows[1]["digest"]
    set_version(repository, "1.1.0+260102.1", "voornaam")
    say("release", "publish", "model", "--candidate")
    set_version(repository, "1.1.0+260102.1", "roepnaam")
    assert "1.1.0-rc.2+260102.1 published" in say("release", "publish", "model", "--candidate").out


# -- what is published -------------------------------------------------------------------------------------------------


def test_a_signed_release_is_known_by_its_key(say: Release, repository: Path) -> None:
    key = ["openssl", "genpkey", "-algorithm", "ed25519", "-out", "key.pem"]
    subprocess.run(key, check=True, capture_output=True)
    public = ["openssl", "pkey", "-in", "key.pem", "-pubout", "-out", "key.pub"]
    subprocess.run(public, check=True, capture_output=True)
    assert say("release", "publish", "model", "--sign", "key.pem").code == 0
    assert "signed by this key" in say("release", "verify", "1.0.0", "--key", "key.pub").out
    assert found(say("release", "verify", "1.0.0", "--key", "key.pem"), "REL10")
    assert found(say("release", "publish", "model", "--to", "b", "--sign", "key.pub"), "REL10")
    assert not (repository / "b").exists()
    other = [*key[:-1], "other.pem"]
    subprocess.run(other, check=True, capture_output=True)
    public[3], public[-1] = "other.pem", "other.pub"
    subprocess.run(public, check=True, capture_output=True)
    assert found(say("release", "verify", "1.0.0", "--key", "other.pub"), "REL10")


def test_a_withdrawn_release_is_told_to_all_who_meet_it(say: Release, repository: Path) -> None:
    say("release", "publish", "model")
    set_version(repository, "1.0.1+260102.1", "voornaam")
    say("release", "publish", "model")
    asked = ("release", "withdraw", "1.0.0", "--because", "een pad is fout", "--successor")
    assert found(say(*asked, "1.0.0"), "REL15")
    assert found(say(*asked, "9.0.0"), "REL11")
    assert say(*asked, "1.0.1").code == 0
    assert say(*asked, "1.0.1").code == 0
    assert say("release", "withdraw", "1.0.0", "--because", " ", "--successor", "1.0.1").code == 2
    for run in (
        say("release", "verify", "1.0.0"),
        say("release", "take", "1.0.0", "-o", "taken"),
        say("diff", "releases@1.0.0", "releases@1.0.1"),
        say("notes", "releases@1.0.1"),
        say("release", "plan", "model"),  # which follows it
        say("release", "publish", "model"),
    ):
        assert run.code == 0
        assert "warning[REL14]" in run.err
        assert "een pad is fout" in run.err
    assert "een pad is fout" in say("release", "list").out
    assert "REL14" not in say("release", "verify", "1.0.1").err
    told = json.loads(say("release", "plan", "model", "--format", "json").out)["withdrawn"]
    assert [each["id"] for each in told] == ["REL14"]
    set_version(repository, "1.0.2+260103.1", "roepnaam")
    assert "REL14" not in say("release", "plan", "model").err


def test_a_copy_of_a_withdrawn_release_is_never_without_its_mark(
    say: Release, repository: Path
) -> None:
    say("release", "publish", "model")
    set_version(repository, "1.0.1+260102.1", "voornaam")
    say("release", "publish", "model")
    say("release", "withdraw", "1.0.0", "--because", "een pad is fout", "--successor", "1.0.1")
    assert found(say("release", "copy", "1.0.0", "--to", "mirror"), "REL15")
    assert not (repository / "mirror").exists()
    for version in ("1.0.1", "1.0.0", "1.0.0"):
        assert say("release", "copy", version, "--to", "mirror").code == 0
    listed = say("release", "list", "--format", "json", "--from", "mirror").out
    assert listed == say("release", "list", "--format", "json").out


def test_a_repository_that_others_released_in_goes_on_with_verac(
    say: Release, repository: Path, tmp_path: Path
) -> None:
    """Its tags are there, and are no releases of verac: a release comes after them and tells no changes from them."""
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch", "main", "bare.git")
    bare = tmp_path / "bare.git"
    commit = git(bare, "commit-tree", git(bare, "hash-object", "-t", "tree", "-w", "--stdin"), "-m", "x")  # fmt: skip
    for tag in ("v1.0.0+240628.18", "v1.1.0"):
        git(bare, "tag", "-a", "-m", "by hand", tag, commit)
    assert found(say("release", "plan", "model", "--to", bare), "REL02")
    set_version(repository, "1.0.1+260102.1")
    low = say("release", "plan", "model", "--to", bare)
    assert found(low, "REL03")
    assert "version 1.1.1+" in low.out
    set_version(repository, "1.1.1+260102.1")
    assert say("release", "publish", "model", "--to", bare).code == 0
    set_version(repository, "1.1.2+260103.1", "voornaam")
    plan = json.loads(say("release", "plan", "model", "--to", bare, "--format", "json").out)
    assert (plan["after"], plan["in_the_way"]) == ("1.1.1+260102.1", [])
    assert "1.1.0  made by something else" in say("release", "list", "--from", bare).out
    for asked in (
        ("release", "verify", "1.1.0", "--from", bare),
        ("release", "take", "1.0.0", "--from", bare, "-o", "taken"),
        ("diff", f"{bare}@1.1.0", f"{bare}@1.1.1"),
    ):
        assert found(say(*asked), "REL11")
    assert say("diff", f"{bare}@", "model").code == 0
    assert git(bare, "rev-parse", "v1.1.0^{commit}") == commit


def test_what_others_wrote_in_a_target_does_not_steer_the_terminal(
    say: Release, repository: Path
) -> None:
    say("release", "publish", "model")
    set_version(repository, "1.0.1+260102.1", "voornaam")
    say("release", "publish", "model")
    told = Withdrawal("\x9b31mred\u202e \x1b]0;title\x07", "1.0.1+260102.1")
    FolderTarget(Path("releases")).withdraw(label("1.0.0+260101.1"), told)
    for run in (say("release", "list"), say("release", "verify", "1.0.0")):
        assert run.code == 0
        assert "red" in run.out + run.err
        assert all(line.isprintable() for line in (run.out + run.err).split("\n"))


def test_a_release_is_taken_into_an_empty_folder_only(say: Release, repository: Path) -> None:
    say("release", "publish", "model")
    before = contents(repository / "model")
    assert say("release", "take", "1.0.0", "-o", "model").code == 2
    assert contents(repository / "model") == before
    (repository / "taken").mkdir()
    assert say("release", "take", "1.0.0", "-o", "taken").code == 0
    listed = subprocess.run(
        "find . -type f ! -name manifest.json ! -name provenance.dsse.json"
        " | sed 's|^./||' | LC_ALL=C sort | tr '\\n' '\\0' | xargs -0 sha256sum | sha256sum",
        shell=True, cwd=repository / "taken", capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    assert listed.split()[0] in say("release", "list").out


def test_releases_are_sides_of_comparisons(say: Release, repository: Path) -> None:
    assert found(say("diff", "model"), "REL07")
    say("release", "publish", "model")
    set_version(repository, "1.0.1+260102.1", "voornaam")
    lone = say("diff", "model")
    assert "1.0.0+260101.1 → 1.0.1+260102.1" in lone.out
    assert lone.out == say("diff", "releases@", "model").out
    assert say("diff", "releases@1.0.0").code == 2
    say("release", "publish", "model")
    assert say("diff", "releases@").out == say("diff", "releases@1.0.0", "releases@1.0.1").out == lone.out  # fmt: skip
    assert "voornaam" in say("notes", "releases@1.0.1").out
    history = say("history", "Persoon.voornaam", "--from", "releases@").out
    assert history.startswith("1.0.1+260102.1")
    assert say("changelog", "releases@").code == 0
    assert found(say("diff", "releases@1.0.9", "model"), "REL11")
    assert found(say("diff", "nowhere@1.0.0", "model"), "REL07")


def test_findings_of_a_comparison_in_the_formats_of_check(say: Release, repository: Path) -> None:
    say("release", "publish", "model")
    path = repository / "model" / "domeinen" / "Relaties.vera"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    achternaam : string\n", ""), encoding="utf-8")
    ended = say("diff", "model", "--check", "--format", "github")
    assert ended.code == 1
    assert "file=model/standaard.vera,line=1,title=VS02" in ended.out
    sarif = json.loads(say("diff", "model", "--check", "--format", "sarif").out)
    assert {each["ruleId"] for each in sarif["runs"][0]["results"]} >= {"VS02", "CH21"}
    assert "<testsuite" in say("diff", "model", "--check", "--format", "junit").out
    assert say("diff", "model", "--format", "junit").code == 2


def test_a_tampered_release_is_told_wherever_it_is_used(say: Release, repository: Path) -> None:
    git(repository.parent, "init", "--quiet", "--bare", "--initial-branch", "main", "bare.git")
    bare = repository.parent / "bare.git"
    say("release", "publish", "model", "--to", bare)
    clone = repository.parent / "clone"
    git(repository.parent, "clone", "--quiet", str(bare), str(clone))
    (clone / "model" / "referentiedata.vera").write_text("", encoding="utf-8")
    commit_all(clone)
    git(clone, "tag", "--force", "-a", "-F", "-", "v1.0.0+260101.1", check=False)
    message = git(bare, "for-each-ref", "--format=%(contents)", "refs/tags")
    git(clone, "tag", "--force", "-a", "-m", message, "v1.0.0+260101.1")
    git(clone, "push", "--quiet", "--force", "origin", "v1.0.0+260101.1")
    for run in (
        say("release", "verify", "1.0.0", "--from", bare),
        say("release", "take", "1.0.0", "--from", bare, "-o", "taken"),
        say("diff", f"{bare}@1.0.0", "model"),
        say("release", "copy", "1.0.0", "--from", bare, "--to", "mirror"),
    ):
        assert found(run, "REL09")
        assert "model/referentiedata.vera" in run.err
    assert not (repository / "taken").exists()
    set_version(repository, "1.0.1+260102.1")
    assert found(say("release", "publish", "model", "--to", bare), "REL09")


def test_a_rebuild_that_differs_is_told(say: Release, repository: Path) -> None:
    say("release", "publish", "model")
    revision = git(repository, "rev-parse", "HEAD")
    set_version(repository, "1.0.1+260102.1")
    assert say("release", "verify", "1.0.0", "--rebuild").code == 0
    git(repository, "replace", revision, "HEAD")
    ended = say("release", "verify", "1.0.0", "--rebuild")
    assert found(ended, "REL16")
    elsewhere = say("release", "verify", "1.0.0", "--rebuild", "--repository", repository.parent)
    assert found(elsewhere, "GIT01")
    assert "--repository names a clone" in elsewhere.err


def test_a_release_is_the_same_from_another_place_and_world(
    repository: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "élders" / "deep"
    elsewhere.parent.mkdir()
    shutil.copytree(repository, elsewhere)
    worlds = [
        (repository, {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"}, 0),
        (
            elsewhere,
            {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo", "LANGUAGE": "nl", "VERAC_CACHE": "off"},
            400 * 24 * 3600 + 12345,
        ),
    ]
    for folder, world, later in worlds:
        asked = ["release", "publish", "model", "--lang", "nl"]
        run = [sys.executable, "-c", AT_ANOTHER_TIME, str(later), *asked]
        environment = os.environ | {"PYTHONPATH": str(REPO)} | world
        subprocess.run(run, cwd=folder, env=environment, check=True, capture_output=True)
    assert contents(repository / "releases") == contents(elsewhere / "releases")
    target = FolderTarget(elsewhere / "releases")
    (digest,) = {each.digest for each in target.releases()}
    (own,) = {each.digest for each in FolderTarget(repository / "releases").releases()}
    assert digest == own
