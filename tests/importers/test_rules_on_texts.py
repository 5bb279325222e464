"""Published texts stay as they are: an import turns the rules on their spelling off where they find something."""

from __future__ import annotations

from compiler.importers.release.acceptance import accept_findings
from compiler.importers.release.release import MANIFEST
from compiler.language.parser import parse_text
from compiler.pipeline import check

FILES = {
    MANIFEST: 'standaard Klein {\n    versie "1.0.0"\n}\n',
    "a.vera": 'domein A\n\nreferentiedata RUIMTESOORT (domein A) {\n    GEM "Gemeenschappeijke ruimte"\n}\n',
}


def found_in(texts: dict[str, bytes]) -> list[str]:
    return [each.id for each in check(texts).diagnostics if each.id == "AN02"]


def test_spelling_of_texts_is_off_where_it_finds_something():
    texts = {path: text.encode() for path, text in FILES.items()}
    parsed = [parse_text(text, path) for path, text in FILES.items()]
    assert found_in(texts) == ["AN02"]
    made = accept_findings(parsed, check(texts).diagnostics, "1.0.0")
    assert "ernst {\n        AN02 uit\n    }" in made[MANIFEST].decode()
    assert found_in(made) == []


def test_nothing_is_said_of_it_where_it_finds_nothing():
    parsed = [parse_text(text, path) for path, text in FILES.items()]
    assert b"AN02" not in accept_findings(parsed, (), "1.0.0")[MANIFEST]
