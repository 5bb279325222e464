"""What a run puts beside the files of a user while it writes, by name; and what a killed run left of it, removed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from compiler.base.store import checksum

PREFIX = ".verac-"
_EARLIER = re.compile(r"\.verac-[a-z0-9_]{8}")  # as versions before the lock named them


def prefix_for(place: Path) -> str:
    """How everything begins that is written beside `place` for its sake: no other place has it."""
    return f"{PREFIX}{checksum(place.name.encode(errors='surrogateescape'))[:12]}-"


def is_leftover(name: str) -> bool:
    """Whether a file or folder of this name is never part of a model: only a run that was killed leaves it."""
    return name.startswith(PREFIX)


def leftovers_of(folder: Path) -> list[Path]:
    """What runs that wrote `folder` left beside it and in it. One that still runs has the lock of `folder`."""
    own = prefix_for(folder)
    found = [path for path in _entries(folder.parent) if path.name.startswith(own)]
    found += [
        path
        for path in _entries(folder)
        if path.name.startswith(own) or _EARLIER.fullmatch(path.name)
    ]
    return sorted(path for path in found if path.is_dir() and not path.is_symlink())


def leftover_files(folder: Path) -> list[Path]:
    """What runs that wrote single files of `folder` left in it. One that still runs has the lock of `folder`."""
    return sorted(
        path
        for path in _entries(folder)
        if is_leftover(path.name) and path.is_file() and not path.is_symlink()
    )


def _entries(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from folder.iterdir()


def take_away(beside: Sequence[Path]) -> None:
    """Remove the folders `beside`; an interrupt while one goes does not leave it."""
    try:
        for folder in beside:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        for folder in beside:
            shutil.rmtree(folder, ignore_errors=True)
