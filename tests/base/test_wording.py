"""Texts for people: each is made of a literal that names its values, and each has a Dutch translation."""

from __future__ import annotations

import ast
import json
import os
import pickle
import re
import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest

from compiler.base.translation import LANGUAGE_TAG, LANGUAGES, language_of, translator
from compiler.base.wording import (
    as_it_is,
    as_plain,
    from_plain,
    joined,
    listed,
    say,
    shortened,
)
from tools import update_catalogue as catalogue

REPO = Path(__file__).resolve().parents[2]
COMPILER = REPO / "compiler"


def calls_of_say(path: Path) -> list[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say"
    ]


def names_in(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


SPEAKING = sorted(
    path for path in COMPILER.rglob("*.py") if path.name != "wording.py" and calls_of_say(path)
)


@pytest.mark.parametrize("path", SPEAKING, ids=lambda path: path.relative_to(COMPILER).as_posix())
def test_every_text_is_a_literal_that_names_the_values_it_gets(path):
    for call in calls_of_say(path):
        where = f"{path.name}:{call.lineno}"
        assert isinstance(call.args[0], ast.Constant) or path.name == "explanations.py", where
        if isinstance(call.args[0], ast.Constant):
            assert names_in(call.args[0].value) == {keyword.arg for keyword in call.keywords}, where


def test_a_text_remembers_what_it_was_made_of():
    inner = say("the end of {file}", file="a.vera")
    text = say("{place}: {number} left", place=inner, number=3)
    assert text == "the end of a.vera: 3 left"
    for again in (
        from_plain(json.loads(json.dumps(as_plain(text)))),
        pickle.loads(pickle.dumps(text)),
    ):
        assert again == text
        assert again.template == text.template
        assert again.values["place"].template == inner.template


def test_texts_in_a_row():
    assert joined(("a", "b"), ", ") == "a, b"
    assert listed(("a",)) == "a"
    assert listed(("a", "b", "c")) == "a, b or c"
    assert as_it_is("{x}") == "{x}"
    assert shortened(("a", "b"), 2) == "a, b"
    assert shortened(("a", "b", "c"), 1) == "a and 2 more"
    assert shortened((), 2) == ""


@pytest.mark.parametrize(
    ("asked", "environment", "expected"),
    [
        ("", {}, "en"),
        ("nl", {"LANG": "en_GB.UTF-8"}, "nl"),
        ("nl_NL.UTF-8", {}, "nl"),
        ("NL", {}, "nl"),
        ("fr", {"LANG": "nl_NL"}, "en"),
        ("", {"LANG": "nl_NL.UTF-8"}, "nl"),
        ("", {"LANG": "nl_NL.UTF-8", "LC_ALL": "C"}, "en"),
        ("", {"LANGUAGE": "fr:nl:en", "LANG": "de_DE"}, "nl"),
        ("", {"LANG": ""}, "en"),
    ],
)
def test_which_language_is_spoken(asked, environment, expected):
    assert language_of(asked, environment) == expected


def test_dutch_is_said_from_the_inside_out():
    dutch = translator("nl")
    assert dutch(listed(('"{"', '"}"'))) == '"{" of "}"'
    assert dutch(shortened(("a", "b"), 1)) == "a en nog 1"
    assert dutch("a str stays as it is") == "a str stays as it is"
    assert (
        dutch(say("a text that no catalogue has, with {value}", value=1))
        == "a text that no catalogue has, with 1"
    )
    assert dutch(as_it_is("error")) == "error"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_names_the_language_it_is_in(language):
    assert translator(language)(LANGUAGE_TAG) == language


# -- who knows a language ------------------------------------------------------------------------------------------

# These choose the language of a run, and find the catalogue of one.
# A site is read by many, in the language that was asked for when it was made.
KNOWING = ("base/translation.py", "base/resources.py", "cli/", "emit/site/")
# Here "en" is a Dutch word or the end of one: names in a model are Dutch, whatever the tool speaks.
DUTCH_WORDS = ("base/dutch/", "rules/guidelines/gm04_soort_tells_kinds.py")
# What one needs to ask for a language, or to carry it along.
NAMES = {"lang", "language", "languages", "LANGUAGES", "ENGLISH", "translator", "language_of"}
QUOTED = re.compile(rf"""["'](?:{"|".join(LANGUAGES)})["']""")


def known_languages(source: str) -> list[str]:
    """The languages that a module names, and the names in which it holds one."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Constant(value=str(text)) if text in LANGUAGES:
                found.append(text)
            case ast.Name(id=name) | ast.arg(arg=name) | ast.alias(name=name):
                found.append(name)
            case ast.Attribute(attr=name) | ast.keyword(arg=str(name)):
                found.append(name)
    return [each for each in found if each in NAMES or each in LANGUAGES]


UNKNOWING = sorted(
    path
    for path in COMPILER.rglob("*.py")
    if not path.relative_to(COMPILER).as_posix().startswith(KNOWING)
)


@pytest.mark.parametrize("path", UNKNOWING, ids=lambda path: path.relative_to(COMPILER).as_posix())
def test_no_module_but_the_translator_and_the_command_line_knows_a_language(path):
    found = known_languages(path.read_text(encoding="utf-8"))
    if path.relative_to(COMPILER).as_posix().startswith(DUTCH_WORDS):
        found = [each for each in found if each != "en"]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        'words[lang == "nl"]',
        '{"en": "yes", "nl": "ja"}[said]',
        "def describe(change, lang): pass",
        "describe(change, language=spoken)",
        "report.lang",
        "from compiler.base.translation import translator",
    ],
)
def test_a_module_that_knows_a_language_is_found(source):
    assert known_languages(source)


@pytest.mark.parametrize("folder", DUTCH_WORDS)
def test_what_is_excused_for_its_dutch_words_has_them(folder):
    paths = [path for path in UNKNOWING if path.relative_to(COMPILER).as_posix().startswith(folder)]
    assert any("en" in known_languages(path.read_text(encoding="utf-8")) for path in paths)


def test_no_template_knows_a_language():
    paths = sorted((REPO / "templates").rglob("*.jinja"))
    assert paths
    assert [path.name for path in paths if QUOTED.search(path.read_text(encoding="utf-8"))] == []
    assert QUOTED.search('<html lang="nl">')


# -- the catalogue -------------------------------------------------------------------------------------------------


def test_no_text_is_without_a_translation():
    assert catalogue.untranslated(catalogue.updated()) == [], (
        "make texts adds these to locale/nl/LC_MESSAGES/verac.po; translate them there"
    )


def test_the_catalogue_is_up_to_date():
    # Compared apart from the assertion: to show how two files of 250 kB differ takes pytest half an hour.
    updated = catalogue.updated()
    old = [
        path.name
        for path, content in (
            (catalogue.PO, catalogue.written(updated)),
            (catalogue.MO, catalogue.compiled(updated)),
        )
        if path.read_bytes() != content
    ]
    assert old == [], "run make texts"


def test_translations_have_the_placeholders_of_their_texts():
    messages = [each for each in catalogue.read() if each.id]
    own = [each for each in messages if "click/" not in each.locations[0][0]]
    assert len(own) > len(messages) / 2
    for message in own:
        one = message.id if isinstance(message.id, str) else message.id[0]
        said = message.string if isinstance(message.string, str) else message.string[0]
        assert names_in(said) == names_in(one), one


# -- as people meet it ---------------------------------------------------------------------------------------------


def verac(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))
    }
    command = [sys.executable, "-m", "compiler.cli", *arguments]
    return subprocess.run(
        command,
        cwd=folder,
        env=kept | {"PYTHONPATH": str(REPO)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


MODEL = 'standaard V { versie "1.0.0" }\ndomein A { entiteit Zaak { naam : strng } }\n'


@pytest.fixture
def model(tmp_path: Path) -> Path:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "a.vera").write_text(MODEL)
    return tmp_path


def test_findings_are_said_in_the_language_of_the_reader(model):
    english = verac(model, "check", "model")
    assert 'error[NAM01]: type "strng" does not exist' in english.stdout
    for dutch in (
        verac(model, "check", "model", "--lang", "nl"),
        verac(model, "--lang=nl", "check", "model"),
        verac(model, "check", "model", LANG="nl_NL.UTF-8"),
    ):
        assert dutch.returncode == english.returncode == 1
        assert 'fout[NAM01]: type "strng" bestaat niet' in dutch.stdout
        assert 'bedoeld: "string"?' in dutch.stdout
        assert "1 fout" in dutch.stdout
    assert verac(model, "check", "model", "--lang", "fr").stdout == english.stdout


@pytest.mark.parametrize("format_", ["json", "sarif", "github", "junit"])
def test_every_format_speaks_dutch(model, format_):
    done = verac(model, "check", "model", "--format", format_, "--lang", "nl")
    assert "bestaat niet" in done.stdout
    assert "does not exist" not in done.stdout


def test_what_is_kept_between_runs_has_no_language(model):
    (model / "model" / "a.vera").write_text(
        MODEL.replace("strng", "string") + "domein B { entiteit Zaak }\n"
    )
    environment = {"VERAC_CACHE": str(model / "cache")}
    first = verac(model, "check", "model", LANG="nl_NL", **environment)
    second = verac(model, "check", "model", **environment)
    assert "GN02" in first.stdout
    assert "is already an entity of domain" in second.stdout
    third = verac(model, "check", "model", "--lang", "nl", **environment)
    assert third.stdout == first.stdout


def test_help_explanations_and_misuse_are_dutch_too(model):
    assert "Opties:" in verac(model, "check", "--help", "--lang", "nl").stdout
    assert "Options:" not in verac(model, "check", "--help", "--lang", "nl").stdout
    assert verac(model, "explain", "GN02", "--lang", "nl").stdout.startswith("GN02 (fout): ")
    wrong = verac(model, "explain", "GN2", "--lang", "nl")
    assert wrong.returncode == 2
    assert '"GN2" is geen regel' in wrong.stderr
    assert "Bedoeld is misschien 'check'" in verac(model, "chck", "--lang", "nl").stderr
    missing = verac(model, "import", "--lang", "nl")
    assert "Ontbrekend argument" in missing.stderr


def test_what_is_built_is_the_same_in_every_locale(model):
    (model / "model" / "a.vera").write_text(MODEL.replace("strng", "string"))
    built = []
    for language in LANGUAGES:
        verac(model, "build", "model", "-o", language, LANG=language)
        built.append(
            {
                p.relative_to(model / language): p.read_bytes()
                for p in (model / language).rglob("*.yaml")
            }
        )
    assert built[0]
    assert built[0] == built[1]
