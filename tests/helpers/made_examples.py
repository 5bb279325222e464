"""The models of which examples are made, each read once."""

from __future__ import annotations

from functools import cache

from compiler import pipeline
from compiler.model.model import Model
from compiler.workspace.model_reading import read_model
from tests.helpers.small_model import REPO


@cache
def model_of(folder: str) -> Model:
    """The model in a folder of the project."""
    checked = pipeline.check(read_model(REPO / folder).files)
    assert checked.model is not None
    return checked.model
