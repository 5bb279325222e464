"""The shared releases of the standard, imported, are published one after the other into a folder and into git."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.released import QUIET_GIT, commit_all, git
from tests.helpers.small_model import Run

RELEASES = (
    ("v4.1.0", "v4.1.230422"),
    ("v4.2.3", "v4.2.251010"),
    ("v4.3.0", "v4.3.260403"),
)


def allow(model: Path, ids: set[str]) -> None:
    """Have the manifest say that these findings weigh little: what was published broke the policy, unseen."""
    path = model / "standaard.vera"
    text = path.read_text(encoding="utf-8")
    lines = "".join(f"        {id_} hint\n" for id_ in sorted(ids))
    block = "    ernst {\n"
    if block not in text:
        head, brace, rest = text.partition("{\n")
        text = f"{head}{brace}{block}    }}\n{rest}"
    path.write_text(text.replace(block, block + lines, 1), encoding="utf-8")


@pytest.mark.slow
def test_the_shared_releases_are_published_in_order(
    tmp_path: Path, shared: Path, verac: Callable[..., Run]
) -> None:
    source, bare = tmp_path / "source", tmp_path / "bare.git"
    git(tmp_path, "init", "--quiet", "--initial-branch", "main", str(source))
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch", "main", str(bare))

    def run(*arguments: object) -> Run:
        return verac(*arguments, cwd=source, env=QUIET_GIT)

    digests = []
    for name, codes in RELEASES:
        folder = shared / name
        sources = (folder / "brongegevens.xlsx", folder, shared / "referentiedata" / f"{codes}.csv")
        assert run("import", *sources, "-o", "model", "--force", "--quiet").code == 0
        commit_all(source, name)
        plan = json.loads(run("release", "plan", "model", "--format", "json").out)
        allow(source / "model", {each["id"] for each in plan["in_the_way"]})
        commit_all(source, f"{name} as it was")
        ended = run("release", "publish", "model", "--to", "releases", "--to", bare)
        assert ended.code == 0, ended.err
        digests.append(ended.out.split()[-1])
    listed = ("release", "list", "--format", "json", "--from")
    rows = json.loads(run(*listed, "releases").out)
    assert [row["digest"] for row in rows] == digests
    assert json.loads(run(*listed, bare).out) == rows
    for row in rows:
        for target in ("releases", bare):
            assert run("release", "verify", row["label"], "--from", target).code == 0
    assert run("release", "verify", rows[-1]["label"], "--rebuild").code == 0
    told = run("diff", "releases@4.2.3", "releases@4.3.0", "--summary").out
    assert "nothing breaks clients" in told
    tree = git(bare, "ls-tree", "--name-only", "main").splitlines()
    assert {"Informatiedomeinen", "Ketenprocessen"} <= set(tree)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(bare), str(clone))
    for kind in ("Informatiedomeinen", "Ketenprocessen"):
        names = {path.name for path in (shared / "v4.3.0" / kind).glob("*.yaml")}
        assert {path.name for path in (clone / kind).glob("*.yaml")} == names
