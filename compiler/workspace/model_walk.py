"""The .vera files below a folder: links to folders are followed once, and nothing is skipped without a word."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from compiler.workspace.leftovers import is_leftover

MOST_FOLDERS = 20_000
ENVIRONMENTS_FILE = "omgevingen.vera"  # beside the manifest; no text of the model


class Walk(NamedTuple):
    """The files by relative path, sorted; folders that could not be read; whether there were too many to look at.

    `environments` is the file of environments at the top, None for none: it is among no files of a model.
    """

    files: Mapping[str, Path]
    unreadable: tuple[tuple[Path, OSError], ...] = ()
    endless: bool = False
    environments: Path | None = None


def walk_model(top: Path) -> Walk:
    """Look below `top`.

    A folder is looked at once: first those that lie there, then those that links lead to, in the order of their paths.
    A link to a folder around `top` goes round, and is passed by; so is one that leads nowhere. What runs that were
    killed left is no part of a model.
    """
    files: dict[str, Path] = {}
    unreadable: list[tuple[Path, OSError]] = []
    around = set(map(_identity, top.resolve().parents))
    seen: set[tuple[int, int]] = set()
    folders: list[Path] = [top]
    links: list[Path] = []
    while folders or links:
        folder = folders.pop(0) if folders else links.pop(0)
        try:
            identity = _identity(folder)
            if identity in seen or (identity in around and folder != top):
                continue
            seen.add(identity)
            if len(seen) > MOST_FOLDERS:
                return Walk(files, tuple(unreadable), endless=True)
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            unreadable.append((folder, error))
            continue
        for entry in found:
            path = folder / entry.name
            if is_leftover(entry.name):
                continue
            if _is_folder(entry):
                (links if entry.is_symlink() else folders).append(path)
            elif entry.name.endswith(".vera") and path.is_file():
                files[path.relative_to(top).as_posix()] = path
        links.sort()
    environments = files.pop(ENVIRONMENTS_FILE, None)
    return Walk(dict(sorted(files.items())), tuple(unreadable), environments=environments)


def _identity(folder: Path) -> tuple[int, int]:
    found = folder.stat()
    return found.st_dev, found.st_ino


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False
