"""Dutch output is Dutch, also of what Python, jsonschema-rs and the system say in English."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.messages.test_values_and_names import MODEL

ENGLISH = {
    "an", "and", "are", "be", "belongs", "cannot", "delimiter", "denied", "directory", "double", "end", "enough",
    "error", "expecting", "file", "found", "here", "instance", "invalid", "it", "less", "leads", "message", "not",
    "nothing", "one", "permission", "property", "stands", "such", "than", "that", "the", "this", "to",
    "unterminated", "valid", "value", "where", "which", "with", "write", "written",
}  # fmt: skip
OWN = {"JSON Schema"}  # what things are called
MESSAGES = [
    "{", "{'a': 1}", '{"a" 1}', '{"a": 1,}', '{"a": }', '{"a": "x', '{"a": "\\x"}', '{"a": "\t"}', '{"a": 1} 2', "",
    '{"a": NaN}', '{"a": 1, "a": 2}', '{"a": None}', '{"a": "\\ud800"}', "[" * 3000, "[{}]", "5", "null",
    *map(json.dumps, [
        {"id": "1"}, {"soort": "BAL"}, {"soort": None}, {"soort": {"code": "OUD"}}, {"soort": {"code": "NIE"}},
        {"soort": {"code": "XXX"}}, {"bestand": "!"}, {"aantal": 2**40}, {"aantal": -(2**40)}, {"aantal": "5"},
        {"aantal": 2.5}, {"jaar": 12}, {"maat": 1.234}, {"moment": "x"}, {"moment": "2026-01-31T12:00:00"},
        {"vrijMoment": "x"}, {"vrijMoment": "2026-01-31T12:00:00"}, {"dag": "31-12-2000"},
        {"dag": "2000-01-31T10:00:00"}, {"dag": "x"}, {"nummer": 1}, {"nummer": ""}, {"nummer": "null"},
        {"nummer": "12"}, {"delen": {}}, {"delen": [None]}, {"delen": None}, {"plek": []}, {"plek": [{}]},
        {"plekk": {}}, {"soort": {"code": "BAL"}, "hoogte": 2}, {"nummer": True}, {"hoogte": 2, "vreemd": 1},
    ]),
]  # fmt: skip


def english(text: str) -> set[str]:
    """The English words in `text`, outside quotes."""
    plain = re.sub(r'"[^"]*"|\[[A-Z0-9]+\]|/\S+', " ", text)
    for name in OWN:
        plain = plain.replace(name, " ")
    return ENGLISH & set(re.findall(r"[^\W\d_]+", plain.lower()))


def dutch(text: str) -> bool:
    """Whether nothing in `text` is English, but for names of files and the usage line."""
    lines = [line.partition(": ")[2] or line for line in text.splitlines()]
    return all(not english(line) or "[OPTIONS]" in line for line in lines)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "a.vera").write_text(MODEL, encoding="utf-8")
    for number, text in enumerate(MESSAGES):
        (tmp_path / f"{number:02}.json").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("operation", ["GET", "POST", "PUT", "PATCH", "POST-ANSWER"])
def test_findings_are_dutch(verac: Any, folder: Path, operation: str):
    ended = verac(
        "validate", ".", "--message", "P/Dingen", "--operation", operation, "--model", "model", "--strict",
        "--codes", "2026-01-01", "--lang", "nl", cwd=folder,
    )  # fmt: skip
    lines = [
        line.partition(": ")[2] if ".json" in line else line for line in ended.out.splitlines()
    ]
    assert len(lines) > 50
    found = [line for line in lines if english(line)]
    assert found == []


@pytest.mark.parametrize(
    "schema",
    ['{"type": 5}', '{"$ref": "#/$defs/X"}', "5", "{", '{"$ref": "https://example.org/x"}', '{"allOf": 1}', None],
)  # fmt: skip
def test_what_is_wrong_with_a_schema_is_dutch(verac: Any, folder: Path, schema: str | None):
    if schema is not None:
        (folder / "schema").write_text(schema, encoding="utf-8")
    ended = verac("validate", "00.json", "--schema", "--lang", "nl", cwd=folder)
    assert ended.code != 0
    assert dutch(ended.err)


@pytest.mark.parametrize("paths", [["model"], ["nergens"], ["x" * 300], ["00.json/x"]])
def test_what_cannot_be_read_is_dutch(verac: Any, folder: Path, paths: list[str]):
    ended = verac(
        "validate", *paths, "--message", "P/Dingen", "--operation", "GET", "--model", "model", "--lang", "nl",
        cwd=folder,
    )  # fmt: skip
    assert ended.code in {1, 2}
    assert dutch(ended.out)
