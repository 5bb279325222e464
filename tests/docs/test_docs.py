"""What the documents show must work: models parse, and the rule of the README is found and passes its own examples."""

import importlib
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from compiler.emit.openapi.correcting import all_corrections
from compiler.language.parser import parse_text
from compiler.model.linking.link import link_sources
from compiler.rules import guidelines
from compiler.rules.run import all_rules, run_rules

ROOT = Path(__file__).parents[2]
STATEMENT = re.compile(
    r"(standaard|domein|gedeeld|abstract|entiteit|envelop|ketenproces|bericht|referentiedata|bedrijfsproces|///) ?"
)


def blocks(page: str) -> list[str]:
    """The indented blocks of a page."""
    text = (ROOT / page).read_text(encoding="utf-8")
    found = re.findall(r"(?m)(?:^ {4}.*\n(?:^\n(?= {4}))?)+", text)
    return [re.sub(r"(?m)^ {4}", "", block) for block in found]


@pytest.mark.parametrize(
    "block",
    [b for page in ("README.md", "docs/language.md") for b in blocks(page) if STATEMENT.match(b)],
    ids=lambda block: block.split("\n", 1)[0][:40],
)
def test_models_in_the_documents_parse(block: str) -> None:
    assert parse_text(block).diagnostics == ()


def test_the_model_of_the_readme_is_sound() -> None:
    (model,) = [block for block in blocks("README.md") if block.startswith("standaard")]
    linked = link_sources([parse_text(model).source])
    assert linked.diagnostics == ()
    assert list(linked.model.entities) == ["Boek", "Schrijver"]
    assert run_rules(linked.model) == ()


def test_the_rule_of_the_readme_is_found_by_dropping_it_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (code,) = [block for block in blocks("README.md") if "@rule" in block]
    (tmp_path / "vb01_nothing_mandatory.py").write_text(code, encoding="utf-8")
    monkeypatch.setattr(guidelines, "__path__", [*guidelines.__path__, str(tmp_path)])
    all_rules.cache_clear()
    try:
        (dropped,) = [rule for rule in all_rules() if rule.id == "VB01"]
        bad = re.search(r"Bad:\n +(.*?) +//! VB01 @(\d+) \"(.*)\"", dropped.doc)
        good = re.search(r"Good:\n +(.*)", dropped.doc)
        assert bad
        assert good
        (finding,) = dropped.judge(link_sources([parse_text(bad[1]).source]).model)
        assert (finding.place.column, bad[3] in finding.message) == (int(bad[2]), True)
        assert list(dropped.judge(link_sources([parse_text(good[1]).source]).model)) == []
    finally:
        sys.modules.pop("compiler.rules.guidelines.vb01_nothing_mandatory", None)
        importlib.invalidate_caches()
        all_rules.cache_clear()


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "CONTRIBUTING.md",
        *sorted(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md")),
    ],
)
def test_links_between_documents_lead_somewhere(page: str) -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", (ROOT / page).read_text(encoding="utf-8"))
    assert targets or page not in ("README.md", "CONTRIBUTING.md")
    for target in targets:
        assert ((ROOT / page).parent / target).exists(), target


def rooms() -> set[str]:
    """What stands at the top of the compiler: folders with a slash, and modules but the one that only names it."""
    entries = [path for path in (ROOT / "compiler").iterdir() if not path.name.startswith("__")]
    return {f"{path.name}/" if path.is_dir() else path.name for path in entries}


def test_every_room_has_one_row_in_the_architecture() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = text.split("## The rooms")[1].split("## ")[0]
    rows = re.findall(r"(?m)^\| `([^`]+)` \|", table)
    assert sorted(rows) == sorted(rooms())


def test_the_top_of_the_compiler_is_seen_at_a_glance() -> None:
    """At most fifteen entries beside the one that only names the package."""
    assert len(rooms()) <= 15


ROOMS = sorted(path.parent for path in (ROOT / "compiler").rglob("__init__.py"))[1:]


@pytest.mark.parametrize("room", ROOMS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_room_says_what_it_is_for_what_comes_in_and_what_goes_out(room: Path) -> None:
    name = ".".join(room.relative_to(ROOT).parts)
    purpose, blank, comes_in, goes_out = importlib.import_module(name).__doc__.strip().splitlines()
    assert purpose.endswith(".")
    assert blank == ""
    assert (comes_in[:4], goes_out[:5]) == ("In: ", "Out: ")


NOT_THERE_YET = ("compiler/serve/",)


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "CONTRIBUTING.md",
        *sorted(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md")),
    ],
)
def test_paths_in_the_documents_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(
        r"`((?:compiler|tests|templates|grammar|tools|bench|models)/[\w./-]*)`", text
    )
    made_by_the_reader = ("compiler/rules/guidelines/vb01_nothing_mandatory.py",)
    missing = {
        path
        for path in named
        if path not in (*NOT_THERE_YET, *made_by_the_reader) and not (ROOT / path).exists()
    }
    assert missing == set()


def test_the_table_of_corrections_is_up_to_date() -> None:
    """What `make docs` writes stands there already."""
    spec = importlib.util.spec_from_file_location(
        "write_corrections", ROOT / "tools" / "write_corrections.py"
    )
    writer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(writer)
    page = writer.PAGE.read_text(encoding="utf-8")
    assert page.count("| OA") == len(all_corrections())
    assert page == writer.with_table(page)


def test_the_report_of_the_published_standard_is_what_is_found_now() -> None:
    """docs/bevindingen.md; `make docs` writes it."""
    command = [
        sys.executable,
        "-m",
        "compiler.cli",
        "check",
        "--format",
        "markdown",
        "--lang",
        "nl",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stdout == (ROOT / "docs" / "bevindingen.md").read_bytes()


def test_the_pictures_in_the_documents_are_what_is_drawn_now() -> None:
    """docs/diagrams/*.svg; `make docs` writes them."""
    spec = importlib.util.spec_from_file_location(
        "write_diagrams", ROOT / "tools" / "write_diagrams.py"
    )
    writer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(writer)
    drawn = writer.pictures()
    assert {path.name for path in writer.FOLDER.iterdir()} == {*drawn}
    for name, text in drawn.items():
        assert (writer.FOLDER / name).read_text(encoding="utf-8") == text
        assert f"(diagrams/{name})" in (ROOT / "docs" / "diagrams.md").read_text(encoding="utf-8")
