"""The canonical form by the command line: files, folders and standard input."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.cli_runs import ENTRY, RELATIES, Verac, edit
from tests.helpers.small_model import contents


def test_fmt_writes_the_canonical_form_once(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    verac("fmt", small_model)
    canonical = contents(small_model)
    edit(small_model / RELATIES, "kern soort : RELATIESOORT", "kern   soort:RELATIESOORT")
    untidy = contents(small_model)
    ended = verac("fmt", "--check", small_model)
    assert (ended.code, ended.out) == (
        1,
        f"would change {small_model / RELATIES}\n5 files, 1 to change\n",
    )
    assert contents(small_model) == untidy
    ended = verac("fmt", small_model)
    assert (ended.code, ended.out) == (0, f"changed {small_model / RELATIES}\n5 files, 1 changed\n")
    assert contents(small_model) == canonical
    assert verac("fmt", small_model / RELATIES, "--check").out == "1 file, 0 to change\n"
    assert list(tmp_path.rglob(".verac-*")) == []


def test_fmt_leaves_files_that_it_cannot_read_as_they_are(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    bad = {
        "syntax": b"domein\nentiteit A {\n  a\n}\n",
        "bytes": b"domein A\n// \xff\n",
        "folder": None,
        "gone": None,
        "device": None,
    }
    for name, content in bad.items():
        if content:
            (tmp_path / f"{name}.vera").write_bytes(content)
    (tmp_path / "folder.vera").mkdir()
    (tmp_path / "device.vera").symlink_to("/proc/self/mem")  # reading it fails, for root too
    before = (small_model / RELATIES).read_bytes()
    ended = verac("fmt", *(f"{name}.vera" for name in bad), small_model)
    assert ended.code == 1
    assert "Traceback" not in ended.err
    for name in bad:
        assert f"{name}.vera" in ended.err
    assert (tmp_path / "syntax.vera").read_bytes() == bad["syntax"]
    assert (tmp_path / "bytes.vera").read_bytes() == bad["bytes"]
    assert (small_model / RELATIES).read_bytes() != before


def test_fmt_writes_nothing_that_would_not_be_read_again(verac: Verac, tmp_path: Path) -> None:
    text = f"entiteit A (\n    meervoud {'a' * 40_000},\n    pad {'b' * 40_000}\n)\n"
    (tmp_path / "lang.vera").write_text(text, encoding="utf-8")
    (tmp_path / "kort.vera").write_text("entiteit   A", encoding="utf-8")
    ended = verac("fmt", "lang.vera", "kort.vera")
    assert ended.code == 1
    assert "lang.vera: error[SYN06]" in ended.err
    assert (tmp_path / "lang.vera").read_text(encoding="utf-8") == text
    assert (tmp_path / "kort.vera").read_text(encoding="utf-8") == "entiteit A\n"
    assert verac("fmt", "--check", "lang.vera").code == 1


def test_fmt_writes_where_a_link_leads_and_keeps_the_mode(verac: Verac, tmp_path: Path) -> None:
    place = tmp_path / "elders" / "echt.vera"
    place.parent.mkdir()
    place.write_text("entiteit   A", encoding="utf-8")
    place.chmod(0o640)
    link = tmp_path / "model.vera"
    link.symlink_to("elders/echt.vera")
    assert verac("fmt", "model.vera").code == 0
    assert link.is_symlink()
    assert link.readlink() == Path("elders/echt.vera")
    assert place.read_text(encoding="utf-8") == "entiteit A\n"
    assert place.stat().st_mode & 0o777 == 0o640
    assert {path.name for path in tmp_path.iterdir()} >= {"elders", "model.vera"}
    assert [path.name for path in place.parent.iterdir()] == ["echt.vera"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no sizes")
def test_fmt_on_a_full_disk_leaves_the_file(tmp_path: Path, environment: dict[str, str]) -> None:
    """A process that may not write files of more than 8 bytes meets what a full disk is."""
    folder = tmp_path / "vol"
    folder.mkdir()
    (folder / "a.vera").write_text("entiteit   Adres", encoding="utf-8")
    code = f"import sys, resource; resource.setrlimit(resource.RLIMIT_FSIZE, (8, 8)); {ENTRY}"
    ended = subprocess.run(
        [sys.executable, "-c", code, "fmt", "vol"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 1
    assert "error[OUT02]" in ended.stderr
    assert "Traceback" not in ended.stderr
    left = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert left == {"a.vera": "entiteit   Adres"}
