"""The commands that compare versions, as a user runs them: sides, formats, filters, and what goes wrong."""

from __future__ import annotations

import json
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

GIT = (
    "git",
    "-c",
    "user.name=Proef",
    "-c",
    "user.email=proef@example.org",
    "-c",
    "commit.gpgsign=false",
)


@pytest.fixture
def newer(small_model: Path) -> Path:
    """The small model one version on: an attribute more, one obsolete, another description; not breaking."""
    folder = small_model.parent / "newer"
    shutil.copytree(small_model, folder)
    edit(folder / "standaard.vera", 'versie "1.0.0"', 'versie "1.1.0"')
    edit(
        folder / "domeinen/Relaties.vera",
        "achternaam : string",
        "achternaam : string\n    voornaam : string",
    )
    edit(folder / "domeinen/Relaties.vera", "    geboortedatum", "    vervallen geboortedatum")
    edit(
        folder / "domeinen/Relaties.vera",
        "Een mens of organisatie.",
        "Een mens of een organisatie.",
    )
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run([*GIT, *arguments], cwd=folder, check=True, capture_output=True)


# -- diff ------------------------------------------------------------------------------------------------------------


def test_text(verac, small_model, newer):
    run = verac("diff", small_model, newer)
    assert run.code == 0
    lines = run.out.splitlines()
    assert lines[0] == "1.0.0 → 1.1.0: nothing breaks clients; least version 1.0.1 (patch)"
    assert '  CH20  attribute "Persoon.voornaam" added: string' in lines
    assert "        reaches messages BRG/Relaties; documents BRG, Relaties" in lines
    assert '  CH28  attribute "Persoon.geboortedatum" changed, obsolete: no → yes' in lines
    assert "  CH80  one description changed" in lines
    assert run.err == ""


def test_dutch(verac, small_model, newer):
    run = verac("diff", small_model, newer, "--lang", "nl")
    assert "niets breekt koppelingen; laagste versie 1.0.1 (patch)" in run.out
    assert 'attribuut "Persoon.voornaam" toegevoegd: string' in run.out


def test_descriptions_are_listed_when_asked_for(verac, small_model, newer):
    assert (
        '"Relatie" changed, description: Een mens of organisatie.'
        in verac("diff", small_model, newer, "--descriptions").out
    )


def test_summary_counts_and_lists_nothing(verac, small_model, newer):
    out = verac("diff", small_model, newer, "--summary").out
    assert "voornaam" not in out
    (row,) = (line.split() for line in out.splitlines() if line.startswith("attribute added"))
    assert row == ["attribute", "added", "·", "·", "1", "·"]


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (["--kind", "added"], {"Persoon.voornaam"}),
        (["--kind", "obsolete"], {"Persoon.geboortedatum"}),
        (["--kind", "text"], {"Relatie"}),
        (["--kind", "added", "--kind", "text"], {"Persoon.voornaam", "Relatie"}),
        (["--domain", "Relaties"], {"Persoon.voornaam", "Persoon.geboortedatum", "Relatie"}),
        (["--domain", "Algemeen"], set()),
        (["--process", "BRG", "--kind", "attribute"], {"Persoon.voornaam"}),
    ],
)
def test_filters(verac, small_model, newer, options, shown):
    found = json.loads(verac("diff", small_model, newer, "--format", "json", *options).out)
    assert {change["element"] for change in found["changes"]} == shown


def test_json_holds_every_fact(verac, small_model, newer):
    found = json.loads(verac("diff", small_model, newer, "--format", "json").out)
    assert (found["old"], found["new"], found["least"], found["step"]) == (
        "1.0.0",
        "1.1.0",
        "1.0.1",
        "patch",
    )
    assert found["counts"] == {"wire": 0, "code": 0, "additive": 2, "text": 1}
    (added,) = (change for change in found["changes"] if change["kind"] == "added")
    assert added["new"]["type"] == "string"
    assert added["reach"] == {
        "entities": ["Persoon"],
        "messages": ["BRG/Relaties"],
        "documents": ["BRG", "Relaties"],
    }
    assert (added["file"], added["line"]) == ("domeinen/Relaties.vera", 11)


class Tags(HTMLParser):
    """Checks that every tag that opens closes."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "link", "br", "hr", "!doctype"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_html_and_markdown_show_names_and_run_nothing(verac, small_model, newer):
    edit(newer / "domeinen/Relaties.vera", "    voornaam : string", "    `<script>a|b*` : string")
    page = verac("diff", small_model, newer, "--format", "html", "--descriptions").out
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert "&lt;script&gt;a|b*" in page
    assert "<script" not in page
    assert r"\<script\>a\|b\*" in verac("diff", small_model, newer, "--format", "markdown").out


@pytest.mark.parametrize("format_", ["text", "markdown", "html", "json"])
def test_the_same_bytes_on_every_run(verac, small_model, newer, format_):
    runs = {
        verac("diff", small_model, newer, "--format", format_, env={"PYTHONHASHSEED": seed}).out
        for seed in "012"
    }
    assert len(runs) == 1


def test_nothing_changed(verac, small_model):
    run = verac("diff", small_model, small_model, "--check")
    assert (run.code, run.out) == (0, "1.0.0 → 1.0.0: nothing changed\n")


# -- check -----------------------------------------------------------------------------------------------------------


def test_check_passes_what_the_version_allows(verac, small_model, newer):
    assert verac("diff", small_model, newer, "--check").code == 0


@pytest.mark.parametrize(("version", "id_"), [("1.0.1", "VS01"), ("1.0.0", "VS02")])
def test_check_refuses_a_version_that_is_too_low(verac, small_model, newer, version, id_):
    edit(newer / "standaard.vera", 'versie "1.1.0"', f'versie "{version}", versiebeleid strikt')
    run = verac("diff", small_model, newer, "--check")
    assert run.code == 1
    assert f"error[{id_}]" in run.err
    assert "give" in run.err
    assert verac("diff", small_model, newer).code == 0


def test_check_points_at_what_breaks(verac, small_model, newer):
    edit(newer / "domeinen/Relaties.vera", "achternaam : string", "achternaam : integer")
    run = verac("diff", small_model, newer, "--check")
    assert run.code == 1
    assert "domeinen/Relaties.vera:10:5: error[CH24]" in run.err
    assert "        achternaam : integer\n        ^^^^^^^^^^" in run.err


# -- sides -----------------------------------------------------------------------------------------------------------


def test_revisions_in_git(verac, small_model, newer, tmp_path):
    folder = tmp_path / "repository"
    shutil.copytree(small_model, folder / "models/klein")
    git(tmp_path, "init", "-q", "-b", "main", str(folder))
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Eerste")
    git(folder, "tag", "v1.0.0")
    shutil.rmtree(folder / "models/klein")
    shutil.copytree(newer, folder / "models/klein")
    run = verac("diff", "v1.0.0:models/klein", "models/klein", cwd=folder)
    assert run.code == 0
    assert run.out == verac("diff", small_model, newer).out
    assert "is gone" not in run.out
    assert verac("diff", "v1.0.0:./klein", "klein", cwd=folder / "models").out == run.out

    missing = verac("diff", "v1.0.1:models/klein", "models/klein", cwd=folder)
    assert missing.code == 2
    assert 'revision "v1.0.1" does not exist' in missing.err
    assert 'did you mean "v1.0.0"?' in missing.err
    assert (
        'has no folder "elders"' in verac("diff", "v1.0.0:elders", "models/klein", cwd=folder).err
    )
    for hostile in (
        "--output=x:models",
        "-h:models",
        "v1.0.0:models/klein/standaard.vera",
        "v1.0.0:../..",
        ":",
    ):
        run = verac("diff", "--", hostile, "models/klein", cwd=folder)
        assert run.code == 2
        assert "Traceback" not in run.err
    assert not (folder / "x").exists()


def test_a_revision_outside_a_repository(verac, small_model, tmp_path):
    run = verac(
        "diff",
        "v1:models",
        small_model,
        cwd=tmp_path,
        env={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)},
    )
    assert run.code == 2
    assert "error[GIT01]" in run.err


def test_no_git_at_all(verac, small_model, tmp_path):
    run = verac("diff", "v1:models", small_model, env={"PATH": str(tmp_path)})
    assert run.code == 2
    assert "git is not installed" in run.err


def test_a_published_folder_is_imported_on_the_fly(verac, small_model, newer, release):
    run = verac("diff", release, newer, "--kind", "added")
    assert run.code == 0
    assert 'attribute "Persoon.voornaam" added' in run.out


@pytest.mark.parametrize("place", [0, 1])
def test_a_folder_that_is_no_model(verac, small_model, tmp_path, place):
    (tmp_path / "leeg").mkdir()
    for name in ("leeg", "nergens", "leeg\n", "x" * 5000):
        sides = [small_model, small_model]
        sides[place] = name
        run = verac("diff", *sides, cwd=tmp_path)
        assert run.code == 2
        assert run.out == ""
        assert "Traceback" not in run.err
        assert "error[" in run.err


@pytest.mark.parametrize("place", [0, 1])
def test_a_model_with_errors_on_one_side(verac, small_model, newer, place):
    sides = [small_model, newer]
    edit(sides[place] / "domeinen/Relaties.vera", "RELATIESOORT", "RELATIESORT")
    run = verac("diff", *sides)
    assert (run.code, run.out) == (1, "")
    assert "error[NAM01]" in run.err
    assert "nothing compared" in run.err


def test_sides_swapped(verac, small_model, newer):
    run = verac("diff", newer, small_model)
    assert (run.code, run.out) == (1, "")
    assert "error[VS03]" in run.err
    assert "give the old side first" in run.err


def test_a_version_that_does_not_parse(verac, small_model, newer):
    edit(newer / "standaard.vera", "1.1.0", "1.v1")
    run = verac("diff", small_model, newer)
    assert run.code == 0
    assert 'attribute "Persoon.voornaam" added' in run.out
    assert '"1.v1" is no version' in run.err
    assert 'as in "4.3.0+260116.28"' in run.err
    assert verac("diff", small_model, newer, "--check").code == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--kind", "ad"], '"ad" is no kind'),
        (["--domain", "Relatie"], 'did you mean "Relaties"?'),
        (["--process", "BRH"], 'did you mean "BRG"?'),
        (["--format", "pdf"], "pdf"),
    ],
)
def test_options_that_name_nothing(verac, small_model, newer, options, message):
    run = verac("diff", small_model, newer, *options)
    assert run.code == 2
    assert message in run.err


# -- notes, changelog, history ---------------------------------------------------------------------------------------


def test_notes_keep_what_the_team_wrote(verac, small_model, newer, tmp_path):
    output = tmp_path / "notes.md"
    assert verac("notes", small_model, newer, "-o", output, "--lang", "nl").code == 0
    text = output.read_text(encoding="utf-8")
    marker = next(line for line in text.splitlines() if line.startswith("<!-- eigen tekst: 1.1.0 "))
    output.write_text(text.replace(marker, f"{marker}\nLees dit eerst.", 1), encoding="utf-8")
    assert verac("notes", small_model, newer, "-o", output, "--lang", "nl").code == 0
    again = output.read_text(encoding="utf-8")
    assert again.count("Lees dit eerst.") == 1
    assert again.replace("Lees dit eerst.\n", "") == text
    assert verac("notes", small_model, newer).out.startswith("# ")


@pytest.mark.parametrize(
    "content", [b"# Een ander stuk\n", b"<!-- eigen tekst: 1.1.0 -->\ncaf\xe9\n"]
)
def test_notes_are_not_written_over_something_else(verac, small_model, newer, tmp_path, content):
    output = tmp_path / "stuk.md"
    output.write_bytes(content)
    run = verac("notes", small_model, newer, "-o", output)
    assert run.code == 2
    assert "error[FIL0" in run.err
    assert output.read_bytes() == content


def test_notes_that_cannot_be_written_leave_the_old_ones(verac, small_model, newer, tmp_path):
    run = verac("notes", small_model, newer, "-o", tmp_path / "nergens" / "notes.md")
    assert run.code == 1
    assert "error[OUT02]" in run.err


def test_a_changelog_has_the_newest_version_first(verac, small_model, newer, tmp_path):
    newest = tmp_path / "newest"
    shutil.copytree(newer, newest)
    edit(newest / "standaard.vera", "1.1.0", "2.0.0")
    edit(newest / "domeinen/Relaties.vera", "    vervallen geboortedatum : date\n", "")
    edit(newest / "ketenprocessen/BRG.vera", "alle behalve geboortedatum", "alle")
    out = verac("changelog", small_model, newer, newest).out
    assert 0 < out.index("2.0.0") < out.index("1.1.0")
    assert verac("changelog", small_model).code == 2
    assert verac("changelog", newer, small_model).code == 1


def test_history(verac, small_model, newer, tmp_path):
    newest = tmp_path / "newest"
    shutil.copytree(newer, newest)
    edit(newest / "standaard.vera", "1.1.0", "2.0.0")
    edit(newest / "domeinen/Relaties.vera", "    vervallen geboortedatum : date\n", "")
    edit(
        newest / "domeinen/Relaties.vera",
        "voornaam : string",
        "roepnaam : string voorheen voornaam",
    )
    edit(newest / "ketenprocessen/BRG.vera", "alle behalve geboortedatum", "alle")
    versions = (small_model, newer, newest)
    told = verac("history", "Persoon.geboortedatum", "--from", *versions).out.splitlines()
    assert told == [
        "1.0.0  is there",
        '1.1.0  attribute "Persoon.geboortedatum" changed, obsolete: no → yes',
        '2.0.0  attribute "Persoon.geboortedatum" removed: date',
    ]
    assert verac("history", "Persoon.roepnaam", "--from", *versions).out.splitlines() == [
        '1.1.0  attribute "Persoon.voornaam" added: string',
        "1.1.0  in messages BRG/Relaties",
        '2.0.0  attribute "Persoon.roepnaam" renamed, was "voornaam"',
    ]
    edit(newest / "standaard.vera", "2.0.0", "1.1.0")
    assert (
        verac("history", "Persoon.geboortedatum", "--from", *versions).out.splitlines()[0]
        == "1.0.0  is there"
    )
    unknown = verac("history", "Persoon.achternam", "--from", *versions)
    assert unknown.code == 2
    assert 'did you mean "Persoon.achternaam"?' in unknown.err
    assert verac("history", "Persoon", "--from", small_model).code == 2
