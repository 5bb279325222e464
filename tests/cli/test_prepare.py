"""What is made ready beforehand serves a run without a cache, and is never trusted when it is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.base.context import Context
from compiler.base.store import NoStore
from compiler.cli import prepare
from compiler.emit.rendering import templating
from compiler.emit.rendering.html_templates import HtmlTexts
from compiler.emit.rendering.templating import environment
from compiler.language import grammar_tables as parse_tables
from compiler.language.parser import Parser
from compiler.workspace import cache
from compiler.workspace.cache import RunStore
from compiler.workspace.folder_store import FolderStore


@pytest.fixture
def prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RunStore:
    monkeypatch.setattr(prepare, "prepared_folder", lambda: tmp_path)
    prepare.prepare()
    return RunStore(NoStore(), FolderStore(tmp_path))


def test_tables_and_templates_come_from_what_was_prepared(
    prepared: RunStore, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(parse_tables, "tables_of", None)
    assert Parser(prepared).parse_text("domein A", "a.vera").diagnostics == ()
    made = environment("openapi", Context(prepared))
    monkeypatch.setattr(made, "compile", None)
    assert made.get_template("document.yaml.jinja")


def test_pages_that_were_prepared_escape_the_texts_of_others(
    prepared: RunStore, monkeypatch: pytest.MonkeyPatch
):
    made = HtmlTexts("site", Context(prepared))
    monkeypatch.setattr("jinja2.Environment.compile", None)
    values = {"language": "nl", "policy": "", "target": "", "name": "<b>&", "script": ""}
    assert '<h1><a href="">&lt;b&gt;&amp;</a></h1>' in made.rendered("redirect.html.jinja", values)


def test_a_damaged_entry_is_made_anew(prepared: RunStore, tmp_path: Path):
    for path in tmp_path.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1])
    assert Parser(prepared).parse_text("domein A", "a.vera").diagnostics == ()
    assert environment("openapi", Context(prepared)).get_template("document.yaml.jinja")


def test_preparing_again_leaves_nothing_of_before(prepared: RunStore, tmp_path: Path):
    (tmp_path / "grammar" / "old").write_bytes(b"x")
    before = {path.name for path in tmp_path.rglob("*") if path.is_file()} - {"old"}
    prepare.prepare()
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == before


def test_what_is_run_never_comes_from_the_cache_of_a_user(
    prepared: RunStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A user's folder that holds all that was prepared, under its own keys and seals, is not even looked at."""
    monkeypatch.setattr(parse_tables, "tables_of", unable)
    monkeypatch.setattr(templating, "_compiled", {})
    users = RunStore(FolderStore(tmp_path), NoStore())
    with pytest.raises(MadeAnewError):
        Parser(users)
    made = environment("openapi", Context(users))
    monkeypatch.setattr(made, "compile", unable)
    with pytest.raises(MadeAnewError):
        made.get_template("document.yaml.jinja")
    for kind in cache.IN_PACKAGE:
        assert list((tmp_path / kind).iterdir())
        users.put(kind, "new", b"")
        assert not (tmp_path / kind / "new").exists()


class MadeAnewError(Exception):
    """What was not found is made anew."""


def unable(*_arguments: object, **_named: object) -> None:
    raise MadeAnewError


def test_a_run_keeps_what_it_made_in_the_package_where_bytecode_may_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    store = RunStore(NoStore(), FolderStore(tmp_path))
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    Parser(store)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    Parser(store)
    monkeypatch.setattr(parse_tables, "tables_of", unable)
    assert Parser(store).parse_text("domein A", "a.vera").diagnostics == ()
