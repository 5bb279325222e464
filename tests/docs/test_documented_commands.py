"""What the documentation promises, done: every command and every block of code in it, in a fresh folder per page."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from compiler.base.own_yaml import read_own_yaml
from compiler.language.parser import parse_text
from tests.helpers.documented_commands import (
    LANGUAGES,
    WORDS,
    Block,
    blocks,
    indented_code,
    pages,
)
from tests.helpers.small_model import CODES, REPO, SMALL

PAGES = pages()
RUN = [page for page in PAGES if any(each.language in ("sh", "python") for each in blocks(page))]
SLOW = [page for page in RUN if any("slow" in each.words for each in blocks(page))]
STARTER = """\
#!/bin/sh
exec "{python}" -c "from compiler.cli.entry import main; main()" "$@"
"""
IDENTITY = "[user]\n\tname = A\n\temail = a@example.org\n[commit]\n\tgpgsign = false\n[init]\n\tdefaultBranch = main\n"
CHECKOUT = ("compiler", "grammar", "templates", "words", "locale")


# -- what stands in the pages ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_every_block_says_what_it_is(page: str) -> None:
    assert indented_code(page) == [], (
        "code stands in a fence, with a word behind it that says what it is"
    )
    for block in blocks(page):
        assert block.language in LANGUAGES, f"{page}:{block.line}"
        assert block.words <= WORDS, f"{page}:{block.line}"


def test_most_blocks_are_run() -> None:
    found = [block for page in PAGES for block in blocks(page) if block.language == "sh"]
    run = [block for block in found if "elsewhere" not in block.words]
    assert len(run) > 25
    assert len(run) > 3 * (len(found) - len(run))
    for block in found:
        if "elsewhere" not in block.words:
            assert "http" not in block.text, f"{block.page}:{block.line}"


@pytest.mark.parametrize("page", PAGES)
def test_models_in_the_pages_parse(page: str) -> None:
    for block in blocks(page):
        if block.language != "vera":
            continue
        whole = [block.text]
        if "part" in block.words:
            whole = [f"entiteit X {{\n{block.text}}}\n", f"standaard X {{\n{block.text}}}\n"]
        found = [parse_text(text).diagnostics for text in whole]
        assert () in found, f"{page}:{block.line} {found}"


@pytest.mark.parametrize("page", PAGES)
def test_data_in_the_pages_is_what_it_is_called(page: str) -> None:
    for block in blocks(page):
        if block.language == "yaml":
            assert read_own_yaml(block.text)
        elif block.language == "json":
            assert [json.loads(line) for line in block.text.splitlines()]
        elif block.language == "csv":
            assert (
                len({len(row) for row in csv.reader(block.text.splitlines(), delimiter=";")}) == 1
            )


# -- what the pages tell to do ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What all pages share: a cache, a name for git, and the command."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "bin").mkdir()
    for name, text in (("verac", STARTER), ("python", '#!/bin/sh\nexec "{python}" "$@"\n')):
        (folder / "bin" / name).write_text(text.format(python=sys.executable), encoding="utf-8")
        (folder / "bin" / name).chmod(0o755)
    (folder / "gitconfig").write_text(IDENTITY, encoding="utf-8")
    return folder


class Reader:
    """Somebody who does what a page tells, in a fresh folder for each of its worlds."""

    def __init__(self, folder: Path, home: Path) -> None:
        self._folder = folder
        paths = (home / "bin", Path(sys.executable).parent)
        self._environment = os.environ | {
            "PATH": os.pathsep.join((*map(str, paths), os.environ["PATH"])), "PYTHONPATH": str(REPO),
            "VERAC_CACHE": str(home / "cache"), "GIT_CONFIG_GLOBAL": str(home / "gitconfig"), "LC_ALL": "C.UTF-8",
            "HOME": str(folder), "PAGER": "cat",
        }  # fmt: skip

    def read(self, page: str, *, slow: bool) -> None:
        """Write the files of a page, and run what it says."""
        run = [block for block in blocks(page) if slow or "slow" not in block.words]
        for block in run:
            if block.file:
                target = self._place(block, slow=slow) / block.file
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(block.text, encoding="utf-8")
        for block in run:
            if block.file or "elsewhere" in block.words or block.language not in ("sh", "python"):
                continue
            self.run(block, self._place(block, slow=slow))

    def run(self, block: Block, place: Path) -> None:
        """Run a block in `place`, and see that it ends as it says."""
        command = ["bash", "-euo", "pipefail", "-c", block.text]
        environment = self._environment
        if block.language == "python":
            command = [sys.executable, "-c", block.text]
        if (
            place / "compiler"
        ).is_dir():  # the page puts something in a checkout: what runs is that one
            environment = environment | {"PYTHONPATH": str(place)}
        done = subprocess.run(
            command, cwd=place, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            check=False, timeout=900,
        )  # fmt: skip
        told = (
            f"{block.page}:{block.line}\n{block.text}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        )
        assert done.returncode == (1 if "fails" in block.words else 0), told
        assert "Traceback" not in done.stderr, told

    def _place(self, block: Block, *, slow: bool) -> Path:
        """The folder that a block is run in."""
        if "klein" in block.words:
            return self._made("klein", lambda folder: self._small(folder, released=slow))
        if "checkout" in block.words:
            return self._made("checkout", _copy_checkout)
        return self._made("vera", self._whole)

    def _made(self, name: str, make: object) -> Path:
        folder = self._folder / name
        if not folder.is_dir():
            folder.mkdir(parents=True)
            make(folder)  # type: ignore[operator]
        return folder

    def _whole(self, folder: Path) -> None:
        """The models and examples of this repository, in a repository of their own."""
        shutil.copytree(REPO / "models", folder / "models")
        shutil.copytree(REPO / "docs" / "examples", folder / "docs" / "examples")
        self._shell(folder, "git init -q .", "git add .", "git commit -qm 'het begin'")

    def _small(self, folder: Path, *, released: bool) -> None:
        """A small model in models/vera, its published files, and where asked a release before the version it has."""
        for name, text in SMALL.items():
            path = folder / "models" / "vera" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.replace('"1.0.0"', '"4.3.0"'), encoding="utf-8")
        (folder / ".gitignore").write_text("build/\nreleases/\n", encoding="utf-8")
        (folder / "Referentiedata.csv").write_text(CODES, encoding="utf-8")
        self._shell(
            folder, "git init -q .", "git add .", "git commit -qm 'versie 4.3.0'",
            "verac build --only openapi --only spreadsheet -o gepubliceerd --quiet",
            "cp -r gepubliceerd/openapi/* gepubliceerd/; cp gepubliceerd/spreadsheet/*.xlsx brongegevens.xlsx",
        )  # fmt: skip
        if released:
            self._shell(folder, "verac release publish --to releases")
        path = folder / "models" / "vera" / "standaard.vera"
        path.write_text(path.read_text("utf-8").replace("4.3.0", "4.3.1"), encoding="utf-8")
        path = folder / "models" / "vera" / "domeinen" / "Relaties.vera"
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("    achternaam", "    voornaam : string\n    achternaam"), "utf-8"
        )
        self._shell(folder, "verac fmt --quiet", "git commit -qam 'versie 4.3.1'")

    def _shell(self, folder: Path, *lines: str) -> None:
        for line in lines:
            done = subprocess.run(
                ["bash", "-c", line], cwd=folder, env=self._environment, capture_output=True, text=True, check=False
            )  # fmt: skip
            assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"


def _copy_checkout(folder: Path) -> None:
    for name in CHECKOUT:
        shutil.copytree(REPO / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))


@pytest.mark.xdist_group("documented commands")
@pytest.mark.parametrize("page", RUN)
def test_what_a_page_tells_to_do_can_be_done(page: str, tmp_path: Path, home: Path) -> None:
    Reader(tmp_path, home).read(page, slow=False)


@pytest.mark.slow
@pytest.mark.xdist_group("documented commands")
@pytest.mark.parametrize("page", SLOW)
def test_what_takes_long_can_be_done_too(page: str, tmp_path: Path, home: Path) -> None:
    Reader(tmp_path, home).read(page, slow=True)


def test_a_reader_notices_a_command_that_is_none(tmp_path: Path, home: Path) -> None:
    def reading(text: str, words: Iterable[str] = ()) -> None:
        block = Block("page", 1, "sh", frozenset(words), "", text)
        Reader(tmp_path, home).run(block, tmp_path)

    reading("verac --version\n")
    reading("verac check nergens || test $? -eq 2\n")
    wrong = (("verac chek\n", ()), ("verac --version\n", ("fails",)), ("verac nope | cat\n", ()))
    for text, words in wrong:
        with pytest.raises(AssertionError, match="page:1"):
            reading(text, words)
