"""The packed extension in the real Visual Studio Code, in a headless Chromium, with the real `verac lsp`."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from compiler import __version__
from tests.helpers.small_model import REPO
from tools.pack_extension import EXTENSION, pack

EDITOR = REPO / "tests" / "outside" / "editor"
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("editor")]
# What is in the .vsix, and nothing else: no sources, no packages, no tests.
FILES = {
    "LICENSE.txt", "dist/NOTICES.txt", "dist/browser.js", "dist/extension.js", "icons/vera-dark.svg",
    "icons/vera-light.svg", "icons/verac.png", "icons/verac.svg", "language-configuration.json", "package.json",
    "package.nls.json", "package.nls.nl.json", "picture.png", "readme.md", "snippets/vera.json",
    "syntaxes/vera.tmLanguage.json",
}  # fmt: skip


def missing(reason: str) -> None:
    """Skip the test; on CI it fails."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extension as `make extension` packs it."""
    if not (EXTENSION / "node_modules" / "ready").is_file():
        missing(
            "editors/vscode/node_modules is not there: install Node.js with npm, then `make slow`"
        )
    vsix = tmp_path_factory.mktemp("packed") / "verac.vsix"
    pack(vsix)
    return vsix


@pytest.fixture(scope="session")
def seen(packed: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a person sees who works with it. The pictures are in the folder that VERAC_EDITOR_PICTURES names."""
    if not (EDITOR / "node_modules" / "ready").is_file():
        missing(
            "tests/outside/editor/node_modules is not there: install Node.js with npm, then `make slow`"
        )
    chromium = shutil.which("chromium")
    if chromium is None:
        missing("chromium is not installed")
    folder = Path(os.environ.get("VERAC_EDITOR_PICTURES") or tmp_path_factory.mktemp("editor"))
    verac = REPO / ".venv" / "bin" / "verac"
    ended = subprocess.run(
        ["node", EDITOR / "session.mjs", packed, verac, str(chromium), folder, REPO / "models" / "voorbeeld"],
        capture_output=True,
        encoding="utf-8",
        timeout=1200,
        check=False,
    )  # fmt: skip
    assert ended.returncode == 0, f"{ended.stderr}\nlook at {folder}/failure.png"
    found = json.loads(ended.stdout)
    assert isinstance(found, dict)
    return found


def colours(lines: list[list[dict[str, str]]]) -> dict[str, set[str]]:
    """The colours that each word has."""
    found: dict[str, set[str]] = {}
    for piece in (each for line in lines for each in line if each["text"].strip()):
        found.setdefault(piece["text"].strip(), set()).add(piece["colour"])
    return found


def test_what_is_packed(packed: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        inside = {
            name.removeprefix("extension/")
            for name in archive.namelist()
            if name.startswith("extension/")
        }
        manifest = json.loads(archive.read("extension/package.json"))
        notices = archive.read("extension/dist/NOTICES.txt").decode()
        listed = archive.read("extension.vsixmanifest").decode()
    assert inside == FILES
    assert f'Version="{__version__}"' in listed
    assert manifest["main"] == "./dist/extension.js"
    assert "vscode-languageclient" in notices
    assert notices.count("Permission is hereby granted") >= 2
    pack(tmp_path / "again.vsix")
    assert (tmp_path / "again.vsix").read_bytes() == packed.read_bytes()


def test_what_needs_no_editor(packed: Path) -> None:
    ended = subprocess.run(
        ["node", "--test", "tests/units.test.mjs"],
        cwd=EXTENSION,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_versions_are_exact_and_nothing_names_where_packages_come_from() -> None:
    for folder in (EXTENSION, EDITOR):
        manifest = json.loads((folder / "package.json").read_text("utf-8"))
        wanted = {**manifest.get("dependencies", {}), **manifest.get("devDependencies", {})}
        assert wanted
        assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
        assert not (folder / "package-lock.json").exists()


def test_a_model_is_coloured(seen: dict[str, Any]) -> None:
    named = colours(seen["colours"])
    keyword, entity, text = named["entiteit"], named["Persoon"], named["kern"]
    assert len(keyword) == len(entity) == 1
    assert keyword == text
    assert keyword.isdisjoint(entity)
    comment = {
        colour for word, seen_in in named.items() if word.startswith("///") for colour in seen_in
    }
    assert len(comment) == 1
    assert comment.isdisjoint(keyword | entity)
    assert named["naam"].isdisjoint(keyword | entity | comment)
    assert seen["icon"] > 0


def test_colours_by_meaning_agree_with_the_grammar(seen: dict[str, Any]) -> None:
    before, after = colours(seen["colours"]), colours(seen["coloursByMeaning"])
    common = [word for word in after if word in before and re.fullmatch(r"[\w-]+", word)]
    assert len(common) > 15
    assert {word: after[word] for word in common} == {word: before[word] for word in common}


def test_a_finding_is_underlined_while_typing_and_goes_with_its_cause(seen: dict[str, Any]) -> None:
    assert 'did you mean "LIDSTATUS"?' in seen["finding"]
    assert seen["mended"]


def test_the_diagram_of_the_entity_at_the_cursor(seen: dict[str, Any]) -> None:
    assert seen["diagram"]["of"] == "Lid"
    assert seen["diagram"]["width"] > 100


def test_a_snippet_and_what_is_suggested(seen: dict[str, Any]) -> None:
    assert any("Waardeobject" in each for each in seen["suggested"])
    assert seen["snippet"][-4:] == [
        "/// Wat het is.",
        "waardeobject Naam (meervoud Namen) {",
        "    attribuut : string",
        "}",
    ]


def test_findings_speak_the_language_that_is_set(seen: dict[str, Any]) -> None:
    assert '"Voorbeeld" heeft geen "idExtern"' in seen["dutch"]


@pytest.mark.parametrize(
    ("scenario", "said"),
    [
        ("missing", "verac is niet geïnstalleerd"),
        ("wrongPath", "The setting verac.path names /nergens/verac"),
        ("tooOld", "is verac 0.0.1, which has no language server"),
        ("dying", "The language server of verac ended 4 times in a row"),
        ("killed", "The language server of verac ended 4 times in a row"),
    ],
)
def test_why_there_are_no_findings_is_said_once(
    seen: dict[str, Any], scenario: str, said: str
) -> None:
    (message,) = seen[scenario]
    assert said in message


def test_a_server_that_dies_is_started_again_and_not_for_ever(seen: dict[str, Any]) -> None:
    assert max(seen["starts"]) == 4
    assert not re.search(r"[1-9]", seen["leftOver"]), "findings of a server that is gone stay"
