"""The cache between runs: where it is, what tells one compiler from another, and what is kept where."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from compiler import __version__
from compiler.base.store import Store, digest

IN_PACKAGE = frozenset({"grammar", "templates"})


def cache_folder() -> Path | None:
    """Where results may be kept: VERAC_CACHE, or a folder of this program in the user's cache; None if switched off."""
    chosen = os.environ.get("VERAC_CACHE")
    if chosen is not None:
        return Path(chosen) if chosen not in ("", "0", "off") else None
    try:
        if sys.platform == "win32":
            base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        else:
            base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:  # a user without a home
        return None
    return base / "verac"


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """What tells this compiler from another: its version, its own files, and the Python that runs it."""
    package = Path(__file__).resolve().parents[1]
    roots = [
        package,
        package.parent / "grammar",
        package.parent / "templates",
        package.parent / "words",
    ]
    parts = [__version__, sys.version]
    parts += [
        f"{name}:{size}:{changed}"
        for root in roots
        if root.is_dir()
        for name, size, changed in sorted(_own_files(str(root)))
    ]
    return digest(*parts)


def _own_files(folder: str) -> Iterator[tuple[str, int, int]]:
    """The path, size and last change of each file of the compiler in `folder`; bytecode is made of these."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((".py", ".lark", ".jinja", ".words")):
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _own_files(entry.path)


class RunStore:
    """What a run has between runs: a store of its user, and what this compiler made ready in its own package.

    What is run (compiled templates) or steers the parser (tables) is only taken from the package, where the compiler's
    own bytecode lies: whoever can write there needs no cache. Everything else is only taken from the user's store.
    """

    def __init__(self, own: Store, package: Store) -> None:
        self._own = own
        self._package = package

    def get(self, kind: str, key: str) -> bytes | None:
        """What was put, or None."""
        return self._of(kind).get(kind, key)

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep `content`; beside the bytecode, unless Python is asked to write none there."""
        if kind not in IN_PACKAGE or not sys.dont_write_bytecode:
            self._of(kind).put(kind, key, content)

    def _of(self, kind: str) -> Store:
        return self._package if kind in IN_PACKAGE else self._own


def prepared_folder() -> Path:
    """Where parse tables and compiled templates lie beside the bytecode of the compiler."""
    return Path(__file__).resolve().parents[1] / "__pycache__" / "prepared"
