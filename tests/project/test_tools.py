"""What the tools name is there: a module that moves takes its line in their tables along."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.mutate import PLACES, source_of

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("place", PLACES)
def test_a_place_for_mutants_is_a_module_with_tests(place: str) -> None:
    _, arguments = PLACES[place]
    files = [argument for argument in arguments if argument.endswith(".py")]
    assert source_of(place).is_file()
    assert files
    assert all((ROOT / file).is_file() for file in files)
