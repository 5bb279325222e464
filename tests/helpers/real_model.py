"""The standard in models/vera as a model, read once."""

from __future__ import annotations

from functools import lru_cache

from compiler import pipeline
from compiler.model.model import Model
from tests.helpers.small_model import REPO


@lru_cache(maxsize=1)
def real_sources() -> dict[str, bytes]:
    """The files of models/vera by relative path."""
    folder = REPO / "models" / "vera"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.vera"))
    }


@lru_cache(maxsize=1)
def real_model() -> Model:
    """The model in models/vera."""
    found = pipeline.read_version(real_sources()).model
    assert found
    return found
