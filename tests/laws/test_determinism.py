"""The same model gives the same bytes: whatever the machine, the locale, the time zone, and what was built before."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from compiler.emit.families import FAMILIES
from tests.helpers.small_model import REPO, SMALL, Run, contents

Verac = Callable[..., Run]

# Each machine differs from the reference in all that it can.
REFERENCE = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "TZ": "UTC"}
MACHINES: dict[str, dict[str, str]] = {
    "the reference": {},
    "an old one": {
        "PYTHONHASHSEED": "1", "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
        "TZ": "Pacific/Auckland", "VERAC_CACHE": "off",
    },
    "a Turkish one": {
        "PYTHONHASHSEED": "4294967295", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr",
        "TZ": "Pacific/Pago_Pago", "PYTHONOPTIMIZE": "1",
    },
}  # fmt: skip
UNTIDY = {
    "b.vera": "domein Twee\nentiteit Ding{ a:Ding , éé:DINGSOORT\n}\n\n\nentiteit ding (meervoud dinks) {a : string}\n",
    "c.vera": 'domein Drie\n// einde\nentiteit Ding\nentiteit DING\nreferentiedata DINGSOORT { `Z` "z", A "a" }\n',
}


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write `files` in their order."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def model(tmp_path: Path, small_model: Path) -> Path:
    """The small model, the model to learn from, and files with findings: enough to have an order."""
    for path in (REPO / "models" / "voorbeeld").glob("*.vera"):
        if path.name != "standaard.vera":
            shutil.copy(path, small_model / path.name)
    manifest = (small_model / "standaard.vera").read_text(encoding="utf-8")
    with_hints = manifest.replace(
        "ernst { GM11 uit, RD05 uit }",
        "ernst { GM11 uit, RD05 uit, GN02 hint, GN03 hint, GN04 hint }",
    )
    lists = '\nreferentiedata LIDSTATUS { ACT "Actief" }\n'
    (small_model / "standaard.vera").write_text(with_hints + lists, encoding="utf-8")
    leden = (
        (small_model / "Leden.vera").read_text(encoding="utf-8").replace("gedeeld domein", "domein")
    )
    (small_model / "Leden.vera").write_text(leden, encoding="utf-8")
    return write(small_model, UNTIDY)


def test_every_machine_writes_and_says_the_same(
    verac: Verac, model: Path, release: Path, tmp_path: Path
) -> None:
    sheet, codes = release / "brongegevens.xlsx", release / "codes.csv"

    def made_on(machine: str) -> tuple[list[Run], dict[str, bytes | None]]:
        """What every command says and writes, on a machine with nothing in its cache."""
        work = tmp_path / machine
        shutil.copytree(model, work / "model")
        env = REFERENCE | {"VERAC_CACHE": str(tmp_path / f"cache of {machine}")} | MACHINES[machine]
        said = [
            verac(
                "build", "model", "-o", "uit", "--json", "--corrections", "all", cwd=work, env=env
            ),
            verac("build", "model", "-o", "alles", "--only", "all", cwd=work, env=env),
            verac("check", "model", "--format", "json", cwd=work, env=env),
            verac("import", sheet, release, codes, "-o", "in", cwd=work, env=env),
            verac("fmt", "model", cwd=work, env=env),
        ]
        return said, contents(work)

    said, written = made_on("the reference")
    assert [ended.code for ended in said] == [0] * 5
    assert '"GN02"' in said[2].out
    made = {"uit/openapi/Informatiedomeinen/Twee.json", "in/standaard.vera"}
    assert made <= set(written)
    released = [name for name, family in FAMILIES.items() if family.released]
    assert {f"alles/{name}" for name in released} <= set(written)
    for machine in list(MACHINES)[1:]:
        assert (machine, *made_on(machine)) == (machine, said, written)


def test_order_and_time_of_files_do_not_matter(verac: Verac, tmp_path: Path) -> None:
    files = {
        **SMALL,
        **{
            f"domeinen/{n}.vera": f"domein D{n}\nentiteit E{n} {{ a : string }}\n"
            for n in range(40)
        },
    }
    forwards = write(tmp_path / "forwards", files)
    backwards = write(tmp_path / "a" / "b" / "backwards", dict(reversed(files.items())))
    for number, path in enumerate(sorted(backwards.rglob("*.vera"))):
        os.utime(path, (number, number))
    assert verac("build", forwards, "-o", "uit1").code == 0
    assert verac("build", backwards, "-o", "uit2", env={"VERAC_CACHE": "off"}).code == 0
    assert contents(tmp_path / "uit1") == contents(tmp_path / "uit2")


def test_statements_may_stand_in_any_file(verac: Verac, tmp_path: Path) -> None:
    one_file = dict(reversed(SMALL.items()))
    write(tmp_path / "model1", SMALL)
    write(tmp_path / "model2", {"alles.vera": "\n".join(one_file.values())})
    assert verac("build", "model1", "-o", "uit1").code == 0
    assert verac("build", "model2", "-o", "uit2").code == 0
    assert contents(tmp_path / "uit1" / "openapi") == contents(tmp_path / "uit2" / "openapi")


def test_the_working_folder_does_not_matter(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    (tmp_path / "elders").mkdir()
    verac("build", small_model, "-o", tmp_path / "uit1")
    verac("build", "../model", "-o", "../uit2", cwd=tmp_path / "elders", env={"VERAC_CACHE": "off"})
    verac("build", ".", "-o", "../uit3", cwd=small_model)
    assert contents(tmp_path / "uit1") == contents(tmp_path / "uit2") == contents(tmp_path / "uit3")


def test_what_was_built_before_does_not_matter(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    text = SMALL["domeinen/Relaties.vera"]
    for step, version in enumerate(
        (text, text.replace("achternaam", "naam"), "domein Relaties\n", text)
    ):
        (small_model / "domeinen" / "Relaties.vera").write_text(version, encoding="utf-8")
        verac("build", small_model, "-o", "again", *(["--json"] if step == 1 else []))
    assert verac("build", small_model, "-o", "fresh", env={"VERAC_CACHE": "off"}).code == 0
    assert contents(tmp_path / "again") == contents(tmp_path / "fresh")


def test_a_published_release_imports_and_builds_the_same(
    verac: Verac, shared: Path, tmp_path: Path
) -> None:
    release = shared / "v4.1.0"
    other = REFERENCE | MACHINES["an old one"]
    for name, env in (("1", REFERENCE), ("2", other)):
        (tmp_path / name).mkdir()
        imported = verac(
            "import",
            release / "brongegevens.xlsx",
            release,
            "-o",
            "model",
            cwd=tmp_path / name,
            env=env,
        )
        (tmp_path / name / "said").write_text(str(imported), encoding="utf-8")
        assert (
            verac("build", "model", "-o", "uit", "--quiet", cwd=tmp_path / name, env=env).code == 0
        )
    assert len(contents(tmp_path / "1" / "uit")) > 20
    assert contents(tmp_path / "1") == contents(tmp_path / "2")
