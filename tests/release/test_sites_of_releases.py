"""`verac site --with`: releases, revisions and folders as versions of one site, and what stands in the way of that."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from compiler.release.folder_target import FolderTarget
from tests.emit.site.test_sites import faults_of_site
from tests.helpers.released import QUIET_GIT, commit_all, git, set_version, small_model_in_git
from tests.helpers.small_model import Run, contents

Verac = Callable[..., Run]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the small model in model/, in two versions, the first one tagged."""
    made = small_model_in_git(tmp_path / "source")
    git(made, "tag", "v1.0.0")
    set_version(made, "1.1.0+260102.1", "voornaam")
    return made


def files_of(site: Path) -> dict[str, bytes]:
    return {path: content for path, content in contents(site).items() if path != ".verac.json"}


def test_releases_and_revisions_are_versions_of_a_site(verac: Verac, repository: Path) -> None:
    env = QUIET_GIT
    published = verac("release", "publish", "model", cwd=repository, env=env)
    assert published.code == 0, published.err
    set_version(repository, "1.2.0+260103.1", "roepnaam")
    asked = ("site", "model", "--with", "releases@", "--with", "v1.0.0:model", "-o", "uit")
    made = verac(*asked, cwd=repository, env=env)
    assert made.code == 0, made.err
    files = files_of(repository / "uit")
    assert faults_of_site(files) == []
    told = json.loads(files["1.2.0/entiteit/Persoon/index.json"])
    rows = {row["naam"]: row.get("sinds") for row in told["attributen"]}
    assert rows == {"geboortedatum": None, "achternaam": None, "roepnaam": "1.2.0", "voornaam": "1.1.0"}  # fmt: skip
    assert json.loads(files["1.1.0/lijst/RELATIESOORT/index.json"])["gelijk"] == (
        "../1.2.0/lijst/RELATIESOORT/"
    )
    assert "is up to date" in verac(*asked, cwd=repository, env=env).out
    again = verac(*asked[:-1], "weer", cwd=repository, env=env)
    assert again.code == 0
    assert files_of(repository / "weer") == files


def test_a_release_of_which_the_plan_is_known_is_not_read_again(
    verac: Verac, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert verac("release", "publish", "model", cwd=repository, env=QUIET_GIT).code == 0
    set_version(repository, "1.2.0+260103.1")
    asked = ("site", "model", "--with", "releases@", "-o", "uit")
    assert verac(*asked, cwd=repository, env=QUIET_GIT).code == 0
    from click.testing import CliRunner

    from compiler.cli.main import verac as command

    def refused(*_: object) -> None:
        raise AssertionError("taken")

    monkeypatch.setattr(FolderTarget, "take", refused)
    monkeypatch.chdir(repository)
    monkeypatch.setenv("VERAC_CACHE", verac_cache(verac))
    ended = CliRunner().invoke(command, [*asked[:-1], "weer"])
    assert ended.exit_code == 0, ended.output
    assert files_of(repository / "weer") == files_of(repository / "uit")


def verac_cache(verac: Verac) -> str:
    """The folder in which the runs of `verac` keep what they know."""
    closure = dict(zip(verac.__code__.co_freevars, verac.__closure__ or (), strict=True))
    found: str = closure["environment"].cell_contents["VERAC_CACHE"]
    return found


def test_a_published_version_is_not_shown_with_other_content(
    verac: Verac, repository: Path
) -> None:
    assert verac("release", "publish", "model", cwd=repository, env=QUIET_GIT).code == 0
    asked = ("site", "model", "--with", "releases@", "-o", "uit")
    same = verac(*asked, cwd=repository, env=QUIET_GIT)
    assert same.code == 0, same.err
    assert not (repository / "uit" / "1.1.0" / "versies").exists()
    set_version(repository, "1.1.0+260109.9", "roepnaam")
    refused = verac(*asked, cwd=repository, env=QUIET_GIT)
    assert refused.code == 1
    assert "error[VS02]" in refused.err
    assert "are both version 1.1.0, and differ" in refused.err
    assert "leave it out" in refused.err
    assert not (repository / "uit" / "1.1.0" / "versies").exists()


@pytest.mark.parametrize(
    ("side", "code", "id_"),
    [
        ("releases@9.9.9", 1, "REL11"),
        ("nergens@", 2, "REL07"),
        ("leeg@", 2, "REL07"),
        ("v9:model", 2, "GIT02"),
        ("nergens", 2, "FIL01"),
        ("kapot", 1, "NAM01"),
        ("zonder", 1, "STD01"),
    ],
)
def test_a_side_that_is_no_version_is_told(
    verac: Verac, repository: Path, side: str, code: int, id_: str
) -> None:
    broken = repository / "kapot"
    shutil.copytree(repository / "model", broken)
    (broken / "fout.vera").write_text("domein D\nentiteit E { a : Niets }\n", encoding="utf-8")
    without = repository / "zonder"
    shutil.copytree(repository / "model", without)
    manifest = without / "standaard.vera"
    text = manifest.read_text(encoding="utf-8").replace('    versie "1.1.0+260102.1"\n', "")
    manifest.write_text(text, encoding="utf-8")
    (repository / "leeg").mkdir()
    commit_all(repository)
    assert verac("release", "publish", "model", cwd=repository, env=QUIET_GIT).code == 0
    found = verac("site", "model", "--with", side, "-o", "uit", cwd=repository, env=QUIET_GIT)
    assert (found.code, id_ in found.err) == (code, True), found.err
    assert not (repository / "uit").exists()


def test_a_damaged_release_is_refused(verac: Verac, repository: Path) -> None:
    # What is known of a release is not read again
    set_version(repository, "1.1.1+260102.2", "kapot")
    assert verac("release", "publish", "model", cwd=repository, env=QUIET_GIT).code == 0
    blobs = [each for each in (repository / "releases").rglob("*") if each.is_file()]
    largest = max(blobs, key=lambda each: each.stat().st_size)
    content = bytearray(largest.read_bytes())
    content[len(content) // 2] ^= 1
    largest.chmod(0o644)
    largest.write_bytes(content)
    set_version(repository, "1.2.0+260103.1")
    found = verac("site", "model", "--with", "releases@", "-o", "uit", cwd=repository, env=QUIET_GIT)  # fmt: skip
    assert found.code in (1, 2)
    assert "error[" in found.err
    assert not (repository / "uit").exists()
