"""The guidance pages in the folder of a model: Markdown files that lie in it, whatever links say."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from compiler.base.guide_paths import GUIDES_FOLDER, is_guide
from compiler.workspace.leftovers import is_leftover


class GuideFiles(NamedTuple):
    """The pages by relative path, sorted; `stray` is a link among them that leads out of the model, None for none."""

    files: Mapping[str, Path]
    stray: Path | None = None


def guide_files(top: Path) -> GuideFiles:
    """The guidance pages of the model in `top`."""
    folder = top / GUIDES_FOLDER
    if not folder.is_dir():
        return GuideFiles({})
    inside = top.resolve()
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if not is_leftover(entry.name))
    found = {f"{GUIDES_FOLDER}/{name}": folder / name for name in names}
    files = {name: path for name, path in found.items() if is_guide(name) and path.is_file()}
    if files and not folder.resolve().is_relative_to(inside):
        return GuideFiles({}, folder)
    stray = next(
        (each for each in files.values() if not each.resolve().is_relative_to(inside)), None
    )
    return GuideFiles({}, stray) if stray else GuideFiles(files)
