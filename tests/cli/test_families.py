"""A family of artefacts is one entry in one table: the command line and the pipeline know it from there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from compiler import pipeline
from compiler.base.context import Context
from compiler.base.wording import say
from compiler.emit.emitted import Emitted
from compiler.emit.families import (
    FAMILIES,
    Family,
    MadeExamples,
    Request,
    families_of,
    whole_set,
)
from compiler.model.model import Model
from tests.helpers.small_model import REPO, SMALL, contents


def titles(model: Model, asked: Request, context: Context, examples: MadeExamples) -> Emitted:
    """A tiny family: a file with the names of all domains."""
    made = examples()
    text = "\n".join(
        [*model.domains, f"examples: {made is not None}", f"json: {asked.openapi.json}"]
    )
    context.tick("titles", 1, 1)
    return Emitted({"titles/domains.txt": text.encode()})


TITLES = Family("titles", titles, lambda number: say("{number} titles", number=number))
# The command line as it would start with one more entry in the table.
RUN = """
import sys
from compiler.emit.families import FAMILIES
from tests.cli.test_families import TITLES
FAMILIES[TITLES.name] = TITLES
from compiler.cli.entry import main
sys.argv[0] = "verac"
main()
"""


def verac(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", RUN, *arguments]
    environment = {"PYTHONPATH": str(REPO), "VERAC_CACHE": "off"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def model(tmp_path: Path) -> Path:
    for name, text in SMALL.items():
        (tmp_path / "model" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "model" / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_new_family_is_built_with_only(model: Path) -> None:
    ended = verac(model, "build", "model", "--only", "titles", "--json", "--examples")
    assert (ended.stdout, ended.returncode) == ("build: 1 titles\n", 0), ended.stderr
    found = {path: content for path, content in contents(model / "build").items() if content}
    assert {*found} == {".verac.json", "titles/domains.txt"}
    *domains, examples, json = found["titles/domains.txt"].decode().split("\n")
    assert (domains, examples, json) == (["Algemeen", "Relaties"], "examples: True", "json: True")
    again = verac(model, "build", "model", "--only", "titles", "--json", "--examples")
    assert again.stdout == "build is up to date: 1 titles\n"


USUAL = [name for name, family in FAMILIES.items() if family.usual]
RELEASED = [name for name, family in FAMILIES.items() if family.released]


def folders(build: Path) -> set[str]:
    return {path.name for path in build.iterdir() if path.is_dir()}


def test_a_new_family_is_built_with_the_usual_ones_and_stands_in_the_help(model: Path) -> None:
    ended = verac(model, "build", "model")
    assert ended.stdout.endswith("schemas, 1 titles\n"), ended.stderr
    assert folders(model / "build") == {*USUAL, "titles"}
    told = " ".join(verac(model, "build", "--help").stdout.split())
    assert f"{', '.join(FAMILIES)}, titles; all is the complete set" in told


def test_several_families_are_built_where_several_are_asked_for(model: Path) -> None:
    ended = verac(model, "build", "model", "--only", "wiki", "--only", "titles")
    assert (ended.stdout, ended.returncode) == ("build: 4 tables for a wiki, 1 titles\n", 0)
    assert folders(model / "build") == {"wiki", "titles"}
    again = verac(model, "build", "model", "--only", "titles", "--only", "wiki", "--only", "wiki")
    assert again.stdout.startswith("build is up to date")


def test_the_complete_set_has_every_family_and_each_document_twice(model: Path) -> None:
    ended = verac(model, "build", "model", "--only", "all")
    assert ended.returncode == 0, ended.stderr
    assert folders(model / "build") == {*RELEASED, "titles"}
    ends = {path.suffix for path in (model / "build" / "openapi").rglob("*.*")}
    assert ends == {".yaml", ".json"}
    assert verac(model, "build", "model").stdout.startswith("build: 3 documents, 6 schemas")
    assert folders(model / "build") == {*RELEASED, "titles"}


def test_a_family_that_is_left_out_stays_as_it_was(model: Path) -> None:
    verac(model, "build", "model")
    before = contents(model / "build")
    verac(model, "build", "model", "--only", "titles", "--json")
    after = contents(model / "build")
    changed = {path for path in before | after if before.get(path) != after.get(path)}
    assert changed == {".verac.json", "titles/domains.txt"}


def test_all_families_come_in_the_order_of_the_table() -> None:
    assert [family.name for family in families_of(Request())] == USUAL
    asked = Request(families=tuple(reversed(FAMILIES)))
    assert [family.name for family in families_of(asked)] == [*FAMILIES]


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_writes_in_the_folder_of_its_name_only(name: str) -> None:
    files = {path: text.encode() for path, text in SMALL.items()}
    artefacts = pipeline.build(files, Request(families=(name,))).artefacts
    assert artefacts
    assert {path.split("/")[0] for path in artefacts} == {name}
    everything = pipeline.build(files, whole_set(Request())).artefacts
    assert everything
    # The readme of the whole set has links to the documents as JSON, of which each stands beside the one as YAML.
    assert name not in RELEASED or name == "readme" or artefacts.items() <= everything.items()
