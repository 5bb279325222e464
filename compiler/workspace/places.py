"""What stands at a path, and where a path leads.

A path that nothing can have (a name that is too long, links that go round) holds nothing; that of Python raises there.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path


def something_at(path: Path) -> bool:
    """Whether something stands at `path`, or where its links lead."""
    return os.path.exists(path)


def folder_at(path: Path) -> bool:
    """Whether a folder stands there."""
    return os.path.isdir(path)


def file_at(path: Path) -> bool:
    """Whether a file stands there."""
    return os.path.isfile(path)


def absolute_place(path: Path) -> Path:
    """Where `path` leads through all links, as far as that can be told."""
    return Path(os.path.realpath(path))


def real_place(path: Path) -> Path:
    """Where `path` leads through all links, whether something stands there or not.

    Raises:
        OSError: where it is a link that leads back to itself.
    """
    place = absolute_place(path)
    if place.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return place
