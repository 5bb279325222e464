"""Which folder the model is, where nobody says: the one that the user stands in, or one above it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.guide_paths import is_guide
from compiler.base.source import Span
from compiler.base.wording import say
from compiler.workspace.model_walk import walk_model
from compiler.workspace.places import something_at

_MANIFEST = re.compile(rb"^(?:\xef\xbb\xbf)?[ \t]*standaard\b", re.MULTILINE)
_MODELS = "models"
_FIRST = "vera"  # the model that counts where models/ holds several


class FoundModel(NamedTuple):
    """The folder of a model, or why there is none; `parts` are the places in it that were asked for, none for all."""

    folder: Path
    parts: tuple[Path, ...] = ()
    problem: Diagnostic | None = None


def model_here(here: Path | None = None) -> FoundModel:
    """The model that whoever stands in `here`, or in the working folder, means.

    That is the nearest folder, from there upwards to the top of the repository, that has a manifest, or that has a
    folder models/ with one model in it; of several models/vera counts.
    """
    for folder in _upwards(here or Path.cwd()):
        if has_manifest(folder):
            return FoundModel(_from_here(folder))
        models = _models_in(folder / _MODELS)
        chosen = [each for each in models if each.name == _FIRST] or models
        if len(chosen) == 1:
            return FoundModel(_from_here(chosen[0]))
        if chosen:
            names = ", ".join(str(_from_here(each)) for each in chosen)
            message = say("there are several models here: {names}", names=names)
            return _problem(message=message, hint=say("name one, or go to its folder"))
    message = say('no model here: neither this folder nor one above it has a "standaard"')
    hint = say("go to the folder of a model, name it, or begin one: verac init")
    return _problem(message=message, hint=hint)


def model_of(paths: tuple[Path, ...]) -> FoundModel:
    """The model that `paths` are, or are a part of: a folder with a manifest, or files and folders below one."""
    found: dict[str, FoundModel] = {}
    for path in paths:
        each = _model_with(path)
        found.setdefault(os.path.abspath(each.folder), each)
    first = next(iter(found.values()))
    if len(found) > 1:
        names = ", ".join(str(each.folder) for each in found.values())
        message = say("these are parts of several models: {names}", names=names)
        return _problem(message=message, hint=say("name parts of one of them"))
    whole = any(os.path.abspath(path) == os.path.abspath(first.folder) for path in paths)
    return FoundModel(first.folder, () if whole else paths)


def model_above(folder: Path) -> Path | None:
    """The nearest folder, from `folder` upwards to the top of its repository, that has a manifest."""
    return next((each for each in _upwards(folder) if has_manifest(each)), None)


def files_within(files: Iterable[str], model: Path, part: Path) -> set[str]:
    """Those of `files`, paths in the folder `model`, that `part` is or holds."""
    inside = Path(os.path.relpath(part, model)).as_posix()
    return {path for path in files if inside in (".", path) or path.startswith(f"{inside}/")}


def has_manifest(folder: Path) -> bool:
    """Whether a .vera file in `folder` itself, not in one below, says which standard this is."""
    try:
        with os.scandir(folder) as entries:
            files = [
                each.path for each in entries if each.name.endswith(".vera") and each.is_file()
            ]
        return any(_MANIFEST.search(Path(file).read_bytes()) for file in sorted(files))
    except (OSError, ValueError):
        return False


def _model_with(path: Path) -> FoundModel:
    """The model that `path` is or stands in; what has no manifest above it is a model by itself."""
    try:
        if path.is_file() and path.suffix != ".vera":
            above = model_above(path.parent)
            if above is not None and is_guide(Path(os.path.relpath(path, above)).as_posix()):
                return FoundModel(_from_here(above))
            return FoundModel(path)  # whoever reads it says that it is no folder
        folder = path if path.is_dir() else path.parent
        if not path.exists() or has_manifest(folder):
            return FoundModel(folder if path.exists() else path)
        above = model_above(folder)
        if above is None or (path.is_dir() and _has_manifest_below(path)):
            return FoundModel(folder)
    except (OSError, ValueError):  # a name that no file can have; whoever reads it says so
        return FoundModel(path)
    return FoundModel(_from_here(above))


def _has_manifest_below(folder: Path) -> bool:
    return any(map(has_manifest, {file.parent for file in walk_model(folder).files.values()}))


def _upwards(folder: Path) -> Iterator[Path]:
    """`folder` and those above it, to the top of the repository that it stands in."""
    place = Path(os.path.abspath(folder))
    for each in (place, *place.parents):
        yield each
        if something_at(each / ".git"):
            return


def _models_in(folder: Path) -> list[Path]:
    try:
        below = sorted(folder.iterdir())
    except OSError:
        return []
    return [each for each in below if each.is_dir() and (each.name == _FIRST or has_manifest(each))]


def _from_here(folder: Path) -> Path:
    """`folder` as whoever stands in the working folder would write it."""
    try:
        return Path(os.path.relpath(folder))
    except ValueError:  # on another drive of Windows
        return folder


def _problem(**texts: object) -> FoundModel:
    return FoundModel(Path(), problem=Diagnostic("FIL01", Severity.ERROR, Span("."), **texts))  # type: ignore[arg-type]
