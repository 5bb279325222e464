"""What is made ready beforehand serves a run without a cache, and is never trusted when it is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.base.context import Context
from compiler.base.store import NoStore
from compiler.cli import prepare
from compiler.emit.rendering.templating import environment
from compiler.language import grammar_tables as parse_tables
from compiler.language.parser import Parser
from compiler.workspace.cache import FolderStore, LayeredStore


@pytest.fixture
def prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LayeredStore:
    monkeypatch.setattr(prepare, "prepared_folder", lambda: tmp_path)
    prepare.prepare()
    return LayeredStore(NoStore(), FolderStore(tmp_path))


def test_tables_and_templates_come_from_what_was_prepared(
    prepared: LayeredStore, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(parse_tables, "tables_of", None)
    assert Parser(prepared).parse_text("domein A", "a.vera").diagnostics == ()
    made = environment("openapi", Context(prepared))
    monkeypatch.setattr(made, "compile", None)
    assert made.get_template("document.yaml.jinja")


def test_a_damaged_entry_is_made_anew(prepared: LayeredStore, tmp_path: Path):
    for path in tmp_path.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1])
    assert Parser(prepared).parse_text("domein A", "a.vera").diagnostics == ()
    assert environment("openapi", Context(prepared)).get_template("document.yaml.jinja")


def test_preparing_again_leaves_nothing_of_before(prepared: LayeredStore, tmp_path: Path):
    (tmp_path / "grammar" / "old").write_bytes(b"x")
    before = {path.name for path in tmp_path.rglob("*") if path.is_file()} - {"old"}
    prepare.prepare()
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == before
