"""Artefacts of any family, made of a model that is linked already: quick enough for random models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from hypothesis import reject

from compiler import pipeline
from compiler.base.context import Context
from compiler.emit.families import Request, families_of, whole_set
from compiler.emit.obstacles import obstacles
from compiler.language.declarations import SourceFile
from compiler.model.model import Model
from tests.helpers.memory_store import MemoryStore
from tests.helpers.small_model import REPO

CONTEXT = Context(MemoryStore())
WHOLE = whole_set(Request())


def linked(sources: Iterable[SourceFile]) -> Model:
    """The model of random sources; what a build would stop at is none to go on with."""
    model, found = pipeline.link(sources)
    if model is None or any(each.stops_build for each in (*found, *obstacles(model))):
        reject()
    assert model is not None
    return model


def linked_texts(files: Mapping[str, bytes | str]) -> Model:
    """The model of texts."""
    texts = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
    checked = pipeline.read_version(texts, CONTEXT)
    assert checked.model is not None, [str(each.message) for each in checked.diagnostics]
    return checked.model


def random_texts(files: Mapping[str, str]) -> Model:
    """The model of random texts, as `linked` has it."""
    texts = {path: text.encode() for path, text in files.items()}
    return linked(each.source for each in pipeline.parse(texts, CONTEXT))


def set_of(model: Model, *names: str, request: Request = WHOLE) -> dict[str, bytes]:
    """The artefacts of the families with these names; without any, of all that a release holds."""
    made: dict[str, bytes] = {}
    for family in families_of(request._replace(families=names or WHOLE.families)):
        found = family.emit(model, request, CONTEXT, lambda: None)
        assert found.artefacts is not None, [str(each.message) for each in found.diagnostics]
        assert all(path.startswith(f"{family.name}/") for path in found.artefacts)
        made |= found.artefacts
    return made


def model_in(folder: Path) -> Model:
    """The model in a folder."""
    paths = [*folder.rglob("*.vera"), *folder.glob("docs/*.md")]
    return linked_texts({path.relative_to(folder).as_posix(): path.read_bytes() for path in paths})


def our_model(name: str) -> Model:
    """A model in `models/`."""
    return model_in(REPO / "models" / name)
