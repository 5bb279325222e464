"""Tables as a file: they come back as they were, and nothing else comes back."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from functools import lru_cache

import pytest

from compiler.base.resources import grammar_path
from compiler.language import tables_file
from compiler.language.grammar_tables import tables_of
from compiler.language.tables_file import tables_from_bytes, tables_to_bytes
from tests.helpers.small_model import REPO

GRAMMAR = grammar_path("vera.lark").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _file() -> bytes:
    return tables_to_bytes(tables_of(GRAMMAR), GRAMMAR)


def test_tables_come_back_as_they_were():
    assert tables_from_bytes(_file(), GRAMMAR) == tables_of(GRAMMAR)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_grammar_makes_the_same_bytes_in_any_process(seed):
    """Lark numbers states as a set gives them, which is another order where texts are hashed otherwise."""
    code = (
        "import sys; from compiler.language import grammar_tables as t, tables_file as f;"
        "g = sys.stdin.read(); sys.stdout.buffer.write(f.tables_to_bytes(t.tables_of(g), g))"
    )
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(REPO)}
    made = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        input=GRAMMAR.encode(),
        capture_output=True,
        check=True,
        env=environment,
    )
    assert made.stdout == _file()


def test_tables_of_another_grammar_are_none():
    assert tables_from_bytes(_file(), GRAMMAR + "\n") is None


def test_tables_of_another_version_are_none(monkeypatch):
    file = _file()
    monkeypatch.setattr(tables_file, "__version__", "0.0.0")
    assert tables_from_bytes(file, GRAMMAR) is None


def test_damaged_tables_are_none():
    chance = random.Random(3)
    for _ in range(200):
        file = bytearray(_file())
        at = chance.randrange(len(file) - 1)
        file[at] ^= 1 << chance.randrange(8)
        assert tables_from_bytes(bytes(file), GRAMMAR) is None, at
    assert tables_from_bytes(_file()[:-2], GRAMMAR) is None
    assert tables_from_bytes(b"", GRAMMAR) is None
    assert tables_from_bytes(None, GRAMMAR) is None
