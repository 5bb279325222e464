"""Which folder is the model of a file that an editor opens."""

from __future__ import annotations

import re
from pathlib import Path

_STANDARD = re.compile(rb"^(?:\xef\xbb\xbf)?[ \t]*standaard\b", re.MULTILINE)


def root_of(file: Path) -> Path | None:
    """The folder of the model that `file` belongs to: the nearest one above it that says which standard it is.

    None for a file outside every model.
    """
    return next((each for each in file.parents if is_root(each)), None)


def is_root(folder: Path) -> bool:
    """Whether a file in `folder` itself, not in one below, holds the manifest of a standard."""
    try:
        return any(_STANDARD.search(file.read_bytes()) for file in sorted(folder.glob("*.vera")))
    except OSError:
        return False
