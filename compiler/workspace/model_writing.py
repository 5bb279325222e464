"""Models and single files written: beside their place first, then in it, so that no reader sees half of one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from compiler.workspace.folder_writing import replace_contents, writing
from compiler.workspace.leftovers import leftover_files, prefix_for
from compiler.workspace.locks import locked, nobody_waits
from compiler.workspace.model_walk import walk_model
from compiler.workspace.places import real_place


def replace_file(path: Path, content: bytes) -> None:
    """Write `content` beside `path`, then in its place, with the permissions of what stood there.

    Where `path` is a link, what it leads to is written, and the link stays. What runs that were killed left of earlier
    attempts is removed.
    """
    place = real_place(path)
    with locked(place.parent):
        for left in leftover_files(place.parent):
            if left.name.startswith(prefix_for(place)):
                left.unlink(missing_ok=True)
        _replace(place, content)


def _replace(place: Path, content: bytes) -> None:
    name = ""
    try:
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=prefix_for(place))
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        if place.exists():
            shutil.copymode(place, name)
        else:
            os.chmod(name, 0o644)
        os.replace(name, place)
    except BaseException:
        if name:
            with suppress(OSError):
                os.unlink(name)
        raise


def tidy_files(folders: Iterable[Path]) -> None:
    """Remove what killed runs left of writing single files in `folders`."""
    for folder in folders:
        if leftover_files(folder):
            with suppress(OSError), locked(folder):
                for left in leftover_files(folder):
                    left.unlink(missing_ok=True)


def write_model(
    output: Path, files: Mapping[str, bytes], waiting: Callable[[], None] = nobody_waits
) -> None:
    """Write a model as a whole; .vera files that it does not have go away, and all other files stay.

    Raises:
        OSError: where something cannot be written; all is then as it was.
    """
    with writing(output, waiting) as folder:
        replace_contents(folder, files, set(walk_model(folder).files) - set(files))


def write_files(
    folder: Path, files: Mapping[str, bytes], waiting: Callable[[], None] = nobody_waits
) -> None:
    """Write some files of a model, all of them or none; what a link leads to is written, and the link stays.

    A file that lies elsewhere, where a link in the model leads, is written by itself, after the others.

    Raises:
        OSError: where something cannot be written; all in `folder` is then as it was.
    """
    if not files:
        return
    top = real_place(folder)
    places = {real_place(folder / path): content for path, content in files.items()}
    within = {
        place.relative_to(top).as_posix(): content
        for place, content in places.items()
        if place.is_relative_to(top)
    }
    with writing(folder, waiting) as real:
        replace_contents(real, within, ())
    for place, content in places.items():
        if not place.is_relative_to(top):
            replace_file(place, content)
