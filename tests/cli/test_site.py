"""`verac site`: a folder that grows by versions, and takes nobody's file away."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.helpers.small_model import Run

Verac = Callable[..., Run]


def test_versions_stand_beside_each_other_and_latest_is_the_last(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    site = tmp_path / "uit"
    first = verac("site", str(small_model), "-o", str(site))
    assert first.code == 0, first.err
    assert f"open {site / 'index.html'}" in first.out
    old = (site / "1.0.0" / "entiteit" / "Relatie" / "index.html").read_bytes()
    manifest = small_model / "standaard.vera"
    text = manifest.read_text(encoding="utf-8").replace('"1.0.0"', '"1.1.0+7"')
    manifest.write_text(text, encoding="utf-8")
    assert verac("site", str(small_model), "-o", str(site)).code == 0
    assert (site / "1.0.0" / "entiteit" / "Relatie" / "index.html").read_bytes() == old
    told = json.loads((site / "1.1.0" / "entiteit" / "Relatie" / "index.json").read_bytes())
    assert told["versie"] == "1.1.0+7"
    assert "../1.1.0/index.html" in (site / "latest" / "index.html").read_text(encoding="utf-8")
    again = verac("site", str(small_model), "-o", str(site))
    assert "is up to date" in again.out


def test_a_file_of_somebody_else_stays(verac: Verac, small_model: Path, tmp_path: Path) -> None:
    site = tmp_path / "uit"
    site.mkdir()
    (site / "index.html").write_text("van mij", encoding="utf-8")
    found = verac("site", str(small_model), "-o", str(site))
    assert found.code == 1
    assert "OUT03" in found.err
    assert [path.name for path in site.iterdir()] == ["index.html"]
    assert (site / "index.html").read_text(encoding="utf-8") == "van mij"


def test_what_is_wrong_is_told_and_nothing_written(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    wrong = small_model / "fout.vera"
    wrong.write_text("domein D\nentiteit E { a : Nergens }\n", encoding="utf-8")
    found = verac("site", str(small_model), "-o", str(tmp_path / "uit"))
    assert found.code == 1
    assert "NAM01" in found.err
    assert not (tmp_path / "uit").exists()
    assert verac("site", str(small_model), "--language", "fr").code == 2


def test_a_build_makes_the_same_site(verac: Verac, small_model: Path, tmp_path: Path) -> None:
    assert verac("site", str(small_model), "-o", str(tmp_path / "a")).code == 0
    build = verac(
        "build", str(small_model), "-o", str(tmp_path / "b"), "--only", "site", "--verify"
    )
    assert build.code == 0, build.err
    names = ("1.0.0/index.html", "1.0.0/zoeken/namen.js", "latest/entiteit/Persoon/index.html")
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / "site" / name).read_bytes()
